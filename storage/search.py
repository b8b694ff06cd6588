"""Contacts found by what people type: names in any script, companies, mails, numbers, tags, notes.

Every contact's terms (contacts.search_terms) are kept as hashes beside it. A query takes the contacts with
its rarest term, newest first, keeps those that have all the others, and checks the words on what they hold;
so the cost hardly grows with the number of contacts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, TextClause, bindparam, delete, exists, func, select, text
from sqlalchemy.orm import Session, aliased

from contacts.search_terms import (
    MOST_WORDS,
    Searched,
    dialled,
    hashed,
    normal,
    query_terms,
    terms,
    without_accents,
    words_of,
)
from storage import visibility
from storage.candidate_sql import SQLITE, array, insert_pairs
from storage.interactions import shown_to
from storage.tables import Company, Contact, Interaction, InteractionContact, SearchTerm

MOST_CHECKED, COMMON = 120, 3_000
# Among so many of the newest with a common term, one's own contacts are looked for.
MOST_OWN = 20_000
MOST_NOTES = 2_000
# The newest contacts with one term: asked for every name of a note, so written once.
_NEWEST = (
    select(SearchTerm.contact_id)
    .where(SearchTerm.hash == bindparam("number"))
    .order_by(SearchTerm.contact_id.desc())
    .limit(MOST_CHECKED)
)


def renew(session: Session, contact: Contact) -> None:
    """Writes the terms of a contact anew, in the caller's transaction."""
    session.flush()
    session.execute(delete(SearchTerm).where(SearchTerm.contact_id == contact.id))
    if not contact.merged_into_id:
        put(session, contact)


def put(session: Session, contact: Contact) -> None:
    """Writes the terms of a contact that has none yet, in the caller's transaction."""
    company = session.get(Company, contact.company_id) if contact.company_id else None
    found = terms(_searched(contact, company))
    _write(session.connection(), contact.id, contact.workspace_id, found)


def put_many(session: Session, contacts: Sequence[Contact]) -> None:
    """Writes the terms of some hundred contacts that have none yet, in the caller's transaction."""
    ids = {contact.company_id for contact in contacts if contact.company_id}
    firms = {one.id: one for one in session.scalars(select(Company).where(Company.id.in_(ids)))}
    pairs = (
        (hashed(term, contact.workspace_id), contact.id)
        for contact in contacts
        for term in terms(_searched(contact, firms.get(contact.company_id or 0)))
    )
    insert_pairs(session.connection(), SearchTerm.__tablename__, pairs)


def find(
    session: Session, workspace_id: str, query: str, limit: int, user_id: str | None = None
) -> list[int]:
    """Ids of contacts that `user_id` sees, with every word of the query, best first; archived ones never.

    An exact name comes first, then names that begin with the query, then those `user_id` owns, then the
    newest.
    """
    asked = words_of(query)
    hashes = {hashed(term, workspace_id) for word in asked for term in query_terms(word)}
    rare = _rarest_first(session, hashes)
    if not rare:
        return []
    ids = _candidates(session, workspace_id, rare, user_id)
    rows = session.execute(
        select(Contact, Company).outerjoin(Company).where(Contact.id.in_(ids), Contact.state != "archived")
    )
    fitting = [row.Contact for row in rows if _holds(_searched(row.Contact, row.Company), asked)]
    fitting.sort(key=lambda contact: _rank(contact, asked, user_id))
    return [contact.id for contact in fitting[:limit]]


def likely(
    session: Session, workspace_id: str, query: str, limit: int, user_id: str | None = None
) -> list[int]:
    """Ids of contacts that `user_id` sees and that have all terms of the query, the newest first.

    Nothing is loaded and checked: for callers that judge the people themselves.
    """
    hashes = {hashed(term, workspace_id) for word in words_of(query) for term in query_terms(word)}
    # A term alone needs no counting: who has it is asked at once.
    rare = list(hashes) if len(hashes) == 1 else _rarest_first(session, hashes)
    if not rare:
        return []
    return _candidates(session, workspace_id, rare, user_id)[:limit]


def _candidates(session: Session, workspace_id: str, rare: Sequence[int], user_id: str | None) -> list[int]:
    """The newest contacts with all the terms that `user_id` sees; among very many their own come first."""
    people = visibility.whose(session, workspace_id, user_id)
    if people is not visibility.ALL:
        return _holding(session, rare, visibility.of_people(people))
    ids = _holding(session, rare, None)
    if user_id and len(ids) == MOST_CHECKED:
        ids = [*dict.fromkeys([*_holding(session, rare, Contact.owner_id == user_id), *ids])]
    return ids


