"""What `goen backup` and `goen restore` do and print."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from sqlalchemy import select

from bot.command_house import CommandRefused, open_database
from bot.settings import Settings
from storage import audit, backup
from storage.backup import BackupFailed, Manifest
from storage.database import Database
from storage.history import SYSTEM
from storage.tables import Workspace


def make_backup(path: Path | None, settings: Settings, out: TextIO) -> None:
    """Writes a backup into the file, or the next one into GOEN_BACKUP_DIR.

    Raises:
        CommandRefused: none was made.
    """
    now = datetime.now(UTC)
    with open_database(settings) as database:
        try:
            if path:
                made, where = backup.make(database, path, now), path
            elif settings.backup_dir:
                where = backup.rotate(database, settings.backup_dir, settings.backup_keep, now)
                made = backup.check(where)
            else:
                raise CommandRefused("name a file, or set GOEN_BACKUP_DIR")
        except BackupFailed as error:
            raise CommandRefused(str(error)) from error
        _note(database, audit.Action.BACKED_UP, now)
    out.write(f"{where}: {_told(made)}, read back and compared\n")


def bring_back(path: Path, settings: Settings, out: TextIO) -> None:
    """Restores a backup into the empty database of the settings.

    Raises:
        CommandRefused: nothing was restored.
    """
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    try:
        told, waiting = backup.restore(path, settings.url)
    except BackupFailed as error:
        raise CommandRefused(str(error)) from error
    with open_database(settings) as database:
        _note(database, audit.Action.RESTORED, datetime.now(UTC))
    out.write(f"restored {_told(told)} of {told.made_at[:19]} UTC\n")
    if waiting:
        out.write(
            f"{waiting} messages were on their way; Goen looks for them in Slack before it posts them\n"
        )


def _note(database: Database, action: audit.Action, at: datetime) -> None:
    with database.write() as session:
        for team in session.scalars(select(Workspace.id)).all():
            audit.write(session, team, SYSTEM, action, None, None, at)


def _told(made: Manifest) -> str:
    return f"{made.rows['contacts']:,} contacts, {sum(made.rows.values()):,} rows"
