"""Business days."""

from datetime import date

import pytest

from contacts.workdays import Workdays, closed_days

JAPAN = Workdays()


def test_weekends_holidays_and_the_year_end_are_closed() -> None:
    assert JAPAN.is_open(date(2026, 11, 20))
    assert not JAPAN.is_open(date(2026, 11, 21))
    assert not JAPAN.is_open(date(2026, 11, 23))
    assert [JAPAN.is_open(date(2026, 12, day)) for day in (28, 29, 31)] == [True, False, False]
    assert not JAPAN.is_open(date(2028, 1, 3))


def test_seeking_crosses_closed_days() -> None:
    assert JAPAN.next(date(2026, 11, 20)) == date(2026, 11, 24)
    assert JAPAN.previous(date(2026, 11, 24)) == date(2026, 11, 20)
    assert JAPAN.on_or_before(date(2027, 1, 3)) == date(2026, 12, 28)
    assert JAPAN.first_of_month(date(2027, 1, 20)) == date(2027, 1, 4)


def test_counting_business_days() -> None:
    assert JAPAN.shift(date(2026, 11, 20), 3) == date(2026, 11, 26)
    assert JAPAN.shift(date(2026, 11, 26), -3) == date(2026, 11, 20)
    assert JAPAN.shift(date(2026, 11, 21), 0) == date(2026, 11, 21)
    assert JAPAN.between(date(2026, 11, 20), date(2026, 11, 27)) == 4
    assert JAPAN.between(date(2026, 11, 20), date(2026, 11, 20)) == 0


def test_after_a_long_break() -> None:
    assert JAPAN.after_break(date(2026, 4, 20), 4) == date(2026, 5, 7)
    assert JAPAN.after_break(date(2026, 5, 4), 4) == date(2026, 5, 7)
    assert JAPAN.after_break(date(2026, 11, 19)) == date(2026, 11, 24)


def test_the_company_decides_too() -> None:
    own = Workdays(
        closed=closed_days(["2026-08-12..2026-08-14", "2026-11-24"]), opened=frozenset({date(2026, 11, 21)})
    )
    assert own.next(date(2026, 8, 10)) == date(2026, 8, 17)
    assert own.next(date(2026, 11, 20)) == date(2026, 11, 21)
    assert own.next(date(2026, 11, 21)) == date(2026, 11, 25)


def test_other_countries_have_their_own() -> None:
    assert not Workdays(country="US").is_open(date(2026, 11, 26))
    assert Workdays(country="US").is_open(date(2026, 11, 23))


@pytest.mark.parametrize("text", ["tomorrow", "2026-08-14..2026-08-12", "2026-01-01..2029-01-01"])
def test_settings_that_are_no_days_are_refused(text: str) -> None:
    with pytest.raises(ValueError):
        closed_days([text])


def test_a_calendar_that_never_opens_says_so() -> None:
    with pytest.raises(ValueError):
        Workdays(weekend=frozenset(range(7))).next(date(2026, 11, 20))
