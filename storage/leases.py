"""Outbox rows are claimed under a lease and settled by its holder.

A holder that dies leaves `sending` with a lease that runs out, which means that the message may have been
posted. Every claim has a lease name of its own, so a holder that wakes up late settles nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import ColumnElement, CursorResult, Select, and_, case, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from storage.outbox import DROPPED, PARKED, PENDING, SENDING, SENT, UNKNOWN, UNSETTLED, put
from storage.tables import Outbox

# A row that so many holders died or failed with is left to a person.
PATIENT_TRIES = 5
MOST_HOLDERS = 50


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
    # Words do not wait for ever for a picture that Slack takes later.
    awaited = and_(other.state.in_(UNSETTLED), or_(other.action != "upload", other.attempts < PATIENT_TRIES))
    parent = and_(other.key == Outbox.parent_key, awaited)
    sibling = and_(
        other.parent_key == Outbox.parent_key,
        other.id != Outbox.id,
        or_(other.state == SENDING, and_(other.id < Outbox.id, awaited)),
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
    """Posts the row to another recipient instead, with a neutral line of kind `notice` in its place."""
    mine = _free(session, claim, PENDING, recipient=recipient, action="post", thread_ts=None, channel_id=None)
    if mine and notice:
        put(
            session,
            key=f"{notice}:{claim.recipient}:{claim.thread_ts or claim.key}",
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


def _rows(session: Session, statement: Any) -> int:
    statement = statement.execution_options(synchronize_session=False)
    return cast(CursorResult[Any], session.execute(statement)).rowcount
