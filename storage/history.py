"""Who changed which field from what to what: written by a session listener, so that no code can forget it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import event, inspect
from sqlalchemy import insert as sql_insert
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from storage.tables import Act, Base, Card, Change, Company, Contact, ContactMet, FollowUp, Interaction

AUDITED: tuple[type[Base], ...] = (Company, Contact, ContactMet, Card, Interaction, FollowUp)
CREATED, REMOVED = "+", "-"
SYSTEM = "goen"
_ACTING = "who acts"
# The straightened picture's Slack id and the time of the last change say nothing about the data.
_UNTOLD = {"slack_file_id", "updated_at", "reminded_on"}


class BulkChangeRefused(Exception):
    """An UPDATE or DELETE statement on an audited table: its changes would go unrecorded."""


@dataclass(frozen=True, slots=True)
class _Acting:
    act_id: int
    actor_id: str
    reason: str
    at: datetime


@contextmanager
def acting(
    session: Session, workspace_id: str, actor_id: str, kind: str, reason: str, at: datetime
) -> Iterator[Act]:
    """Everything flushed inside the block belongs to one act of one person, which can be undone as one."""
    session.flush()
    act = Act(workspace_id=workspace_id, kind=kind, actor_id=actor_id, at=at)
    session.add(act)
    session.flush()
    before = session.info.get(_ACTING)
    session.info[_ACTING] = _Acting(act.id, actor_id, reason, at)
    try:
        yield act
        session.flush()
    finally:
        session.info[_ACTING] = before


@event.listens_for(Session, "after_flush")
def _record(session: Session, _: UOWTransaction) -> None:
    rows = [*_created(session), *_changed(session), *_removed(session)]
    if not rows:
        return
    who: _Acting | None = session.info.get(_ACTING)
    common = {
        "act_id": who.act_id if who else None,
        "actor_id": who.actor_id if who else SYSTEM,
        "at": who.at if who else datetime.now(UTC),
        "reason": who.reason if who else SYSTEM,
    }
    session.connection().execute(sql_insert(Change), [{**row, **common} for row in rows])


def _created(session: Session) -> Iterator[dict[str, Any]]:
    for row in session.new:
        if isinstance(row, AUDITED):
            yield _change(row, CREATED, None, values(row))


def _changed(session: Session) -> Iterator[dict[str, Any]]:
    for row in session.dirty:
        if not isinstance(row, AUDITED):
            continue
        state = inspect(row)
        for name in values(row):
            history = state.attrs[name].history
            if history.has_changes() and name not in _UNTOLD:
                yield _change(row, name, plain(_only(history.deleted)), plain(_only(history.added)))


def _removed(session: Session) -> Iterator[dict[str, Any]]:
    for row in session.deleted:
        if isinstance(row, AUDITED):
            yield _change(row, REMOVED, values(row), None)


def _change(row: Any, field: str, old: Any, new: Any) -> dict[str, Any]:
    return {
        "workspace_id": getattr(row, "workspace_id", None) or "",
        "entity": row.__tablename__,
        "entity_id": row.id,
        "field": field,
        "old": old,
        "new": new,
    }


def values(row: Base) -> dict[str, Any]:
    """The row's columns as JSON-ready values."""
    return {column.key: plain(getattr(row, column.key)) for column in inspect(type(row)).column_attrs}


def plain(value: Any) -> Any:
    """Dates and times as ISO text; everything else as it is."""
    return value.isoformat() if isinstance(value, (date, datetime, time)) else value


def _only(parts: Any) -> Any:
    return parts[0] if parts else None


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete):
        return
    mapper = state.bind_mapper
    if mapper is not None and issubclass(mapper.class_, AUDITED):
        raise BulkChangeRefused(mapper.class_.__tablename__)