def find_in_notes(session: Session, workspace_id: str, query: str, limit: int, reader_id: str) -> list[int]:
    """Ids of contacts in whose latest notes every word stands; private ones are found by their writer."""
    asked = list(dict.fromkeys(query.replace("\0", " ").split()))[:MOST_WORDS]
    if not asked:
        return []
    latest = (
        select(Interaction.id, Interaction.note)
        .where(Interaction.workspace_id == workspace_id, Interaction.note.is_not(None), shown_to(reader_id))
        .order_by(Interaction.id.desc())
        .limit(MOST_NOTES)
        .subquery()
    )
    holding = select(latest.c.id).where(*(latest.c.note.icontains(word, autoescape=True) for word in asked))
    rows = (
        select(InteractionContact.contact_id)
        .where(InteractionContact.interaction_id.in_(holding))
        .order_by(InteractionContact.interaction_id.desc(), InteractionContact.position)
    )
    return list(dict.fromkeys(session.scalars(rows)))[:limit]


def _rarest_first(session: Session, hashes: Iterable[int]) -> list[int]:
    """The hashes, the rarest first; none at all when one of them is nobody's."""
    counts = {}
    for number in hashes:
        some = select(SearchTerm.contact_id).where(SearchTerm.hash == number).limit(COMMON).subquery()
        counts[number] = session.scalar(select(func.count()).select_from(some)) or 0
        if not counts[number]:
            return []
    return sorted(counts, key=lambda number: (counts[number], number))


def _holding(session: Session, rare: Sequence[int], which: ColumnElement[bool] | None) -> list[int]:
    """The newest contacts with all the terms; only those for which a condition on `Contact` holds."""
    first, *others = rare
    if which is None and not others:
        return list(session.scalars(_NEWEST, {"number": first}))
    own = aliased(SearchTerm)
    rows = select(own.contact_id).where(own.hash == first).order_by(own.contact_id.desc())
    if which is not None:
        newest = rows.limit(MOST_OWN).subquery()
        rows = (
            select(newest.c.contact_id)
            .join(Contact, Contact.id == newest.c.contact_id)
            .where(which)
            .order_by(newest.c.contact_id.desc())
        )
        column: Any = newest.c.contact_id
    else:
        column = own.contact_id
    for number in others:
        also = aliased(SearchTerm)
        rows = rows.where(exists().where(also.hash == number, also.contact_id == column))
    return list(session.scalars(rows.limit(MOST_CHECKED)))


def _rank(contact: Contact, asked: Sequence[str], user_id: str | None) -> tuple[bool, bool, bool, int]:
    names = [normal(name) for name in (contact.name, contact.name_kana, contact.name_romaji) if name]
    whole = "".join(asked)
    return (
        whole not in names,
        not any(name.startswith(asked[0]) for name in names),
        contact.owner_id != user_id,
        -contact.id,
    )


def _holds(contact: Searched, asked: Iterable[str]) -> bool:
    texts = [normal(text) for text in (*contact.names, *contact.companies, *contact.words)]
    texts += [plain for text in texts if (plain := without_accents(text)) != text]
    texts += map(dialled, contact.numbers)
    return all(any(word in text for text in texts) for word in asked)


def _searched(contact: Contact, company: Company | None) -> Searched:
    names = (contact.name, contact.name_kana, contact.name_romaji, *contact.other_names)
    companies = (company.name, company.name_en, *company.aliases) if company else ()
    words = (contact.department, contact.title, *contact.emails, *contact.tags)
    numbers = (value for phone in contact.phones for value in (phone.get("number"), phone.get("e164")))
    return Searched(
        names=tuple(filter(None, names)),
        companies=tuple(filter(None, companies)),
        words=tuple(filter(None, words)),
        numbers=tuple(filter(None, numbers)),
    )


def _write(connection: Connection, contact_id: int, workspace_id: str, found: Iterable[str]) -> None:
    numbers = sorted(hashed(term, workspace_id) for term in found)
    if numbers:
        name = connection.dialect.name
        connection.execute(_insertion(name), {"contact_id": contact_id, "hashes": array(numbers, name)})


@lru_cache
def _insertion(name: str) -> TextClause:
    """All terms in one statement: a row each would cost a contact's insert a millisecond."""
    rows = "SELECT value, :contact_id FROM json_each(:hashes)"
    if name != SQLITE:
        rows = "SELECT unnest(CAST(:hashes AS bigint[])), :contact_id"
    return text(f"INSERT INTO search_terms (hash, contact_id) {rows}")
