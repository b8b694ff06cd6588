"""A person who is not to be contacted: noted by a form, taken back by a tap."""

from __future__ import annotations

from dataclasses import replace

from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import posting
from bot.jobs.morning import refresh_item
from bot.jobs.people import today_of
from bot.request import RequestKind
from bot.router import Answer, Turn
from bot.views import no_contact as view
from bot.views.message import notice
from storage import contacts, no_contact
from storage.mornings import FOLLOW_UP, STALE
from storage.tables import Contact


def _contact(turn: Turn, contact_id: int) -> Contact | None:
    found = contacts.load(turn.session, contact_id, turn.workspace_id)
    return None if found is None or found.merged_into_id else found


@ROUTER.on(RequestKind.ACTION, view.NOTE)
def asked(turn: Turn) -> Answer:
    """Opens the form."""
    found = _contact(turn, int(turn.request.value or 0))
    if found is None:
        return whispered(turn, "contact_gone")
    place = f"{turn.request.channel_id}:{turn.request.ts}"
    return Answer(open=view.form(found.id, _name(turn, found), place, turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, view.CALLBACK)
def noted(turn: Turn) -> Answer:
    """The form comes back: the flag stands, and morning messages show it."""
    contact_id, place = view.about(turn.request.view)
    found = _contact(turn, contact_id)
    if found is None:
        return whispered(turn, "contact_gone")
    reason, on = view.reason_of(turn.request.view), today_of(turn.actor, turn.now)
    no_contact.note(turn.session, found, reason, on, turn.actor.slack_id, turn.now)
    promises = _shown_anew(turn, found, place)
    told = view.noted(found.id, _name(turn, found), promises, turn.texts)
    return Answer(ack={"response_action": "update", "view": notice(told)})


@ROUTER.on(RequestKind.ACTION, view.AGAIN)
def taken_back(turn: Turn) -> Answer:
    """The person may be contacted again."""
    found = _contact(turn, int(turn.request.value or 0))
    if found is None:
        return whispered(turn, "contact_gone")
    no_contact.take_back(turn.session, found, turn.actor.slack_id, turn.now)
    _shown_anew(turn, found, f"{turn.request.channel_id}:{turn.request.ts}")
    told = view.again(_name(turn, found), turn.texts)
    return Answer(update=notice(told)) if turn.request.view else Answer(whisper=told)


def _shown_anew(turn: Turn, contact: Contact, place: str) -> int:
    """Has what shows the contact rendered anew; returns how many follow-ups with them are open."""
    turn.session.flush()
    channel_id, _, ts = place.partition(":")
    posting.refresh_at(turn.session, turn.house, channel_id, ts)
    refresh_item(turn.session, turn.house, STALE, contact.id)
    promises = no_contact.open_follow_ups(turn.session, contact.id)
    for one in promises:
        refresh_item(turn.session, turn.house, FOLLOW_UP, one)
    return len(promises)


def _name(turn: Turn, contact: Contact) -> str:
    honorific = turn.house.settings.customer_honorific
    person = replace(contacts.person(contact), no_contact=False)
    return turn.texts.plain_name(person, honorific=honorific)
