"""The morning message's moment: zones, daylight saving, quiet hours, flights."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.workdays import Workdays
from reminders.hours import Hours, morning_of, zone_of

TOKYO, BERLIN, NEW_YORK = ZoneInfo("Asia/Tokyo"), ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
HOURS = Hours()


ALWAYS = Workdays(country="none", weekend=frozenset(), year_end=False)
NEVER = Workdays(country="none", weekend=frozenset(range(7)))


def utc(year: int, month: int, day: int, hour: int, minute: int) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_nine_in_tokyo_is_midnight_utc() -> None:
    assert morning_of(utc(2026, 11, 23, 23, 59), TOKYO, HOURS, ALWAYS) is None
    assert morning_of(utc(2026, 11, 24, 0, 0), TOKYO, HOURS, ALWAYS) == date(2026, 11, 24)


def test_each_zone_has_its_own_date() -> None:
    now = utc(2026, 11, 24, 14, 30)
    assert morning_of(now, NEW_YORK, HOURS, ALWAYS) == date(2026, 11, 24)
    assert morning_of(now, TOKYO, HOURS, ALWAYS) is None


def test_a_process_that_was_down_at_nine_makes_up_for_it_until_the_quiet_hours() -> None:
    assert morning_of(utc(2026, 11, 24, 10, 59), TOKYO, HOURS, ALWAYS) == date(2026, 11, 24)
    assert morning_of(utc(2026, 11, 24, 11, 0), TOKYO, HOURS, ALWAYS) is None


def test_nothing_goes_out_on_a_closed_day() -> None:
    assert morning_of(utc(2026, 11, 24, 0, 0), TOKYO, HOURS, NEVER) is None


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_the_days_of_the_clock_change_have_one_morning_at_nine(day: date) -> None:
    midnight = datetime.combine(day, time(), UTC)
    minutes = [midnight + timedelta(minutes=n) for n in range(24 * 60)]
    open_ = [now for now in minutes if morning_of(now, BERLIN, HOURS, ALWAYS) == day]
    assert open_[0].astimezone(BERLIN).time() == time(9, 0)
    assert open_ == [open_[0] + timedelta(minutes=n) for n in range(len(open_))]


def test_quiet_hours_may_span_midnight_or_not_or_be_none() -> None:
    assert HOURS.is_quiet(time(23, 0))
    assert HOURS.is_quiet(time(7, 59))
    assert not HOURS.is_quiet(time(8, 0))
    lunch = Hours(quiet_from=time(12), quiet_until=time(13))
    assert lunch.is_quiet(time(12, 30))
    assert not lunch.is_quiet(time(13, 0))
    assert not Hours(quiet_from=time(0), quiet_until=time(0)).is_quiet(time(3))


def test_an_unknown_zone_counts_as_tokyo() -> None:
    assert zone_of(None).key == zone_of("Mars/Olympus").key == "Asia/Tokyo"
    assert zone_of("Europe/Berlin") == BERLIN


@given(st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)), st.sampled_from([TOKYO, BERLIN, NEW_YORK]))
def test_ticks_every_quarter_hour_find_each_date_exactly_one_span(start: datetime, zone: ZoneInfo) -> None:
    ticks = [start.replace(tzinfo=UTC) + timedelta(minutes=15 * n) for n in range(4 * 24 * 4)]
    found = [day for now in ticks if (day := morning_of(now, zone, HOURS, ALWAYS))]
    days = sorted(set(found))
    assert found == sorted(found)
    assert all(b - a == timedelta(days=1) for a, b in itertools.pairwise(days))
    assert len(days) >= 3
