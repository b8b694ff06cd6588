"""Who changed which field from what to what: written by a session listener, so that no code can forget it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, Update, delete, event, inspect, select, update
from sqlalchemy import insert as sql_insert
from sqlalchemy.orm import ORMExecuteState, Session, UOWTransaction

from storage import audit
from storage.tables import (
    Act,
    Base,
    Card,
    Change,
    Company,
    Contact,
    ContactMet,
    FollowUp,
    Interaction,
    InteractionContact,
)

AUDITED: tuple[type[Base], ...] = (Company, Contact, ContactMet, Card, Interaction, FollowUp)
CREATED, REMOVED = "+", "-"
SYSTEM = "goen"
LINKS = "links"
MOST_TOLD = 20
_AUDITED_AS = {
    "merge": audit.Action.MERGED,
    "merge_companies": audit.Action.MERGED,
    "import": audit.Action.IMPORTED,
    "export": audit.Action.EXPORTED,
}
_ACTING = "who acts"
_UNRECORDED = "changes are not recorded"
_TABLES = {table.__table__ for table in AUDITED}
# What Slack calls the picture, when the row last changed and when it was shown say nothing about the data.
_UNTOLD = {"slack_file_id", "updated_at", "reminded_on", "rest_until"}


class BulkChangeRefused(Exception):
    """An UPDATE or DELETE statement on an audited table: its changes would go unrecorded. See `bulk`."""


@dataclass(frozen=True, slots=True)
class _Acting:
    act_id: int
    actor_id: str
    reason: str
    at: datetime
    touched: dict[tuple[str, int], None] = field(default_factory=dict)


@contextmanager
def acting(
    session: Session, workspace_id: str, actor_id: str, kind: str, reason: str, at: datetime
) -> Iterator[Act]:
    """Everything flushed inside the block belongs to one act of one person, which can be undone as one.

    The audit log tells of it too.
    """
    session.flush()
    act = Act(workspace_id=workspace_id, kind=kind, actor_id=actor_id, at=at)
    session.add(act)
    session.flush()
    with resuming(session, act, reason, at):
        yield act


@contextmanager
def resuming(session: Session, act: Act, reason: str, at: datetime) -> Iterator[None]:
    """Everything flushed inside the block belongs to an act begun before: one act, many transactions."""
    session.flush()
    before = session.info.get(_ACTING)
    session.info[_ACTING] = now = _Acting(act.id, act.actor_id, reason, at)
    try:
        yield
        session.flush()
    finally:
        session.info[_ACTING] = before
    _audit(session, act, now)


def _audit(session: Session, act: Act, done: _Acting) -> None:
    """One entry an act and transaction: what it touched by table and id, the first ones of very many."""
    rows = list(done.touched)
    told = [f"{entity}:{entity_id}" for entity, entity_id in rows[:MOST_TOLD]]
    action = _AUDITED_AS.get(act.kind, audit.Action.CHANGED)
    more = {"kind": act.kind, "rows": told, "count": len(rows)}
    audit.write(session, act.workspace_id, act.actor_id, action, "acts", act.id, done.at, **more)


@contextmanager
def unrecorded(session: Session) -> Iterator[None]:
    """For erasing personal data: what is flushed inside the block leaves no trace in the history."""
    session.flush()
    session.info[_UNRECORDED] = True
    try:
        yield
        session.flush()
    finally:
        session.info[_UNRECORDED] = False


def bulk(session: Session, table: type[Base], where: ColumnElement[bool], **new: Any) -> int:
    """Sets columns of many audited rows at once, one change a row and column; returns how many rows.

    Rows loaded before keep their old values until they are refreshed.
    """
    session.flush()
    columns = [table.__table__.c[name] for name in new]
    found = session.execute(
        select(table.__table__.c.id, table.__table__.c.workspace_id, *columns).where(where)
    )
    rows = found.mappings().all()
    changes = [
        _row_change(row["workspace_id"], table.__tablename__, row["id"], name, plain(row[name]), plain(value))
        for row in rows
        for name, value in new.items()
        if row[name] != value
    ]
    with unrecorded(session):
        session.execute(update(table.__table__).where(where).values(**new))  # type: ignore[arg-type]  # a Table
    _write(session, changes)
    return len(rows)


def bulk_remove(session: Session, table: type[Base], ids: Sequence[int]) -> int:
    """Deletes many audited rows at once, one change a row; returns how many there were.

    The caller sees to the rows that hang on them; loaded objects of them must not be used any more.
    """
    session.flush()
    columns = inspect(table).column_attrs
    where = table.__table__.c.id.in_(ids)
    rows = session.execute(select(table.__table__).where(where)).mappings().all()
    changes = [
        _row_change(
            row.get("workspace_id") or "",
            table.__tablename__,
            row["id"],
            REMOVED,
            {column.key: plain(row[column.key]) for column in columns},
            None,
        )
        for row in rows
    ]
    with unrecorded(session):
        session.execute(delete(table.__table__).where(where))  # type: ignore[arg-type]  # a Table
    _write(session, changes)
    return len(rows)


def _keep_old_values() -> None:
    # Otherwise a column that was not loaded would be recorded as changed from nothing.
    for table in AUDITED:
        for column in inspect(table).column_attrs:
            attribute = getattr(table, column.key)
            event.listen(attribute, "set", lambda *_: None, active_history=True)


_keep_old_values()


@event.listens_for(Session, "after_flush")
def _record(session: Session, _: UOWTransaction) -> None:
    if not session.info.get(_UNRECORDED):
        _write(session, [*_created(session), *_changed(session), *_removed(session)])


Listener = Callable[[Session, Sequence[Mapping[str, Any]]], None]
_listeners: list[Listener] = []


def listener(call: Listener) -> Listener:
    """Has `call` see every list of changes right after it was written, in the same transaction."""
    _listeners.append(call)
    return call


def _write(session: Session, changes: list[dict[str, Any]]) -> None:
    if not changes:
        return
    who: _Acting | None = session.info.get(_ACTING)
    if who:
        who.touched.update(dict.fromkeys((change["entity"], change["entity_id"]) for change in changes))
    common = {
        "act_id": who.act_id if who else None,
        "actor_id": who.actor_id if who else SYSTEM,
        "at": who.at if who else datetime.now(UTC),
        "reason": who.reason if who else SYSTEM,
    }
    full = [{**change, **common} for change in changes]
    session.connection().execute(sql_insert(Change), full)
    for call in _listeners:
        call(session, full)


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
        if isinstance(row, Interaction):
            yield from _relinked(row)


def _relinked(row: Interaction) -> Iterator[dict[str, Any]]:
    """The people of an interaction are rows of their own, told as one list of contact ids."""
    history = inspect(row).attrs[LINKS].history
    if history.has_changes():
        before = sorted([*history.unchanged, *history.deleted], key=_former_position)
        yield _change(row, LINKS, [link.contact_id for link in before], linked(row))


def _former_position(link: InteractionContact) -> int:
    history = inspect(link).attrs["position"].history
    return int(_only(history.deleted) if history.deleted else link.position)


def linked(row: Interaction) -> list[int]:
    """The contact ids of an interaction, the main one first."""
    return [link.contact_id for link in sorted(row.links, key=lambda link: link.position)]


def _removed(session: Session) -> Iterator[dict[str, Any]]:
    for row in session.deleted:
        if isinstance(row, AUDITED):
            yield _change(row, REMOVED, values(row), None)


def _change(row: Any, field: str, old: Any, new: Any) -> dict[str, Any]:
    workspace_id = getattr(row, "workspace_id", None) or ""
    return _row_change(workspace_id, row.__tablename__, row.id, field, old, new)


def _row_change(
    workspace_id: str, entity: str, entity_id: int, field: str, old: Any, new: Any
) -> dict[str, Any]:
    return {
        "workspace_id": workspace_id,
        "entity": entity,
        "entity_id": entity_id,
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
    if not (state.is_update or state.is_delete) or state.session.info.get(_UNRECORDED):
        return
    table = cast(Table, cast(Any, state.statement).table)
    if table in _TABLES and not _sets_untold_only(state.statement):
        raise BulkChangeRefused(table.name)


def _sets_untold_only(statement: Any) -> bool:
    """Marks such as `reminded_on` are claims, not data: they may be set for many rows at once."""
    if not isinstance(statement, Update):
        return False
    named: Mapping[Any, Any] = statement._values or {}  # SQLAlchemy has no public reader of it
    return bool(named) and {getattr(column, "key", column) for column in named} <= _UNTOLD
