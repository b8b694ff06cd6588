"""A person is erased from Slack: the form with the dry run, the job that does it and clears up in Slack."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import log, posting
from bot.jobs.people import name_of
from bot.request import parse
from bot.texts import Texts
from bot.views import erasing as view
from bot.views.erasing import NamingNote
from bot.views.message import Message, View
from storage import contacts, erasure, incoming, outbox
from storage.erasure import Held
from storage.tables import Contact, Interaction, Outbox
from storage.work import job

ERASE, DONE, FILE, MESSAGE = "erase", "erased", "erased_file", "erased_message"


def register(house: House) -> None:
    """Makes the job of this module known to `storage.work`."""
    job(ERASE)(lambda ids: erase(house, int(ids[0]), str(ids[1])))


def form(session: Session, house: House, contact: Contact, reader_id: str, t: Texts) -> View:
    """What would be erased, and the notes to decide about; private ones of others without their words."""
    found = erasure.held(session, contact)
    rows = filter(None, (session.get(Interaction, one) for one in found.naming[: view.MOST_NOTES]))
    notes = [_note(session, house, one, reader_id) for one in rows]
    return view.form(contact.id, t.plain_name(contacts.person(contact)), found.counts(), notes, t)


def _note(session: Session, house: House, one: Interaction, reader_id: str) -> NamingNote:
    hidden = one.private and one.user_id != reader_id
    text = "" if hidden else one.note or ""
    return NamingNote(one.id, one.happened_on, name_of(session, house, one.user_id), text)


def erase(house: House, incoming_id: int, user_id: str) -> None:
    """The job: erases as the form `incoming_id` says, in one transaction with what Slack is to delete.

    Run again it does nothing: the contact is gone.
    """
    with house.database.write() as session:
        row = incoming.load(session, incoming_id)
        request = parse(row.payload, house.settings.commands) if row and row.payload else None
        if request is None:
            return
        contact = contacts.load(session, view.contact_of(request.view), house.workspace_id)
        if contact is None:
            return
        sent, contact_id = view.parse(request.view), contact.id
        requests = erasure.requests(session, contact)
        held = erasure.held(session, contact)
        posted = erasure.posted(session, held, requests, house.workspace_id)
        _clear_slack(session, house, held, posted)
        found = erasure.erase(session, contact, sent.rest, user_id, house.clock(), sent.notes)
        incoming.forget(session, incoming_id)
        _shown_anew(session, house, found)
        ids = {"erased": contact_id, "user": user_id, "counts": found.counts()}
        posting.put(session, house, key=f"erased:{incoming_id}", recipient=user_id, kind=DONE, ids=ids)


def _clear_slack(session: Session, house: House, held: Held, posted: list[Outbox]) -> None:
    """Has Goen's own messages and pictures of the person deleted; what waits to be sent is dropped."""
    files = {*held.files, *(str(row.ids["file"]) for row in posted if row.ids.get("file"))}
    for file_id in sorted(files):
        _delete(session, house, FILE, house.workspace_id, {"file": file_id})
    for row in posted:
        if row.action == "post" and row.channel_id and row.ts:
            _delete(session, house, MESSAGE, row.channel_id, {"ts": row.ts})
        elif row.state == outbox.PENDING:
            row.state, row.problem = outbox.DROPPED, "erased"


def _delete(session: Session, house: House, kind: str, recipient: str, ids: dict[str, str]) -> None:
    key = f"{kind}:{recipient}:{'-'.join(ids.values())}"
    posting.put(session, house, key=key, recipient=recipient, kind=kind, ids=ids, action="delete")


def _shown_anew(session: Session, house: House, found: Held) -> None:
    """Answers to notes that named the person show what became of them."""
    for one in {*found.interactions, *found.naming}:
        for key in (log.key_of(one), log.own_key_of(one)):
            posting.refresh(session, house, key)


def done(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """What the admin hears."""
    return view.done(row.ids["erased"], row.ids["counts"], t)
