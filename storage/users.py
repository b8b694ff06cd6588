"""People as Slack last described them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from storage.tables import User


def get(session: Session, workspace_id: str, slack_id: str) -> User | None:
    """The person, if Slack was ever asked about them."""
    return session.get(User, (workspace_id, slack_id))


def put(session: Session, workspace_id: str, slack_id: str, at: datetime, **columns: Any) -> User:
    """Keeps what Slack says about a person at a moment."""
    user = User(workspace_id=workspace_id, slack_id=slack_id, fetched_at=at, **columns)
    return session.merge(user)


def keep_direct(session: Session, workspace_id: str, slack_id: str, channel_id: str) -> None:
    """Remembers the channel id of a person's direct message with Goen."""
    user = get(session, workspace_id, slack_id) or User(workspace_id=workspace_id, slack_id=slack_id)
    user.dm_channel_id = channel_id
    session.add(user)
