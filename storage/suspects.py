"""Pairs of stored contacts that may be one person, most certain first."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from contacts.verdict import Label, Verdict, compare
from storage import candidates, visibility
from storage.tables import CandidateKey, Contact, NotDuplicate

# A key that more contacts share says little about two of them; the same person twice shares rarer ones too.
MOST_SHARING = 12
MOST_COMPARED = 400


@dataclass(frozen=True, slots=True)
class Suspected:
    """Two contacts, the older first, and what the verdict says of them."""

    first: Contact
    second: Contact
    verdict: Verdict


def suspected(session: Session, workspace_id: str, reader_id: str | None = None) -> list[Suspected]:
    """Pairs of the workspace's contacts that are, or may be, one person, the most certain first.

    Only pairs of which `reader_id` sees both; everybody's without one. Pairs that a person called different
    people, and contacts that were merged or archived, are left out.
    """
    found = []
    for first_id, second_id in _sharing(
        session, workspace_id, visibility.whose(session, workspace_id, reader_id)
    ):
        first, second = session.get(Contact, first_id), session.get(Contact, second_id)
        if first is None or second is None:
            continue
        verdict = compare(candidates.profile_of(session, first), candidates.profile_of(session, second))
        if verdict.label is not Label.DIFFERENT or verdict.review:
            found.append(Suspected(first, second, verdict))
    return sorted(found, key=lambda pair: (pair.verdict.different, pair.first.id, pair.second.id))


def _sharing(session: Session, workspace_id: str, people: frozenset[str] | None) -> list[tuple[int, int]]:
    """The pairs that share the most rare keys."""
    rare = (
        select(CandidateKey.hash)
        .group_by(CandidateKey.hash)
        .having(func.count().between(2, MOST_SHARING))
        .subquery()
    )
    one, other = aliased(CandidateKey), aliased(CandidateKey)
    first, second = aliased(Contact), aliased(Contact)
    told = exists().where(NotDuplicate.first_id == one.contact_id, NotDuplicate.second_id == other.contact_id)
    pairs = (
        select(one.contact_id, other.contact_id)
        .join(rare, rare.c.hash == one.hash)
        .join(other, and_(other.hash == one.hash, other.contact_id > one.contact_id))
        .join(first, first.id == one.contact_id)
        .join(second, second.id == other.contact_id)
        .where(
            first.workspace_id == workspace_id,
            first.state.in_(("active", "left")),
            second.state.in_(("active", "left")),
            ~told,
            *(visibility.of_people(people, contact) for contact in (first, second)),
        )
        .group_by(one.contact_id, other.contact_id)
        .order_by(func.count().desc(), one.contact_id, other.contact_id)
        .limit(MOST_COMPARED)
    )
    return [(low, high) for low, high in session.execute(pairs)]
