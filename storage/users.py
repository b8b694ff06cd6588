"""People as Slack last described them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import User


def get(session: Session, workspace_id: str, slack_id: str) -> User | None:
    """The person, if Slack was ever asked about them."""
    return session.get(User, (workspace_id, slack_id))


def put(session: Session, workspace_id: str, slack_id: str, at: datetime, **columns: Any) -> User:
    """Keeps what Slack says about a person at a moment."""
    known = get(session, workspace_id, slack_id)
    if "tz" in columns and (known is None or known.tz != columns["tz"]):
        columns["zone_since"] = at
    user = User(workspace_id=workspace_id, slack_id=slack_id, fetched_at=at, **columns)
    return session.merge(user)


def keep_direct(session: Session, workspace_id: str, slack_id: str, channel_id: str) -> None:
    """Remembers the channel id of a person's direct message with Goen."""
    user = get(session, workspace_id, slack_id) or User(workspace_id=workspace_id, slack_id=slack_id)
    user.dm_channel_id = channel_id
    session.add(user)


def members(session: Session, workspace_id: str) -> list[User]:
    """The full members of the workspace whom Goen knows, bots and guests left out."""
    flags = (User.is_bot, User.deleted, User.is_restricted, User.is_ultra_restricted, User.is_stranger)
    rows = select(User).where(User.workspace_id == workspace_id, *(flag.is_(False) for flag in flags))
    return list(session.scalars(rows.order_by(User.slack_id)))
