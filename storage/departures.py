"""Who left the company, as notes say it: marked with the note, taken back with it or by a tap."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.evidence import came_back, has_left
from storage.history import acting, linked
from storage.tables import Act, Change, Contact, Interaction

ACTIVE, LEFT = "active", "left"
STAYED = "departure_denied"


def mark(session: Session, row: Interaction) -> None:
    """Marks the people of a note who left, as it or mail that came back says, within the act that writes it.

    A private note marks nobody: the mark would tell the team what only its author may read.
    """
    people = linked(row)
    for contact in filter(None, (session.get(Contact, one) for one in people)):
        of = (row.note or "", contact.family_name, len(people) == 1)
        says = (has_left(*of) or came_back(*of)) and not row.private
        checked_since = contact.checked_at is not None and contact.checked_at >= row.created_at
        if says and contact.state == ACTIVE and not checked_since:
            contact.state = LEFT
    session.flush()


def marked(session: Session, row: Interaction) -> list[Contact]:
    """The people whom a note marked and who are still marked."""
    note = (Change.entity == Interaction.__tablename__) & (Change.entity_id == row.id)
    same_act = select(Change.act_id).where(note, Change.workspace_id == row.workspace_id)
    people = (
        select(Change.entity_id)
        .join(Act, Act.id == Change.act_id)
        .where(Change.act_id.in_(same_act), Act.undone_at.is_(None))
        .where(Change.entity == Contact.__tablename__, Change.field == "state")
    )
    found = select(Contact).where(Contact.id.in_(people), Contact.state == LEFT)
    return list(session.scalars(found.order_by(Contact.id)))


def by_mail(row: Interaction, contact: Contact) -> bool:
    """Whether only mail that came back speaks for it that a person a note marked has left."""
    of = (row.note or "", contact.family_name, len(linked(row)) == 1)
    return came_back(*of) and not has_left(*of)


def deny(session: Session, contact: Contact, actor_id: str, at: datetime) -> Act:
    """The person did not leave: the contact is as before and counts as checked."""
    with acting(session, contact.workspace_id, actor_id, STAYED, "tap", at) as act:
        contact.state, contact.checked_at = ACTIVE, at
    return act
