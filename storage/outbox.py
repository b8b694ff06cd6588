"""Messages on their way out: rows that say what to send, claimed under a lease, settled by their holder.

A row holds ids, never text: it is rendered from current data when it is sent. States:

    pending -> sending -> sent | dropped | parked
                  |-> pending   certainly not posted: again at `not_before`
                  '-> unknown   posted or not: looked up at `not_before`, then as from pending

A holder that dies leaves `sending` with a lease that runs out, which means unknown as well. Every claim
has a lease name of its own, so a holder that wakes up late settles nothing.

`parent_key` names the row that must be settled first: a post waits for the upload of its picture, an
update for its post. Rows with one parent go out one after another, oldest first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import (
    ColumnElement,
    CursorResult,
    Select,
    and_,
    case,
    delete,
    event,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased

from storage.tables import Outbox

PENDING, SENDING, UNKNOWN = "pending", "sending", "unknown"
SENT, DROPPED, PARKED = "sent", "dropped", "parked"
UNSETTLED = (PENDING, SENDING, UNKNOWN)
# A row that so many holders died or failed with is left to a person.
MOST_HOLDERS = 50

_FRESH = "outbox rows were put"
_listeners: list[Callable[[], None]] = []


@dataclass(frozen=True, slots=True)
class Claim:
    """A row as its holder took it; `doubtful` says that an earlier try may have posted it."""

    id: int
    key: str
    opaque: str
    workspace_id: str
    recipient: str
    kind: str
    ids: Mapping[str, Any]
    action: str
    thread_ts: str | None
    channel_id: str | None
    ts: str | None
    parent_key: str | None
    created_at: datetime
    attempts: int
    lease: str
    doubtful: bool


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
    renderer, `ids` what it needs; `action` is post, update, react, unreact, ephemeral or upload.
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


def claim(session: Session, now: datetime, owner: str, lease_seconds: float, limit: int) -> list[Claim]:
    """Takes up to `limit` due rows, oldest first, and leases them to `owner` from `now` on."""
    due = _due(now).order_by(func.coalesce(Outbox.not_before, Outbox.created_at), Outbox.id).limit(limit)
    rows = session.scalars(due.with_for_update(skip_locked=True, of=Outbox)).all()
    return [_leased(row, now, owner, lease_seconds) for row in rows]


def claim_one(
    session: Session, outbox_id: int, now: datetime, owner: str, lease_seconds: float
) -> Claim | None:
    """Takes one row if it is due and nobody holds it."""
    due = _due(now).where(Outbox.id == outbox_id)
    row = session.scalars(due.with_for_update(skip_locked=True, of=Outbox)).one_or_none()
    return _leased(row, now, owner, lease_seconds) if row else None


def needs_attention(session: Session, now: datetime) -> bool:
    """Whether any row is due or any lease ran out: a cheap look before a write transaction."""
    late = select(Outbox.id).where(Outbox.state == SENDING, Outbox.lease_until <= now)
    due = _due(now).with_only_columns(Outbox.id)
    return any(session.scalars(look.limit(1)).first() is not None for look in (due, late))


def _due(now: datetime) -> Select[Outbox]:
    return select(Outbox).where(
        Outbox.state.in_((PENDING, UNKNOWN)),
        or_(Outbox.not_before.is_(None), Outbox.not_before <= now),
        or_(Outbox.parent_key.is_(None), ~_blocked()),
    )


def _blocked() -> ColumnElement[bool]:
    """Its parent is not settled, an older child of the same parent is not, or any child is being sent."""
    other = aliased(Outbox)
    parent = and_(other.key == Outbox.parent_key, other.state.in_(UNSETTLED))
    sibling = and_(
        other.parent_key == Outbox.parent_key,
        other.id != Outbox.id,
        or_(other.state == SENDING, and_(other.id < Outbox.id, other.state.in_(UNSETTLED))),
    )
    return or_(
        select(other.id).where(parent).correlate(Outbox).exists(),
        select(other.id).where(sibling).correlate(Outbox).exists(),
    )


def _leased(row: Outbox, now: datetime, owner: str, lease_seconds: float) -> Claim:
    doubtful = row.state == UNKNOWN
    row.state = SENDING
    row.lease_owner = f"{owner}:{uuid4().hex}"
    row.lease_until = now + timedelta(seconds=lease_seconds)
    return Claim(
        id=row.id,
        key=row.key,
        opaque=row.opaque,
        workspace_id=row.workspace_id,
        recipient=row.recipient,
        kind=row.kind,
        ids=row.ids,
        action=row.action,
        thread_ts=row.thread_ts,
        channel_id=row.channel_id,
        ts=row.ts,
        parent_key=row.parent_key,
        created_at=row.created_at,
        attempts=row.attempts,
        lease=row.lease_owner,
        doubtful=doubtful,
    )


def prolong(session: Session, claim: Claim, until: datetime) -> bool:
    """Moves the end of the lease; False when it is no longer the holder's."""
    return _settle(session, claim, lease_until=until)


def place(session: Session, claim: Claim, channel_id: str) -> bool:
    """Keeps the channel the row is about to be posted in; False when the lease is no longer the holder's."""
    return _settle(session, claim, state=SENDING, channel_id=channel_id)


def remember(session: Session, claim: Claim, **ids: Any) -> bool:
    """Adds to the row's ids (the id of a file under way); False when the lease is lost."""
    return _settle(session, claim, state=SENDING, ids={**claim.ids, **ids})


