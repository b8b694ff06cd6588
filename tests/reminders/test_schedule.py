"""On which mornings a follow-up is shown, at weekends, holidays and long breaks."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.values import Side
from contacts.workdays import Workdays
from reminders.pick import picked
from reminders.schedule import (
    Promise,
    first_morning,
    horizon,
    is_due,
    next_morning,
)
from reminders.spread import day_after_break, share

DAY = timedelta(days=1)
MONDAY, FRIDAY, SUNDAY = date(2026, 11, 16), date(2026, 11, 20), date(2026, 11, 22)
LABOUR_THANKSGIVING = date(2026, 11, 23)
TUESDAY_AFTER = date(2026, 11, 24)


def calendar(*holidays: date) -> Workdays:
    """Weekends and these days are closed, and nothing else."""
    return Workdays(closed=frozenset(holidays), country="none", year_end=False)


AUTUMN = calendar(LABOUR_THANKSGIVING)


def promise(due_on: date, side: Side, **more: Any) -> Promise:
    return Promise(due_on, side, **{"since": due_on - 30 * DAY, **more})


def ours(due_on: date, **more: Any) -> Promise:
    return promise(due_on, Side.OURS, **more)


def theirs(due_on: date, **more: Any) -> Promise:
    return promise(due_on, Side.THEIRS, **more)


def mornings(promise: Promise, days: Iterable[date], workdays: Workdays) -> list[date]:
    """The days on which messages would show the promise when none is missed."""
    shown = []
    for day in days:
        if is_due(promise, day, workdays):
            shown.append(day)
            promise = Promise(promise.due_on, promise.side, promise.since, day, promise.snoozed_until)
    return shown


def days_from(first: date, number: int) -> list[date]:
    return [first + n * DAY for n in range(number)]


def test_ours_is_shown_on_its_due_date() -> None:
    assert first_morning(ours(FRIDAY), AUTUMN) == FRIDAY


@pytest.mark.parametrize("due_on", [SUNDAY, LABOUR_THANKSGIVING, date(2026, 11, 21)])
def test_ours_on_a_closed_day_is_shown_on_the_last_business_day_before(due_on: date) -> None:
    assert first_morning(ours(due_on), AUTUMN) == FRIDAY


def test_theirs_is_asked_on_the_business_day_after() -> None:
    assert first_morning(theirs(date(2026, 11, 18)), AUTUMN) == date(2026, 11, 19)
    assert first_morning(theirs(FRIDAY), AUTUMN) == TUESDAY_AFTER
    assert first_morning(theirs(SUNDAY), AUTUMN) == TUESDAY_AFTER


def test_a_promise_made_on_the_closed_day_itself_is_shown_on_the_next_business_day() -> None:
    assert first_morning(ours(SUNDAY, since=SUNDAY), AUTUMN) == TUESDAY_AFTER


def test_overdue_is_shown_for_three_business_days_and_then_weekly() -> None:
    shown = mornings(ours(MONDAY), days_from(MONDAY, 30), AUTUMN)
    assert shown == [
        MONDAY,
        date(2026, 11, 17),
        date(2026, 11, 18),
        date(2026, 11, 19),
        date(2026, 11, 26),
        date(2026, 12, 3),
        date(2026, 12, 10),
    ]


def test_shown_before_a_closed_due_date_it_still_gets_three_days_after_it() -> None:
    shown = mornings(ours(SUNDAY), days_from(FRIDAY, 8), AUTUMN)
    assert shown == [FRIDAY, TUESDAY_AFTER, date(2026, 11, 25), date(2026, 11, 26)]


def test_a_weekly_showing_on_a_holiday_moves_to_the_next_business_day() -> None:
    late = ours(MONDAY, shown_on=MONDAY + 7 * DAY)
    assert next_morning(late, calendar(MONDAY + 14 * DAY)) == MONDAY + 15 * DAY


def test_a_missed_morning_is_made_up_for() -> None:
    assert is_due(ours(MONDAY), MONDAY + 9 * DAY, AUTUMN)
    assert is_due(ours(MONDAY, shown_on=MONDAY + 3 * DAY), MONDAY + 16 * DAY, AUTUMN)


def test_snoozed_rests_until_its_day_and_then_starts_over() -> None:
    snoozed = ours(MONDAY, shown_on=MONDAY, snoozed_until=SUNDAY)
    assert mornings(snoozed, days_from(MONDAY + DAY, 14), AUTUMN) == [
        TUESDAY_AFTER,
        date(2026, 11, 25),
        date(2026, 11, 26),
        date(2026, 11, 27),
    ]


def test_a_new_due_date_starts_over() -> None:
    moved = ours(date(2026, 12, 1), shown_on=date(2026, 11, 19))
    assert next_morning(moved, AUTUMN) == date(2026, 12, 1)


def test_the_horizon_is_the_end_of_the_break_after_today() -> None:
    assert horizon(FRIDAY, AUTUMN) == LABOUR_THANKSGIVING
    assert horizon(MONDAY, AUTUMN) == MONDAY


NEW_YEAR = calendar(*days_from(date(2026, 12, 29), 6))


def test_the_days_after_the_turn_of_the_year_are_counted_and_a_long_weekend_is_none() -> None:
    first = date(2027, 1, 4)
    assert [day_after_break(first + n * DAY, NEW_YEAR) for n in range(4)] == [1, 2, 3, None]
    assert day_after_break(TUESDAY_AFTER, AUTUMN) is None


def test_what_piled_up_is_spread_over_three_days() -> None:
    assert [len(share(range(12), day)) for day in (1, 2, 3, None)] == [4, 6, 12, 12]
    assert [len(share(range(2), day)) for day in (1, 2, 3)] == [2, 2, 2]


def test_after_the_break_what_is_due_that_day_comes_first_and_the_rest_in_parts() -> None:
    promises = {n: theirs(date(2026, 12, 30)) for n in range(12)}
    promises[99] = ours(date(2027, 1, 4))
    first = picked(promises, date(2027, 1, 4), NEW_YEAR)
    assert first == [99, 0, 1, 2, 3]
    left = {key: promise for key, promise in promises.items() if key not in first}
    assert picked(left, date(2027, 1, 5), NEW_YEAR) == [4, 5, 6, 7]


START = date(2026, 12, 1)
dates = st.integers(0, 60).map(lambda n: START + n * DAY)
calendars = st.frozensets(dates, max_size=25).map(lambda closed: calendar(*closed))


@st.composite
def promises(draw: st.DrawFn) -> Promise:
    due_on = draw(dates)
    since = draw(st.integers(-30, 0)) * DAY + due_on
    snoozed = draw(st.none() | st.integers(1, 40).map(lambda n: due_on + n * DAY))
    return Promise(due_on, draw(st.sampled_from(Side)), since, None, snoozed)


@given(promises(), calendars)
def test_never_on_a_closed_day_never_twice_a_day(promise: Promise, workdays: Workdays) -> None:
    shown = mornings(promise, days_from(START - 40 * DAY, 200), workdays)
    assert all(workdays.is_open(day) for day in shown)
    assert len(shown) == len(set(shown))


@given(promises(), calendars)
def test_never_lost(promise: Promise, workdays: Workdays) -> None:
    shown = mornings(promise, days_from(START - 40 * DAY, 200), workdays)
    first = first_morning(promise, workdays)
    assert shown[0] == first
    assert all(b - a <= timedelta(days=45) for a, b in itertools.pairwise(shown))
    assert shown[-1] >= START + 100 * DAY


@given(promises(), calendars, st.sets(st.integers(0, 199), max_size=150))
def test_never_lost_whichever_mornings_are_missed(
    promise: Promise, workdays: Workdays, missed: set[int]
) -> None:
    days = days_from(START - 40 * DAY, 300)
    lived = [day for n, day in enumerate(days) if n not in missed]
    shown = mornings(promise, lived, workdays)
    due = [day for day in lived if workdays.is_open(day) and day >= first_morning(promise, workdays)]
    assert shown[0] == due[0]


@given(st.dictionaries(st.integers(0, 40), promises(), max_size=40), calendars)
def test_spreading_loses_nothing_and_puts_nothing_off_by_more_than_two_business_days(
    promises: dict[int, Promise], workdays: Workdays
) -> None:
    first_shown: dict[int, date] = {}
    for day in days_from(START - 40 * DAY, 200):
        for key in picked(promises, day, workdays) if workdays.is_open(day) else []:
            first_shown.setdefault(key, day)
            old = promises[key]
            promises[key] = Promise(old.due_on, old.side, old.since, day, old.snoozed_until)
    for key, promise in promises.items():
        first = first_morning(promise, workdays)
        between = [n for n in range((first_shown[key] - first).days) if workdays.is_open(first + n * DAY)]
        assert len(between) <= 2
