"""What `goen reminders` prints: who would get what at a moment, and why; nothing is queued or sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TextIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.settings import Settings
from contacts.workdays import Workdays
from reminders.digest import digest
from reminders.due import Due
from reminders.hours import Hours, morning_of, zone_of
from reminders.morning import Mornings
from reminders.report import is_report_day, told
from reminders.rules import Rules, rules_of
from storage import digests, migrate, mornings, outbox, roles, users
from storage.database import Database
from storage.roles import Role
from storage.tables import Contact, ContactMet, FollowUp, StaleClock, User, Workspace


def print_due(settings: Settings, now: datetime, out: TextIO) -> int:
    """Prints for every workspace what the tick at the aware moment `now` would queue; the exit code."""
    database = Database.open(settings.url)
    try:
        if migrate.pending(database):
            out.write("the database is not up to date; run goen migrate\n")
            return 1
        hours, workdays = Hours(morning=settings.morning), Workdays(country=settings.country)
        due = Mornings(database, hours, lambda _: workdays)
        with database.read() as session:
            workspaces = session.scalars(select(Workspace.id)).all()
            if not workspaces:
                out.write("there is no workspace yet; goen run joins one\n")
            for workspace_id in workspaces:
                rules = rules_of(session, workspace_id, hours, workdays, now)
                for line in _workspace(session, workspace_id, due.due(workspace_id, now), rules, now):
                    out.write(f"{line}\n")
    finally:
        database.dispose()
    return 0


def _workspace(
    session: Session, workspace_id: str, due: list[Due], rules: Rules, now: datetime
) -> Iterator[str]:
    yield f"workspace {workspace_id} at {now.isoformat(timespec='minutes')}: {len(due)} messages"
    found = {one.user_id: one for one in due}
    people = select(User).where(User.workspace_id == workspace_id, User.is_bot.is_(False))
    for user in session.scalars(people.order_by(User.slack_id)):
        yield from _person(session, workspace_id, user, found.get(user.slack_id), rules, now)
    yield from _channels(session, workspace_id, rules, now)
    yield from _reports(session, workspace_id, rules, now)


def _person(
    session: Session, workspace_id: str, user: User, due: Due | None, rules: Rules, now: datetime
) -> Iterator[str]:
    zone = zone_of(user.tz)
    who = f"{user.slack_id} {user.name} ({now.astimezone(zone):%Y-%m-%d %H:%M} {zone.key})"
    if due is None:
        yield f"{who}: nothing, {_why_not(session, user, rules, now)}"
        return
    sent = outbox.by_key(session, f"morning:{workspace_id}:{user.slack_id}:{due.day}")
    yield f"{who}: {len(due.entries)} items" + (", already queued that day" if sent else "")
    for kind, ref in due.entries:
        yield f"  {_entry(session, kind, ref, due, rules)}"


def _why_not(session: Session, user: User, rules: Rules, now: datetime) -> str:
    zone = zone_of(user.tz)
    local = now.astimezone(zone)
    if user.deleted:
        return "deactivated"
    if user.is_restricted or user.is_ultra_restricted or user.is_stranger:
        return "no member"
    if roles.of(session, user) is Role.NONE:
        return "may not use Goen"
    if rules.is_away(user.slack_id, local.date()):
        return "on leave"
    if not rules.of(user.slack_id).morning:
        return "switched off"
    if morning_of(now, zone, rules.hours, rules.workdays):
        return "nothing is due"
    return _no_morning(local, rules)


def _no_morning(local: datetime, rules: Rules) -> str:
    if not rules.workdays.is_open(local.date()):
        return "a closed day"
    return "quiet hours" if rules.hours.is_quiet(local.time()) else "before the hour"


def _channels(session: Session, workspace_id: str, rules: Rules, now: datetime) -> Iterator[str]:
    """What the subscribed channels would get; whether strangers read them only Slack could say."""
    for row in digests.all_of(session, workspace_id):
        zone = zone_of(row.tz)
        day = morning_of(now, zone, rules.hours, rules.workdays)
        if day is None or row.last_day == day:
            why = "decided that day already" if day else _no_morning(now.astimezone(zone), rules)
            yield f"channel {row.channel_id}: nothing, {why}"
            continue
        said = digest(session, workspace_id, row.members, day, rules.workdays, row.since, now)
        counts = f"{len(said.due)} due, {len(said.theirs)} promised to us, {len(said.new)} new contacts"
        yield f"channel {row.channel_id}: " + (counts if said.says_anything else "nothing to say")


def _reports(session: Session, workspace_id: str, rules: Rules, now: datetime) -> Iterator[str]:
    for manager in roles.managers(session, workspace_id):
        user = users.get(session, workspace_id, manager)
        day = morning_of(now, zone_of(user.tz if user else None), rules.hours, rules.workdays)
        if day and is_report_day(day, rules.workdays) and not rules.is_away(manager, day):
            lines = told(session, workspace_id, manager, day)
            yield f"report to {manager}: " + (
                ", ".join(f"{line.user_id} {line.number} overdue" for line in lines) or "nothing is overdue"
            )


def _entry(session: Session, kind: str, ref: int, due: Due, rules: Rules) -> str:
    if kind in (mornings.FOLLOW_UP, mornings.OFFER):
        return _follow_up(session.get_one(FollowUp, ref), kind, due, rules)
    if kind == mornings.STALE:
        clock = session.get_one(StaleClock, ref)
        why = clock.evidence or f"asked from {clock.ask_on}, period {clock.period_days} days"
        return f"stale contact {ref} ({_called(session, ref)}): {why}"
    if kind == mornings.MET:
        met = session.get_one(ContactMet, ref)
        return f"met contact {met.contact_id} by {met.user_id} on {met.met_on}"
    return {mornings.CARDS: "cards not saved yet", mornings.REPORT: "tomorrow's report"}.get(kind, kind)


def _follow_up(row: FollowUp, kind: str, due: Due, rules: Rules) -> str:
    said = f"{kind} {row.id} {row.text!r}, {row.side}, due {row.due_on}"
    if row.due_on is None:
        return f"{said}: assigned by {row.assigned_by}"
    if row.owner_id != due.user_id:
        return f"{said}: deputy of {row.owner_id}"
    if row.due_on == due.day:
        return f"{said}: due today"
    if row.due_on > due.day:
        return f"{said}: due on a closed day or in a leave ahead"
    times = f", last shown {row.reminded_on}" if row.reminded_on else ""
    return f"{said}: {rules.workdays.between(row.due_on, due.day)} business days after its date{times}"


def _called(session: Session, contact_id: int) -> str:
    contact = session.get(Contact, contact_id)
    return (contact.name or contact.name_romaji or "") if contact else ""
