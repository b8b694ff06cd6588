"""Plain words to Goen: a greeting gets help, anything else is looked up."""

from __future__ import annotations

from bot.concerns import is_direct, mentions
from bot.conversations import find, help
from bot.jobs.words import said
from bot.router import Turn

HELP_WORDS = {"", "help", "hello", "hi", "?", "ヘルプ", "使い方", "使いかた", "こんにちは", "はじめまして"}


def words(turn: Turn) -> None:
    """Answers words in a direct message or a mention; replies in a card's thread are only kept."""
    request = turn.request
    if not is_direct(request) and not mentions(request, turn.house.bot_user_id):
        return
    if said(request, turn.house.bot_user_id).casefold() in HELP_WORDS:
        help.post(turn)
    else:
        find.look_up(turn)
