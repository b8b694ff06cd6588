"""All dates of a text, in reading order."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, time

from notes.dates import english, japanese
from notes.dates.grammar import Rule
from notes.dates.moment import Moment
from notes.dates.times import time_at, time_before

# At one place the English rules go first: only they know "Fri 12/4".
RULES: tuple[Rule, ...] = (*english.RULES, *japanese.RULES)
# Where any rule may match: one search for the whole grammar instead of one for each rule and place.
_ANYWHERE = re.compile(
    "|".join(re.sub(r"\?P<\w+>", "?:", rule.pattern.pattern) for rule in RULES), re.I | re.A
)
_NEAR = 24


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date, the words it came from with the time beside it, and where those stand in the NFKC text."""

    day: date
    words: str
    start: int
    end: int
    time: time | None = None
    weak: bool = False


def find_dates(text: str, at: Moment) -> list[FoundDate]:
    """The dates a text names, none of them overlapping; impossible ones (13/45) are left out."""
    plain = unicodedata.normalize("NFKC", text)
    found: list[FoundDate] = []
    place = 0
    while match := _ANYWHERE.search(plain, place):
        one = _at(plain, match.start(), at, found[-1].day if found else None)
        if one:
            found.append(one)
        place = one.end if one else match.start() + 1
    return [one for one in found if not (one.weak and _beside(one, found, plain))]


def _at(text: str, place: int, at: Moment, named: date | None) -> FoundDate | None:
    """The date that stands at `place`; `named` is the one before it, which 翌日 counts from."""
    for rule in RULES:
        match = rule.pattern.match(text, place)
        if match is None or (rule.bound and named is None):
            continue
        try:
            day = rule.day(replace(at, today=named) if named and rule.relative else at, match)
        except ValueError:
            return None
        return _timed(
            text, FoundDate(day, match.group(), match.start(), match.end(), weak=rule.weak or rule.bound)
        )
    return None


def _timed(text: str, one: FoundDate) -> FoundDate:
    timed = time_at(text, one.end) or time_before(text, one.start, one.end)
    if timed is None:
        return one
    clock, end = timed
    return replace(one, words=text[one.start : end], end=end, time=clock)


def _beside(weak: FoundDate, found: Iterable[FoundDate], text: str) -> bool:
    """Whether a date stands in the same sentence near the weak one: "EOD Friday" is Friday."""
    for one in found:
        between = text[min(one.end, weak.end) : max(one.start, weak.start)]
        if (
            not one.weak
            and (weak.day != one.day or one.start > weak.start)
            and len(between) < _NEAR
            and not re.search(r"[。.\n!?]", between)
        ):
            return True
    return False
