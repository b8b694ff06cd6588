"""What morning messages showed, and what there is for them besides follow-ups."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy import Table, func, insert, select, update
from sqlalchemy.orm import Session

from contacts.values import FollowUpState
from storage import batches, no_contact
from storage.tables import Card, Change, Contact, ContactMet, FollowUp, Interaction, MorningEntry

FOLLOW_UP, OFFER, STALE, CARDS, MET, REPORT = "followup", "offer", "stale", "cards", "met", "report"
Entry = tuple[str, int]
"""Kind and id of what a message shows; the kinds about a person as a whole have the id 0."""
# Who met a contact is news for so long.
MET_DAYS = 14
_FOLLOW_UPS = cast(Table, FollowUp.__table__)
_PART = 500


@dataclass(frozen=True, slots=True)
class Unsaved:
    """Cards a person received and nobody settled: how many, and when the newest came."""

    number: int
    newest: datetime


def write(session: Session, workspace_id: str, user_id: str, day: date, entries: Sequence[Entry]) -> None:
    """Keeps what a message shows, in its order."""
    rows = [
        {
            "workspace_id": workspace_id,
            "user_id": user_id,
            "day": day,
            "kind": kind,
            "ref": ref,
            "position": position,
        }
        for position, (kind, ref) in enumerate(entries)
    ]
    if rows:
        session.execute(insert(MorningEntry), rows)


def read(session: Session, workspace_id: str, user_id: str, day: date) -> list[Entry]:
    """What a person's message of a date shows, in its order."""
    rows = select(MorningEntry.kind, MorningEntry.ref).where(
        MorningEntry.workspace_id == workspace_id, MorningEntry.user_id == user_id, MorningEntry.day == day
    )
    return [(kind, ref) for kind, ref in session.execute(rows.order_by(MorningEntry.position))]


def last_days(session: Session, workspace_id: str, people: Sequence[str]) -> Mapping[str, date]:
    """The date of each person's latest message."""
    rows = session.execute(
        select(MorningEntry.user_id, func.max(MorningEntry.day))
        .where(MorningEntry.workspace_id == workspace_id, MorningEntry.user_id.in_(people))
        .group_by(MorningEntry.user_id)
    )
    return {user: day for user, day in rows}  # noqa: C416 (dict() does not type with Row)


def showings(session: Session, kind: str, refs: Sequence[int], until: date) -> Mapping[int, int]:
    """How often each of these items was shown up to a date, that day included."""
    rows = session.execute(
        select(MorningEntry.ref, func.count())
        .where(MorningEntry.kind == kind, MorningEntry.ref.in_(refs), MorningEntry.day <= until)
        .group_by(MorningEntry.ref)
    )
    return {ref: number for ref, number in rows}  # noqa: C416 (as above)


def last_shown(session: Session, workspace_id: str, kind: str, refs: Sequence[int]) -> Mapping[Any, date]:
    """The latest date on which each (person, item) of a kind was shown."""
    found: dict[Any, date] = {}
    for start in range(0, len(refs), _PART):
        rows = session.execute(
            select(MorningEntry.user_id, MorningEntry.ref, func.max(MorningEntry.day))
            .where(
                MorningEntry.workspace_id == workspace_id,
                MorningEntry.kind == kind,
                MorningEntry.ref.in_(refs[start : start + _PART]),
            )
            .group_by(MorningEntry.user_id, MorningEntry.ref)
        )
        found.update({(user, ref): day for user, ref, day in rows})
    return found


def private(session: Session, ids: Sequence[int]) -> set[int]:
    """Which of these follow-ups come from private notes: they are their owner's alone, no deputy's."""
    found: set[int] = set()
    for start in range(0, len(ids), _PART):
        rows = (
            select(FollowUp.id)
            .join(Interaction, Interaction.id == FollowUp.interaction_id)
            .where(FollowUp.id.in_(ids[start : start + _PART]), Interaction.private.is_(True))
        )
        found.update(session.scalars(rows))
    return found


def shown_to(session: Session, kind: str, ref: int) -> list[tuple[str, date]]:
    """People and dates of the messages that show an item, the latest of each person only."""
    rows = session.execute(
        select(MorningEntry.user_id, func.max(MorningEntry.day))
        .where(MorningEntry.kind == kind, MorningEntry.ref == ref)
        .group_by(MorningEntry.user_id)
    )
    return [(user, day) for user, day in rows]


