"""What `goen erase` and `goen disclose` do and print."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from bot.command_house import CommandRefused, actor, open_database, workspace_id
from bot.settings import Settings
from bot.slack import web_client
from storage import audit, contacts, erasure
from storage.erasure import Held, Notes
from storage.tables import Contact, Interaction

GONE = {"file_not_found", "file_deleted"}
MOST_NAMED = 8


def erase(
    who: str,
    settings: Settings,
    out: TextIO,
    *,
    sure: bool,
    notes: Notes,
    workspace: str | None,
    by: str | None,
) -> None:
    """Removes a person, or without `sure` says what would be removed.

    Raises:
        CommandRefused: there is no such contact.
    """
    with open_database(settings) as database:
        team = workspace_id(database, workspace)
        acting = actor(database, team, by)
        with database.write() as session:
            contact = _contact(session, who, team)
            found = erasure.held(session, contact)
            naming = _naming(session, found)
            if sure:
                erasure.erase(session, contact, notes, acting, datetime.now(UTC))
    counts = ", ".join(f"{n} {name.replace('_', '-')}" for name, n in found.counts().items() if n)
    out.write(f"{'erased' if sure else 'would erase'}: {counts}\n")
    if notes is Notes.KEEP:
        out.writelines(f"note {line}\n" for line in naming)
    if not sure:
        out.write(
            "nothing was changed; add --yes to erase, and --notes strike or delete for the notes above\n"
        )
    elif left := _left_in_slack(found, settings):
        out.write(f"{len(left)} pictures are still in Slack; delete these files there: {', '.join(left)}\n")


def _contact(session: Session, who: str, team: str) -> Contact:
    """The contact of this number, or the only one that is found by these words."""
    if who.isdecimal():
        found = list(filter(None, [contacts.load(session, int(who), team)]))
    else:
        found = contacts.search(session, team, who, MOST_NAMED)
    if len(found) == 1:
        return found[0]
    if not found:
        raise CommandRefused(f"no contact is found by {who}")
    named = ", ".join(f"{one.id} {contacts.person(one).name}" for one in found)
    raise CommandRefused(f"several contacts are found; name one by its number: {named}")


def _naming(session: Session, found: Held) -> list[str]:
    rows = filter(None, (session.get(Interaction, one) for one in found.naming))
    return [f"{row.id} of {row.happened_on}" for row in rows]


def _left_in_slack(found: Held, settings: Settings) -> list[str]:
    """The files that could not be deleted in Slack."""
    token = settings.slack_bot_token
    if token is None:
        return list(found.files)
    client, left = web_client(token.get_secret_value(), settings.slack_api_url), []
    for file_id in found.files:
        try:
            client.files_delete(file=file_id)
        except SlackApiError as error:
            if error.response.get("error") not in GONE:
                left.append(file_id)
        except OSError:
            left.append(file_id)
    return left


def disclose(
    who: str, folder: Path, settings: Settings, out: TextIO, *, workspace: str | None, by: str | None
) -> None:
    """Writes everything held about a person into a new folder.

    Raises:
        CommandRefused: there is no such contact, or the folder is there already.
    """
    if folder.exists():
        raise CommandRefused(f"{folder} exists already; choose another name")
    now = datetime.now(UTC)
    with open_database(settings) as database:
        team = workspace_id(database, workspace)
        acting = actor(database, team, by)
        with database.write() as session:
            contact = _contact(session, who, team)
            rows = erasure.disclosed(session, contact)
            shown = erasure.pictures_of(session, erasure.held(session, contact))
            audit.write(session, team, acting, audit.Action.DISCLOSED, "contacts", contact.id, now)
    folder.mkdir(mode=0o700, parents=True)
    (folder / "data.json").write_text(json.dumps(rows, indent=1, ensure_ascii=False), encoding="utf-8")
    for name, content in shown:
        (folder / name).write_bytes(content)
    out.write(f"{sum(map(len, rows.values()))} rows and {len(shown)} pictures written to {folder}\n")
