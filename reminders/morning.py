"""One message per person and day: queued in the morning, composed from current data when it is sent."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contacts.workdays import Workdays
from reminders.compose import Morning, compose
from reminders.due import Due, due_in_zone, zones_in_the_morning
from reminders.hours import Hours
from reminders.items import MOST_SHOWN, MorningItem
from reminders.rules import Rules, rules_of
from storage import mornings, outbox, stale
from storage.database import Database
from storage.mornings import STALE
from storage.tables import User, Workspace

__all__ = ["KIND", "Morning", "MorningItem", "Mornings", "compose", "key_of", "queue"]

KIND = "morning"
_PEOPLE_PER_TRANSACTION = 200


class Mornings:
    """Queues the morning messages that are due; `workdays_of` gives a workspace's public business days.

    What the team set in Slack (its hour, closed days, quiet hours, leave) is read at every tick.
    """

    def __init__(self, database: Database, hours: Hours, workdays_of: Callable[[str], Workdays]) -> None:
        self._database = database
        self._hours = hours
        self._workdays_of = workdays_of
        self._done: set[tuple[str, str, date]] = set()
        self._moved: dict[str, datetime | None] = {}

    def tick(self, now: datetime) -> int:
        """Queues what is due at the aware moment `now` and was not queued yet; returns how many messages.

        Any number of replicas may tick: the outbox key of person and date is unique.
        """
        with self._database.read() as session:
            workspaces = session.scalars(select(Workspace.id)).all()
        return sum(self._workspace(workspace_id, now) for workspace_id in workspaces)

    def due(self, workspace_id: str, now: datetime) -> list[Due]:
        """What would be queued at `now` if nothing had been, without queueing it: for a dry run."""
        with self._database.read() as session:
            rules = self._rules(session, workspace_id, now)
            zones = zones_in_the_morning(session, workspace_id, now, rules.hours, rules.workdays)
            return [
                due
                for zone, day in sorted(zones.items())
                for due in due_in_zone(session, workspace_id, zone, day, rules, now)
            ]

    def _workspace(self, workspace_id: str, now: datetime) -> int:
        with self._database.read() as session:
            rules = self._rules(session, workspace_id, now)
            zones = zones_in_the_morning(session, workspace_id, now, rules.hours, rules.workdays)
            self._note_moves(session, workspace_id)
        queued = 0
        for zone, day in zones.items():
            if (workspace_id, zone, day) not in self._done:
                queued += self._zone(workspace_id, zone, day, now, rules)
                self._done = {known for known in self._done if known[:2] != (workspace_id, zone)}
                self._done.add((workspace_id, zone, day))
        return queued

    def _rules(self, session: Session, workspace_id: str, now: datetime) -> Rules:
        return rules_of(session, workspace_id, self._hours, self._workdays_of(workspace_id), now)

    def _note_moves(self, session: Session, workspace_id: str) -> None:
        """A person who came into a zone after its messages went out is looked for again."""
        moved = session.scalar(select(func.max(User.zone_since)))
        if moved != self._moved.get(workspace_id):
            self._moved[workspace_id] = moved
            self._done = {known for known in self._done if known[0] != workspace_id}

    def _zone(self, workspace_id: str, zone: str, day: date, now: datetime, rules: Rules) -> int:
        with self._database.read() as session:
            due = due_in_zone(session, workspace_id, zone, day, rules, now)
        parts = list(_parts(due, _PEOPLE_PER_TRANSACTION))
        random.shuffle(parts)  # replicas that begin at once would wait for each other part by part
        return sum(self._queue(workspace_id, part, now) for part in parts)

    def _queue(self, workspace_id: str, people: Sequence[Due], now: datetime) -> int:
        with self._database.write() as session:
            earlier = mornings.last_days(session, workspace_id, [due.user_id for due in people])
            return sum(queue(session, workspace_id, due, now, earlier.get(due.user_id)) for due in people)


def queue(session: Session, workspace_id: str, due: Due, now: datetime, earlier: date | None) -> bool:
    """Queues one person's message and marks what it shows; False when their message of that day exists.

    Their message of the `earlier` day is shown anew, without buttons. Of several replicas only one gets the
    outbox row, and so only one marks anything.
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
    if earlier and earlier < due.day:
        outbox.refresh(session, key_of(workspace_id, due.user_id, earlier), now)
    mornings.write(session, workspace_id, due.user_id, due.day, due.entries)
    _mark(session, due)
    return True


def _mark(session: Session, due: Due) -> None:
    resting: dict[date, list[int]] = defaultdict(list)
    for follow_up_id, until in due.own.items():
        resting[until].append(follow_up_id)
    for until, ids in resting.items():
        mornings.mark_shown(session, ids, due.day, until)
    # Nobody ignores a question that stood behind seven other things.
    stale.asked(session, [ref for kind, ref in due.entries[:MOST_SHOWN] if kind == STALE], due.day)


def key_of(workspace_id: str, user_id: str, day: date) -> str:
    """The outbox key of a person's message of a date."""
    return f"morning:{workspace_id}:{user_id}:{day}"


def _parts(people: Sequence[Due], size: int) -> Iterable[Sequence[Due]]:
    return (people[start : start + size] for start in range(0, len(people), size))
