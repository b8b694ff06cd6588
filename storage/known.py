"""Whom a new card may be: stored contacts that share something telling with it, and the verdict on each."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.profile import Profile
from contacts.values import CardFields
from contacts.verdict import Label, Verdict, compare
from storage import candidates, visibility
from storage.tables import Contact


@dataclass(frozen=True, slots=True)
class Known:
    """A stored contact that may be the person on a card, and why."""

    contact: Contact
    verdict: Verdict


def known(
    session: Session, workspace_id: str, fields: CardFields, limit: int = 3, reader_id: str | None = None
) -> list[Known]:
    """Stored contacts that are, or may be, the person on a card, the most certain first.

    Only those that `reader_id` sees; everybody's without one.
    """
    card = Profile.of_card(fields)
    people = visibility.whose(session, workspace_id, reader_id)
    alike = judged(session, workspace_id, card)
    best = [one.contact_id for one, _ in (alike[:limit] if people is visibility.ALL else alike)]
    shown = select(Contact).where(Contact.id.in_(best), visibility.of_people(people))
    rows = session.scalars(shown).all() if best else []
    profiles = {one.contact_id: one.profile for one, _ in alike}
    return [
        Known(row, compare(profiles[row.id], card))
        for row in sorted(rows, key=lambda row: best.index(row.id))[:limit]
    ]


def judged(
    session: Session, workspace_id: str, card: Profile, most: int = candidates.FEW
) -> list[tuple[candidates.Candidate, Verdict]]:
    """Stored contacts that are, or may be, the person of `card`, the most certain first, without reasons.

    At most `most` are compared.
    """
    found = candidates.find(session, workspace_id, card, most)
    verdicts = [(one, compare(one.profile, card, explained=False)) for one in found]
    alike = [(one, v) for one, v in verdicts if v.label is not Label.DIFFERENT or v.review]
    return sorted(alike, key=lambda pair: (pair[1].different, pair[0].contact_id))
