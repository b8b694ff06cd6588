"""Checked at every post: contact data goes only where the team alone reads along."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.access import Audience
from bot.delivery import AudienceCheck, Redirect
from bot.house import House
from storage.tables import Batch, Card, Outbox, Photo

# These say nothing about any contact.
HARMLESS = {"neutral", "help", "problem", "refused"}


def check_for(house: House) -> AudienceCheck:
    """The check that `bot.delivery` asks before each write."""

    def check(session: Session, row: Outbox) -> bool | Redirect:
        channel = row.channel_id or row.recipient
        if row.kind in HARMLESS or channel.startswith(("U", "W", "D")):
            return True
        if house.access.audience(channel, house.clock()) is Audience.TEAM:
            return True
        person = person_behind(session, row)
        return Redirect(person, _notice(row)) if person else False

    return check


def _notice(row: Outbox) -> str | None:
    return "neutral" if row.kind in ("review", "batch") else None


def person_behind(session: Session, row: Outbox) -> str | None:
    """Whom a message is for: who asked, or who posted the photo."""
    if user := row.ids.get("user"):
        return str(user)
    for name, table in (("card", Card), ("photo", Photo)):
        if name in row.ids:
            found = session.get(table, row.ids[name])
            return found.poster_id if found else None  # type: ignore[attr-defined]  # both have posters
    batch = session.get(Batch, row.ids["batch"]) if "batch" in row.ids else None
    return batch.user_id if batch else None
