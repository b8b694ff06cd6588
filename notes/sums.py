"""Sums of money as written: 1億2,000万円, 3,500千円, 一億二千万, $2.5M, 20k EUR, 150〜200万, 300→280万."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from notes.data import table

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_KANJI_NUMBERS = {char: value for value, char in enumerate("〇一二三四五六七八九")}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "億": 10**8, "兆": 10**12}
_KANA = {"まん": "万", "おく": "億", "せん": "千"}
_SCALES = {
    "k": 1e3, "thousand": 1e3, "grand": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "mil": 1e6, "mio": 1e6,
    "million": 1e6, "b": 1e9, "bn": 1e9, "billion": 1e9,
}  # fmt: skip


_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_TENS = ("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {
    "half a": 0.5,
    "a": 1.0,
    "an": 1.0,
    "a hundred": 100.0,
    "fifteen": 15.0,
    "twenty-five": 25.0,
    **{word: 10.0 * number for number, word in enumerate(_TENS, 1)},
    **{word: float(number) for number, word in enumerate(_ONES, 1)},
    **{f"{word} hundred": 100.0 * number for number, word in enumerate(_ONES[:9], 1)},
}


def _words(cell: str) -> list[str]:
    return [word.replace("_", " ") for word in cell.split()]


_BEFORE = [(re.compile(mark, re.I), code) for code, marks, _ in table("currencies") for mark in _words(marks)]
_BEHIND = [(re.compile(word, re.I), code) for code, _, words in table("currencies") for word in _words(words)]
_ANY_BEFORE = "|".join(sorted((p.pattern for p, _ in _BEFORE), key=len, reverse=True))
_ANY_BEHIND = "|".join(
    p.pattern + (r"(?![a-z])" if p.pattern.isascii() else "")
    for p, _ in sorted(_BEHIND, key=lambda pair: -len(pair[0].pattern))
)
_SCALE = rf"(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})(?![a-z])"
_DIGIT_GROUP = rf"(?:{_DIGITS}|[〇一二三四五六七八九十百千]+)"
_JAPANESE = rf"{_DIGIT_GROUP}(?:[十百千万億兆]+{_DIGIT_GROUP}?)*"
_SPELLED = "|".join(sorted(_WORDS, key=len, reverse=True))
_NUMBER = re.compile(
    rf"(?P<mark>{_ANY_BEFORE})?\s?(?<!\d[.,/:])(?<![\d#数何幾])"
    rf"(?P<number>{_JAPANESE}|\b(?:{_SPELLED})(?= (?:million|billion|thousand|grand)))"
    rf"\s?(?P<scale>{_SCALE})?\s?(?P<behind>{_ANY_BEHIND})?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s?(?:人|名|個|本|枚|件|部(?!分)|回|歩|点|食|冊|足|台(?!で|の予|くらい)|[kK]?[wW]h?\b|km|mm|cm|m\b|PV|DL|t\b|トン|kg|リットル|坪|㎡|平米"
    r"|時間|ユーザ|ID|アカウント|世帯|戸|店|社|キロ|ショット|回線|箱|ケース|セット|%|パーセント|割|倍|年|月|日|時|分|階|号|番|丁目|期|歳|才|度|件|棟|席|室|株"
    r"|(?:units?|users?|people|employees|records|rows|seats|staff|pieces|pcs|copies|customers|visitors|miles|steps|"
    r"licen[sc]es|devices|sites|stores|followers|downloads|tons?|hours?|days?|weeks?|months?|years?|points?)\b)",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"\s?(?P<join>→|⇒|->|=>|>|〜|~|-|–|—|から(?=[\d¥$€£])|to (?=[\d¥$€£])|(?:or|and) (?=[\d¥$€£]))\s?"
)
_MOVED_BEFORE = re.compile(
    r"(?:down|up|cut|reduced?|increased?|revised?|moved?|changed?|went|came|lowered|raised|dropped|negotiated|"
    r"trimmed|bumped)\b.{0,20}\bfrom\s?$",
    re.IGNORECASE,
)
_MOVED_BEHIND = re.compile(
    r"\s?(?:円)?(?:に|へ)(?:と|は)?(?:変更|修正|改定|下げ|下が|値下げ|値上げ|上げ|上が|増|減|なっ|なり|なる|引き|見直|"
    r"訂正|落ち|決|圧縮|更新|アップ|ダウン|変わ)"
)
_ARROWS = {"→", "⇒", "->", "=>", ">"}


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum, its ISO currency (None where none is written), and where it stands in the NFKC text.

    `marked` says that a currency or 万 makes it money without further words; `revised` that an arrow leads
    to it.
    """

    value: float
    currency: str | None
    start: int
    end: int
    marked: bool
    revised: bool = False


