"""What people type after `/goen away`."""

from datetime import date

import pytest

from bot.jobs.absence import Absence, absence
from contacts.workdays import Workdays
from notes.dates import Moment

TUESDAY = date(2026, 11, 24)
FIRST, FIFTH = date(2026, 12, 1), date(2026, 12, 5)
MOMENT = Moment(TUESDAY, Workdays())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("until 12/5", Absence(TUESDAY, FIFTH)),
        ("12月5日まで", Absence(TUESDAY, FIFTH)),
        ("through Friday", Absence(TUESDAY, date(2026, 11, 27))),
        ("12/1から12/5まで", Absence(FIRST, FIFTH)),
        ("from 12/1 until 12/5", Absence(FIRST, FIFTH)),
        ("12/1-12/5", Absence(FIRST, FIFTH)),
        ("12/1 - 12/5", Absence(FIRST, FIFTH)),
        ("12/1〜12/5", Absence(FIRST, FIFTH)),
        ("12月1日〜5日", Absence(FIRST, FIFTH)),
        ("12/1-5", Absence(FIRST, FIFTH)),
        ("12/28〜1/4", Absence(date(2026, 12, 28), date(2027, 1, 4))),
        ("2026-12-01 から 2026-12-05", Absence(FIRST, FIFTH)),
    ],
)
def test_a_leave_told_clearly_is_taken(text: str, told: Absence) -> None:
    assert absence(text, MOMENT) == told


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("明日", date(2026, 11, 25), date(2026, 11, 25)),
        ("tomorrow", date(2026, 11, 25), date(2026, 11, 25)),
        ("来週", date(2026, 11, 30), date(2026, 12, 4)),
        ("next week", date(2026, 11, 30), date(2026, 12, 4)),
        ("今週", TUESDAY, date(2026, 11, 27)),
        ("12/1から", FIRST, None),
        ("12/5", FIFTH, FIFTH),
    ],
)
def test_what_could_be_meant_otherwise_is_suggested_in_the_form(
    text: str, start: date, end: date | None
) -> None:
    assert absence(text, MOMENT) == Absence(start, end, unclear=True)


@pytest.mark.parametrize("text", ["", "しばらく", "on leave"])
def test_words_without_a_day_tell_no_leave(text: str) -> None:
    assert absence(text, MOMENT) is None
