"""Business days: weekends, public holidays, the year's end and the company's own closed days."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

import holidays
import jpholiday

_DAY = timedelta(days=1)
# Longest run of closed days the search crosses before it gives up on a calendar that never opens.
_HORIZON = 400
_YEAR_END = {(12, 29), (12, 30), (12, 31), (1, 1), (1, 2), (1, 3)}


@dataclass(frozen=True, slots=True)
class Workdays:
    """A calendar of business days.

    `country` is ISO 3166 alpha-2 (its public holidays are closed), `closed` the company's own closed days,
    `opened` days worked although the calendar says otherwise, `weekend` weekday numbers (Monday 0). In Japan
    December 29 to January 3 is closed as well (`year_end`): the custom of Japanese companies and offices.
    """

    closed: frozenset[date] = field(default_factory=frozenset)
    country: str = "JP"
    weekend: frozenset[int] = frozenset({5, 6})
    opened: frozenset[date] = field(default_factory=frozenset)
    year_end: bool = True

    def is_open(self, day: date) -> bool:
        """Whether `day` is a business day."""
        if day in self.opened:
            return True
        return not (day.weekday() in self.weekend or day in self.closed or self.is_holiday(day))

    def is_holiday(self, day: date) -> bool:
        """Whether `day` is a public holiday or in the year's end break, whatever its weekday."""
        if self.country == "JP":
            return _japanese(day) or (self.year_end and (day.month, day.day) in _YEAR_END)
        return day in _public(self.country, day.year)

    def on_or_after(self, day: date) -> date:
        """The first business day from `day` on.

        Raises:
            ValueError: nothing is open for more than a year.
        """
        return self._seek(day, _DAY)

    def on_or_before(self, day: date) -> date:
        """The last business day up to `day`; raises as `on_or_after`."""
        return self._seek(day, -_DAY)

    def next(self, day: date) -> date:
        """The first business day after `day`; raises as `on_or_after`."""
        return self._seek(day + _DAY, _DAY)

    def previous(self, day: date) -> date:
        """The last business day before `day`; raises as `on_or_after`."""
        return self._seek(day - _DAY, -_DAY)

    def shift(self, day: date, count: int) -> date:
        """The `count`-th business day after `day` (before it when negative; `day` itself when 0)."""
        for _ in range(abs(count)):
            day = self.next(day) if count > 0 else self.previous(day)
        return day

    def first_of_month(self, day: date) -> date:
        """The first business day of the month `day` lies in."""
        return self.on_or_after(day.replace(day=1))

    def between(self, start: date, end: date) -> int:
        """How many business days lie after `start` up to and with `end`; 0 when `end` is not later."""
        return sum(1 for day in _days(start + _DAY, end) if self.is_open(day))

    def after_break(self, day: date, length: int = 3) -> date:
        """The first business day after the next run of at least `length` closed days that ends after `day`.

        連休明け: a run that `day` lies in counts; raises ValueError when none comes within 400 days.
        """
        run = 0
        start = day
        while not self.is_open(start - _DAY) and not self.is_open(start):
            start -= _DAY
        for current in _days(start, day + _HORIZON * _DAY):
            if not self.is_open(current):
                run += 1
            elif run >= length and current > day:
                return current
            else:
                run = 0
        raise ValueError("no such break")

    def _seek(self, day: date, step: timedelta) -> date:
        for _ in range(_HORIZON):
            if self.is_open(day):
                return day
            day += step
        raise ValueError("nothing is open for more than a year")


def closed_days(texts: Collection[str]) -> frozenset[date]:
    """Closed days from settings: ISO dates, or ranges of them with ".." ("2026-08-12..2026-08-16").

    Raises:
        ValueError: a text is neither, or a range runs backwards or over more than 400 days.
    """
    days: set[date] = set()
    for text in texts:
        first, _, last = (part.strip() for part in text.partition(".."))
        start = date.fromisoformat(first)
        end = date.fromisoformat(last) if last else start
        if not timedelta(0) <= end - start <= _HORIZON * _DAY:
            raise ValueError(f"not a range of days: {text}")
        days.update(_days(start, end))
    return frozenset(days)


def _days(start: date, end: date) -> Iterator[date]:
    while start <= end:
        yield start
        start += _DAY


@lru_cache(maxsize=4096)
def _japanese(day: date) -> bool:
    return bool(jpholiday.is_holiday(day))


@lru_cache(maxsize=64)
def _public(country: str, year: int) -> frozenset[date]:
    try:
        return frozenset(holidays.country_holidays(country, years=year))
    except NotImplementedError:
        return frozenset()
