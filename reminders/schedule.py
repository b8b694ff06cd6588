"""On which mornings a follow-up is shown: the rules as pure functions of dates.

What we owe is shown on its due date, or on the last business day before it when that is closed. What the
other side owes is asked on the first business day after. What stays open is shown again once a day for
three business days and weekly from then on. No rule depends on whether an earlier morning was missed:
each asks only when the item was shown last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from contacts.values import Side

IsOpen = Callable[[date], bool]
"""Whether a date is a business day of the team."""

DAILY_TIMES = 3
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_LONGEST_BREAK = 400


class NeverOpen(ValueError):
    """A calendar without a business day in more than a year."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What the rules need to know of an open follow-up.

    `shown_on` is the last morning it was in a message, `snoozed_until` the day it was put off to,
    `since` the date from which its present owner has it (creation or reassignment).
    """

    due_on: date
    side: Side
    since: date
    shown_on: date | None = None
    snoozed_until: date | None = None


def open_on_or_after(day: date, is_open: IsOpen) -> date:
    """The first business day from `day` on. Raises NeverOpen."""
    return _seek(day, _DAY, is_open)


def open_on_or_before(day: date, is_open: IsOpen) -> date:
    """The last business day up to `day`. Raises NeverOpen."""
    return _seek(day, -_DAY, is_open)


def next_open(day: date, is_open: IsOpen) -> date:
    """The first business day after `day`. Raises NeverOpen."""
    return open_on_or_after(day + _DAY, is_open)


def _seek(day: date, step: timedelta, is_open: IsOpen) -> date:
    for _ in range(_LONGEST_BREAK):
        if is_open(day):
            return day
        day += step
    raise NeverOpen(day)


def horizon(today: date, is_open: IsOpen) -> date:
    """The latest due date that a message of the business day `today` may hold: the break after it ends."""
    return next_open(today, is_open) - _DAY


def first_morning(promise: Promise, is_open: IsOpen) -> date:
    """The business day on which the promise is first shown, not before its owner had it."""
    if promise.snoozed_until:
        return open_on_or_after(promise.snoozed_until, is_open)
    if promise.side is Side.THEIRS:
        day = next_open(promise.due_on, is_open)
    else:
        day = open_on_or_before(promise.due_on, is_open)
    return open_on_or_after(max(day, promise.since), is_open)


def next_morning(promise: Promise, is_open: IsOpen) -> date:
    """The business day of the next showing after `shown_on`, which may lie in the past when it was missed."""
    first = first_morning(promise, is_open)
    last = promise.shown_on
    if last is None or last < first:
        return first
    again = next_open(last, is_open)
    if again <= _daily_until(promise, first, is_open):
        return again
    return open_on_or_after(last + _WEEK, is_open)


def _daily_until(promise: Promise, first: date, is_open: IsOpen) -> date:
    """The third business day after both the due date and the first showing."""
    day = max(first, promise.due_on)
    for _ in range(DAILY_TIMES):
        day = next_open(day, is_open)
    return day


def is_due(promise: Promise, today: date, is_open: IsOpen) -> bool:
    """Whether the message of `today` may show the promise; never on a closed day, never twice on one."""
    return is_open(today) and promise.shown_on != today and next_morning(promise, is_open) <= today


def business_days_overdue(due_on: date, today: date, is_open: IsOpen) -> int:
    """Business days from the due date (not counted) to today (counted); 0 when not overdue."""
    days = (due_on + _DAY * n for n in range(1, (today - due_on).days + 1))
    return sum(is_open(day) for day in days)
