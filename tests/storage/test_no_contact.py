"""連絡不要: noted, undone, merged, exported and imported again; nothing is asked and no chance is made."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from reminders.hours import Hours
from reminders.morning import Mornings, compose
from storage import acts, contacts, follow_ups, merging, mornings, no_contact, stale_due
from storage.database import Database
from storage.exchange import cells
from storage.exchange.values import Wish
from storage.tables import Contact, FollowUp
from tests.reminders.test_morning import JAPAN
from tests.storage.build import NOW, later
from tests.storage.test_stale import TODAY, contact, talk, team

__all__ = ["team"]
NINE_IN_TOKYO = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
TUESDAY, DAY = date(2026, 11, 24), timedelta(days=1)


def flag(database: Database, contact_id: int, on: date = TODAY) -> None:
    with database.write() as session:
        one = session.get_one(Contact, contact_id)
        no_contact.note(session, one, "  ご本人の\n希望 ", on, "U1", NOW)


def test_it_is_noted_with_reason_date_and_who_and_undone_as_one_act(team: Database) -> None:
    one = contact(team)
    with team.write() as session:
        row = session.get_one(Contact, one)
        act = no_contact.note(session, row, " ご本人の\n希望 ", TODAY, "U2", NOW)
        noted = (row.no_contact_on, row.no_contact_by, row.no_contact_reason)
        assert noted == (TODAY, "U2", "ご本人の 希望")
        assert contacts.person(row).no_contact
        assert not acts.undo(session, act, "U1", later(days=1)).conflicts
        assert (row.no_contact_on, row.no_contact_by, row.no_contact_reason) == (None, None, None)


def test_it_is_taken_back_and_that_is_undone_too(team: Database) -> None:
    one = contact(team)
    flag(team, one)
    with team.write() as session:
        row = session.get_one(Contact, one)
        act = no_contact.take_back(session, row, "U2", later(days=1))
        assert not contacts.person(row).no_contact
        acts.undo(session, act, "U2", later(days=2))
        assert (row.no_contact_on, row.no_contact_reason) == (TODAY, "ご本人の 希望")


def test_nothing_is_asked_and_no_chance_is_made_until_it_is_taken_back(team: Database) -> None:
    one = contact(team)
    talk(team, one, days_ago=400)
    with team.read() as session:
        before = (asked(session), chances(session))
    assert before == ([one], [one])
    flag(team, one)
    with team.read() as session:
        assert (asked(session), chances(session)) == ([], [])
    with team.write() as session:
        no_contact.take_back(session, session.get_one(Contact, one), "U1", NOW)
    with team.read() as session:
        assert (asked(session), chances(session)) == before


def asked(session: Any) -> list[int]:
    found = stale_due.candidates(session, "T1", ["U1"], TODAY, 3)
    return [one.contact_id for one in found.get("U1", ())]


def chances(session: Any) -> list[int]:
    return [one.id for one in stale_due.dormant(session, "T1", "U1", TODAY).contacts]


def test_evidence_is_not_asked_about_either(team: Database) -> None:
    one = contact(team)
    talk(team, one, days_ago=20)
    talk(team, one, days_ago=3, note="田中様は退職されたとのこと")
    with team.read() as session:
        assert asked(session) == [one]
    flag(team, one)
    with team.read() as session:
        assert asked(session) == []


@pytest.fixture
def promise(team: Database) -> int:
    one = contact(team)
    with team.write() as session:
        row = FollowUp(
            workspace_id="T1",
            owner_id="U1",
            contact_id=one,
            text="見積もり送付",
            side="ours",
            due_on=TUESDAY,
            created_at=NINE_IN_TOKYO - 10 * DAY,
        )
        session.add(row)
        session.flush()
        return row.id


def told(database: Database, after_days: int) -> list[int]:
    """The follow-ups of U1's message so many days after Tuesday, none when there is no message."""
    clock = Mornings(database, Hours(), lambda _: JAPAN)
    clock.tick(NINE_IN_TOKYO + after_days * DAY)
    with database.read() as session:
        items = compose(session, "T1", "U1", TUESDAY + after_days * DAY, JAPAN).items
        return [ref for one in items if (ref := getattr(one, "follow_up_id", 0))]


def test_a_follow_up_is_shown_once_marked_and_again_only_when_its_owner_chose_a_day(
    team: Database, promise: int
) -> None:
    with team.read() as session:
        person_id = session.get_one(FollowUp, promise).contact_id or 0
    flag(team, person_id, TUESDAY - DAY)
    assert told(team, 0) == [promise]
    with team.read() as session:
        (item,) = compose(session, "T1", "U1", TUESDAY, JAPAN).items
        assert getattr(item, "person").no_contact  # noqa: B009 (items differ in kind)
    # Without the flag it would come again on each of several of these days.
    assert [told(team, day) for day in (1, 2, 3, 6, 7, 8, 9)] == [[]] * 7
    with team.write() as session:
        follow_ups.snooze(session, session.get_one(FollowUp, promise), TUESDAY + 13 * DAY, "U1", NOW)
    assert told(team, 13) == [promise]
    assert [told(team, day) for day in (14, 15, 16, 17)] == [[]] * 4


def test_without_the_flag_it_does_come_again(team: Database, promise: int) -> None:
    shown = [told(team, day) for day in (0, 1, 2, 3, 6, 7, 8, 9)]
    assert shown.count([promise]) > 1


def test_managers_are_not_told_of_it(team: Database, promise: int) -> None:
    with team.read() as session:
        assert mornings.overdue_counts(session, "T1", TUESDAY + DAY) == [("U1", 1, TUESDAY)]
        person_id = session.get_one(FollowUp, promise).contact_id or 0
    flag(team, person_id)
    with team.read() as session:
        assert mornings.overdue_counts(session, "T1", TUESDAY + DAY) == []


def test_a_merge_keeps_it_and_undo_gives_it_back(team: Database) -> None:
    kept, gone = contact(team), contact(team)
    flag(team, gone)
    with team.write() as session:
        rows = [session.get_one(Contact, one) for one in (kept, gone)]
        act = merging.merge(session, rows[0], rows[1], {}, "U1", later(days=1))
        assert (rows[0].no_contact_on, rows[0].no_contact_by) == (TODAY, "U1")
        acts.undo(session, act, "U1", later(days=2))
        assert [row.no_contact_on for row in rows] == [None, TODAY]


@pytest.mark.parametrize(
    ("cell", "wish"),
    [
        ("", None),
        ("いいえ", None),
        ("0", None),
        ("FALSE", None),
        ("○", Wish()),
        ("はい", Wish()),
        ("TRUE", Wish()),
        ("2026-11-20", Wish(date(2026, 11, 20))),
        ("2026-11-20 ご本人の希望", Wish(date(2026, 11, 20), "ご本人の希望")),
        ("ご本人の希望", Wish(None, "ご本人の希望")),
    ],
)
def test_what_a_column_says_of_it(cell: str, wish: Wish | None) -> None:
    assert cells.wish(cell) == wish
