"""Candidates: the few stored contacts that share enough with a card to be compared with it.

A check asks for the contacts that share a blocking key (contacts.blocking), at most MOST_A_BLOCK for each
key, keeps the NEAR that share most, ranks these by the likeness of names and companies, and hands on the
FEW best, or fewer where one stands out. Its cost hardly grows with the number of contacts, however many are
called 佐藤.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from heapq import nlargest
from math import log
from typing import Any, NamedTuple

from rapidfuzz import fuzz
from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts import blocking
from contacts.normal import key
from contacts.profile import Profile
from storage.candidate_sql import (
    COLUMNS,
    NEAR,
    REMOVAL,
    array,
    blocks,
    dialect,
    insert_pairs,
    insertion,
    names,
    profiles,
)
from storage.tables import CandidateKey, Company, Contact

FEW = 6
# What the likeness of the words adds: an equal name four, an equal company two.
_NAME, _COMPANY = 4.0, 2.0
# Beside a far better one a candidate is not worth comparing; the right one is at .22 and .35 at the least but
# once in a thousand.
_LEAST_WEIGHT, _LEAST_SCORE = 0.15, 0.25
_CHUNK = 2000
_MOST_NAMES = 3
_BY_CHANCE = {blocking.Kind.PART_COMPANY, blocking.Kind.MOBILE_START, blocking.Kind.MOBILE_END}


class Candidate(NamedTuple):
    """A stored contact as it is compared; `score`: weights of the shared keys and likeness of the words."""

    contact_id: int
    score: float
    profile: Profile


def renew(session: Session, contact: Contact) -> None:
    """Writes the keys of a contact anew, in the caller's transaction."""
    session.flush()
    name = dialect(session)
    session.execute(REMOVAL, {"contact_id": contact.id})
    if contact.merged_into_id:
        return
    hashes = array(hashes_of(session, contact), name)
    session.execute(insertion(name), {"contact_id": contact.id, "hashes": hashes})


def put_many(session: Session, keys: Mapping[int, Sequence[int]]) -> None:
    """Writes the keys, as `telling` gives them, of many new contacts, in the caller's transaction."""
    pairs = ((number, contact_id) for contact_id, own in keys.items() for number in own)
    insert_pairs(session.connection(), CandidateKey.__tablename__, pairs)


def present(session: Session, keys: Collection[int]) -> set[int]:
    """Those of some thousand hashed keys that any contact has: without one, nobody need be compared."""
    found: set[int] = set()
    wanted = sorted(keys)
    for start in range(0, len(wanted), _CHUNK):
        some = CandidateKey.hash.in_(wanted[start : start + _CHUNK])
        found.update(session.scalars(select(CandidateKey.hash).where(some).distinct()))
    return found


def hashes_of(session: Session, contact: Contact) -> list[int]:
    """The hashed keys that a stored contact is to have."""
    return _hashes(contact.workspace_id, profile_of(session, contact), contact.other_names)


def find(session: Session, workspace_id: str, profile: Profile, limit: int = FEW) -> list[Candidate]:
    """The stored contacts most likely to be the person of `profile`, best first; archived ones never."""
    ranked = _ranked(session, profile, shared(session, workspace_id, profile))[:limit]
    if not ranked:
        return []
    name = dialect(session)
    rows = session.execute(profiles(name), {"ids": array([number for _, number in ranked], name)})
    found = {row.id: _profile(row) for row in rows}
    return [Candidate(contact_id, score, found[contact_id]) for score, contact_id in ranked]


def shared(session: Session, workspace_id: str, profile: Profile) -> dict[int, float]:
    """The contacts whose shared keys weigh most, at most NEAR, with the weight.

    A key weighs the less the more contacts have it, and of several keys of one kind the heaviest counts.
    """
    kinds = {blocking.hashed(one, workspace_id): one[0] for one in blocking.keys(profile)}
    heaviest: dict[blocking.Kind, dict[int, float]] = defaultdict(dict)
    for number, ids in blocks(session, list(kinds)) if kinds else ():
        weight = blocking.WEIGHTS[kinds[number]] / (1 + log(len(ids) or 1))
        of_kind = heaviest[kinds[number]]
        of_kind.update((one, weight) for one in ids if weight > of_kind.get(one, 0.0))
    total: dict[int, float] = defaultdict(float)
    for of_kind in heaviest.values():
        for one, weight in of_kind.items():
            total[one] += weight
    best = nlargest(NEAR, ((weight, one) for one, weight in total.items()))
    return {one: weight for weight, one in best if weight >= _LEAST_WEIGHT * best[0][0]}


def profile_of(session: Session, contact: Contact) -> Profile:
    """What a stored contact is compared by."""
    values = {name: getattr(contact, name) for name in COLUMNS}
    company = session.get(Company, contact.company_id) if contact.company_id else None
    return _made(values, company.name if company else None, company.name_en if company else None)


def _ranked(session: Session, profile: Profile, weights: dict[int, float]) -> list[tuple[float, int]]:
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
    least = _LEAST_SCORE * max(scored)[0] if scored else 0.0
    return sorted((one for one in scored if one[0] >= least), reverse=True)


def _likeness(asked: Sequence[str], own: Iterable[str | None]) -> float:
    """The best likeness (0..1) of any two of the words."""
    known = [key(text) for text in own if text]
    return max((fuzz.ratio(a, b) for a in asked for b in known), default=0.0) / 100


def _hashes(workspace_id: str, profile: Profile, other_names: Sequence[str]) -> list[int]:
    """The hashes of a contact's keys under its present name and the latest of its former and usual ones."""
    named = (profile, *(replace(profile, name=name) for name in other_names[-_MOST_NAMES:]))
    return sorted({blocking.hashed(key, workspace_id) for one in named for key in blocking.keys(one)})


def telling(workspace_id: str, profile: Profile) -> tuple[list[int], set[int]]:
    """The hashed keys of a profile, and those of them without which nobody need be compared.

    The others (a name or a mobile number but for one sign) are shared by chance in any large database, and
    two records of one person with an error in the one share a whole key elsewhere.
    """
    keys = {one: blocking.hashed(one, workspace_id) for one in blocking.keys(profile)}
    return sorted(set(keys.values())), {number for one, number in keys.items() if one[0] not in _BY_CHANCE}


def _profile(row: Any) -> Profile:
    return _made(row._mapping, row.company, row.company_en)


def _made(values: Any, company: str | None, company_en: str | None) -> Profile:
    either = {name: values[name] or values[f"{name}_en"] for name in ("department", "title", "address")}
    same = {
        name: values[name] for name in ("name_kana", "name_romaji", "emails", "phones", "postal_code", "urls")
    }
    name = values["name"] or values["name_romaji"]
    return Profile.of_mapping({**same, **either, "name": name, "company": company, "company_en": company_en})
