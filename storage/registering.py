"""A person whom a note names becomes a contact, and the note's."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from contacts.values import CardFields
from storage import companies, contacts, notes
from storage.history import acting
from storage.tables import Contact, ContactMet, Interaction


def register(
    session: Session, row: Interaction, said: str, fields: CardFields, actor_id: str, at: datetime
) -> Contact:
    """A new contact from what a person typed; `said` names whom of the note's unknown people it is.

    The note, its follow-ups and the contact are one act with the note's other corrections, so that undoing
    the note takes the contact back too, unless something else hangs on it by then.
    """
    with acting(session, row.workspace_id, actor_id, notes.EDIT, "note", at):
        contact = Contact(
            workspace_id=row.workspace_id,
            company_id=companies.for_fields(session, row.workspace_id, fields),
            owner_id=actor_id,
            state="active",
            tags=[],
            created_at=at,
            updated_at=at,
            checked_at=at,
        )
        contacts.fill(session, contact, fields, at)
        session.add(ContactMet(contact_id=contact.id, user_id=actor_id, met_on=row.happened_on))
        row.unknown_people = [one for one in row.unknown_people if one["said"] != said]
        row.company_name = None
        notes.meet(session, row, [contact.id])
    return contact
