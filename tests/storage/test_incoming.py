"""What came in: written once, purged after a while, its key kept."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from storage import incoming
from storage.database import Database
from storage.tables import Incoming
from tests.storage.build import NOW


def record(session: Session, key: str, days_ago: int = 0) -> Incoming | None:
    return incoming.record(
        session,
        key=key,
        kind="event",
        workspace_id="T1",
        user_id="U1",
        payload={"text": "田中様と打ち合わせ"},
        at=NOW - timedelta(days=days_ago),
    )


def test_a_key_is_written_once(database: Database) -> None:
    with database.write() as session:
        first = record(session, "Ev1")
        assert first is not None
    with database.write() as session:
        assert record(session, "Ev1") is None
        assert session.scalar(select(func.count()).select_from(Incoming)) == 1


def test_payloads_go_after_a_while_and_keys_stay(database: Database) -> None:
    with database.write() as session:
        record(session, "old", days_ago=8)
        record(session, "new", days_ago=6)
        assert incoming.purge(session, NOW - timedelta(days=7)) == 1
        assert incoming.purge(session, NOW - timedelta(days=7)) == 0
    with database.write() as session:
        payloads = {row.key: row.payload for row in session.scalars(select(Incoming))}
        assert payloads == {"old": None, "new": {"text": "田中様と打ち合わせ"}}
        assert record(session, "old") is None


def test_a_request_of_no_concern_is_forgotten_at_once(database: Database) -> None:
    with database.write() as session:
        row = record(session, "Ev1")
        assert row is not None
        incoming.forget(session, row.id)
        incoming.handled(session, row.id, NOW)
        session.expire_all()
        assert (row.payload, row.handled_at) == (None, NOW)
        assert session.scalar(select(func.count()).where(Incoming.payload.is_not(None))) == 0
