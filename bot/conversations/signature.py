"""A mail signature comes in: pasted in the direct message, in the modal for cards, or by a shortcut."""

from __future__ import annotations

from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import signatures
from bot.jobs.announce import Place
from bot.jobs.slack_text import plain_words
from bot.request import RequestKind
from bot.router import Answer, Turn
from ocr.signature import is_signature


def pasted(turn: Turn) -> bool:
    """Takes the words of a direct message as a signature when they are one."""
    text = _text(turn, str(turn.request.event.get("text") or ""))
    if not is_signature(text):
        return False
    place = Place(str(turn.request.channel_id), turn.request.thread_ts)
    return signatures.take(turn.session, turn.house, turn.actor, text, place) is not None


def typed(turn: Turn, text: str) -> bool:
    """Takes what was typed into the modal; its review comes in the direct message."""
    place = Place(turn.actor.slack_id, None)
    return signatures.take(turn.session, turn.house, turn.actor, text, place) is not None


@ROUTER.on(RequestKind.SHORTCUT, "save_signature")
def from_message(turn: Turn) -> Answer:
    """The person who signed a message: the review comes in the direct message."""
    message = turn.request.body.get("message") or {}
    if typed(turn, _text(turn, str(message.get("text") or ""))):
        return whispered(turn, "signature_taken")
    return whispered(turn, "no_signature")


def _text(turn: Turn, text: str) -> str:
    return plain_words(turn.session, turn.house, text)
