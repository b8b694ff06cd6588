"""What commands on the data share: the database of the settings, its workspace, who acts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.settings import Settings
from storage import migrate, roles, workspaces
from storage.database import Database
from storage.history import SYSTEM
from storage.tables import Workspace


class CommandRefused(Exception):
    """A command cannot do what it was asked; the message is one sentence that says what to do."""


@contextmanager
def open_database(settings: Settings) -> Iterator[Database]:
    """The database of the settings with its tables up to date, closed afterwards."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database.open(settings.url)
    try:
        migrate.upgrade(database)
        yield database
    finally:
        database.dispose()


def workspace_id(database: Database, named: str | None) -> str:
    """The id of the workspace whose data it is: the only one there is, or the one named.

    Raises:
        CommandRefused: there is none yet, or more than one and none is named.
    """
    with database.write() as session:
        known = list(session.scalars(select(Workspace.id).order_by(Workspace.id)))
        if named and named not in known:
            workspaces.put(session, named, "", "")
        if named:
            return named
    if not known:
        raise CommandRefused("Goen knows no workspace yet: run `goen run` once, or add --workspace T0123456")
    if len(known) > 1:
        raise CommandRefused(f"there are several workspaces; add --workspace with one of {', '.join(known)}")
    return known[0]


def actor(database: Database, workspace: str, named: str | None) -> str:
    """The Slack id in whose name a command acts: the one named, else an admin Goen has met, else Goen."""
    if named:
        return named
    with database.read() as session:
        return _admin(session, workspace) or SYSTEM


def _admin(session: Session, workspace: str) -> str | None:
    return next((one.slack_id for one in roles.admins(session, workspace)), None)
