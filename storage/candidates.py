"""Candidates: the few stored contacts that share enough with a card to be compared with it.

A check asks for the contacts that share a blocking key (contacts.blocking), at most MOST_A_BLOCK for each
key, keeps the NEAR that share most, ranks these by the likeness of names and companies, and hands on the
FEW best. Its cost hardly grows with the number of contacts, however many are called 佐藤.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import Connection, TextClause, bindparam, delete, exists, insert, select, text
from sqlalchemy.orm import Session

from contacts import blocking
from contacts.normal import key
from contacts.profile import Profile
from storage.tables import CandidateKey, Company, Contact

MOST_A_BLOCK, NEAR, FEW = 400, 60, 8
GONE = "archived"
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
    hashes = _hashes(contact.workspace_id, profile_of(session, contact))
    session.execute(delete(CandidateKey).where(CandidateKey.contact_id == contact.id))
    array: Any = json.dumps(hashes) if _is_sqlite(session) else hashes
    insertion = _SQLITE_INSERT if _is_sqlite(session) else _POSTGRES_INSERT
    session.execute(insertion, {"contact_id": contact.id, "hashes": array})


def complete(connection: Connection) -> int:
    """Writes the keys of all contacts that have none, and returns how many those were.

    For contacts that were stored before there were keys, or after a migration that emptied the table.
    """
    keyless = ~exists().where(CandidateKey.contact_id == Contact.id)
    ids = connection.scalars(select(Contact.id).where(keyless).order_by(Contact.id)).all()
    for start in range(0, len(ids), _CHUNK):
        found = connection.execute(_PROFILES.where(Contact.id.in_(ids[start : start + _CHUNK])))
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
    weights = shared(session, workspace_id, profile)
    ranked = _ranked(session, profile, weights)[:limit]
    rows = session.execute(_PROFILES.where(Contact.id.in_([contact_id for _, contact_id in ranked])))
    profiles = {row.id: _profile(row) for row in rows}
    return [Candidate(contact_id, score, profiles[contact_id]) for score, contact_id in ranked]


def shared(session: Session, workspace_id: str, profile: Profile) -> dict[int, int]:
    """The NEAR contacts sharing the weightiest keys with `profile`: their ids and the sums of the weights."""
    hashes = {blocking.hashed(one, workspace_id): blocking.WEIGHTS[one[0]] for one in blocking.keys(profile)}
    if not hashes:
        return {}
    if _is_sqlite(session):
        places = {f"h{n}": number for n, number in enumerate(hashes)}
        places |= {f"w{n}": weight for n, weight in enumerate(hashes.values())}
        rows = session.execute(_sqlite_blocks(len(hashes)), places)
    else:
        rows = session.execute(_POSTGRES_BLOCKS, {"hashes": list(hashes), "weights": list(hashes.values())})
    return {contact_id: weight for contact_id, weight in rows}  # noqa: C416 (dict() does not type with Row)


def profile_of(session: Session, contact: Contact) -> Profile:
    """What a stored contact is compared by."""
    values = {name: getattr(contact, name) for name in _COLUMNS}
    company = session.get(Company, contact.company_id) if contact.company_id else None
    return _made(values, company.name if company else None, company.name_en if company else None)


def _ranked(session: Session, profile: Profile, weights: dict[int, int]) -> list[tuple[float, int]]:
    """(score, id) of the contacts that share keys, best first; of equals the newest first."""
    if not weights:
        return []
    rows = session.execute(_NAMES, {"ids": list(weights)})
    names = [key(name) for name in (profile.name, profile.name_kana, profile.name_romaji) if name]
    companies = [key(name) for name in (profile.company, profile.company_en) if name]
    scored = [
        (
            weights[contact_id]
            + _NAME * _likeness(names, own[:3])
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


def _is_sqlite(session: Session) -> bool:
    return session.get_bind().dialect.name == "sqlite"


def _profile(row: Any) -> Profile:
    return _made(row._mapping, row.company, row.company_en)


def _made(values: Any, company: str | None, company_en: str | None) -> Profile:
    texts = {
        name: values[name] for name in _COLUMNS if name not in ("department_en", "title_en", "address_en")
    }
    return Profile.of_mapping(
        {
            **texts,
            "name": values["name"] or values["name_romaji"],
            "company": company,
            "company_en": company_en,
            "department": values["department"] or values["department_en"],
            "title": values["title"] or values["title_en"],
            "address": values["address"] or values["address_en"],
        }
    )


_COLUMNS = (
    "name",
    "name_kana",
    "name_romaji",
    "department",
    "department_en",
    "title",
    "title_en",
    "emails",
    "phones",
    "postal_code",
    "address",
    "address_en",
    "urls",
)
_JOINED = Contact.__table__.outerjoin(Company.__table__)
_PROFILES = select(
    Contact.id,
    Contact.workspace_id,
    Company.name.label("company"),
    Company.name_en.label("company_en"),
    *(Contact.__table__.c[name] for name in _COLUMNS),
).select_from(_JOINED)
_NAMES = (
    select(Contact.id, Contact.name, Contact.name_kana, Contact.name_romaji, Company.name, Company.name_en)
    .select_from(_JOINED)
    .where(Contact.id.in_(bindparam("ids", expanding=True)), Contact.state != GONE)
)
# All keys in one statement: a row each would cost a contact's insert most of a millisecond.
_SQLITE_INSERT = text(
    "INSERT INTO candidate_keys (hash, contact_id) SELECT value, :contact_id FROM json_each(:hashes)"
)
_POSTGRES_INSERT = text(
    "INSERT INTO candidate_keys (hash, contact_id) SELECT unnest(CAST(:hashes AS bigint[])), :contact_id"
)
# Newest first within a block: where a block is cut, the contacts that cards still come from stay in.
_POSTGRES_BLOCKS = text(f"""
    SELECT found.contact_id, sum(asked.weight) AS weight
    FROM unnest(CAST(:hashes AS bigint[]), CAST(:weights AS integer[])) AS asked (hash, weight)
    CROSS JOIN LATERAL (
        SELECT contact_id FROM candidate_keys WHERE candidate_keys.hash = asked.hash
        ORDER BY contact_id DESC LIMIT {MOST_A_BLOCK}
    ) AS found
    GROUP BY found.contact_id ORDER BY weight DESC, found.contact_id DESC LIMIT {NEAR}
""")  # noqa: S608 (numbers of this module)


@lru_cache
def _sqlite_blocks(count: int) -> TextClause:
    """The same for SQLite, which has no lateral joins: one branch a key."""
    branch = (
        "SELECT * FROM (SELECT contact_id, :w{n} AS weight FROM candidate_keys WHERE hash = :h{n}"
        " ORDER BY contact_id DESC LIMIT {most})"
    )
    branches = " UNION ALL ".join(branch.format(n=n, most=MOST_A_BLOCK) for n in range(count))
    return text(
        f"SELECT contact_id, sum(weight) AS weight FROM ({branches})"  # noqa: S608 (numbers only)
        f" GROUP BY contact_id ORDER BY weight DESC, contact_id DESC LIMIT {NEAR}"
    )
