"""Plain words to Goen: a greeting gets help, anything else is looked up."""

from __future__ import annotations

import re

from bot.concerns import is_direct, mentions
from bot.conversations import find, help
from bot.request import Request
from bot.router import Turn

HELP_WORDS = {"", "help", "hello", "hi", "?", "ヘルプ", "使い方", "使いかた", "こんにちは", "はじめまして"}


def said(request: Request, bot_user_id: str) -> str:
    """The message's words without the mention of Goen."""
    return re.sub(rf"<@{re.escape(bot_user_id)}>", " ", request.event.get("text") or "").strip()


def words(turn: Turn) -> None:
    """Answers words in a direct message or a mention; replies in a card's thread are only kept."""
    request = turn.request
    if not is_direct(request) and not mentions(request, turn.house.bot_user_id):
        return
    text = said(request, turn.house.bot_user_id)
    if text.casefold() in HELP_WORDS:
        help.post(turn)
    else:
        find.post(turn, text)
