"""Notes come in: `/log`, the message shortcut, words to Goen, words beside a card or a contact."""

from __future__ import annotations

from dataclasses import replace

from bot.concerns import is_direct
from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import log
from bot.jobs.log import Place
from bot.jobs.slack_text import mentioned, plain_words
from bot.jobs.understanding import Words
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views.log import usage
from storage import interactions
from storage.notes import Source


@ROUTER.on(RequestKind.COMMAND, "log")
def log_command(turn: Turn) -> Answer:
    """`/log TEXT`: answered where it was typed, or in the direct message with Goen."""
    said = words(turn, turn.request.value or "")
    if not said.text:
        return Answer(whisper=usage(turn.texts, turn.house.settings))
    log.take(turn.session, turn.house, said, Source(turn.incoming_id), _place(turn))
    return NOTHING


@ROUTER.on(RequestKind.SHORTCUT, "log_message")
def log_message(turn: Turn) -> Answer:
    """A message is logged as it stands, by whoever chose it, once."""
    message = turn.request.body.get("message") or {}
    said = words(turn, str(message.get("text") or ""))
    if not said.text:
        return whispered(turn, "nothing_to_log")
    channel, ts = str(turn.request.channel_id), str(turn.request.ts)
    if interactions.of_message(turn.session, turn.workspace_id, channel, ts):
        return whispered(turn, "logged_already")
    place = replace(_place(turn), thread_ts=turn.request.thread_ts or turn.request.ts)
    source = Source(turn.incoming_id, channel, ts)
    log.take(turn.session, turn.house, said, source, place if place.is_channel else _place(turn))
    return NOTHING


def from_message(turn: Turn) -> None:
    """A message meant for Goen is a note, answered beside it."""
    request = turn.request
    said = words(turn, str(request.event.get("text") or ""))
    source = Source(turn.incoming_id, request.channel_id, request.ts)
    thread = request.thread_ts or (None if is_direct(request) else request.ts)
    log.take(turn.session, turn.house, said, source, Place(str(request.channel_id), thread))


def words(turn: Turn, text: str) -> Words:
    """What was typed in this turn, with the colleagues it mentions."""
    return Words(
        text=plain_words(turn.session, turn.house, text),
        author=turn.actor,
        at=turn.now,
        mentioned=mentioned(text, turn.house.bot_user_id),
    )


def _place(turn: Turn) -> Place:
    """A command or shortcut may be used where Goen is no member: direct messages are answered in its own."""
    channel = str(turn.request.channel_id)
    return Place(turn.actor.slack_id) if channel.startswith("D") else Place(channel)
