"""Contacts: filled from cards, looked up, described."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields as columns_of
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.values import CardFields, Person
from storage import companies, found_by
from storage.history import acting
from storage.search import find
from storage.tables import Act, Card, Company, Contact, ContactMet, Interaction, InteractionContact

_NOT_COLUMNS = {"company", "company_en", "qr", "confidence", "unsure", "places", "candidates"}


def fill(session: Session, contact: Contact, fields: CardFields, at: datetime) -> None:
    """Writes a card's fields into a contact and renews what it is found by."""
    set_values(contact, fields, at)
    session.add(contact)
    session.flush()
    # The relationship does not follow the id by itself.
    session.expire(contact, ["company"])
    found_by.renew(session, contact)


def set_values(contact: Contact, fields: CardFields, at: datetime) -> None:
    """Writes a card's fields into a contact, company apart; the caller renews what it is found by."""
    plain = fields.to_dict()
    for column in columns_of(fields):
        if column.name in _NOT_COLUMNS:
            continue
        empty: list[str] | None = [] if isinstance(column.default, tuple) else None
        setattr(contact, column.name, plain.get(column.name, empty))
    contact.updated_at = at


def correct(session: Session, contact: Contact, before: CardFields, after: CardFields, at: datetime) -> None:
    """Brings to the contact what was corrected on one of its cards, and only that.

    A value that the contact does not have from this card (a newer one told otherwise) stays.
    """
    current = fields_of(contact)
    changed = {
        column.name: getattr(after, column.name)
        for column in columns_of(CardFields)
        if getattr(before, column.name) != getattr(after, column.name)
        and getattr(current, column.name, None) in (getattr(before, column.name), None, ())
    }
    if changed.keys() & {"company", "company_en"}:
        contact.company_id = companies.for_fields(session, contact.workspace_id, after)
    fill(session, contact, replace(current, **changed), at)


def edit(
    session: Session,
    contact: Contact,
    fields: CardFields,
    other_names: Sequence[str],
    tags: Sequence[str],
    actor_id: str,
    at: datetime,
) -> Act:
    """A person's corrections of the contact itself, as an act of theirs; they count as a check."""
    session.refresh(contact, with_for_update=True)
    with acting(session, contact.workspace_id, actor_id, "edit", "edit", at) as act:
        if fields.company != fields_of(contact).company:
            contact.company_id = companies.for_fields(session, contact.workspace_id, fields)
        contact.other_names, contact.tags, contact.checked_at = list(other_names), list(tags), at
        fill(session, contact, fields, at)
    return act


def load(session: Session, contact_id: int, workspace_id: str) -> Contact | None:
    """The workspace's contact by its id."""
    contact = session.get(Contact, contact_id)
    return contact if contact and contact.workspace_id == workspace_id else None


def person(contact: Contact) -> Person:
    """The contact as other floors see it."""
    return Person(
        id=contact.id,
        name=contact.name or contact.name_romaji or "",
        company=contact.company.name if contact.company else None,
        title=contact.title,
        department=contact.department,
        name_kana=contact.name_kana,
        name_romaji=contact.name_romaji,
        family_name=contact.family_name,
        given_name=contact.given_name,
        no_contact=contact.no_contact_on is not None,
    )


def search(
    session: Session, workspace_id: str, query: str, limit: int, user_id: str | None = None
) -> list[Contact]:
    """Contacts that `user_id` sees and that hold every word of the query, best first; their own before
    others'. Without `user_id` everybody's."""
    ids = find(session, workspace_id, query, limit, user_id)
    found = session.scalars(select(Contact).where(Contact.id.in_(ids))).all() if ids else []
    return sorted(found, key=lambda contact: ids.index(contact.id))


def fields_of(contact: Contact) -> CardFields:
    """The contact's current values in the shape of a card."""
    names = {column.name for column in columns_of(CardFields)} & set(contact.__table__.columns.keys())
    values = {name: getattr(contact, name) for name in names}
    values["company"] = contact.company.name if contact.company else None
    return CardFields.from_dict({name: value for name, value in values.items() if value})


def cards_of(session: Session, contact: Contact) -> list[Card]:
    """The contact's cards, newest exchange first."""
    rows = select(Card).where(Card.contact_id == contact.id, Card.state == "saved")
    return list(session.scalars(rows.order_by(Card.exchanged_on.desc(), Card.id.desc())))


def interactions_of(session: Session, contact: Contact, limit: int = 10) -> list[Interaction]:
    """The contact's interactions, newest first."""
    rows = (
        select(Interaction)
        .join(InteractionContact)
        .where(InteractionContact.contact_id == contact.id)
        .order_by(Interaction.happened_on.desc(), Interaction.id.desc())
    )
    return list(session.scalars(rows.limit(limit)))


def met_by(session: Session, contact: Contact) -> list[str]:
    """Slack ids of the colleagues who met the contact, the first one first."""
    rows = select(ContactMet.user_id).where(ContactMet.contact_id == contact.id)
    return list(dict.fromkeys(session.scalars(rows.order_by(ContactMet.met_on, ContactMet.id))))


def company_of(session: Session, contact: Contact) -> Company | None:
    """The contact's company."""
    return session.get(Company, contact.company_id) if contact.company_id else None
