"""A found contact's buttons: edit it, write down what happened with it, take it into the phone."""

from __future__ import annotations

from dataclasses import replace

from bot.concerns import is_direct
from bot.conversations.log import words
from bot.conversations.review import whispered
from bot.conversations.routes import ROUTER
from bot.jobs import log, posting
from bot.jobs.log import Place
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import contact as shown
from bot.views import edit_contact as view
from bot.views import message as plainly
from storage import contacts
from storage.notes import Source
from storage.tables import Contact


def _contact(turn: Turn, contact_id: int) -> Contact | None:
    """The contact while it is there and no part of another."""
    found = contacts.load(turn.session, contact_id, turn.workspace_id)
    return None if found is None or found.merged_into_id else found


def _tapped(turn: Turn) -> Contact | None:
    return _contact(turn, int(turn.request.value or 0))


def _place(turn: Turn) -> str:
    return f"{turn.request.channel_id}:{turn.request.ts}"


@ROUTER.on(RequestKind.ACTION, view.EDIT)
def edit(turn: Turn) -> Answer:
    """Opens the form with every field."""
    found = _tapped(turn)
    if found is None:
        return whispered(turn, "contact_gone")
    fields = contacts.fields_of(found)
    return Answer(open=view.form(found.id, fields, found.other_names, found.tags, _place(turn), turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, view.EDITED)
def edited(turn: Turn) -> Answer:
    """The corrections are kept; the history says who made them, and takes them back."""
    contact_id, place = view.about(turn.request.view)
    found = _contact(turn, contact_id)
    if found is None:
        return whispered(turn, "contact_gone")
    sent = view.parse(turn.request.view, contacts.fields_of(found), turn.texts)
    if not isinstance(sent, view.Sent):
        return Answer(ack={"response_action": "errors", "errors": sent})
    contacts.edit(turn.session, found, *sent, actor_id=turn.actor.slack_id, at=turn.now)
    channel_id, _, ts = place.partition(":")
    posting.refresh_at(turn.session, turn.house, channel_id, ts)
    return NOTHING


@ROUTER.on(RequestKind.ACTION, view.LOG)
def write(turn: Turn) -> Answer:
    """Opens the form for a note about the contact."""
    found = _tapped(turn)
    if found is None:
        return whispered(turn, "contact_gone")
    name = turn.texts.plain_name(contacts.person(found))
    return Answer(open=view.log_form(found.id, name, _place(turn), turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, view.LOGGED)
def written(turn: Turn) -> Answer:
    """The note is logged; the answer comes in the direct message."""
    contact_id, _ = view.about(turn.request.view)
    said = replace(words(turn, view.note_of(turn.request.view)), about=(contact_id,))
    log.take(turn.session, turn.house, said, Source(turn.incoming_id), Place(turn.actor.slack_id))
    return NOTHING


@ROUTER.on(RequestKind.ACTION, shown.VCARD)
def vcard(turn: Turn) -> Answer:
    """Sends the contact as a file for the phone's address book to the asker's direct message."""
    found = _tapped(turn)
    if found is None:
        return whispered(turn, "contact_gone")
    asker = turn.actor.slack_id
    ids = {"vcard": found.id, "user": asker}
    key = f"vcard:{turn.incoming_id}"
    posting.put(turn.session, turn.house, key=key, recipient=asker, kind="vcard", ids=ids, action="upload")
    if is_direct(turn.request):
        return NOTHING
    return Answer(whisper=plainly.words(turn.texts("contact.vcard_sent")))


@ROUTER.on(RequestKind.ACTION, shown.MAP)
def opened_map(turn: Turn) -> Answer:
    """Slack opened the link; a tap is acknowledged all the same."""
    return NOTHING


@ROUTER.on(RequestKind.ACTION, shown.MENU)
def menu(turn: Turn) -> Answer:
    """The choices that did not fit on buttons are those of other conversations."""
    name, _, value = (turn.request.value or "").partition(":")
    chosen = replace(turn.request, name=name, value=value)
    return ROUTER.run(replace(turn, request=chosen)) if name in shown.IN_MENU else NOTHING
