"""Whom a new card may be: stored contacts that share something telling with it, and the verdict on each."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.profile import Profile
from contacts.values import CardFields
from contacts.verdict import Label, Verdict, compare
from storage import candidates
from storage.tables import Contact


@dataclass(frozen=True, slots=True)
class Known:
    """A stored contact that may be the person on a card, and why."""

    contact: Contact
    verdict: Verdict


def known(session: Session, workspace_id: str, fields: CardFields, limit: int = 3) -> list[Known]:
    """Stored contacts that are, or may be, the person on a card, the most certain first."""
    card = Profile.of_card(fields)
    profiles = {one.contact_id: one.profile for one in candidates.find(session, workspace_id, card)}
    verdicts = {number: compare(one, card, explained=False) for number, one in profiles.items()}
    alike = {number: v for number, v in verdicts.items() if v.label is not Label.DIFFERENT or v.review}
    best = sorted(alike, key=lambda number: (alike[number].different, number))[:limit]
    rows = session.scalars(select(Contact).where(Contact.id.in_(best))).all() if best else []
    return [
        Known(row, compare(profiles[row.id], card))
        for row in sorted(rows, key=lambda row: best.index(row.id))
    ]
