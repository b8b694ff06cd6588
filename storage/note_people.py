"""Whom a note may mean: stored people found by what it says, and what its author chose before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.values import Person
from storage import contacts
from storage.search_pieces import normal
from storage.tables import Contact, PersonChoice

MOST_PEOPLE, MOST_A_MENTION, MOST_PAIRS = 200, 60, 12


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
) -> Iterator[list[Contact]]:
    for name in names:
        yield _chosen(session, workspace_id, user_id, name)
    pairs = [f"{name} {company}" for company in companies for name in names]
    for words in (*pairs[:MOST_PAIRS], *names, *companies):
        yield contacts.search(session, workspace_id, words, MOST_A_MENTION)


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
