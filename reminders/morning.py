"""One message per person and day: queued in the morning, composed from current data when it is sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from sqlalchemy import Table, func, select, update
from sqlalchemy.orm import Session

from contacts.values import FollowUpState, Person, Side
from contacts.workdays import Workdays
from reminders.due import Due, due_in_zone, zones_in_the_morning
from reminders.hours import Hours
from storage import outbox
from storage.contacts import person
from storage.database import Database
from storage.tables import FollowUp, Workspace

KIND = "morning"
_PEOPLE_PER_TRANSACTION = 200


@dataclass(frozen=True, slots=True)
class MorningItem:
    """One follow-up of a morning message as it stands now; `state` tells what was handled since.

    `overdue_days` counts business days; `due_on_closed_day` explains why it is shown early or late.
    """

    follow_up_id: int
    text: str
    due_on: date
    side: Side
    state: FollowUpState
    person: Person | None
    overdue_days: int
    due_on_closed_day: bool
    snoozed_until: date | None


@dataclass(frozen=True, slots=True)
class Morning:
    """What one person is told on one date, the most urgent first.

    `superseded` says that a later morning's message has come: this one needs no buttons any more, and
    what was shown again there is not among its items.
    """

    workspace_id: str
    user_id: str
    day: date
    items: tuple[MorningItem, ...]
    superseded: bool = False

    @property
    def open_items(self) -> tuple[MorningItem, ...]:
        """What is still to do: open and not snoozed; a first message without any need not be sent."""
        return tuple(item for item in self.items if _is_open(item, self.day))


def _is_open(item: MorningItem, day: date) -> bool:
    return item.state is FollowUpState.OPEN and (item.snoozed_until is None or item.snoozed_until <= day)


class Mornings:
    """Queues the morning messages that are due; `workdays_of` gives a workspace's business days."""

    def __init__(self, database: Database, hours: Hours, workdays_of: Callable[[str], Workdays]) -> None:
        self._database = database
        self._hours = hours
        self._workdays_of = workdays_of
        self._done: set[tuple[str, str, date]] = set()

    def tick(self, now: datetime) -> int:
        """Queues what is due at the aware moment `now` and was not queued yet; returns how many messages.

        Any number of replicas may tick: the outbox key of person and date is unique.
        """
        with self._database.read() as session:
            workspaces = session.scalars(select(Workspace.id)).all()
        return sum(self._workspace(workspace_id, now) for workspace_id in workspaces)

    def _workspace(self, workspace_id: str, now: datetime) -> int:
        workdays = self._workdays_of(workspace_id)
        with self._database.read() as session:
            zones = zones_in_the_morning(session, workspace_id, now, self._hours, workdays)
        queued = 0
        for zone, day in zones.items():
            if (workspace_id, zone, day) not in self._done:
                queued += self._zone(workspace_id, zone, day, now, workdays)
                self._done = {known for known in self._done if known[:2] != (workspace_id, zone)}
                self._done.add((workspace_id, zone, day))
        return queued

    def _zone(self, workspace_id: str, zone: str, day: date, now: datetime, workdays: Workdays) -> int:
        with self._database.read() as session:
            due = due_in_zone(session, workspace_id, zone, day, self._hours, workdays)
        return sum(self._queue(workspace_id, part, now) for part in _parts(due, _PEOPLE_PER_TRANSACTION))

    def _queue(self, workspace_id: str, people: Iterable[Due], now: datetime) -> int:
        with self._database.write() as session:
            return sum(queue(session, workspace_id, due, now) for due in people)


def queue(session: Session, workspace_id: str, due: Due, now: datetime) -> bool:
    """Queues one person's message and marks what it shows; False when their message of that day exists.

    Their message of an earlier day is shown anew, without buttons.
    """
    row = outbox.put(
        session,
        key=key_of(workspace_id, due.user_id, due.day),
        workspace_id=workspace_id,
        recipient=due.user_id,
        kind=KIND,
        ids={"user": due.user_id, "day": due.day.isoformat()},
        at=now,
    )
    if row is None:
        return False
    earlier = _last_day(session, workspace_id, due.user_id)
    if earlier and earlier < due.day:
        outbox.refresh(session, key_of(workspace_id, due.user_id, earlier), now)
    # The table, not the class: a mark of delivery is a claim and no change of the follow-up's history.
    table = cast(Table, FollowUp.__table__)
    marked = table.c.id.in_(due.follow_ups)
    session.execute(update(table).where(marked).values(reminded_on=due.day))
    return True


def key_of(workspace_id: str, user_id: str, day: date) -> str:
    """The outbox key of a person's message of a date."""
    return f"morning:{workspace_id}:{user_id}:{day}"


def _last_day(session: Session, workspace_id: str, user_id: str) -> date | None:
    shown = select(func.max(FollowUp.reminded_on))
    return session.scalar(shown.where(FollowUp.workspace_id == workspace_id, FollowUp.owner_id == user_id))


def compose(session: Session, workspace_id: str, user_id: str, day: date, workdays: Workdays) -> Morning:
    """The message of a person and date from current data: what was marked for it and is still theirs."""
    rows = session.scalars(
        select(FollowUp).where(
            FollowUp.workspace_id == workspace_id,
            FollowUp.owner_id == user_id,
            FollowUp.reminded_on == day,
        )
    )
    items = sorted((_item(row, day, workdays) for row in rows), key=lambda item: _order(item, day))
    last = _last_day(session, workspace_id, user_id)
    return Morning(workspace_id, user_id, day, tuple(items), superseded=last is not None and last > day)


def _item(row: FollowUp, day: date, workdays: Workdays) -> MorningItem:
    due_on = row.due_on or day
    return MorningItem(
        follow_up_id=row.id,
        text=row.text,
        due_on=due_on,
        side=Side(row.side),
        state=FollowUpState(row.state),
        person=person(row.contact) if row.contact else None,
        overdue_days=workdays.between(due_on, day),
        due_on_closed_day=not workdays.is_open(due_on),
        snoozed_until=row.snoozed_until,
    )


def _order(item: MorningItem, day: date) -> tuple[bool, date, int]:
    return item.due_on != day, item.due_on, item.follow_up_id


def _parts(people: Sequence[Due], size: int) -> Iterable[Sequence[Due]]:
    return (people[start : start + size] for start in range(0, len(people), size))
