"""Owners with a promise each, and what the local Slack holds of them in the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, func, insert, select

from localslack.seed import TEAM
from localslack.serve import LocalSlack
from localslack.workspace import User as SlackUser
from reminders.morning import KIND, key_of
from storage import outbox, workspaces
from storage.database import Database
from storage.tables import Contact, FollowUp, Outbox, User

_ZONE, _OFFSET = "Asia/Tokyo", 32_400


@dataclass(frozen=True, slots=True)
class Tally:
    """Owners without their message, and messages beyond the one each should get."""

    lost: int
    twice: int


def owner(number: int) -> str:
    """The Slack id of an owner."""
    return f"U1OWNER{number:06}"


def text(number: int) -> str:
    """What an owner promised."""
    return f"見積もり送付 {number:06}"


def seed(database: Database, slack: LocalSlack, owners: int, now: datetime, day: date) -> None:
    """So many colleagues, each with one contact and one open follow-up due on `day`."""
    for number in range(owners):
        one = owner(number)
        slack.workspace.users[one] = SlackUser(one, TEAM, one.lower(), one, "member", "ja-JP", _ZONE, _OFFSET)
    with database.write() as session:
        workspaces.put(session, TEAM, "Team", slack.app.bot_user_id)
        for table, rows in _rows(owners, now, day):
            session.execute(insert(table), rows)


def _rows(owners: int, now: datetime, day: date) -> Sequence[tuple[Table, list[dict[str, Any]]]]:
    written = now - timedelta(days=7)
    people = [_person(owner(number)) for number in range(owners)]
    contacts = [
        {
            "id": number + 1,
            "workspace_id": TEAM,
            "owner_id": owner(number),
            "name": f"田中 {number}",
            "created_at": written,
            "updated_at": written,
        }
        for number in range(owners)
    ]
    promises = [
        {
            "workspace_id": TEAM,
            "contact_id": number + 1,
            "text": text(number),
            "due_on": day,
            "owner_id": owner(number),
            "created_at": written,
        }
        for number in range(owners)
    ]
    tables = ((User, people), (Contact, contacts), (FollowUp, promises))
    return [(cast(Table, table.__table__), rows) for table, rows in tables]


def _person(user_id: str) -> dict[str, Any]:
    return {"workspace_id": TEAM, "slack_id": user_id, "team_id": TEAM, "name": user_id, "tz": _ZONE}


def is_settled(database: Database, owners: int) -> bool:
    """Whether everything is queued and nothing is left to send: when to look, not what is counted."""
    with database.read() as session:
        queued = session.scalar(select(func.count()).where(Outbox.kind == KIND, Outbox.action == "post")) or 0
        return queued >= owners and not set(outbox.counts(session)) & set(outbox.UNSETTLED)


def tally(database: Database, slack: LocalSlack, owners: int, day: date) -> Tally:
    """Counts by outbox key the messages the local Slack holds, each in its owner's direct message only.

    Only what a message's opaque key stands for is asked of the database. A message that carries none, an
    unknown one or another owner's is one too many.
    """
    with database.read() as session:
        key_behind = {opaque: key for opaque, key in session.execute(select(Outbox.opaque, Outbox.key))}  # noqa: C416 (dict() does not type with Row)
    wanted = {key_of(TEAM, owner(number), day): number for number in range(owners)}
    held: Counter[str] = Counter()
    strange = 0
    for user, message in _posted(slack):
        key = key_behind.get(_opaque(message), "")
        number = wanted.get(key)
        if number is not None and user == owner(number) and text(number) in str(message["blocks"]):
            held[key] += 1
        else:
            strange += 1
    twice = sum(times - 1 for times in held.values())
    return Tally(lost=len(wanted.keys() - held.keys()), twice=twice + strange)


def _posted(slack: LocalSlack) -> list[tuple[str, dict[str, Any]]]:
    """Whom each message of the app's stands before, with the message."""
    bot = slack.app.bot_user_id
    return [
        ("".join(member for member in channel.members if member != bot) if channel.is_im else "", message)
        for channel in slack.workspace.channels.values()
        for message in slack.workspace.messages[channel.id].values()
        if message.get("user") == bot
    ]


def _opaque(message: dict[str, Any]) -> str:
    payload = (message.get("metadata") or {}).get("event_payload") or {}
    return str(payload.get("key", ""))
