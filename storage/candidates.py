"""Candidates: the few stored contacts that share enough with a card to be compared with it.

A check asks for the contacts that share a blocking key (contacts.blocking), at most MOST_A_BLOCK for each
key, keeps the NEAR that share most, ranks these by the likeness of names and companies, and hands on the
FEW best. Its cost hardly grows with the number of contacts, however many are called 佐藤.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import Connection, delete, exists, insert, select
from sqlalchemy.orm import Session

from contacts import blocking
from contacts.normal import key
from contacts.profile import Profile
from storage.candidate_sql import COLUMNS, array, blocks, dialect, insertion, names, profiles
from storage.tables import CandidateKey, Company, Contact

FEW = 8
# A name like the card's counts as much as a shared name key, a company as much as half of one.
_NAME, _COMPANY = 6.0, 3.0
_CHUNK = 2000


class Candidate(NamedTuple):
    """A stored contact as it is compared; `score`: weights of the shared keys and likeness of the words."""

    contact_id: int
    score: float
    profile: Profile


def renew(session: Session, contact: Contact) -> None:
    """Writes the keys of a contact anew, in the caller's transaction."""
    session.flush()
    name = dialect(session)
    session.execute(delete(CandidateKey).where(CandidateKey.contact_id == contact.id))
    if contact.merged_into_id:
        return
    hashes = array(_hashes(contact.workspace_id, profile_of(session, contact)), name)
    session.execute(insertion(name), {"contact_id": contact.id, "hashes": hashes})


def complete(connection: Connection) -> int:
    """Writes the keys of all contacts that have none, and returns how many those were.

    For contacts that were stored before there were keys, or after a migration that emptied the table.
    """
    keyless = ~exists().where(CandidateKey.contact_id == Contact.id)
    ids = connection.scalars(select(Contact.id).where(keyless).order_by(Contact.id)).all()
    name = connection.dialect.name
    for start in range(0, len(ids), _CHUNK):
        found = connection.execute(profiles(name), {"ids": array(ids[start : start + _CHUNK], name)})
        rows = [
            {"hash": number, "contact_id": one.id}
            for one in found
            for number in _hashes(one.workspace_id, _profile(one))
        ]
        if rows:
            connection.execute(insert(CandidateKey), rows)
    return len(ids)


def find(session: Session, workspace_id: str, profile: Profile, limit: int = FEW) -> list[Candidate]:
    """The stored contacts most likely to be the person of `profile`, best first; archived ones never."""
    ranked = _ranked(session, profile, shared(session, workspace_id, profile))[:limit]
    if not ranked:
        return []
    name = dialect(session)
    rows = session.execute(profiles(name), {"ids": array([number for _, number in ranked], name)})
    found = {row.id: _profile(row) for row in rows}
    return [Candidate(contact_id, score, found[contact_id]) for score, contact_id in ranked]


def shared(session: Session, workspace_id: str, profile: Profile) -> dict[int, int]:
    """The contacts sharing the weightiest keys with `profile`, at most NEAR: ids and sums of the weights."""
    weights = {blocking.hashed(one, workspace_id): blocking.WEIGHTS[one[0]] for one in blocking.keys(profile)}
    rows = session.execute(*blocks(dialect(session), weights)) if weights else ()
    return {contact_id: weight for contact_id, weight in rows}  # noqa: C416 (dict() does not type with Row)


def profile_of(session: Session, contact: Contact) -> Profile:
    """What a stored contact is compared by."""
    values = {name: getattr(contact, name) for name in COLUMNS}
    company = session.get(Company, contact.company_id) if contact.company_id else None
    return _made(values, company.name if company else None, company.name_en if company else None)


def _ranked(session: Session, profile: Profile, weights: dict[int, int]) -> list[tuple[float, int]]:
    """(score, id) of the contacts that share keys, best first; of equals the newest first."""
    if not weights:
        return []
    name = dialect(session)
    rows = session.execute(names(name), {"ids": array(list(weights), name)})
    people = [key(one) for one in (profile.name, profile.name_kana, profile.name_romaji) if one]
    companies = [key(one) for one in (profile.company, profile.company_en) if one]
    scored = [
        (
            weights[contact_id]
            + _NAME * _likeness(people, own[:3])
            + _COMPANY * _likeness(companies, own[3:]),
            contact_id,
        )
        for contact_id, *own in rows
    ]
    return sorted(scored, reverse=True)


def _likeness(asked: Sequence[str], own: Iterable[str | None]) -> float:
    """The best likeness (0..1) of any two of the words."""
    known = [key(text) for text in own if text]
    return max((fuzz.ratio(a, b) for a in asked for b in known), default=0.0) / 100


def _hashes(workspace_id: str, profile: Profile) -> list[int]:
    return sorted({blocking.hashed(one, workspace_id) for one in blocking.keys(profile)})


def _profile(row: Any) -> Profile:
    return _made(row._mapping, row.company, row.company_en)


def _made(values: Any, company: str | None, company_en: str | None) -> Profile:
    either = {name: values[name] or values[f"{name}_en"] for name in ("department", "title", "address")}
    same = {
        name: values[name] for name in ("name_kana", "name_romaji", "emails", "phones", "postal_code", "urls")
    }
    name = values["name"] or values["name_romaji"]
    return Profile.of_mapping({**same, **either, "name": name, "company": company, "company_en": company_en})