def sent(session: Session, claim: Claim, now: datetime, channel_id: str | None, ts: str | None) -> bool:
    """The row was posted as message `ts`; False when the lease is lost."""
    return _free(session, claim, SENT, sent_at=now, channel_id=channel_id, ts=ts, problem=None)


def retry(
    session: Session, claim: Claim, at: datetime, problem: str | None = None, doubtful: bool = False
) -> bool:
    """Not posted by this try: due again at `at`. Counts as an attempt when there is a problem.

    `doubtful` says that an earlier try was never looked up, so the row stays unknown.
    """
    attempts = claim.attempts + (problem is not None)
    state = UNKNOWN if doubtful else PENDING
    return _free(session, claim, state, not_before=at, attempts=attempts, problem=problem)


def doubt(session: Session, claim: Claim, at: datetime, problem: str) -> bool:
    """Posted or not: to be looked up at `at`, after the settle time."""
    attempts = claim.attempts + 1
    return _free(session, claim, UNKNOWN, not_before=at, attempts=attempts, problem=problem)


def drop(session: Session, claim: Claim, problem: str) -> bool:
    """Nothing to send any more, `problem` says why."""
    return _free(session, claim, DROPPED, problem=problem)


def park(session: Session, claim: Claim, problem: str) -> bool:
    """Slack refused for good: the row waits, visibly, for a person."""
    return _free(session, claim, PARKED, problem=problem, attempts=claim.attempts + 1)


def redirect(session: Session, claim: Claim, recipient: str, notice: str | None) -> bool:
    """Sends the row to another recipient and puts a neutral line of kind `notice` in its place."""
    mine = _free(session, claim, PENDING, recipient=recipient, thread_ts=None, channel_id=None)
    if mine and notice:
        put(
            session,
            key=f"{claim.key}:notice",
            workspace_id=claim.workspace_id,
            recipient=claim.recipient,
            kind=notice,
            ids=claim.ids,
            thread_ts=claim.thread_ts,
        )
    return mine


def _free(session: Session, claim: Claim, state: str, **values: Any) -> bool:
    return _settle(session, claim, state=state, lease_owner=None, lease_until=None, **values)


def _settle(session: Session, claim: Claim, **values: Any) -> bool:
    mine = update(Outbox).where(
        Outbox.id == claim.id, Outbox.state == SENDING, Outbox.lease_owner == claim.lease
    )
    return _rows(session, mine.values(**values)) == 1


def _rows(session: Session, statement: Any) -> int:
    statement = statement.execution_options(synchronize_session=False)
    return cast(CursorResult[Any], session.execute(statement)).rowcount


def expire(session: Session, now: datetime, settle_seconds: float) -> int:
    """Leases that ran out become unknown, to be looked up after the settle time. Returns how many."""
    late = and_(Outbox.state == SENDING, Outbox.lease_until <= now)
    return _orphan(session, late, now, settle_seconds)


def abandon(session: Session, owner: str, now: datetime, settle_seconds: float) -> int:
    """As `expire`, at once, for every lease of `owner`: at the start of the one process of that name."""
    mine = and_(Outbox.state == SENDING, Outbox.lease_owner.startswith(f"{owner}:", autoescape=True))
    return _orphan(session, mine, now, settle_seconds)


def _orphan(session: Session, which: ColumnElement[bool], now: datetime, settle_seconds: float) -> int:
    values = {
        "state": case((Outbox.attempts + 1 >= MOST_HOLDERS, PARKED), else_=UNKNOWN),
        "not_before": now + timedelta(seconds=settle_seconds),
        "attempts": Outbox.attempts + 1,
        "lease_owner": None,
        "lease_until": None,
        "problem": "holder lost",
    }
    # Rows that a frozen replica holds locked are left for later instead of waited for.
    ids = session.scalars(select(Outbox.id).where(which).with_for_update(skip_locked=True)).all()
    return _rows(session, update(Outbox).where(Outbox.id.in_(ids)).values(values)) if ids else 0


def release(session: Session, outbox_id: int, now: datetime) -> bool:
    """Sends a parked row again, as `goen doctor` advises once the cause is gone."""
    again = update(Outbox).where(Outbox.id == outbox_id, Outbox.state == PARKED)
    return _rows(session, again.values(state=PENDING, not_before=now, attempts=0, problem=None)) == 1


def by_key(session: Session, key: str) -> Outbox | None:
    """The row of a key: where and as which message it was posted, if it was."""
    return session.scalars(select(Outbox).where(Outbox.key == key)).one_or_none()


def children(session: Session, parent_key: str) -> list[int]:
    """Ids of the unsettled rows that waited for `parent_key`, oldest first."""
    waiting = select(Outbox.id).where(Outbox.parent_key == parent_key, Outbox.state.in_(UNSETTLED))
    return list(session.scalars(waiting.order_by(Outbox.id)))


def superseded(session: Session, claim: Claim) -> bool:
    """Whether a newer update of the same message waits, which will show the same current data."""
    newer = select(Outbox.id).where(
        Outbox.parent_key == claim.parent_key,
        Outbox.kind == claim.kind,
        Outbox.action == claim.action,
        Outbox.id > claim.id,
        Outbox.state == PENDING,
    )
    return session.scalars(newer.limit(1)).first() is not None


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
