"""Queues a message in the caller's transaction; `bot.delivery` sends it once that commits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from bot.house import House
from storage import outbox


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
    return row is not None


def refresh(session: Session, house: House, key: str) -> None:
    """Has a message rendered anew from current data; nothing when it was never queued."""
    outbox.refresh(session, key, house.clock())


def refresh_at(session: Session, house: House, channel_id: str, ts: str) -> None:
    """Has the message that stands there rendered anew; nothing when it is none of ours."""
    if row := outbox.at_place(session, channel_id, ts):
        refresh(session, house, row.key)
