"""Follow-ups: made, settled once, put off, handed over, and claimed once a day by one replica."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from contacts.values import Kind, Side
from storage import acts, cards, follow_ups, interactions
from storage.database import Database
from storage.tables import FollowUp
from tests.storage.build import DAY, NOW, card, later

TOKYO = ZoneInfo("Asia/Tokyo")
ONE_DAY = timedelta(days=1)


def promise(session: Session, owner_id: str = "U1", due_on: date | None = DAY, **more: Any) -> FollowUp:
    asked = {"workspace_id": "T1", "text": "見積もり送付", "at": NOW, **more}
    return follow_ups.create(session, owner_id=owner_id, due_on=due_on, **asked)


def claim(database: Database, now: datetime = NOW, zone: ZoneInfo = TOKYO) -> list[int]:
    with database.write() as session:
        found = follow_ups.claim_due(session, now, workspace_id="T1", owners=["U1", "U2"], zone=zone)
        return [row.id for row in found]


def test_done_can_be_taken_back(database: Database) -> None:
    with database.write() as session:
        row = promise(session, side=Side.THEIRS)
        act = follow_ups.complete(session, row, "U2", NOW)
        assert (row.state, row.done_at, row.side) == ("done", NOW, "theirs")
        follow_ups.drop(session, row, "U2", NOW)
        assert row.state == "done"
        acts.undo(session, act, "U2", NOW)
        assert (row.state, row.done_at) == ("open", None)
        follow_ups.drop(session, row, "U2", NOW)
        assert row.state == "dropped"


def test_what_is_open_comes_in_the_order_it_is_due(database: Database) -> None:
    with database.write() as session:
        never, late, soon = (promise(session, due_on=day) for day in (None, DAY + ONE_DAY, DAY))
        done = promise(session)
        follow_ups.complete(session, done, "U1", NOW)
        promise(session, owner_id="U2")
        assert follow_ups.open_of(session, "T1", "U1") == [soon, late, never]
        assert follow_ups.load(session, soon.id, "T2") is None


def test_what_is_due_is_claimed_once_a_day(database: Database) -> None:
    with database.write() as session:
        due = promise(session)
        overdue = promise(session, owner_id="U2", due_on=DAY - ONE_DAY)
        promise(session, due_on=DAY + ONE_DAY)
        promise(session, owner_id="U3")
        promise(session, due_on=None)
        follow_ups.complete(session, promise(session), "U1", NOW)
    assert claim(database) == [overdue.id, due.id]
    assert claim(database) == []
    assert len(claim(database, NOW + ONE_DAY)) == 3


def test_a_day_begins_where_the_owner_is(database: Database) -> None:
    with database.write() as session:
        row = promise(session)
    evening_before = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    assert claim(database, evening_before, ZoneInfo("Europe/Berlin")) == []
    assert claim(database, evening_before, TOKYO) == [row.id]


def test_snoozed_ones_rest_and_handed_over_ones_are_shown_anew(database: Database) -> None:
    with database.write() as session:
        rests, moves = promise(session), promise(session)
        follow_ups.snooze(session, rests, DAY + ONE_DAY, "U1", NOW)
    assert claim(database) == [moves.id]
    with database.write() as session:
        follow_ups.reassign(session, session.get_one(FollowUp, moves.id), "U2", "U1", NOW)
    assert claim(database) == [moves.id]
    assert claim(database, NOW + ONE_DAY) == [rests.id, moves.id]


def test_two_replicas_claim_a_row_once(database: Database) -> None:
    with database.write() as session:
        ids = [promise(session).id for _ in range(20)]
    barrier, claimed = Barrier(4), []

    def tick() -> None:
        barrier.wait()
        claimed.extend(claim(database))

    threads = [Thread(target=tick) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    claimed.extend(claim(database))
    assert sorted(claimed) == ids


def test_interactions_are_read_newest_first_and_private_ones_by_their_writer(database: Database) -> None:
    with database.write() as session:
        row = card(session)
        cards.save(session, row, "U1", NOW)
        assert row.contact_id is not None
        for number, private in enumerate((False, True)):
            interactions.add(
                session,
                workspace_id="T1",
                user_id="U1",
                kind=Kind.VISIT,
                happened_on=DAY + ONE_DAY * (number + 1),
                contact_ids=[row.contact_id, row.contact_id],
                at=later(hours=number),
                private=private,
            )
        days = [one.happened_on for one in interactions.of_contact(session, row.contact_id, "U1")]
        assert days == [DAY + 2 * ONE_DAY, DAY + ONE_DAY, DAY]
        seen = interactions.of_contact(session, row.contact_id, "U2")
        assert [one.happened_on for one in seen] == [DAY + ONE_DAY, DAY]
        assert interactions.last_touch(session, row.contact_id) == DAY + 2 * ONE_DAY
        assert interactions.last_touch(session, 404) is None
