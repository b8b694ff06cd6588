"""Which threads are Goen's own."""

from __future__ import annotations

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.tables import Outbox, Photo


def is_ours(session: Session, workspace_id: str, channel_id: str, thread_ts: str) -> bool:
    """Whether a thread hangs on a posted photo or on a message of Goen's."""
    photo = select(Photo.id).where(
        Photo.workspace_id == workspace_id,
        Photo.channel_id == channel_id,
        or_(Photo.message_ts == thread_ts, Photo.thread_ts == thread_ts),
    )
    posted = select(Outbox.id).where(
        Outbox.workspace_id == workspace_id,
        Outbox.channel_id == channel_id,
        or_(Outbox.ts == thread_ts, Outbox.thread_ts == thread_ts),
    )
    return any(session.scalar(look.limit(1)) is not None for look in (photo, posted))
