"""What a phone is for, by the label printed before it, never by its order."""

from __future__ import annotations

import re
from functools import cache

from contacts.values import PhoneType
from ocr.fields.data import rows

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
_BEHIND = re.compile(r"\s*[(（]\s*(直通?|携帯)\s*[)）]")


def last(before: str) -> PhoneType | None:
    """The type that the last label in a text before a number names; None without a label."""
    low = before.casefold()
    hits = [
        (found.end(), len(word), kind) for word, kind, pattern in _labels() for found in pattern.finditer(low)
    ]
    if hits:
        end, length, kind = max(hits)
        halves = [
            hit for hit in hits if hit[2] in _FIRST_HALVES and 0 <= end - length - hit[0] <= MOST_BETWEEN
        ]
        return max(halves)[2] if kind is PhoneType.WORK and halves else kind
    letter = re.search(r"(?<![a-z])([a-z])\s*[.:/|)\]]?\s*$", low)
    return SINGLE_LETTERS.get(letter.group(1)) if letter else None


def behind(after: str) -> PhoneType | None:
    """The type that brackets right behind a number name: 03-1234-5678(直通)."""
    found = _BEHIND.match(after)
    return {"直": PhoneType.DIRECT, "携": PhoneType.MOBILE}.get(found.group(1)[0]) if found else None


def type_of(label: PhoneType | None, e164: str | None) -> PhoneType:
    """The type by the label, else by the kind of number where the numbering plan tells it (Japan)."""
    if label and label is not PhoneType.WORK:
        return label
    if e164 and re.match(r"\+81(120|800)", e164):
        return PhoneType.TOLL_FREE
    if label is None and e164 and re.match(r"\+81[789]0", e164):
        return PhoneType.MOBILE
    return PhoneType.WORK


@cache
def _labels() -> tuple[tuple[str, PhoneType, re.Pattern[str]], ...]:
    """Every spelling with its type and a pattern that finds it as a word of its own."""
    return tuple(
        (word, PhoneType(kind), re.compile(rf"(?<![a-zà-ž]){re.escape(word)}(?![a-zà-ž])"))
        for kind, words in rows("phone_labels")
        for word in words
    )
