"""Weeks of mornings around the new year, in the database: never twice, never on a holiday, never lost."""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from contacts.values import Side
from contacts.workdays import Workdays
from reminders.hours import Hours
from reminders.morning import Mornings
from reminders.schedule import Promise, first_morning
from storage import mornings as shown
from storage.database import Database
from storage.tables import FollowUp, User, Workspace

START, DAYS = date(2026, 12, 14), 40
DAY, JAPAN = timedelta(days=1), Workdays()
ZONES = {"U1": "Asia/Tokyo", "U2": "America/New_York", "U3": "Pacific/Auckland"}
NUMBERS = itertools.count()


@dataclass(frozen=True, slots=True)
class Asked:
    """A follow-up of one of the three, due so many days after START; done on a later day, or never."""

    owner: str
    due_in: int
    side: Side
    done_in: int | None


asked = st.builds(
    Asked,
    st.sampled_from(sorted(ZONES)),
    st.integers(0, 30),
    st.sampled_from(Side),
    st.none() | st.integers(0, DAYS),
)
few_examples = settings(
    max_examples=5,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@few_examples
@given(st.lists(asked, min_size=1, max_size=12), st.sets(st.integers(0, 8 * DAYS)), st.integers(0, 179))
def test_every_follow_up_comes_once_a_business_day_and_is_never_lost(
    database: Database, wanted: list[Asked], restarts: set[int], minutes: int
) -> None:
    team = f"T{next(NUMBERS)}"
    ids = _team(database, team, wanted)
    begun = datetime(START.year, START.month, START.day, tzinfo=UTC) - DAY + timedelta(minutes=minutes)
    due = _started(database)
    for step in range(8 * DAYS):
        due = _started(database) if step in restarts else due
        _done(database, ids, wanted, step)
        due.tick(begun + step * timedelta(hours=3))
    days = _shown(database, team)
    for follow_up_id, one in zip(ids, wanted, strict=True):
        seen = days[follow_up_id]
        assert all(JAPAN.is_open(day) for day in seen)
        assert len(seen) == len(set(seen))
        first = first_morning(Promise(START + one.due_in * DAY, one.side, START - 9 * DAY), JAPAN)
        latest = JAPAN.shift(max(first, START), 2)
        assert not [day for day in seen if day < first]
        if one.done_in is None or START + one.done_in * DAY > latest + DAY:
            assert seen
            assert seen[0] <= latest
    with database.write() as session:
        session.delete(session.get_one(Workspace, team))


def _started(database: Database) -> Mornings:
    return Mornings(database, Hours(), lambda workspace_id: JAPAN)


def _team(database: Database, team: str, wanted: list[Asked]) -> list[int]:
    with database.write() as session:
        session.add(Workspace(id=team, settings={}))
        for user_id, zone in ZONES.items():
            session.add(User(workspace_id=team, slack_id=f"{team}{user_id}", tz=zone))
        rows = [
            FollowUp(
                workspace_id=team,
                owner_id=f"{team}{one.owner}",
                due_on=START + one.due_in * DAY,
                side=one.side.value,
                text="見積もり送付",
                created_at=datetime(2026, 12, 1, tzinfo=UTC),
            )
            for one in wanted
        ]
        session.add_all(rows)
        session.flush()
        return [row.id for row in rows]


def _done(database: Database, ids: list[int], wanted: list[Asked], step: int) -> None:
    today = [number for number, one in zip(ids, wanted, strict=True) if one.done_in == step / 8]
    if today:
        with database.write() as session:
            for number in today:
                session.get_one(FollowUp, number).state = "done"


def _shown(database: Database, team: str) -> dict[int, list[date]]:
    days: dict[int, list[date]] = defaultdict(list)
    with database.read() as session:
        for user_id in ZONES:
            for number in range(DAYS + 3):
                day = START + (number - 2) * DAY
                for kind, ref in shown.read(session, team, f"{team}{user_id}", day):
                    if kind == shown.FOLLOW_UP:
                        days[ref].append(day)
    return days
