"""The addresses that are told of events, and the claims on what they are still to be told."""

from __future__ import annotations

import base64
import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from sqlalchemy import Select, delete, func, select, update
from sqlalchemy.orm import Session

from storage.events import KINDS, WAITING
from storage.tables import Webhook, WebhookEvent

SENT, SKIPPED, FAILED = "sent", "skipped", "failed"
# Waits before the next attempt: the last one comes more than a day after the first.
BACKOFF = tuple(timedelta(seconds=n) for n in (30, 120, 600, 3600, 6 * 3600, 24 * 3600))
# Longer than the slowest attempts of one round.
LEASE = timedelta(minutes=10)
_SECRET_BYTES = 24


def add(
    session: Session, workspace_id: str, url: str, kinds: Collection[str], created_by: str, at: datetime
) -> Webhook:
    """An address that is told of these kinds of events from now on; of all when none is named.

    Raises:
        ValueError: the address is no http(s) URL, or a kind is unknown; the message says which.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError(f"not an http or https address: {url}")
    if unknown := set(kinds) - set(KINDS):
        raise ValueError(f"unknown events: {', '.join(sorted(unknown))}; there are {', '.join(KINDS)}")
    row = Webhook(
        workspace_id=workspace_id,
        url=url,
        secret="whsec_" + base64.b64encode(secrets.token_bytes(_SECRET_BYTES)).decode(),
        kinds=sorted(kinds),
        created_by=created_by,
        created_at=at,
    )
    session.add(row)
    session.flush()
    return row


def all_of(session: Session, workspace_id: str) -> list[Webhook]:
    """The addresses of a workspace, oldest first."""
    rows = select(Webhook).where(Webhook.workspace_id == workspace_id)
    return list(session.scalars(rows.order_by(Webhook.id)))


def remove(session: Session, workspace_id: str, webhook_id: int) -> bool:
    """Tells an address nothing any more; False when there is none."""
    row = session.get(Webhook, webhook_id)
    if row is None or row.workspace_id != workspace_id:
        return False
    session.execute(delete(WebhookEvent).where(WebhookEvent.webhook_id == webhook_id))
    session.delete(row)
    return True


def counts(session: Session, webhook_id: int) -> dict[str, int]:
    """How many events of an address there are by state."""
    rows = select(WebhookEvent.state, func.count()).where(WebhookEvent.webhook_id == webhook_id)
    found = session.execute(rows.group_by(WebhookEvent.state))
    return {state: number for state, number in found}  # noqa: C416 (dict() does not type with Row)


def is_any_due(session: Session, now: datetime) -> bool:
    """Whether an event waits to be told now."""
    return session.scalar(_due(now).limit(1)) is not None


def claim(session: Session, now: datetime, limit: int) -> list[int]:
    """Takes the oldest waiting events for this process; a claim that is not answered lapses after LEASE."""
    ids = list(session.scalars(_due(now).limit(limit).with_for_update(skip_locked=True)))
    taken = update(WebhookEvent).where(WebhookEvent.id.in_(ids)).values(next_at=now + LEASE)
    if ids:
        session.execute(taken)
    return ids


def _due(now: datetime) -> Select[int]:
    return (
        select(WebhookEvent.id)
        .where(WebhookEvent.state == WAITING, WebhookEvent.next_at <= now)
        .order_by(WebhookEvent.next_at, WebhookEvent.id)
    )


def settle(session: Session, event_id: int, state: str) -> None:
    """Marks an event as sent, or as skipped because there is nothing to tell any more."""
    row = session.get(WebhookEvent, event_id)
    if row:
        row.state, row.problem = state, None


def fail(session: Session, event_id: int, problem: str, now: datetime) -> bool:
    """Puts an event off after a failed attempt; True when it was the last and the event is given up."""
    row = session.get(WebhookEvent, event_id)
    if row is None:
        return False
    row.attempts, row.problem = row.attempts + 1, problem
    if row.attempts > len(BACKOFF):
        row.state = FAILED
        return True
    row.next_at = now + BACKOFF[row.attempts - 1]
    return False


def put_off(session: Session, event_ids: Sequence[int], until: datetime) -> None:
    """Gives back claims on events of an address that does not answer, without counting an attempt."""
    if event_ids:
        session.execute(update(WebhookEvent).where(WebhookEvent.id.in_(event_ids)).values(next_at=until))


def purge(session: Session, before: datetime) -> None:
    """Forgets what was told, skipped or given up before a moment."""
    done = WebhookEvent.state.in_((SENT, SKIPPED, FAILED))
    session.execute(delete(WebhookEvent).where(done, WebhookEvent.at < before))
