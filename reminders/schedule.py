"""On which mornings a follow-up is shown: the rules as pure functions of dates.

What we owe is shown on its due date, or on the last business day before it when that is closed. What the
other side owes is asked on the first business day after. What stays open is shown again once a day for
three business days and weekly from then on. No rule depends on whether an earlier morning was missed:
each asks only when the item was shown last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from contacts.values import Side
from contacts.workdays import Workdays

DAILY_TIMES = 3
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


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


def horizon(today: date, workdays: Workdays) -> date:
    """The latest due date that a message of the business day `today` may hold: the break after it ends."""
    return workdays.next(today) - _DAY


def first_morning(promise: Promise, workdays: Workdays) -> date:
    """The business day on which the promise is first shown, not before its owner had it."""
    if promise.snoozed_until:
        return workdays.on_or_after(promise.snoozed_until)
    if promise.side is Side.THEIRS:
        day = workdays.next(promise.due_on)
    else:
        day = workdays.on_or_before(promise.due_on)
    return workdays.on_or_after(max(day, promise.since))


def next_morning(promise: Promise, workdays: Workdays) -> date:
    """The business day of the next showing after `shown_on`, which may lie in the past when it was missed."""
    first = first_morning(promise, workdays)
    last = promise.shown_on
    if last is None or last < first:
        return first
    again = workdays.next(last)
    if again <= _daily_until(promise, first, workdays):
        return again
    return workdays.on_or_after(last + _WEEK)


def _daily_until(promise: Promise, first: date, workdays: Workdays) -> date:
    """The third business day after both the due date and the first showing."""
    return workdays.shift(max(first, promise.due_on), DAILY_TIMES)


def is_due(promise: Promise, today: date, workdays: Workdays) -> bool:
    """Whether the message of `today` may show the promise; never on a closed day, never twice on one."""
    return workdays.is_open(today) and promise.shown_on != today and next_morning(promise, workdays) <= today
