"""Conversations: how Slack describes them, and what the team set for them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from storage.tables import Channel


def get(session: Session, workspace_id: str, channel_id: str) -> Channel | None:
    """The conversation, if Goen ever met it."""
    return session.get(Channel, (workspace_id, channel_id))


def put(session: Session, workspace_id: str, channel_id: str, **columns: Any) -> Channel:
    """Keeps columns of a conversation; those not named stay as they are."""
    row = get(session, workspace_id, channel_id) or Channel(workspace_id=workspace_id, channel_id=channel_id)
    for name, value in columns.items():
        setattr(row, name, value)
    session.add(row)
    session.flush()
    return row


def put_audience(
    session: Session, workspace_id: str, channel_id: str, audience: str, at: datetime
) -> Channel:
    """Keeps who reads a conversation ("ok", "shared", "guest" or "unknown") as of a moment."""
    return put(session, workspace_id, channel_id, audience=audience, checked_at=at)
