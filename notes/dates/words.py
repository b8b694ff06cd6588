"""The words of the grammar: weekdays, months, numbers, in Japanese and English."""

from __future__ import annotations

WEEKDAYS = {
    **{day: number for number, day in enumerate("月火水木金土日")},
    **{
        name: number
        for number, names in enumerate(
            (
                ("monday", "mon"),
                ("tuesday", "tues", "tue"),
                ("wednesday", "weds", "wed"),
                ("thursday", "thurs", "thur", "thu"),
                ("friday", "fri"),
                ("saturday", "sat"),
                ("sunday", "sun"),
            )
        )
        for name in names
    },
}

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "jan"),
            ("february", "feb"),
            ("march", "mar"),
            ("april", "apr"),
            ("may",),
            ("june", "jun"),
            ("july", "jul"),
            ("august", "aug"),
            ("september", "sept", "sep"),
            ("october", "oct"),
            ("november", "nov"),
            ("december", "dec"),
        ),
        1,
    )
    for name in names
}

KANA_WEEKDAYS = {
    name: number
    for number, name in enumerate(
        ("げつよう", "かよう", "すいよう", "もくよう", "きんよう", "どよう", "にちよう")
    )
}

NUMBERS_EN = {
    "a": 1,
    "an": 1,
    "one": 1,
    "two": 2,
    "a couple of": 2,
    "a couple": 2,
    "couple of": 2,
    "the next couple of": 2,
    "three": 3,
    "a few": 3,
    "the next few": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fourteen": 14,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
}

_ORDINALS = [
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
    *("eighteenth", "nineteenth", "twentieth"),
]
ORDINALS_EN = {
    **{word: day for day, word in enumerate(_ORDINALS, 1)},
    **{f"twenty{joint}{word}": 20 + day for day, word in enumerate(_ORDINALS[:9], 1) for joint in "- "},
    "thirtieth": 30,
    "thirty-first": 31,
    "thirty first": 31,
}

KANJI_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}


def number(text: str) -> int:
    """3, 三, 十五, 二十, "a couple of" as a number.

    Raises:
        ValueError: it is none.
    """
    text = text.strip().casefold()
    if text.isdecimal():
        return int(text)
    if text in NUMBERS_EN:
        return NUMBERS_EN[text]
    if text in ORDINALS_EN:
        return ORDINALS_EN[text]
    return _kanji(text)


def _kanji(text: str) -> int:
    tens, mark, ones = text.partition("十")
    if not text or any(char not in KANJI_DIGITS for char in tens + ones):
        raise ValueError(text)
    if not mark:
        return int("".join(str(KANJI_DIGITS[char]) for char in text))
    return 10 * (KANJI_DIGITS[tens] if tens else 1) + (KANJI_DIGITS[ones] if ones else 0)
