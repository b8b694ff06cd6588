"""Stored contacts as they are shown: fields, people, career, last interactions."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import log_answers
from bot.jobs.people import name_of
from bot.views.contact import CareerStep, ContactCard, Touch
from bot.views.no_contact import NoContact
from contacts.values import Kind
from storage import contacts, interactions, roles
from storage.roles import Role
from storage.tables import Card, Contact, Interaction


def contact_card(session: Session, house: House, contact: Contact, reader_id: str = "") -> ContactCard:
    """A contact with its career by cards, newest first, and its last interactions.

    Private notes are there for their author alone, `reader_id`; "" where the team reads along.
    """
    own = contacts.cards_of(session, contact)
    return ContactCard(
        id=contact.id,
        fields=contacts.fields_of(contact),
        owner=name_of(session, house, contact.owner_id),
        met_by=tuple(
            filter(None, (name_of(session, house, met) for met in contacts.met_by(session, contact)))
        ),
        tags=tuple(contact.tags),
        career=tuple(_step(card) for card in own),
        interactions=tuple(
            _touch(session, house, one) for one in interactions.of_contact(session, contact.id, reader_id)
        ),
        file_id=own[0].slack_file_id if own else None,
        state=contact.state,
        no_contact=_no_contact(session, house, contact),
        erasable=bool(reader_id) and roles.of_id(session, house.workspace_id, reader_id) is Role.ADMIN,
    )


def _no_contact(session: Session, house: House, contact: Contact) -> NoContact | None:
    if contact.no_contact_on is None:
        return None
    by = name_of(session, house, contact.no_contact_by)
    return NoContact(contact.no_contact_on, by, contact.no_contact_reason or "")


def _step(card: Card) -> CareerStep:
    fields = card.fields
    return CareerStep(card.exchanged_on, fields.get("company"), fields.get("department"), fields.get("title"))


def _touch(session: Session, house: House, one: Interaction) -> Touch:
    promised = interactions.follow_ups_of(session, one)
    return Touch(
        one.happened_on,
        Kind(one.kind),
        name_of(session, house, one.user_id),
        one.note or "",
        tuple(log_answers.action(session, house, one, promise) for promise in promised),
        one.private,
    )
