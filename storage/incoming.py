"""What Slack sent, written once by its key."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.tables import Incoming


def record(
    session: Session,
    *,
    key: str,
    kind: str,
    workspace_id: str,
    user_id: str | None,
    payload: dict[str, Any],
    at: datetime,
) -> Incoming | None:
    """Writes a request down; None when its key was seen before."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(Incoming).values(
        key=key, kind=kind, workspace_id=workspace_id, user_id=user_id, payload=payload, received_at=at
    )
    statement = statement.on_conflict_do_nothing(index_elements=[Incoming.key])
    return session.scalars(statement.returning(Incoming)).one_or_none()


def load(session: Session, incoming_id: int) -> Incoming | None:
    """The request by its id."""
    return session.get(Incoming, incoming_id)


def handled(session: Session, incoming_id: int, at: datetime) -> None:
    """Notes that nothing is left to do for a request."""
    session.execute(update(Incoming).where(Incoming.id == incoming_id).values(handled_at=at))


def forget(session: Session, incoming_id: int) -> None:
    """Drops a request's payload at once: it turned out to be none of Goen's business."""
    session.execute(update(Incoming).where(Incoming.id == incoming_id).values(payload=None))


def purge(session: Session, before: datetime) -> int:
    """Drops the payloads of requests received before a moment; returns how many."""
    old = select(Incoming.id).where(Incoming.received_at < before, Incoming.payload.is_not(None))
    statement = update(Incoming).where(Incoming.id.in_(old)).values(payload=None)
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], result).rowcount
