"""Notes come in: `/log`, the message shortcut, words to Goen, words beside a card or a contact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.concerns import is_direct, mentions
from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import log, log_cards
from bot.jobs.log import Place
from bot.jobs.log_threads import people_under
from bot.jobs.note_or_question import is_note
from bot.jobs.slack_text import mentioned, plain_words
from bot.jobs.understanding import Words, names_others
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views.log import usage
from storage import interactions, note_cards, photos
from storage.notes import Source
from storage.tables import Photo


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
    under = people_under(turn.session, turn.house, str(request.channel_id), _thread(turn))
    said = replace(words(turn, str(request.event.get("text") or "")), about=under)
    source = Source(turn.incoming_id, request.channel_id, request.ts)
    thread = request.thread_ts or (None if is_direct(request) else request.ts)
    log.take(turn.session, turn.house, said, source, Place(str(request.channel_id), thread))


def with_photos(turn: Turn) -> None:
    """Words in a message with photos are the note of the cards on them; in a channel, if they read so."""
    request = turn.request
    said = words(turn, str(request.event.get("text") or ""))
    if not (is_direct(request) or mentions(request, turn.house.bot_user_id) or is_note(said.text, turn.now)):
        return
    own = photos.of_message(
        turn.session, turn.workspace_id, str(turn.request.channel_id), str(turn.request.ts)
    )
    if said.text and own:
        _beside(turn, said, own)


def beside_photos(turn: Turn) -> bool:
    """Words in the thread of one's own photo, or within ten minutes of it, are its note.

    In the thread of somebody else's photo they are when they mention Goen. False when they are not: they
    tell nothing that was done, or are about somebody else.
    """
    request = turn.request
    said = words(turn, str(request.event.get("text") or ""))
    near = _photos_near(turn)
    if not near or not is_note(said.text, turn.now):
        return False
    if not _thread(turn) and names_others(turn.session, turn.house, said):
        return False
    _beside(turn, said, near)
    return True


def _photos_near(turn: Turn) -> list[Photo]:
    channel, me, thread = str(turn.request.channel_id), turn.actor.slack_id, _thread(turn)
    if thread is None:
        return note_cards.photos_before(turn.session, turn.workspace_id, me, channel, turn.now)
    found = note_cards.photos_in(turn.session, turn.workspace_id, channel, thread)
    asked = is_direct(turn.request) or mentions(turn.request, turn.house.bot_user_id)
    return [photo for photo in found if asked or photo.poster_id == me]


def _thread(turn: Turn) -> str | None:
    return turn.request.thread_ts if turn.request.thread_ts != turn.request.ts else None


def message_changed(turn: Turn) -> None:
    """A logged message was edited: its author is asked whether the note follows it."""
    message = turn.request.event.get("message") or {}
    row = interactions.of_message(
        turn.session, turn.workspace_id, str(turn.request.channel_id), str(message.get("ts"))
    )
    text = plain_words(turn.session, turn.house, str(message.get("text") or ""))
    if row and text and text != row.note and turn.incoming_id:
        log.ask_to_correct(turn.session, turn.house, row, turn.incoming_id)
        log_cards.refresh(turn.session, turn.house, note_cards.photos_of(turn.session, row))


def _beside(turn: Turn, said: Words, near: Sequence[Photo]) -> None:
    request = turn.request
    ids = tuple(photo.id for photo in near)
    source = Source(turn.incoming_id, request.channel_id, request.ts, ids)
    thread = near[-1].thread_ts or near[-1].message_ts
    log.take(turn.session, turn.house, said, source, Place(str(request.channel_id), thread))
    log_cards.refresh(turn.session, turn.house, near)


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
