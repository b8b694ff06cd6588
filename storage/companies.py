"""Companies by their normalised name, the names they are also known by, and what is known of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import String, cast, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from contacts import emails
from contacts.companies import normal_name
from contacts.values import CardFields
from storage import search, visibility
from storage.history import acting
from storage.tables import Act, Company, Contact


class Facts(NamedTuple):
    """What a person tells about a company, as the columns of `Company` are named.

    `stale_days` is how many days its people's data hold before somebody is asked.
    """

    corporate_number: str | None
    industry: str | None
    headcount: int | None
    capital: int | None
    listing: str | None
    fiscal_close: int | None
    contract_state: str | None
    source: str | None
    address: str | None
    stale_days: int | None
    aliases: tuple[str, ...]


def for_fields(session: Session, workspace_id: str, fields: CardFields) -> int | None:
    """The id of the company a card names, made when it is new; None when the card names none."""
    name = fields.company or fields.company_en
    if not name:
        return None
    normal = normal_name(name)
    known = _by_name(session, workspace_id, normal)
    if known:
        known.domain = known.domain or _domain(fields)
        return known.id
    company = _made(workspace_id, normal, fields)
    try:
        with session.begin_nested():
            session.add(company)
    except IntegrityError:
        # Another replica saved a card of the same company at this very moment.
        known = _by_name(session, workspace_id, normal)
        assert known is not None
        return known.id
    return company.id


def load(session: Session, company_id: int, workspace_id: str) -> Company | None:
    """The workspace's company by its id."""
    company = session.get(Company, company_id)
    return company if company and company.workspace_id == workspace_id else None


def survivor(session: Session, company: Company) -> Company:
    """The company this one went into; itself while it is its own."""
    while company.merged_into_id:
        company = session.get_one(Company, company.merged_into_id)
    return company


def named(session: Session, workspace_id: str, name: str) -> Company | None:
    """The company of this name, in whatever legal form, or known by it as well."""
    return _by_name(session, workspace_id, normal_name(name)) if normal_name(name) else None


def people_of(session: Session, company: Company, reader_id: str | None = None) -> list[Contact]:
    """The company's contacts that `reader_id` sees (all without one); those who left are not among them."""
    shown = visibility.shown(session, company.workspace_id, reader_id)
    rows = select(Contact).where(Contact.company_id == company.id, Contact.state == "active", shown)
    return list(session.scalars(rows.order_by(Contact.id)))


def describe(session: Session, company: Company, facts: Facts, actor_id: str, at: datetime) -> Act:
    """A person's words about the company, as an act of theirs; its contacts are found by its other names."""
    session.refresh(company, with_for_update=True)
    with acting(session, company.workspace_id, actor_id, "edit", "edit", at) as act:
        for name, value in facts._asdict().items():
            setattr(company, name, list(value) if isinstance(value, tuple) else value)
        session.flush()
        for contact in people_of(session, company):
            search.renew(session, contact)
    return act


def for_many(session: Session, workspace_id: str, many: Sequence[CardFields]) -> dict[str, int]:
    """The ids of the companies that some hundred cards name, by their normalised names; new ones are made."""
    wanted = {normal_name(name): one for one in many if (name := one.company or one.company_en)}
    ids = _ids(session, workspace_id, wanted)
    new = [_made(workspace_id, normal, one) for normal, one in wanted.items() if normal not in ids]
    try:
        with session.begin_nested():
            session.add_all(new)
    except IntegrityError:
        for company in new:
            for_fields(session, workspace_id, wanted[company.normal_name])
        return _ids(session, workspace_id, wanted)
    return ids | {company.normal_name: company.id for company in new}


def _ids(session: Session, workspace_id: str, normal_names: Collection[str]) -> dict[str, int]:
    rows = select(Company.normal_name, func.coalesce(Company.merged_into_id, Company.id)).where(
        Company.workspace_id == workspace_id, Company.normal_name.in_(sorted(normal_names))
    )
    own = {name: number for name, number in session.execute(rows)}  # noqa: C416 (dict() does not type with Row)
    also = {
        normal_name(alias): company.id
        for company in _aliased(session, workspace_id)
        for alias in company.aliases
    }
    return {name: also[name] for name in normal_names if name in also} | own


def _made(workspace_id: str, normal: str, fields: CardFields) -> Company:
    return Company(
        workspace_id=workspace_id,
        name=fields.company or fields.company_en,
        normal_name=normal,
        name_en=fields.company_en,
        domain=_domain(fields),
    )


def _by_name(session: Session, workspace_id: str, normal: str) -> Company | None:
    same = select(Company).where(Company.workspace_id == workspace_id, Company.normal_name == normal)
    found = session.scalars(same).one_or_none()
    return survivor(session, found) if found else _by_alias(session, workspace_id, normal)


def _by_alias(session: Session, workspace_id: str, normal: str) -> Company | None:
    """The few companies with other names are looked through: lists have no index on both databases."""
    for company in _aliased(session, workspace_id):
        if normal in map(normal_name, company.aliases):
            return company
    return None


def _aliased(session: Session, workspace_id: str) -> Iterable[Company]:
    known = select(Company).where(
        Company.workspace_id == workspace_id,
        Company.merged_into_id.is_(None),
        cast(Company.aliases, String) != "[]",
    )
    return session.scalars(known)


def _domain(fields: CardFields) -> str | None:
    """The first mail domain on the card that belongs to no provider."""
    return next((emails.domain(one) for one in fields.emails if not emails.is_free(one)), None) or None
