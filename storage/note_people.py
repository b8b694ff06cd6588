"""Whom a note may mean: stored people found by what it says, and what its author chose before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, true
from sqlalchemy.orm import Session

from contacts.companies import normal_name
from contacts.search_terms import normal
from contacts.values import Person
from storage import contacts
from storage.tables import Company, Contact, PersonChoice

MOST_PEOPLE, MOST_A_MENTION, MOST_NAMES = 200, 60, 12
MOST_COMPANIES, MOST_OF_COMPANIES = 20, 100
# After every word that begins alike.
LAST = "\U0010ffff"


def people_for(
    session: Session,
    workspace_id: str,
    names: Sequence[str],
    companies: Sequence[str],
    user_id: str,
    limit: int = MOST_PEOPLE,
) -> list[Person]:
    """At most `limit` stored people for the names and companies of a note, the likeliest first.

    Whom this colleague chose before comes first, then who fits a name and a company, a name, a company.
    """
    found: dict[int, Contact] = {}
    for contacts_found in _looked_up(session, workspace_id, names, companies, user_id):
        for contact in contacts_found:
            found.setdefault(contact.id, contact)
        if len(found) >= limit:
            break
    return [contacts.person(one) for one in list(found.values())[:limit]]


def _looked_up(
    session: Session, workspace_id: str, names: Sequence[str], companies: Sequence[str], user_id: str
) -> Iterator[Sequence[Contact]]:
    for name in names:
        yield _chosen(session, workspace_id, user_id, name)
    ids = companies_named(session, workspace_id, companies)
    if ids and names:
        yield _in_companies(session, ids, or_(*(_holds(name) for name in names)), MOST_A_MENTION)
    for name in names[:MOST_NAMES]:
        yield contacts.search(session, workspace_id, name, MOST_A_MENTION)
    if ids:
        yield _in_companies(session, ids, true(), MOST_OF_COMPANIES)


def companies_named(session: Session, workspace_id: str, said: Sequence[str]) -> list[int]:
    """Ids of companies whose normal name begins with one of these words: the same first, then short ones.

    The words are compared byte by byte, as the index does whatever the database's language.
    """
    begins = {normal for one in said if len(normal := normal_name(one)) > 1}
    if not begins:
        return []
    is_postgres = session.get_bind().dialect.name == "postgresql"
    least, most = ("~>=~", "~<~") if is_postgres else (">=", "<")
    column = Company.normal_name
    ranges = [and_(column.op(least)(one), column.op(most)(one + LAST)) for one in sorted(begins)]
    rows = select(Company.id).where(Company.workspace_id == workspace_id, or_(*ranges))
    nearest = (column.not_in(begins), func.length(column), Company.id)
    return list(session.scalars(rows.order_by(*nearest).limit(MOST_COMPANIES)))


def _in_companies(
    session: Session, ids: Sequence[int], which: ColumnElement[bool], limit: int
) -> Sequence[Contact]:
    rows = select(Contact).where(Contact.company_id.in_(ids), Contact.state == "active", which)
    # Who has a title may be meant by it alone.
    return session.scalars(rows.order_by(Contact.title.is_(None), Contact.id).limit(limit)).all()


def _holds(name: str) -> ColumnElement[bool]:
    columns = (Contact.name, Contact.name_kana, Contact.name_romaji)
    return or_(*(column.icontains(name, autoescape=True) for column in columns))


def choose(
    session: Session, workspace_id: str, user_id: str, said: str, contact_id: int, at: datetime
) -> None:
    """Keeps whom this colleague means by a name that fits several people."""
    row = _choice(session, workspace_id, user_id, said) or PersonChoice(
        workspace_id=workspace_id, user_id=user_id, said=normal(said)
    )
    row.contact_id, row.chosen_at = contact_id, at
    session.add(row)
    session.flush()


def chosen_among(
    session: Session, workspace_id: str, user_id: str, said: str, ids: Sequence[int]
) -> int | None:
    """Whom of these contacts this colleague meant by the name before; None when they never said."""
    row = _choice(session, workspace_id, user_id, said)
    return row.contact_id if row and row.contact_id in ids else None


def _choice(session: Session, workspace_id: str, user_id: str, said: str) -> PersonChoice | None:
    same = select(PersonChoice).where(
        PersonChoice.workspace_id == workspace_id,
        PersonChoice.user_id == user_id,
        PersonChoice.said == normal(said),
    )
    return session.scalars(same).one_or_none()


def _chosen(session: Session, workspace_id: str, user_id: str, said: str) -> list[Contact]:
    row = _choice(session, workspace_id, user_id, said)
    contact = contacts.load(session, row.contact_id, workspace_id) if row else None
    return [contact] if contact else []
