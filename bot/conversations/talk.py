"""Plain words to Goen: a greeting gets help, a note is logged, anything else is looked up."""

from __future__ import annotations

from bot.concerns import is_direct, mentions
from bot.conversations import find, help, log, signature
from bot.jobs.note_or_question import is_note
from bot.jobs.words import said
from bot.router import Turn
from storage import contacts, users

HELP_WORDS = {"", "help", "hello", "hi", "?", "ヘルプ", "使い方", "使いかた", "こんにちは", "はじめまして"}


def words(turn: Turn) -> None:
    """Answers words in a direct message or a mention; those beside one's own photo are its note.

    Other replies in a card's thread are only kept.
    """
    request = turn.request
    if log.beside_photos(turn):
        return
    if not is_direct(request) and not mentions(request, turn.house.bot_user_id):
        return
    query = said(request, turn.house.bot_user_id)
    if query.casefold() in HELP_WORDS:
        _greeted(turn)
        help.post(turn)
    elif is_direct(request) and signature.pasted(turn):
        _greeted(turn)
    elif is_note(query, turn.now):
        _greeted(turn)
        log.from_message(turn)
    elif is_direct(request) and _greeted(turn):
        help.post(turn)
        if contacts.search(turn.session, turn.workspace_id, query, 1, turn.actor.slack_id):
            find.look_up(turn)
    else:
        find.look_up(turn)


def _greeted(turn: Turn) -> bool:
    """Notes that the person has heard from Goen; True the first time."""
    person = users.get(turn.session, turn.workspace_id, turn.actor.slack_id)
    if person is None or person.greeted_at:
        return False
    person.greeted_at = turn.now
    return True
