"""A contact's history: opened from the contact, a wrong change taken back with one tap."""

from __future__ import annotations

from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import past
from bot.request import RequestKind
from bot.router import Answer, Turn
from bot.views import history as view
from storage import acts, contacts
from storage.tables import Change, Contact


@ROUTER.on(RequestKind.ACTION, view.OPEN)
def opened(turn: Turn) -> Answer:
    """Shows every past value."""
    contact = contacts.load(turn.session, int(turn.request.value or 0), turn.workspace_id)
    if contact is None:
        return whispered(turn, "contact_gone")
    return Answer(open=past.history(turn.session, turn.house, contact, turn.texts))


@ROUTER.on(RequestKind.ACTION, view.TAKE_BACK)
def take_back(turn: Turn) -> Answer:
    """The value before the change stands again; a value that changed again since is left alone."""
    change = turn.session.get(Change, int(turn.request.value or 0))
    if change is None or change.workspace_id != turn.workspace_id or change.entity != Contact.__tablename__:
        return whispered(turn, "contact_gone")
    contact = contacts.load(turn.session, change.entity_id, turn.workspace_id)
    if contact is None:
        return whispered(turn, "contact_gone")
    conflict = acts.take_back(turn.session, change, turn.actor.slack_id, turn.now)
    told = turn.texts("history.taken_back") if conflict is None else past.conflict(conflict, turn.texts)
    return Answer(push=past.history(turn.session, turn.house, contact, turn.texts, told))
