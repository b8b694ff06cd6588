"""Arithmetic on days that the rules are made of. Weeks begin on Monday."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

FRIDAY, WEDNESDAY, THURSDAY = 4, 2, 3


def plus(day: date, days: int) -> date:
    return day + timedelta(days=days)


def in_week(day: date, weeks: int, weekday: int) -> date:
    """The weekday (Monday 0) of the week `weeks` after the one `day` is in."""
    return day + timedelta(days=7 * weeks - day.weekday() + weekday)


def next_weekday(day: date, weekday: int) -> date:
    """The next such weekday strictly after `day`."""
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def last_weekday(day: date, weekday: int) -> date:
    """The last such weekday strictly before `day`."""
    return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def months_on(day: date, months: int) -> tuple[int, int]:
    """Year and month, so many months after that of `day`."""
    count = day.year * 12 + day.month - 1 + months
    return count // 12, count % 12 + 1


def month_ahead(day: date, month: int) -> tuple[int, int]:
    """The year and month that a bare month name means for something due: this one or the next such."""
    return (day.year if month >= day.month else day.year + 1), month


def day_ahead(day: date, month: int, number: int) -> date:
    """The next such date on or after `day`. Raises ValueError when there is no such date."""
    for year in range(day.year, day.year + 5):
        if number <= monthrange(year, month)[1] and date(year, month, number) >= day:
            return date(year, month, number)
    raise ValueError(f"{month}/{number}")


def day_before(day: date, month: int, number: int) -> date:
    """The last such date on or before `day`. Raises ValueError when there is no such date."""
    for year in range(day.year, day.year - 5, -1):
        if number <= monthrange(year, month)[1] and date(year, month, number) <= day:
            return date(year, month, number)
    raise ValueError(f"{month}/{number}")


def number_ahead(day: date, number: int) -> date:
    """The next day of a month with this number, on or after `day`. Raises ValueError above 31."""
    for months in range(13):
        year, month = months_on(day, months)
        if number <= monthrange(year, month)[1] and date(year, month, number) >= day:
            return date(year, month, number)
    raise ValueError(number)


def week_of_month(year: int, month: int, number: int) -> date:
    """The Friday of the so many-th Monday week; the first is the one that holds the first Thursday."""
    first = date(year, month, 1)
    thursday = plus(first, (THURSDAY - first.weekday()) % 7)
    return plus(thursday, 7 * (number - 1) + 1)


def number_behind(day: date, number: int) -> date:
    """The last day of a month with this number, on or before `day`. Raises ValueError above 31."""
    for months in range(0, -13, -1):
        year, month = months_on(day, months)
        if number <= monthrange(year, month)[1] and date(year, month, number) <= day:
            return date(year, month, number)
    raise ValueError(number)


def add_months(day: date, months: int) -> date:
    """The same day so many months on, or the last of that month where it has no such day."""
    year, month = months_on(day, months)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def last_of_month(year: int, month: int, weekday: int) -> date:
    """The last such weekday of a month."""
    return last_weekday(plus(month_end(year, month), 1), weekday)


def weekday_of_month(year: int, month: int, number: int, weekday: int) -> date:
    """The so many-th such weekday of a month; raises ValueError when it has not so many."""
    day = plus(next_weekday(plus(date(year, month, 1), -1), weekday), 7 * (number - 1))
    if day.month != month:
        raise ValueError(number)
    return day


def period_end(day: date, start_month: int, months: int, years: int = 0) -> date:
    """The last day of the first `months` of the year `day` lies in, where years begin in `start_month`."""
    first = date(day.year - (day.month < start_month) + years, start_month, 1)
    return month_end(*months_on(first, months - 1))
