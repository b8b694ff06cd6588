"""What `goen audit` does and prints."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TextIO

from bot.command_house import CommandRefused, open_database, workspace_id
from bot.settings import Settings
from storage import audit
from storage.tables import AuditEntry


def verify(settings: Settings, out: TextIO, *, workspace: str | None, expected: str | None) -> bool:
    """Prints how many rows hold and the last hash, or the first broken row; whether all is well.

    Raises:
        CommandRefused: there is no such workspace, or `expected` is not NUMBER:HASH.
    """
    kept = _kept(expected) if expected else None
    with open_database(settings) as database:
        scope = workspace_id(database, workspace)
        with database.read() as session:
            found = audit.verify(session, scope, kept)
    if found.broken:
        out.write(f"BROKEN after {found.count:,} rows that hold: {found.broken}\n")
        return False
    out.write(f"{found.count:,} rows hold; last {found.count}:{found.last_hash or '-'}\n")
    return True


def _kept(expected: str) -> tuple[int, str]:
    number, _, value = expected.partition(":")
    if not number.isdigit() or not value:
        raise CommandRefused("--expect needs NUMBER:HASH as an earlier `goen audit verify` printed it")
    return int(number), value


def show(
    settings: Settings,
    out: TextIO,
    *,
    workspace: str | None,
    actor: str | None,
    action: str | None,
    subject: str | None,
    since: datetime | None,
    limit: int,
) -> None:
    """Prints the newest entries, one a line, times in UTC.

    Raises:
        CommandRefused: there is no such workspace, or `subject` is not KIND:ID.
    """
    kind, _, number = (subject or "").partition(":")
    if subject and not number:
        raise CommandRefused("--subject needs KIND:ID, such as contacts:12")
    with open_database(settings) as database:
        scope = workspace_id(database, workspace)
        about = (kind, number) if subject else None
        with database.read() as session:
            found = audit.entries(
                session, scope, actor_id=actor, action=action, subject=about, since=since, limit=limit
            )
    for entry in found:
        out.write(_line(entry) + "\n")


def _line(entry: AuditEntry) -> str:
    subject = f"{entry.subject_kind or '-'}:{entry.subject_id or '-'}"
    ids = json.dumps(entry.ids, separators=(",", ":")) if entry.ids else ""
    when = f"{entry.at:%Y-%m-%d %H:%M:%S}"
    return "  ".join((f"{entry.number:>7}", when, entry.actor_id, entry.action, subject, ids)).rstrip()
