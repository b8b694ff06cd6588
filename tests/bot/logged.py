"""Stored contacts and the answers to notes, for the tests of logging."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from contacts.values import CardFields
from storage import companies, contacts
from storage.tables import Contact
from tests.bot.running import SATO, Running, has

TEAM = "T0GOEN00001"
TANAKA = CardFields(
    name="田中 一郎",
    name_kana="たなか いちろう",
    family_name="田中",
    given_name="一郎",
    company="山田商事株式会社",
    title="課長",
)
TANAKA_2 = CardFields(
    name="田中 美咲",
    name_kana="たなか みさき",
    family_name="田中",
    given_name="美咲",
    company="株式会社青葉工業",
)
COLE = CardFields(
    name="Harriet Cole", family_name="Cole", given_name="Harriet", company="Pinemoor Dairy Ltd."
)


def stored(goen: Running, *people: CardFields, owner: str = SATO) -> list[int]:
    """Contacts as a save would have left them; returns their ids."""
    at = datetime.now(UTC)
    ids = []
    with goen.database.write() as session:
        for fields in people:
            company_id = companies.for_fields(session, TEAM, fields)
            row = Contact(
                workspace_id=TEAM, company_id=company_id, owner_id=owner, created_at=at, updated_at=at
            )
            row.state, row.tags = "active", []
            contacts.fill(session, row, fields, at)
            ids.append(row.id)
    return ids


def answer(
    goen: Running, user: str, channel: str, words: str, thread_ts: str | None = None
) -> dict[str, Any]:
    """The newest answer to a note that shows these words."""

    def latest() -> dict[str, Any] | None:
        rows = goen.person(user).messages(channel, thread_ts)
        fits = [row for row in rows if has("log_undo")(row) and words in str(row["blocks"])]
        return fits[-1] if fits else None

    found: dict[str, Any] = goen.wait(latest, 30)
    return found


def taps(message: dict[str, Any]) -> dict[str, str]:
    """The labels of a message's buttons by action id."""
    return {
        one["action_id"]: one["text"]["text"]
        for block in message["blocks"]
        for one in block.get("elements") or ()
        if one.get("type") == "button"
    }
