"""A person whom a note names and nobody stored: registered from what the note says."""

from __future__ import annotations

from bot.conversations.log_taps import numbers, on_note, shown_anew
from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.request import RequestKind
from bot.router import Answer, Turn
from bot.views import log_register as view
from bot.views.log import REGISTER
from contacts.values import CardFields
from storage.registering import register
from storage.tables import Interaction


@ROUTER.on(RequestKind.ACTION, *REGISTER)
def asked(turn: Turn) -> Answer:
    """Opens the form with what the note says of the person."""
    return on_note(turn, numbers(turn)[0], _form)


def _form(turn: Turn, row: Interaction) -> Answer:
    _, place = numbers(turn)
    if place >= len(row.unknown_people):
        return whispered(turn, "settled_already")
    return Answer(open=view.form(row.id, row.unknown_people[place], turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, view.CALLBACK)
def submitted(turn: Turn) -> Answer:
    """The person becomes a contact, and the note's."""
    return on_note(turn, view.about(turn.request.view)[0], _registered)


def _registered(turn: Turn, row: Interaction) -> Answer:
    fields = view.parse(turn.request.view, turn.texts, turn.house.settings.country)
    if not isinstance(fields, CardFields):
        return Answer(ack={"response_action": "errors", "errors": fields})
    said = view.about(turn.request.view)[1]
    register(turn.session, row, said, fields, turn.actor.slack_id, turn.now)
    return shown_anew(turn, row)
