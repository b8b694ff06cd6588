"""Whom a note may mean: stored people found by what it says, and what its author chose before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, true, union_all
from sqlalchemy.orm import Session

from contacts.companies import normal_name
from contacts.search_terms import normal, query_terms, words_of
from contacts.values import Person
from storage import search, visibility, workspaces
from storage.tables import Company, Contact, PersonChoice

MOST_PEOPLE, MOST_A_MENTION, LEAST_A_MENTION, MOST_NAMES = 200, 60, 12, 32
MOST_COMPANIES, MOST_OF_COMPANIES, MOST_SAID = 20, 100, 30
# After every word that begins alike.
LAST = "\U0010ffff"
STATES = ("active", "left")


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
    ids: dict[int, None] = {}
    team = workspaces.get(session, workspace_id)  # held, so that no name's look-up loads it again
    for found in _looked_up(session, workspace_id, names, companies, user_id):
        ids.update(dict.fromkeys(found))
        if len(ids) >= limit:
            break
    shown = _people(session, workspace_id, list(ids)[:limit], user_id)
    del team
    return shown


def _people(session: Session, workspace_id: str, ids: Sequence[int], reader_id: str) -> list[Person]:
    """The people of these ids that the reader sees, in their order; only what names them is read."""
    columns = (
        Contact.id,
        Contact.name,
        Contact.name_romaji,
        Contact.name_kana,
        Contact.family_name,
        Contact.given_name,
        Contact.title,
        Contact.department,
        Contact.no_contact_on,
        Company.name.label("company"),
        Company.fiscal_close,
    )
    rows = select(*columns).outerjoin(Company, Company.id == Contact.company_id)
    seen = visibility.shown(session, workspace_id, reader_id)
    mine = Contact.workspace_id == workspace_id, Contact.state.in_(STATES), seen
    found = {row.id: row for row in session.execute(rows.where(Contact.id.in_(ids), *mine))}
    return [_person(found[one]) for one in ids if one in found]


def _person(row: Any) -> Person:
    return Person(
        id=row.id,
        name=row.name or row.name_romaji or "",
        company=row.company,
        title=row.title,
        department=row.department,
        name_kana=row.name_kana,
        name_romaji=row.name_romaji,
        family_name=row.family_name,
        given_name=row.given_name,
        company_close=row.fiscal_close,
        no_contact=row.no_contact_on is not None,
    )


def _looked_up(
    session: Session, workspace_id: str, names: Sequence[str], companies: Sequence[str], user_id: str
) -> Iterator[Sequence[int]]:
    yield _chosen(session, workspace_id, user_id, names)
    ids = companies_named(session, workspace_id, companies)
    different = _different(names)[:MOST_NAMES]
    if ids and different:
        yield _in_companies(session, ids, or_(*(_holds(name) for name in names)), MOST_OF_COMPANIES)
    each = max(LEAST_A_MENTION, min(MOST_A_MENTION, MOST_PEOPLE // max(1, len(different))))
    for name in different:
        yield search.likely(session, workspace_id, name, each, user_id)
    if ids:
        yield _in_companies(session, ids, true(), MOST_OF_COMPANIES)


def _different(names: Sequence[str]) -> list[str]:
    """The names that a search tells apart, in their order: 相沢 and 相澤 are one to it."""
    found: dict[frozenset[str], str] = {}
    for name in names:
        found.setdefault(_key(name), name)
    return list(found.values())


def _key(name: str) -> frozenset[str]:
    """What a name is looked up by."""
    return frozenset(term for word in words_of(name) for term in query_terms(word))


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
    # One statement of many parts: each is a range of the index, which one OR of them would not be.
    parts = [
        select(func.coalesce(Company.merged_into_id, Company.id).label("id"), column).where(
            Company.workspace_id == workspace_id, column.op(least)(one), column.op(most)(one + LAST)
        )
        for one in sorted(begins)[:MOST_SAID]
    ]
    every = union_all(*parts).subquery()
    nearest = (every.c.normal_name.not_in(begins), func.length(every.c.normal_name), every.c.id)
    rows = session.execute(select(every.c.id).order_by(*nearest).limit(2 * MOST_COMPANIES))
    return list(dict.fromkeys(rows.scalars()))[:MOST_COMPANIES]


def _in_companies(
    session: Session, ids: Sequence[int], which: ColumnElement[bool], limit: int
) -> Sequence[int]:
    rows = select(Contact.id).where(Contact.company_id.in_(ids), Contact.state.in_(STATES), which)
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


def _chosen(session: Session, workspace_id: str, user_id: str, names: Sequence[str]) -> Sequence[int]:
    rows = select(PersonChoice.contact_id).where(
        PersonChoice.workspace_id == workspace_id,
        PersonChoice.user_id == user_id,
        PersonChoice.said.in_({normal(name) for name in names}),
    )
    return session.scalars(rows.order_by(PersonChoice.chosen_at.desc())).all()
