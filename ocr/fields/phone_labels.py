"""What a phone is for, by the label printed before it, never by its order."""

from __future__ import annotations

import re
from functools import cache

from contacts.phones import shape_type
from contacts.values import PhoneType
from ocr.fields.data import entries, rows
from ocr.fields.text import folded

SINGLE_LETTERS = {
    "t": PhoneType.WORK,
    "p": PhoneType.WORK,
    "o": PhoneType.WORK,
    "f": PhoneType.FAX,
    "m": PhoneType.MOBILE,
    "d": PhoneType.DIRECT,
    "c": PhoneType.MOBILE,
}
# Kinds that the first half of a double label tells: 直通電話, 携帯電話, "Direct tel.", "Mobile phone".
_FIRST_HALVES = (PhoneType.MOBILE, PhoneType.DIRECT, PhoneType.TOLL_FREE)
# What may lie between the halves: 帯 of 携帯電話 is often misread.
MOST_BETWEEN = 2
# One number for both: TEL/FAX, 電話・FAX兼用. It can be rung up.
_BOTH = re.compile(
    r"(?:tel|phone|電話)[.\s:]*[/・&,、+と][\s]*(?:tele)?(?:fax|ファックス|ファクス)[^a-z\d]*$"
)
_BRACKETS = re.compile(r"\s*[(（\[【]\s*([^\d()（）]{1,12}?)\s*[)）\]】]")


def last(before: str) -> PhoneType | None:
    """The type that the last label in a text before a number names; None without a label."""
    low = before.casefold()
    if _BOTH.search(low):
        return PhoneType.WORK
    hits = _hits(low)
    if hits:
        end, length, kind = max(hits)
        halves = [
            hit for hit in hits if hit[2] in _FIRST_HALVES and 0 <= end - length - hit[0] <= MOST_BETWEEN
        ]
        return max(halves)[2] if kind is PhoneType.WORK and halves else kind
    letter = re.search(r"(?<![a-z])([a-z])\s*[.:/|)\]]{0,2}\s*$", low)
    return SINGLE_LETTERS.get(letter.group(1)) if letter else None


def behind(after: str) -> PhoneType | None:
    """The type that brackets right behind a number name: 03-1234-5678(直通), 415-555-0199 (cell)."""
    found = _BRACKETS.match(after)
    kind = last(found.group(1)) if found else None
    return None if kind is PhoneType.WORK else kind


def in_brackets_before(before: str) -> bool:
    """Whether a text ends with a label in brackets, so that labels stand before their numbers."""
    found = re.search(r"[(（\[【]([^\d()（）]{1,12})[)）\]】]\s*[:：]?\s*$", before)
    return found is not None and (found.group(1) == "代" or last(found.group(1)) is not None)


def surer(before: PhoneType | None, after: str) -> PhoneType | None:
    """The type by the label in front, unless the rest of the row is a label that says more.

    "415-555-0199 mobile" is a mobile, "TEL 03-1234-5678 直通" is direct; a FAX behind a labelled number
    waits for its own number.
    """
    rest = after.casefold().strip(" .:,-|/()")
    kind = next((kind for word, kind, _ in _labels() if word == rest), None)
    if before is None:
        return kind
    return kind if before is PhoneType.WORK and kind in _FIRST_HALVES else before


def of_other_number(before: str) -> bool:
    """Whether the last label before a number is a register's, a tax number's, an account's: no phone."""
    low = before.casefold()
    ends = [found.end() for pattern in _others() for found in pattern.finditer(low)]
    return bool(ends) and max(ends) > max((hit[0] for hit in _hits(low)), default=0)


def is_label(text: str) -> bool:
    """Whether a row is a phone's label and nothing else: TEL, Fax:, 携帯電話, (M)."""
    bare = re.sub(r"[\s.:：|/()（）【】\[\]・]+", " ", text.casefold()).strip()
    return bare in SINGLE_LETTERS or any(word == bare for word, _, _ in _labels())


def leads(text: str) -> bool:
    """Whether a row is a label and a number behind it: Tél. 01 55 50 01 23."""
    found = re.match(r"(\D+?)[\s.:|/]*\(?\d[\d\s().\-/]{5,}$", text)
    return found is not None and last(found.group(1)) is not None


def type_of(label: PhoneType | None, e164: str | None) -> PhoneType:
    """The type by the label, else by the kind of number where the numbering plan tells it."""
    if label and label is not PhoneType.WORK:
        return label
    shape = shape_type(e164)
    return shape if label is None or shape is PhoneType.TOLL_FREE else PhoneType.WORK


def _hits(low: str) -> list[tuple[int, int, PhoneType]]:
    """Where each label in a casefolded text ends, its length and its type."""
    return [
        (found.end(), len(word), kind) for word, kind, pattern in _labels() for found in pattern.finditer(low)
    ]


@cache
def _others() -> tuple[re.Pattern[str], ...]:
    return tuple(_pattern(word) for word in entries("number_labels"))


@cache
def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![a-zà-ž]){re.escape(word)}(?![a-zà-ž])")


@cache
def _labels() -> tuple[tuple[str, PhoneType, re.Pattern[str]], ...]:
    """Every spelling with its type and a pattern that finds it as a word of its own."""
    return tuple(
        (word, PhoneType(kind), _pattern(word))
        for kind, words in rows("phone_labels")
        for word in dict.fromkeys((*words, *map(folded, words)))
    )
