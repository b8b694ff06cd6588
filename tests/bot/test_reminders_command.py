"""`goen reminders --dry-run` prints what the tick then really queues, and why the others get nothing."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import func, select

from bot.reminders_command import print_due
from bot.settings import Settings
from contacts.values import Kind, Side
from contacts.workdays import Workdays
from reminders.hours import Hours
from reminders.morning import Mornings
from storage import away, digests, follow_ups, interactions, reminder_settings, roles, switches
from storage.database import Database
from storage.roles import Role
from storage.switches import Switches
from storage.tables import Contact, MorningEntry, Outbox, StaleClock, User, Workspace

TUESDAY = date(2026, 11, 24)
NINE = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
DAY = timedelta(days=1)
PEOPLE = ("U1", "U2", "AWAY", "OFF", "NONE", "GUEST", "LONDON")


@pytest.fixture
def team(sqlite_database: Database) -> Database:
    with sqlite_database.write() as session:
        session.add(Workspace(id="T1", settings={}))
        for user in PEOPLE:
            zone = "Europe/London" if user == "LONDON" else "Asia/Tokyo"
            session.add(User(workspace_id="T1", slack_id=user, tz=zone, is_restricted=user == "GUEST"))
        session.flush()
        reminder_settings.change(session, "T1", obon=True)
        roles.change(session, "T1", users={"NONE": Role.NONE, "U2": Role.MANAGER})
        away.put(session, "T1", "AWAY", "command", TUESDAY, TUESDAY)
        switches.put(session, "T1", "OFF", Switches(morning=False))
        for user in PEOPLE:
            for due_on, side in ((TUESDAY, Side.OURS), (TUESDAY - 4 * DAY, Side.THEIRS)):
                text = {"text": f"用件 {user}", "due_on": due_on, "side": side}
                follow_ups.create(session, workspace_id="T1", owner_id=user, at=NINE - 30 * DAY, **text)
        old = Contact(workspace_id="T1", name="田中 一郎", owner_id="U1", rank="A")
        old.created_at = old.updated_at = NINE - 300 * DAY
        session.add(old)
        session.flush()
        interactions.add(
            session,
            workspace_id="T1",
            user_id="U1",
            kind=Kind.VISIT,
            happened_on=TUESDAY - 200 * DAY,
            contact_ids=[old.id],
            at=NINE - 200 * DAY,
        )
        digests.subscribe(session, "T1", "C1", "U1", "Asia/Tokyo", ["U1", "U2"], NINE - DAY)
    return sqlite_database


def printed(team: Database, at: datetime = NINE) -> list[str]:
    out = io.StringIO()
    assert print_due(Settings(_env_file=None, database_url=team.url), at, out) == 0
    return out.getvalue().splitlines()


def test_it_prints_what_is_then_sent_and_why_the_others_get_nothing(team: Database) -> None:
    lines = printed(team)
    told = {line.split()[0]: line for line in lines if not line.startswith(" ")}
    reasons = {"AWAY": "on leave", "OFF": "switched off", "NONE": "may not use Goen", "GUEST": "no member"}
    for user, why in reasons.items():
        assert told[user].endswith(f"nothing, {why}")
    assert told["LONDON"].endswith("quiet hours")
    with team.read() as session:
        assert not session.scalar(select(func.count()).select_from(MorningEntry))
        assert not session.scalar(select(func.count()).select_from(Outbox))
        assert session.scalars(select(StaleClock.asks)).all() == [0]

    assert Mornings(team, Hours(), lambda _: Workdays()).tick(NINE) == 2
    with team.read() as session:
        sent = session.execute(
            select(MorningEntry.user_id, func.count()).group_by(MorningEntry.user_id).order_by("user_id")
        ).all()
    assert [(user, f"{number} items" in told[user]) for user, number in sent] == [("U1", True), ("U2", True)]
    assert any("stale contact" in line and "田中 一郎" in line for line in lines)


def test_it_prints_digests_and_reports_too(team: Database) -> None:
    lines = printed(team)
    assert "channel C1: 2 due, 2 promised to us, 0 new contacts" in lines
    # Monday is a holiday, so Tuesday is the first business day of its week.
    assert "report to U2: nothing is overdue" in lines
    later = printed(team, NINE + 6 * DAY)
    assert any(line.startswith("report to U2: ") and "U1 1 overdue" in line for line in later)
    assert "channel C1: nothing, a closed day" in printed(team, NINE - DAY)
