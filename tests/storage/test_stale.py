"""Clocks of stale records: who has one, what resets it, silence, evidence, and whom the index finds."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from contacts.staleness import Periods, ask_on
from contacts.values import Kind
from reminders.stale import chosen
from storage import (
    acts,
    companies,
    company_merging,
    interactions,
    owners,
    reminder_settings,
    stale,
    stale_due,
)
from storage import stale_answers as answers
from storage.database import Database
from storage.history import acting
from storage.stale_due import Asked
from storage.tables import Act, Company, Contact, FollowUp, StaleClock, User, Workspace

NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
TODAY = date(2026, 11, 24)
DAY = timedelta(days=1)


@pytest.fixture
def team(database: Database) -> Database:
    with database.write() as session:
        session.add(Workspace(id="T1", settings={}))
        for user in ("U1", "U2"):
            session.add(User(workspace_id="T1", slack_id=user, tz="Asia/Tokyo"))
    return database


def contact(database: Database, **columns: Any) -> int:
    created = NOW - 900 * DAY
    values = {"owner_id": "U1", "name": "田中 一郎", "family_name": "田中", **columns}
    with database.write() as session:
        row = Contact(workspace_id="T1", created_at=created, updated_at=created, **values)
        session.add(row)
        session.flush()
        return row.id


def talk(database: Database, *contacts: int, days_ago: int, note: str = "", kind: Kind = Kind.VISIT) -> None:
    with database.write() as session:
        interactions.add(
            session,
            workspace_id="T1",
            user_id="U1",
            kind=kind,
            happened_on=TODAY - days_ago * DAY,
            contact_ids=contacts,
            at=NOW - days_ago * DAY,
            note=note or None,
        )


def clock(database: Database, contact_id: int) -> StaleClock | None:
    with database.read() as session:
        return session.get(StaleClock, contact_id)


def due(database: Database, today: date = TODAY, most: int = 3, user: str = "U1") -> list[int]:
    with database.read() as session:
        found = stale_due.candidates(session, "T1", ["U1", "U2"], today, most)
        return [one.contact_id for one in chosen(found.get(user, []), most)]


def change(database: Database, contact_id: int, **columns: Any) -> None:
    with database.write() as session:
        row = session.get_one(Contact, contact_id)
        with acting(session, "T1", "U1", "edit", "edit", NOW):
            for name, value in columns.items():
                setattr(row, name, value)


def test_only_a_rank_or_a_talk_beyond_the_exchange_starts_a_clock(team: Database) -> None:
    imported, met, ranked, talked = (contact(team, rank=rank) for rank in (None, None, "A", None))
    talk(team, met, days_ago=400, kind=Kind.EXCHANGE)
    talk(team, talked, days_ago=400)
    assert [clock(team, one) is not None for one in (imported, met, ranked, talked)] == [
        False,
        False,
        True,
        True,
    ]
    with team.read() as session:
        untouched = stale_due.untouched(session, "T1", "U1")
        assert {one.id for one in untouched.contacts} == {imported, met}
        page = stale_due.untouched(session, "T1", "U1", limit=1, offset=1)
        assert ([one.id for one in page.contacts], page.number) == ([imported], 2)


@pytest.mark.parametrize(("rank", "days"), [("A", 30), ("B", 90), ("C", 180), (None, 180)])
def test_periods_by_rank(team: Database, rank: str | None, days: int) -> None:
    one = contact(team, rank=rank)
    talk(team, one, days_ago=days - 1)
    assert due(team) == []
    assert due(team, TODAY + DAY) == [one]


def test_own_period_wins_over_tag_over_company_over_rank(team: Database) -> None:
    with team.write() as session:
        reminder_settings.change(session, "T1", tag_days={"VIP": 10, "展示会": 400})
        firm = Company(workspace_id="T1", name="山田商事", normal_name="山田商事", stale_days=50)
        session.add(firm)
        session.flush()
        company_id = firm.id
    one = contact(team, rank="A", company_id=company_id, tags=["VIP", "展示会"], stale_days=77)

    def period() -> int:
        found = clock(team, one)
        assert found
        return found.period_days

    assert period() == 77
    change(team, one, stale_days=None)
    assert period() == 10
    change(team, one, tags=[])
    assert period() == 50
    change(team, one, company_id=None)
    assert period() == 30


def test_any_touch_resets_the_clock(team: Database) -> None:
    one = contact(team)
    talk(team, one, days_ago=300)
    assert due(team) == [one]
    talk(team, one, days_ago=2)
    assert due(team) == []


def test_the_longest_overdue_by_share_of_its_period_comes_first_and_only_a_few(team: Database) -> None:
    rows = [contact(team, rank=rank) for rank in ("C", "A", "B", "A")]
    for one, days in zip(rows, (400, 61, 210, 40), strict=True):
        talk(team, one, days_ago=days)
    c, a, b, a_late = rows
    assert due(team) == [b, c, a]
    assert due(team, most=10) == [b, c, a, a_late]
    assert due(team, most=1) == [b]


def test_two_ignored_questions_double_the_period(team: Database) -> None:
    one = contact(team, rank="A")
    talk(team, one, days_ago=30)
    asked: list[date] = []
    for n in range(200):
        today = TODAY + n * DAY
        if due(team, today):
            asked.append(today)
            with team.write() as session:
                stale.asked(session, [one], today)
    gaps = [(b - a).days for a, b in itertools.pairwise(asked)]
    assert asked[0] == TODAY
    assert gaps[:4] == [7, 30, 7, 46]


def test_still_correct_snooze_never_and_archive_answer_and_can_be_undone(team: Database) -> None:
    one = contact(team)
    talk(team, one, days_ago=300)
    tries = (
        lambda session, row: answers.still_correct(session, row, "U1", NOW),
        lambda session, row: answers.snooze(session, row, TODAY + 30 * DAY, "U1", NOW),
        lambda session, row: answers.never_ask(session, row, "U1", NOW),
        lambda session, row: answers.archive(session, row, "U1", NOW),
        lambda session, row: answers.left(session, row, "U1", NOW),
    )
    for answer in tries:
        assert due(team) == [one]
        with team.write() as session:
            answer(session, session.get_one(Contact, one))
        assert due(team) == []
        with team.write() as session:
            act = answers.last_answer(session, session.get_one(Contact, one))
            assert act
            acts.undo(session, act, "U1", NOW)
    assert due(team) == [one]


def test_a_snoozed_question_comes_back_on_its_day(team: Database) -> None:
    one = contact(team)
    talk(team, one, days_ago=300)
    with team.write() as session:
        answers.snooze(session, session.get_one(Contact, one), TODAY + 30 * DAY, "U1", NOW)
    assert due(team, TODAY + 29 * DAY) == []
    assert due(team, TODAY + 30 * DAY) == [one]


def test_a_note_that_says_gone_outranks_the_clock_once(team: Database) -> None:
    overdue = [contact(team, rank="A") for _ in range(4)]
    for one in overdue:
        talk(team, one, days_ago=200)
    gone = contact(team)
    talk(team, gone, days_ago=0, note="田中さんは先月退職されたそうです")
    assert due(team, TODAY + DAY)[0] == gone
    with team.write() as session:
        stale.asked(session, [gone], TODAY + DAY)
    assert gone not in due(team, TODAY + 2 * DAY, most=9)


def test_another_owner_is_asked(team: Database) -> None:
    one = contact(team)
    talk(team, one, days_ago=300)
    change(team, one, owner_id="U2")
    assert (due(team), due(team, user="U2")) == ([], [one])


def test_a_handover_moves_questions_and_reminders_and_its_undo_brings_them_back(team: Database) -> None:
    one = contact(team)
    talk(team, one, days_ago=500)
    with team.write() as session:
        promise = FollowUp(workspace_id="T1", owner_id="U1", text="x", due_on=TODAY - 9 * DAY, contact_id=one)
        promise.created_at, promise.reminded_on = NOW - 90 * DAY, TODAY
        promise.rest_until, promise.state = TODAY + 7 * DAY, "open"
        session.add(promise)
    with team.write() as session:
        act = owners.hand_over(session, "T1", "U1", ["U2"], {}, "U9", NOW)
    assert (due(team), due(team, user="U2")) == ([], [one])
    with team.read() as session:
        assert [found.id for found in stale_due.dormant(session, "T1", "U2", TODAY).contacts] == [one]
        given = session.scalars(select(FollowUp)).one()
        assert (given.owner_id, given.reminded_on, given.rest_until) == ("U2", None, None)
    with team.write() as session:
        acts.undo(session, session.merge(act), "U9", NOW)
    assert (due(team), due(team, user="U2")) == ([one], [])


def test_people_of_a_merged_company_have_the_period_of_the_one_that_stays(team: Database) -> None:
    with team.write() as session:
        kept, gone = (Company(workspace_id="T1", name=name, normal_name=name) for name in ("甲", "乙"))
        kept.stale_days = 45
        session.add_all([kept, gone])
        session.flush()
        kept_id, gone_id = kept.id, gone.id
    one = contact(team, company_id=gone_id)
    talk(team, one, days_ago=10)
    with team.write() as session:
        pair = (session.get_one(Company, kept_id), session.get_one(Company, gone_id))
        company_merging.merge(session, *pair, {}, "U1", NOW)
    moved = clock(team, one)
    assert moved
    assert moved.period_days == 45


def test_dormant_are_those_met_again_and_untouched_for_a_year(team: Database) -> None:
    old, recent, once = contact(team), contact(team), contact(team, rank="A")
    talk(team, old, days_ago=400)
    talk(team, recent, days_ago=300)
    talk(team, once, days_ago=500, kind=Kind.EXCHANGE)
    with team.read() as session:
        assert [one.id for one in stale_due.dormant(session, "T1", "U1", TODAY).contacts] == [old]


def test_a_new_period_of_a_company_reaches_its_people_and_undo_takes_it_back(team: Database) -> None:
    with team.write() as session:
        firm = Company(workspace_id="T1", name="山田商事", normal_name="山田商事")
        session.add(firm)
        session.flush()
        company_id = firm.id
    one = contact(team, company_id=company_id)
    talk(team, one, days_ago=50)
    assert due(team) == []
    facts = companies.Facts(*(None,) * 9, 40, ())
    with team.write() as session:
        act_id = companies.describe(session, session.get_one(Company, company_id), facts, "U1", NOW).id
    assert due(team) == [one]
    with team.write() as session:
        acts.undo(session, session.get_one(Act, act_id), "U1", NOW)
    assert due(team) == []


def test_new_periods_of_the_team_reach_every_clock(team: Database) -> None:
    rows = [contact(team) for _ in range(3)]
    for one in rows:
        talk(team, one, days_ago=50)
    assert due(team) == []
    with team.write() as session:
        reminder_settings.change(session, "T1", stale_days=40)
        last: int | None = 0
        while last is not None:
            last = stale.renew_after(session, "T1", last)
    assert sorted(due(team)) == rows


@given(st.integers(1, 400), st.integers(0, 9), st.integers(0, 4), st.integers(0, 900))
def test_a_question_comes_again_and_never_on_the_day_it_was_asked(
    period: int, asks: int, doublings: int, ago: int
) -> None:
    base = TODAY - ago * DAY
    again = ask_on(base, period, TODAY, asks + 1, doublings)
    assert TODAY < again <= TODAY + period * 2**doublings * DAY + 7 * DAY


def test_evidence_is_never_cut_off_by_the_daily_number() -> None:
    some = [Asked(n, "U1", n, "left" if n < 3 else None) for n in range(6)]
    assert [one.contact_id for one in chosen(some, 1)] == [2, 1, 0]
    assert [one.contact_id for one in chosen(some[3:], 2)] == [5, 4]


def test_the_shortest_of_several_tags_counts() -> None:
    assert Periods(by_tag={"a": 20, "b": 10}).of(None, ["a", "b", "c"], 99, "A") == 10


def note(database: Database, contact_id: int, text: str, at: datetime) -> None:
    with database.write() as session:
        interactions.add(
            session,
            workspace_id="T1",
            user_id="U2",
            kind=Kind.CALL,
            happened_on=at.date(),
            contact_ids=[contact_id],
            at=at,
            note=text,
        )


def test_a_note_after_todays_answer_is_asked_about(team: Database) -> None:
    tanaka = contact(team, rank="A")
    with team.write() as session:
        answers.still_correct(session, session.get_one(Contact, tanaka), "U1", NOW)
    note(team, tanaka, "田中様は異動されたそうです", NOW + timedelta(hours=5))
    assert due(team, TODAY + DAY) == [tanaka]
    with team.write() as session:
        answers.still_correct(session, session.get_one(Contact, tanaka), "U1", NOW + timedelta(hours=6))
    assert due(team, TODAY + DAY) == []


def test_a_question_about_evidence_put_off_comes_back_on_its_day(team: Database) -> None:
    tanaka = contact(team, rank="C")
    note(team, tanaka, "田中様は異動されたそうです", NOW - DAY)
    assert due(team) == [tanaka]
    with team.write() as session:
        stale.asked(session, [tanaka], TODAY)
    with team.write() as session:
        row = session.get_one(Contact, tanaka)
        answers.snooze(session, row, TODAY + 7 * DAY, "U1", NOW)
    assert due(team, TODAY + 6 * DAY) == []
    assert due(team, TODAY + 7 * DAY) == [tanaka]
    with team.write() as session:
        stale.asked(session, [tanaka], TODAY + 7 * DAY)
    change(team, tanaka, title="部長")
    assert due(team, TODAY + 8 * DAY) == []