def sums(text: str) -> list[Sum]:
    """The sums of a text in NFKC form, in order; of a range the lower bound, of 300→280万 the later."""
    text = _folded(text)
    found: list[Sum] = []
    place = 0
    while match := _NUMBER.search(text, place):
        one = _chain(text, match)
        place = max(one.end if one else match.end(), match.start() + 1)
        if one:
            found.append(one)
    return found


def _folded(text: str) -> str:
    """The text with the units said in kana as kanji, as long as before (まん as 万 and a blank)."""
    for kana, kanji in _KANA.items():
        text = re.sub(rf"(?<=[\d億万千]){kana}", kanji.ljust(len(kana)), text)
    return text


def _chain(text: str, match: re.Match[str]) -> Sum | None:
    """A number with those that a dash or an arrow joins to it."""
    parts = [match]
    joins: list[str] = []
    while (join := _JOIN.match(text, parts[-1].end())) and (more := _NUMBER.match(text, join.end())):
        joins.append(join["join"])
        parts.append(more)
    last = parts[-1]
    if _COUNTED.match(text, last.end()) and not last["behind"] and not match["mark"]:
        return None
    index = len(joins) if _moved(text[: match.start()], text[last.end() :]) else _meant(joins)
    chosen = _sum(parts[index], last, match)
    if chosen is None or not chosen.value:
        return None
    return replace(chosen, start=match.start(), end=last.end(), revised=index > 0)


def _moved(before: str, behind: str) -> bool:
    """Whether the words around "A to B" say that A became B: down from A to B, AからBに変更."""
    return bool(_MOVED_BEFORE.search(before) or _MOVED_BEHIND.match(behind))


def _meant(joins: list[str]) -> int:
    """Which number of a chain counts: the one behind the last arrow, else the lower bound."""
    arrows = [place for place, join in enumerate(joins) if join in _ARROWS]
    return arrows[-1] + 1 if arrows else 0


def _sum(own: re.Match[str], last: re.Match[str], first: re.Match[str]) -> Sum | None:
    """The sum of one number of a chain, its unit and currency borrowed from its neighbours."""
    value = _value(own["number"])
    if own["scale"] or last["scale"]:
        value *= _SCALES[(own["scale"] or last["scale"]).casefold()]
    elif own is not last and not _units(own["number"]) and value < _value(last["number"]):
        value *= _borrowed(last["number"])
    elif own is not first and not _units(own["number"]) and own["scale"] is None and first["scale"]:
        value *= _SCALES[first["scale"].casefold()]
    currency = next(filter(None, (_currency(one) for one in (own, last, first))), None)
    large = bool(re.search(r"[万億兆]", own["number"] + last["number"]))
    return Sum(value, currency, own.start(), own.end(), large or currency is not None)


def _units(number: str) -> bool:
    return bool(re.search(r"[万億兆千]", number))


def _borrowed(number: str) -> float:
    """The unit at the end of a number: 万 of 200万."""
    unit = re.search(r"[千百十]?[万億兆千]$", number)
    return _value(unit.group()) if unit else 1


def _currency(match: re.Match[str]) -> str | None:
    for said, forms in ((match["mark"], _BEFORE), (match["behind"], _BEHIND)):
        for form, code in forms if said else ():
            if form.fullmatch(said):
                return code
    return None


def _value(number: str) -> float:
    """1億2,000万, 三百五十万, 3,500千 as a number."""
    total = section = 0.0
    current: float | None = None
    for token in _tokens(number):
        if isinstance(token, float):
            current = token
        elif token in _SMALL:
            section += (1 if current is None else current) * _SMALL[token]
            current = None
        else:
            total += (section + (current or 0) or 1) * _LARGE[token]
            section, current = 0.0, None
    return round(total + section + (current or 0), 4)


def _tokens(number: str) -> Iterator[float | str]:
    if number.casefold() in _WORDS:
        yield _WORDS[number.casefold()]
    for token in re.findall(rf"{_DIGITS}|[〇一二三四五六七八九]+|[十百千万億兆]", number):
        if token[0].isdecimal():
            yield float(token.replace(",", ""))
        elif token[0] in _KANJI_NUMBERS:
            yield float("".join(str(_KANJI_NUMBERS[char]) for char in token))
        else:
            yield token
