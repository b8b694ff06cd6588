"""The words of a stored request, read back from its payload, so that no copy of them exists."""

from __future__ import annotations

import re

from sqlalchemy.orm import Session

from bot.house import House
from bot.request import Request, parse
from storage import incoming


def said(request: Request, bot_user_id: str) -> str:
    """A message's words without the mention of Goen."""
    text = request.event.get("text") or ""
    return re.sub(rf"<@{re.escape(bot_user_id)}(?:\|[^>]*)?>", " ", text).strip()


def query_of(session: Session, house: House, incoming_id: int) -> str | None:
    """What a look-up asked for; None when the request was purged."""
    row = incoming.load(session, incoming_id)
    request = parse(row.payload, house.settings.commands) if row and row.payload else None
    if request is None:
        return None
    return said(request, house.bot_user_id) if request.event else (request.value or "").strip()
