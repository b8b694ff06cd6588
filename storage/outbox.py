"""Messages on their way out: rows that say what to send, queued in the transaction of what they tell about.

A row holds ids, never text: it is rendered from current data when it is sent. States:

    pending -> sending -> sent | dropped | parked
                  |-> pending   certainly not posted: again at `not_before`
                  '-> unknown   posted or not: looked up at `not_before`, then as from pending

`parent_key` names the row that must be settled first: a post waits for the upload of its picture, an
update for its post. Rows with one parent go out one after another, oldest first. How rows are claimed
and settled stands in `storage.leases`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import CursorResult, and_, delete, event, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from storage.tables import Outbox

PENDING, SENDING, UNKNOWN = "pending", "sending", "unknown"
SENT, DROPPED, PARKED = "sent", "dropped", "parked"
UNSETTLED = (PENDING, SENDING, UNKNOWN)

_FRESH = "outbox rows were put"
_listeners: list[Callable[[], None]] = []


def put(
    session: Session,
    *,
    key: str,
    workspace_id: str,
    recipient: str,
    kind: str,
    ids: Mapping[str, Any],
    action: str = "post",
    thread_ts: str | None = None,
    not_before: datetime | None = None,
    parent_key: str | None = None,
    at: datetime | None = None,
) -> Outbox | None:
    """Queues one message in the caller's transaction; None when `key` is known already.

    `recipient` is a channel id or a user id (then it goes to the direct message), `kind` names the
    renderer, `ids` what it needs; `action` is post, update, react, unreact, ephemeral, upload or delete.
    `at` is the aware moment of writing, by default now.
    """
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = (
        insert(Outbox)
        .values(
            key=key,
            opaque=str(uuid4()),
            workspace_id=workspace_id,
            recipient=recipient,
            kind=kind,
            ids=dict(ids),
            action=action,
            thread_ts=thread_ts,
            not_before=not_before,
            parent_key=parent_key,
            state=PENDING,
            attempts=0,
            created_at=at or datetime.now(UTC),
        )
        .on_conflict_do_nothing(index_elements=[Outbox.key])
        .returning(Outbox)
    )
    row = session.scalars(statement).one_or_none()
    if row is not None:
        session.info[_FRESH] = True
    return row


def refresh(session: Session, parent_key: str, at: datetime | None = None) -> Outbox | None:
    """Queues an update that shows a posted (or queued) message from current data; None when there is none.

    Several updates waiting for one message are sent as one.
    """
    posted = by_key(session, parent_key)
    if posted is None:
        return None
    return put(
        session,
        key=f"{parent_key}:{uuid4().hex}",
        workspace_id=posted.workspace_id,
        recipient=posted.recipient,
        kind=posted.kind,
        ids=posted.ids,
        action="update",
        thread_ts=posted.thread_ts,
        parent_key=parent_key,
        at=at,
    )


def on_commit(listener: Callable[[], None]) -> Callable[[], None]:
    """Calls `listener` in this process whenever a transaction with new rows commits; returns its undo."""
    _listeners.append(listener)
    return lambda: _listeners.remove(listener)


@event.listens_for(Session, "after_commit")
def _announce(session: Session) -> None:
    if session.info.pop(_FRESH, False):
        for listener in tuple(_listeners):
            listener()


def at(session: Session, workspace_id: str, channel_id: str, ts: str) -> Outbox | None:
    """The row that was posted as this Slack message."""
    posted = select(Outbox).where(
        Outbox.workspace_id == workspace_id,
        Outbox.channel_id == channel_id,
        Outbox.ts == ts,
        Outbox.action == "post",
    )
    return session.scalars(posted.limit(1)).first()


def by_key(session: Session, key: str) -> Outbox | None:
    """The row of a key: where and as which message it was posted, if it was."""
    return session.scalars(select(Outbox).where(Outbox.key == key)).one_or_none()


def at_place(session: Session, channel_id: str, ts: str) -> Outbox | None:
    """The row whose message was posted there."""
    posted = select(Outbox).where(Outbox.channel_id == channel_id, Outbox.ts == ts, Outbox.action == "post")
    return session.scalars(posted.limit(1)).first()


def children(session: Session, parent_key: str) -> list[int]:
    """Ids of the unsettled rows that waited for `parent_key`, oldest first."""
    waiting = select(Outbox.id).where(Outbox.parent_key == parent_key, Outbox.state.in_(UNSETTLED))
    return list(session.scalars(waiting.order_by(Outbox.id)))


def superseded(session: Session, update_id: int) -> bool:
    """Whether a newer update of the same message waits, which will show the same current data."""
    this, newer = aliased(Outbox), aliased(Outbox)
    same = and_(
        newer.parent_key == this.parent_key,
        newer.kind == this.kind,
        newer.action == this.action,
        newer.id > this.id,
        newer.state == PENDING,
    )
    found = select(newer.id).join(this, same).where(this.id == update_id)
    return session.scalars(found.limit(1)).first() is not None


def release(session: Session, outbox_id: int, now: datetime) -> bool:
    """Sends a parked row again, as `goen doctor` advises once the cause is gone."""
    again = update(Outbox).where(Outbox.id == outbox_id, Outbox.state == PARKED)
    return _rows(session, again.values(state=PENDING, not_before=now, attempts=0, problem=None)) == 1


def purge(session: Session, before: datetime) -> int:
    """Forgets settled updates, reactions, whispers and uploads from before then; returns how many.

    Posts stay: their keys keep them from being posted again, and updates look for their `ts`.
    """
    old = delete(Outbox).where(
        Outbox.created_at < before, Outbox.action != "post", Outbox.state.in_((SENT, DROPPED))
    )
    return _rows(session, old)


def counts(session: Session) -> dict[str, int]:
    """Rows by state, for metrics."""
    rows = session.execute(select(Outbox.state, func.count()).group_by(Outbox.state))
    return {state: number for state, number in rows}  # noqa: C416 (dict() does not type with Row)


def parked(session: Session, limit: int = 20) -> list[Outbox]:
    """What waits for a person, newest first, for `goen doctor`."""
    rows = select(Outbox).where(Outbox.state == PARKED).order_by(Outbox.id.desc())
    return list(session.scalars(rows.limit(limit)))


def _rows(session: Session, statement: Any) -> int:
    statement = statement.execution_options(synchronize_session=False)
    return cast(CursorResult[Any], session.execute(statement)).rowcount
