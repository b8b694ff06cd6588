"""Which contacts an export is about, and their rows one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, joinedload

from contacts.companies import normal_name
from storage.tables import Company, Contact, ContactMet

_PART = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """Contacts of one workspace: with a tag, of a company, of an owner (Slack id), saved between two days.

    Both days are included, in `zone`. Contacts that went into others are never exported.
    """

    workspace_id: str
    tag: str | None = None
    company: str | None = None
    owner_id: str | None = None
    since: date | None = None
    until: date | None = None
    contact_id: int | None = None
    zone: tzinfo = UTC


def contacts(session: Session, choice: Choice) -> Iterator[tuple[Contact, date | None]]:
    """The chosen contacts in the order they were saved, each with the day of its newest exchange."""
    last = 0
    while True:
        rows = _chosen(choice).where(Contact.id > last).order_by(Contact.id).limit(_PART)
        found = list(session.scalars(rows.options(joinedload(Contact.company))))
        if not found:
            return
        met = _met(session, [one.id for one in found])
        yield from ((one, met.get(one.id)) for one in found if not choice.tag or choice.tag in one.tags)
        last = found[-1].id
        session.expunge_all()


def chosen_ids(choice: Choice) -> Select[int]:
    """The ids of the chosen contacts, their tags not looked at: JSON lists differ between databases."""
    return _chosen(choice).with_only_columns(Contact.id)


def _chosen(choice: Choice) -> Select[Contact]:
    conditions: list[ColumnElement[bool]] = [
        Contact.workspace_id == choice.workspace_id,
        Contact.merged_into_id.is_(None),
    ]
    if choice.contact_id:
        conditions.append(Contact.id == choice.contact_id)
    if choice.owner_id:
        conditions.append(Contact.owner_id == choice.owner_id)
    if choice.company:
        named = select(func.coalesce(Company.merged_into_id, Company.id)).where(
            Company.workspace_id == choice.workspace_id, Company.normal_name == normal_name(choice.company)
        )
        conditions.append(Contact.company_id.in_(named))
    if choice.since:
        conditions.append(Contact.created_at >= _start(choice.since, choice.zone))
    if choice.until:
        conditions.append(Contact.created_at < _start(choice.until + timedelta(days=1), choice.zone))
    return select(Contact).where(*conditions)


def _start(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(), zone)


def _met(session: Session, ids: list[int]) -> dict[int, date]:
    rows = select(ContactMet.contact_id, func.max(ContactMet.met_on)).where(ContactMet.contact_id.in_(ids))
    found = session.execute(rows.group_by(ContactMet.contact_id))
    return {contact_id: day for contact_id, day in found}  # noqa: C416 (dict() does not type with Row)
