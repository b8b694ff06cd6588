"""What people typed in Slack as plain words: mentions by name, links as they read, entities undone."""

from __future__ import annotations

import re
from html import unescape

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs.people import name_of

_MARKED = re.compile(r"<(?P<sign>[@#!]?)(?P<target>[^<>|]+)(?:\|(?P<label>[^<>]*))?>")


def plain_words(session: Session, house: House, text: str) -> str:
    """A message's text as a person reads it; colleagues by their names, Goen's own mention left out."""

    def shown(found: re.Match[str]) -> str:
        target, label = found["target"], found["label"]
        if found["sign"] == "@":
            return (
                ""
                if target == house.bot_user_id
                else f"@{label or name_of(session, house, target) or target}"
            )
        if found["sign"] == "#":
            return f"#{label or target}"
        return label or target.removeprefix("mailto:")

    return unescape(_MARKED.sub(shown, text)).strip()


def mentioned(text: str, bot_user_id: str) -> tuple[str, ...]:
    """Slack ids of the people a message mentions, Goen left out, in their order."""
    found = [one["target"] for one in _MARKED.finditer(text) if one["sign"] == "@"]
    return tuple(dict.fromkeys(user for user in found if user != bot_user_id))
