"""All dates of a text, in reading order."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from notes.dates.grammar import RULES, Moment


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, the words it came from, and where those stand in the NFKC form of the text."""

    day: date
    words: str
    start: int
    end: int


def find_dates(text: str, at: Moment) -> list[FoundDate]:
    """The dates a text names, none of them overlapping; impossible ones (13/45) are left out."""
    plain = unicodedata.normalize("NFKC", text)
    found: list[FoundDate] = []
    place = 0
    while place < len(plain):
        one = _at(plain, place, at)
        if one:
            found.append(one)
        place = one.end if one else place + 1
    return found


def _at(text: str, place: int, at: Moment) -> FoundDate | None:
    for rule in RULES:
        match = rule.pattern.match(text, place)
        if match is None:
            continue
        try:
            day = rule.resolve(at, match.groupdict())
        except ValueError:
            return None
        return FoundDate(day, match.group(), match.start(), match.end())
    return None
