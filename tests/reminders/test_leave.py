"""Leave by word and by status, deputies, お盆, and months of mornings: nothing lost, nothing told twice."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from contacts.values import Kind
from contacts.workdays import Workdays
from reminders.compose import compose
from reminders.due import due_in_zone
from reminders.hours import Hours
from reminders.items import MorningItem
from reminders.leave import leave_of
from reminders.morning import Mornings
from reminders.rules import calendar, rules_of
from storage import away, follow_ups, interactions, reminder_settings, roles, switches
from storage.database import Database
from storage.mornings import FOLLOW_UP
from storage.roles import Role
from storage.switches import Switches
from storage.tables import FollowUp, MorningEntry, Outbox, User, Workspace

TOKYO = ZoneInfo("Asia/Tokyo")
NINE = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
TUESDAY = date(2026, 11, 24)
DAY = timedelta(days=1)
JAPAN = Workdays()


@pytest.fixture
def team(database: Database) -> Database:
    with database.write() as session:
        session.add(Workspace(id="T1", settings={}))
        for user in ("U1", "U2"):
            session.add(User(workspace_id="T1", slack_id=user, tz="Asia/Tokyo"))
    return database


def promise(team: Database, due_on: date, owner: str = "U1", side: str = "ours") -> int:
    with team.write() as session:
        row = FollowUp(
            workspace_id="T1",
            owner_id=owner,
            text="x",
            due_on=due_on,
            side=side,
            created_at=NINE - 60 * DAY,
        )
        session.add(row)
        session.flush()
        return row.id


def told(team: Database, now: datetime) -> dict[str, list[int]]:
    with team.read() as session:
        rules = rules_of(session, "T1", Hours(), JAPAN, now)
        day = now.astimezone(TOKYO).date()
        found = due_in_zone(session, "T1", "Asia/Tokyo", day, rules, now)
    return {one.user_id: [ref for kind, ref in one.entries if kind == FOLLOW_UP] for one in found}


def leave(team: Database, start: date, end: date, deputy: str | None = None) -> None:
    with team.write() as session:
        away.put(session, "T1", "U1", "command", start, end, deputy)


def test_items_of_a_person_on_leave_wait_and_are_shown_on_return(team: Database) -> None:
    one = promise(team, TUESDAY)
    leave(team, TUESDAY, TUESDAY + 2 * DAY)
    assert [told(team, NINE + n * DAY) for n in range(3)] == [{}, {}, {}]
    assert told(team, NINE + 3 * DAY) == {"U1": [one]}


def test_what_is_due_in_a_leave_ahead_is_shown_before_it(team: Database) -> None:
    one = promise(team, TUESDAY + 2 * DAY)
    leave(team, TUESDAY + DAY, TUESDAY + 10 * DAY)
    assert told(team, NINE) == {"U1": [one]}


def test_a_deputy_is_told_and_the_owner_again_on_return(team: Database) -> None:
    one = promise(team, TUESDAY)
    leave(team, TUESDAY, TUESDAY + DAY, "U2")
    mornings = Mornings(team, Hours(), lambda _: JAPAN)
    assert mornings.tick(NINE) == 1
    with team.read() as session:
        (item,) = compose(session, "T1", "U2", TUESDAY, JAPAN).items
        assert getattr(item, "on_behalf_of", None) == "U1"
    assert told(team, NINE + DAY) == {"U2": [one]}
    assert told(team, NINE + 2 * DAY) == {"U1": [one]}


def test_what_comes_from_a_private_note_waits_and_goes_to_no_deputy(team: Database) -> None:
    ours, private = promise(team, TUESDAY), promise(team, TUESDAY)
    with team.write() as session:
        note = interactions.add(
            session,
            workspace_id="T1",
            user_id="U1",
            kind=Kind.CALL,
            happened_on=TUESDAY - DAY,
            contact_ids=[],
            at=NINE - DAY,
            note="お見舞い",
            private=True,
        )
        session.flush()
        session.get_one(FollowUp, private).interaction_id = note.id
    leave(team, TUESDAY, TUESDAY, "U2")
    assert told(team, NINE) == {"U2": [ours]}
    assert told(team, NINE + DAY) == {"U1": [ours, private]}


def test_a_deputy_who_is_away_too_is_not_told(team: Database) -> None:
    promise(team, TUESDAY)
    leave(team, TUESDAY, TUESDAY, "U2")
    with team.write() as session:
        away.put(session, "T1", "U2", "status", TUESDAY, None)
    assert told(team, NINE) == {}


def test_a_switched_off_morning_is_not_sent(team: Database) -> None:
    promise(team, TUESDAY)
    with team.write() as session:
        switches.put(session, "T1", "U1", Switches(morning=False))
    assert told(team, NINE) == {}


def test_who_may_not_use_goen_is_told_nothing(team: Database) -> None:
    promise(team, TUESDAY)
    two = promise(team, TUESDAY, "U2")
    with team.write() as session:
        roles.change(session, "T1", users={"U1": Role.NONE})
    assert told(team, NINE) == {"U2": [two]}
    with team.write() as session:
        roles.keep_groups(session, "T1", {"S1": "営業"})
        roles.keep_members(session, "T1", "S1", ["U2"], NINE)
        roles.change(session, "T1", users={}, groups={"S1": Role.NONE})
    assert list(told(team, NINE)) == ["U1"]
    with team.write() as session:
        session.get_one(User, ("T1", "U2")).is_admin = True
        roles.change(session, "T1", everyone=Role.NONE)
    assert list(told(team, NINE)) == ["U2"]


def test_what_is_put_off_to_a_closed_day_says_when_it_really_comes_back(team: Database) -> None:
    friday = date(2026, 11, 20)
    one = promise(team, friday)
    nine = NINE - 4 * DAY
    mornings = Mornings(team, Hours(), lambda _: JAPAN)
    assert mornings.tick(nine) == 1
    with team.write() as session:
        follow_ups.snooze(session, session.get_one(FollowUp, one), friday + DAY, "U1", nine)
    with team.read() as session:
        (item,) = compose(session, "T1", "U1", friday, JAPAN).items
    # Saturday, Sunday and a holiday on Monday.
    assert isinstance(item, MorningItem)
    assert item.snoozed_until == TUESDAY
    assert [told(team, nine + n * DAY) for n in (1, 2, 3)] == [{}, {}, {}]
    assert told(team, NINE) == {"U1": [one]}


def test_obon_is_closed_once_the_team_says_so(team: Database) -> None:
    thursday = date(2026, 8, 13)
    with team.write() as session:
        assert calendar(session, "T1", JAPAN, thursday).is_open(thursday)
        reminder_settings.change(session, "T1", obon=True)
        assert not calendar(session, "T1", JAPAN, thursday).is_open(thursday)


def test_who_moves_into_a_zone_after_its_messages_went_out_is_not_skipped(team: Database) -> None:
    with team.write() as session:
        session.get_one(User, ("T1", "U1")).tz = "America/New_York"
    one = promise(team, TUESDAY)
    promise(team, TUESDAY, "U2")
    mornings = Mornings(team, Hours(), lambda _: JAPAN)
    assert mornings.tick(NINE) == 1
    with team.write() as session:
        user = session.get_one(User, ("T1", "U1"))
        user.tz, user.zone_since = "Asia/Tokyo", NINE + timedelta(hours=1)
    assert mornings.tick(NINE + timedelta(hours=2)) == 1
    with team.read() as session:
        assert [
            row.ref for row in session.scalars(select(MorningEntry).where(MorningEntry.user_id == "U1"))
        ] == [one]


@pytest.mark.parametrize(
    ("text", "emoji", "expires", "until"),
    [
        ("休暇中", "", 0, None),
        (
            "夏季休暇",
            ":palm_tree:",
            int(datetime(2026, 11, 28, 14, 59, tzinfo=UTC).timestamp()),
            date(2026, 11, 28),
        ),
        ("", ":palm_tree:", int(datetime(2026, 11, 27, 15, 0, tzinfo=UTC).timestamp()), date(2026, 11, 27)),
        ("Vacationing", "", 0, None),
        ("Vacation: winter break", "", 0, None),
        ("夏季休業", "", 0, None),
    ],
)
def test_a_status_tells_of_leave(text: str, emoji: str, expires: int, until: date | None) -> None:
    found = leave_of(text, emoji, expires, TOKYO, NINE)
    assert found
    assert (found.from_on, found.until_on) == (TUESDAY, until)


@pytest.mark.parametrize("text", ["", "会議中", "昼休み", "Lunch break", "在宅勤務", "In a meeting"])
def test_other_statuses_tell_of_none(text: str) -> None:
    assert leave_of(text, "", 0, TOKYO, NINE) is None


@pytest.mark.parametrize("seed", range(4))
def test_over_months_nothing_is_lost_told_twice_a_day_or_told_on_a_closed_day(
    sqlite_database: Database, seed: int
) -> None:
    chance, team = random.Random(seed), sqlite_database
    with team.write() as session:
        session.add(Workspace(id="T1", settings={}))
        session.add(User(workspace_id="T1", slack_id="U1", tz="Asia/Tokyo"))
    ids = {
        promise(team, TUESDAY + chance.randint(-5, 60) * DAY, side=chance.choice(["ours", "theirs"]))
        for _ in range(25)
    }
    start = TUESDAY + chance.randint(1, 30) * DAY
    end = start + chance.randint(0, 14) * DAY
    leave(team, start, end)
    for n in range(90):
        if chance.random() < 0.8:
            mornings = Mornings(team, Hours(), lambda _: JAPAN)
            moments = [NINE + n * DAY + timedelta(hours=hour) for hour in (0, 1, 8)]
            assert sum(mornings.tick(now) for now in moments) <= 1
    with team.read() as session:
        posts = session.scalars(select(Outbox).where(Outbox.kind == "morning", Outbox.action == "post")).all()
        days = [date.fromisoformat(row.ids["day"]) for row in posts]
        assert len(days) == len(set(days))
        assert all(JAPAN.is_open(day) and not start <= day <= end for day in days)
        assert set(session.scalars(select(MorningEntry.ref))) == ids
