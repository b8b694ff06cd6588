"""Queues a message and the job that delivers it, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from bot.house import House
from storage import outbox

DELIVER = "deliver"


def put(
    session: Session,
    house: House,
    *,
    key: str,
    recipient: str,
    kind: str,
    ids: Mapping[str, Any],
    action: str = "post",
    thread_ts: str | None = None,
    parent_key: str | None = None,
) -> bool:
    """Queues one message; False when `key` was queued before. Arguments as in `storage.outbox.put`."""
    row = outbox.put(
        session,
        key=key,
        workspace_id=house.workspace_id,
        recipient=recipient,
        kind=kind,
        ids=ids,
        action=action,
        thread_ts=thread_ts,
        parent_key=parent_key,
        at=house.clock(),
    )
    if row is None:
        return False
    house.work.enqueue(session, DELIVER, key=f"deliver:{row.id}", ids=[row.id])
    return True


def refresh(session: Session, house: House, parent_key: str) -> None:
    """Has a posted message rendered anew from current data; nothing when it was never queued."""
    row = outbox.refresh(session, parent_key, house.clock())
    if row:
        house.work.enqueue(session, DELIVER, key=f"deliver:{row.id}", ids=[row.id])
