"""Which follow-ups are due for whom at a moment: read from the database, decided by `pick`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from contacts.values import FollowUpState, Side
from contacts.workdays import Workdays
from reminders.hours import Hours, morning_of, zone_of
from reminders.pick import picked
from reminders.schedule import Promise, horizon
from storage.tables import FollowUp, User


@dataclass(frozen=True, slots=True)
class Due:
    """What one person's message of a local date shows: follow-up ids in their order."""

    user_id: str
    day: date
    follow_ups: tuple[int, ...]


def zones_in_the_morning(
    session: Session, workspace_id: str, now: datetime, hours: Hours, workdays: Workdays
) -> dict[str, date]:
    """The zones of this workspace's people whose morning messages may go out at `now`, with their dates."""
    names = session.scalars(select(User.tz).where(User.workspace_id == workspace_id).distinct())
    zones = {zone_of(name) for name in names}
    days = {zone.key: morning_of(now, zone, hours, workdays) for zone in zones}
    return {key: day for key, day in days.items() if day is not None}


def due_in_zone(
    session: Session, workspace_id: str, zone_key: str, day: date, hours: Hours, workdays: Workdays
) -> list[Due]:
    """What the people of one zone are shown on `day`, a business day; nobody with nothing to be shown."""
    zone = zone_of(zone_key)
    promises: dict[str, dict[int, Promise]] = defaultdict(dict)
    for row in _candidates(session, workspace_id, day, workdays):
        if zone_of(row.tz) == zone:
            promises[row.owner_id][row.id] = _promise(row, zone, hours)
    return list(_due(promises, day, workdays))


def _due(promises: Mapping[str, Mapping[int, Promise]], day: date, workdays: Workdays) -> Iterable[Due]:
    for user_id, theirs in promises.items():
        chosen = picked(theirs, day, workdays)
        if chosen:
            yield Due(user_id, day, tuple(chosen))


def _candidates(session: Session, workspace_id: str, day: date, workdays: Workdays) -> Iterable[Any]:
    owner = and_(User.workspace_id == FollowUp.workspace_id, User.slack_id == FollowUp.owner_id)
    statement = (
        select(
            FollowUp.id,
            FollowUp.owner_id,
            FollowUp.due_on,
            FollowUp.side,
            FollowUp.created_at,
            FollowUp.reminded_on,
            FollowUp.snoozed_until,
            User.tz,
        )
        .join(User, owner)
        .where(
            FollowUp.workspace_id == workspace_id,
            FollowUp.state == FollowUpState.OPEN.value,
            FollowUp.due_on <= horizon(day, workdays),
            or_(FollowUp.reminded_on.is_(None), FollowUp.reminded_on < day),
            or_(FollowUp.snoozed_until.is_(None), FollowUp.snoozed_until <= day),
            User.deleted.is_(False),
        )
    )
    return session.execute(statement.execution_options(yield_per=5000))


def _promise(row: Any, zone: ZoneInfo, hours: Hours) -> Promise:
    return Promise(
        due_on=row.due_on,
        side=Side(row.side),
        since=_since(row.created_at.astimezone(zone), hours),
        shown_on=row.reminded_on,
        snoozed_until=row.snoozed_until,
    )


def _since(created: datetime, hours: Hours) -> date:
    """The first date whose morning came after the promise: nobody is reminded of what they just wrote."""
    late = created.time() >= hours.morning
    return created.date() + timedelta(days=late)
