"""Contacts and companies over HTTP."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from pydantic import AwareDatetime
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.api.door import Desk, Reading, View, Writing, wrong
from bot.api.paging import Cursor, Limit, page
from bot.api.shapes import CompanyShape, ContactShape, ContactValues, Line, NewContact, Number, Page, Shape
from contacts.values import CardFields
from storage import companies, contacts
from storage.history import acting
from storage.known import known
from storage.tables import Company, Contact

router = APIRouter(tags=["contacts"])
SHOWN = ("active", "left")
MOST_FOUND = 50


class Alike(Shape):
    """Stored contacts that are, or may be, the same person."""

    message: str
    contact_ids: list[int]


class AlikeProblem(Shape):
    detail: Alike


@router.get("/contacts")
def list_contacts(
    asked: Reading,
    session: View,
    cursor: Cursor = 0,
    limit: Limit = 50,
    company_id: Number | None = None,
    updated_since: Annotated[AwareDatetime | None, Query()] = None,
) -> Page[ContactShape]:
    """Contacts by their ids; `updated_since` is an instant with its zone."""
    rows = select(Contact).where(Contact.workspace_id == asked.workspace_id, Contact.state.in_(SHOWN))
    if company_id:
        rows = rows.where(Contact.company_id == company_id)
    if updated_since:
        rows = rows.where(Contact.updated_at >= updated_since)
    return page(session, rows, Contact.id, ContactShape.of, cursor, limit)


@router.get("/contacts/search")
def find_contacts(asked: Reading, session: View, query: Annotated[Line, Query()]) -> Page[ContactShape]:
    """The contacts that a person would find by typing this, best first, 50 at the most."""
    found = contacts.search(session, asked.workspace_id, query, MOST_FOUND)
    return Page(items=[ContactShape.of(one) for one in found])


@router.get("/contacts/{contact_id}", responses={404: {}})
def get_contact(asked: Reading, session: View, contact_id: Number) -> ContactShape:
    """One contact, merged and archived ones as well."""
    return ContactShape.of(_loaded(session, asked, contact_id))


@router.post("/contacts", status_code=201, responses={409: {"model": AlikeProblem}})
def save_contact(
    asked: Writing, sent: NewContact, although_alike: Annotated[bool, Query()] = False
) -> ContactShape:
    """Saves a contact, unless somebody stored may be the same person and `although_alike` is not set."""
    fields = sent.over(CardFields())
    if not (fields.name or fields.name_romaji):
        raise wrong("name", "a name is needed")
    with asked.house.database.write() as session:
        alike = [] if although_alike else known(session, asked.workspace_id, fields)
        if same := [one.contact.id for one in alike]:
            raise HTTPException(409, Alike(message="may be stored already", contact_ids=same).model_dump())
        owner = asked.colleague(session, sent.owner_id, "owner_id") if sent.owner_id else None
        with acting(session, asked.workspace_id, asked.actor_id, "save", "api", asked.now):
            row = Contact(
                workspace_id=asked.workspace_id,
                owner_id=owner,
                state="active",
                tags=list(sent.tags),
                created_at=asked.now,
                company_id=companies.for_fields(session, asked.workspace_id, fields),
            )
            contacts.fill(session, row, fields, asked.now)
        return ContactShape.of(row)


@router.patch("/contacts/{contact_id}", responses={404: {}})
def edit_contact(asked: Writing, contact_id: Number, sent: ContactValues) -> ContactShape:
    """Changes the values that are sent and leaves the others; the change can be taken back in Slack."""
    with asked.house.database.write() as session:
        row = _loaded(session, asked, contact_id)
        fields = sent.over(contacts.fields_of(row))
        if not (fields.name or fields.name_romaji):
            raise wrong("name", "a name is needed")
        names, tags = row.other_names, row.tags
        contacts.edit(session, row, fields, names, tags, asked.actor_id, asked.now)
        return ContactShape.of(row)


def _loaded(session: Session, asked: Desk, contact_id: int) -> Contact:
    row = contacts.load(session, contact_id, asked.workspace_id)
    if row is None:
        raise HTTPException(404, "no such contact")
    return row


@router.get("/companies", tags=["companies"])
def list_companies(
    asked: Reading, session: View, cursor: Cursor = 0, limit: Limit = 50
) -> Page[CompanyShape]:
    """Companies by their ids, without those merged into another."""
    rows = select(Company).where(Company.workspace_id == asked.workspace_id, Company.merged_into_id.is_(None))
    return page(session, rows, Company.id, CompanyShape.of, cursor, limit)


@router.get("/companies/{company_id}", tags=["companies"], responses={404: {}})
def get_company(asked: Reading, session: View, company_id: Number) -> CompanyShape:
    """One company, merged ones as well."""
    row = companies.load(session, company_id, asked.workspace_id)
    if row is None:
        raise HTTPException(404, "no such company")
    return CompanyShape.of(row)
