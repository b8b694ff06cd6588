"""The workspace Goen serves."""

from __future__ import annotations

from sqlalchemy.orm import Session

from storage.tables import Workspace


def put(session: Session, workspace_id: str, name: str, bot_user_id: str) -> Workspace:
    """Keeps the workspace's name and Goen's own user id in it."""
    row = session.get(Workspace, workspace_id) or Workspace(id=workspace_id, settings={})
    row.name, row.bot_user_id = name, bot_user_id
    session.add(row)
    return row


def get(session: Session, workspace_id: str) -> Workspace | None:
    """The workspace, if Goen ever ran in it."""
    return session.get(Workspace, workspace_id)