def mark_shown(session: Session, ids: Iterable[int], day: date, rest_until: date) -> None:
    """Follow-ups were shown on `day` and rest until another; a mark, no change of their history."""
    marked = update(_FOLLOW_UPS).where(_FOLLOW_UPS.c.id.in_(list(ids)))
    session.execute(marked.values(reminded_on=day, rest_until=rest_until))


def unsaved(session: Session, workspace_id: str) -> Mapping[str, Unsaved]:
    """Cards waiting to be saved or discarded, by who received them."""
    rows = session.execute(
        select(Card.received_by, func.count(), func.max(Card.created_at))
        .where(Card.workspace_id == workspace_id, Card.state == "pending", batches.own_cards())
        .group_by(Card.received_by)
    )
    return {user: Unsaved(number, newest) for user, number, newest in rows}


def unsaved_of(session: Session, workspace_id: str, user_id: str, limit: int = 20) -> list[Card]:
    """A person's cards waiting to be saved, oldest first."""
    rows = select(Card).where(
        Card.workspace_id == workspace_id,
        Card.received_by == user_id,
        Card.state == "pending",
        batches.own_cards(),
    )
    return list(session.scalars(rows.order_by(Card.id).limit(limit)))


def met_by_others(session: Session, workspace_id: str, now: datetime) -> list[tuple[str, int]]:
    """Owners with the ids of the meetings (`ContactMet`) of colleagues that they were not told of yet."""
    told = select(MorningEntry.id).where(MorningEntry.kind == MET, MorningEntry.ref == ContactMet.id)
    rows = session.execute(
        select(Contact.owner_id, ContactMet.id)
        .join(Card, Card.id == ContactMet.card_id)
        .join(Contact, Contact.id == ContactMet.contact_id)
        .where(
            Card.workspace_id == workspace_id,
            Card.settled_at > now - timedelta(days=MET_DAYS),
            Contact.owner_id.is_not(None),
            ContactMet.user_id != Contact.owner_id,
            Card.settled_by != Contact.owner_id,
            ~told.exists(),
        )
        .order_by(ContactMet.id)
    )
    return [(str(owner), met) for owner, met in rows]


def newest_change(session: Session) -> int:
    """The id of the latest change in the history; 0 before the first."""
    return session.scalar(select(func.max(Change.id))) or 0


def changed_entries(session: Session, after_id: int, since: date) -> set[tuple[str, date]]:
    """The messages since a date (people and dates) that show what changed after the change `after_id`."""
    entities = (("follow_ups", (FOLLOW_UP, OFFER)), ("contacts", (STALE,)))
    found: set[tuple[str, date]] = set()
    for entity, kinds in entities:
        rows = session.execute(
            select(MorningEntry.user_id, MorningEntry.day)
            .join(Change, MorningEntry.ref == Change.entity_id)
            .where(
                Change.id > after_id,
                Change.entity == entity,
                MorningEntry.kind.in_(kinds),
                MorningEntry.day >= since,
            )
            .distinct()
        )
        found.update((user, day) for user, day in rows)
    settled = session.execute(
        select(MorningEntry.user_id, MorningEntry.day)
        .join(Card, Card.received_by == MorningEntry.user_id)
        .join(Change, Change.entity_id == Card.id)
        .where(
            Change.id > after_id,
            Change.entity == "cards",
            MorningEntry.kind == CARDS,
            MorningEntry.ref == 0,
            MorningEntry.day >= since,
        )
        .distinct()
    )
    return found | {(user, day) for user, day in settled}


def overdue_counts(
    session: Session, workspace_id: str, today: date, people: Sequence[str] | None = None
) -> list[tuple[str, int, date]]:
    """For each person with overdue promises of ours: how many, and since when the oldest, most first."""
    number = func.count()
    rows = (
        select(FollowUp.owner_id, number, func.min(FollowUp.due_on))
        .where(
            FollowUp.workspace_id == workspace_id,
            FollowUp.state == FollowUpState.OPEN.value,
            FollowUp.due_on < today,
            FollowUp.side == "ours",
            ~no_contact.forbids(),
        )
        .group_by(FollowUp.owner_id)
        .order_by(number.desc(), FollowUp.owner_id)
    )
    if people is not None:
        rows = rows.where(FollowUp.owner_id.in_(people))
    return [(user, count, oldest) for user, count, oldest in session.execute(rows) if oldest]
