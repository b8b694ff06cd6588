"""What people answer when they are asked whether a contact's data still holds; every answer can be undone."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy import update as sql_update
from sqlalchemy.orm import Session

from contacts.values import CardFields
from storage import companies, contacts
from storage.history import acting
from storage.stale import CLOCKS
from storage.tables import Act, Change, Contact

_KINDS = (
    "stale_correct",
    "stale_snooze",
    "stale_never",
    "stale_update",
    "stale_moved",
    "stale_left",
    "archive",
)


def still_correct(session: Session, contact: Contact, actor_id: str, at: datetime) -> Act:
    """A person says that the contact's data still holds: its clock starts anew."""
    with acting(session, contact.workspace_id, actor_id, "stale_correct", "tap", at) as act:
        contact.checked_at, contact.ask_after = at, None
    return act


def snooze(session: Session, contact: Contact, until: date, actor_id: str, at: datetime) -> Act:
    """Asks again not before a date; the question counts as answered."""
    session.execute(sql_update(CLOCKS).where(CLOCKS.c.contact_id == contact.id).values(asks=0, doublings=0))
    with acting(session, contact.workspace_id, actor_id, "stale_snooze", "tap", at) as act:
        contact.ask_after = until
    return act


def never_ask(session: Session, contact: Contact, actor_id: str, at: datetime, never: bool = True) -> Act:
    """もう聞かない, or asks again as usual."""
    with acting(session, contact.workspace_id, actor_id, "stale_never", "tap", at) as act:
        contact.never_ask = never
    return act


def archive(session: Session, contact: Contact, actor_id: str, at: datetime) -> Act:
    """Puts a contact away; nothing about it is asked any more."""
    with acting(session, contact.workspace_id, actor_id, "archive", "tap", at) as act:
        contact.state = "archived"
    return act


def update(
    session: Session,
    contact: Contact,
    fields: CardFields,
    rank: str | None,
    days: int | None,
    actor_id: str,
    at: datetime,
) -> Act:
    """The contact's data as a person corrected it, with its rank (A, B, C or none) and own period in days."""
    with acting(session, contact.workspace_id, actor_id, "stale_update", "edit", at) as act:
        contacts.fill(session, contact, fields, at)
        contact.rank, contact.stale_days = rank, days
        contact.checked_at, contact.ask_after = at, None
    return act


def moved(session: Session, contact: Contact, fields: CardFields, actor_id: str, at: datetime) -> Act:
    """The person has another post, or another company; the contact and its history stay one."""
    with acting(session, contact.workspace_id, actor_id, "stale_moved", "edit", at) as act:
        contact.company_id = companies.for_fields(session, contact.workspace_id, fields)
        session.flush()
        session.refresh(contact, ["company"])
        contacts.fill(session, contact, fields, at)
        contact.checked_at, contact.ask_after = at, None
    return act


def left(session: Session, contact: Contact, actor_id: str, at: datetime) -> Act:
    """The person left the company; nothing about the contact is asked any more."""
    with acting(session, contact.workspace_id, actor_id, "stale_left", "tap", at) as act:
        contact.state = "left"
    return act


def last_answer(session: Session, contact: Contact) -> Act | None:
    """The latest answer about a contact that was not undone."""
    rows = (
        select(Act)
        .join(Change, Change.act_id == Act.id)
        .where(
            Change.entity == Contact.__tablename__,
            Change.entity_id == contact.id,
            Act.undone_at.is_(None),
            Act.kind.in_(_KINDS),
        )
    )
    return session.scalars(rows.order_by(Act.id.desc()).limit(1)).first()
