"""The form of a note: opened with what was understood, taken back as a correction."""

from __future__ import annotations

from bot.conversations.log_taps import numbers, on_note, shown_anew
from bot.conversations.routes import ROUTER
from bot.jobs import log_forms
from bot.request import RequestKind
from bot.router import Answer, Turn
from bot.views import log_edit as view
from bot.views.log import EDIT
from bot.views.log_questions import SOMEBODY
from storage import contacts, notes
from storage.tables import Interaction

MOST_OPTIONS = 30


@ROUTER.on(RequestKind.ACTION, EDIT, SOMEBODY)
def edit(turn: Turn) -> Answer:
    """Opens the form with everything the note holds."""
    return on_note(turn, numbers(turn)[0], _edit)


def _edit(turn: Turn, row: Interaction) -> Answer:
    return Answer(open=view.form(log_forms.edited(turn.session, turn.house, row), turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, view.CALLBACK)
def submitted(turn: Turn) -> Answer:
    """The form comes back: the note and its follow-ups follow it."""
    return on_note(turn, view.interaction_of(turn.request.view), _submitted)


def _submitted(turn: Turn, row: Interaction) -> Answer:
    sent = view.parse(turn.request.view)
    note = log_forms.corrected(turn.session, turn.house, row, sent, turn.now)
    if note is None:
        errors = view.amount_error(turn.request.view, turn.texts)
        return Answer(ack={"response_action": "errors", "errors": errors})
    notes.correct(turn.session, row, note, turn.actor.slack_id, turn.now)
    return shown_anew(turn, row)


@ROUTER.on(RequestKind.OPTIONS, view.PEOPLE)
def people(turn: Turn) -> Answer:
    """Contacts for what is being typed into the people select."""
    asker = turn.actor.slack_id
    found = contacts.search(turn.session, turn.workspace_id, turn.request.value or "", MOST_OPTIONS, asker)
    return Answer(ack=view.people_options([contacts.person(one) for one in found]))
