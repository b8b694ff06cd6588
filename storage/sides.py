"""Fronts and backs of a batch find each other, in whatever order their photos were read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts import sides
from contacts.values import CardFields
from storage import cards, contacts
from storage.batches import UNREAD
from storage.history import acting
from storage.tables import Act, Batch, Card, Photo

CARD, BACK, COLLEAGUE, APART = "card", "back", "colleague", "apart"
PART = "part"


@dataclass(frozen=True, slots=True)
class Found:
    """What changed: cards whose messages are out of date, and backs that no front is to be expected for."""

    changed: list[Card] = field(default_factory=list)
    alone: list[Card] = field(default_factory=list)


def role_of(fields: CardFields, own_domains: Iterable[str]) -> str:
    """What a card just read is: a colleague's, a back without a person, or a card."""
    if sides.is_ours(fields, own_domains):
        return COLLEAGUE
    return BACK if sides.is_back(fields) else CARD


def pair(session: Session, batch: Batch, at: datetime) -> Found:
    """Joins the batch's backs with their fronts; to be called whenever a photo of it was read or removed.

    A back that nothing printed connects with a front waits until no photo of the batch is unread.
    """
    # Two jobs that finish at once must see each other's cards.
    session.flush()
    session.refresh(batch, with_for_update=True)
    every = _cards(session, batch)
    found = Found(_released(session, every, at))
    unread = _unread(session, batch)
    for back in [card for card in every if _may_be_back(card)]:
        front = _front(back, every, unread=unread)
        if front is not None:
            _join(session, front, back, at)
            found.changed.extend((front, back))
        elif back.role == BACK and not unread:
            found.alone.append(back)
    return found


def backs_of(session: Session, front: Card) -> list[Card]:
    """The other sides of a card."""
    return list(session.scalars(select(Card).where(Card.front_id == front.id).order_by(Card.id)))


def front_of(session: Session, back: Card) -> Card | None:
    """The card of which this is the other side."""
    return session.get(Card, back.front_id) if back.front_id else None


def part(session: Session, card: Card, actor_id: str, at: datetime) -> tuple[Act, Card | None]:
    """A person says that this is a card of its own; returns the act and the front it belonged to."""
    session.refresh(card, with_for_update=True)
    with acting(session, card.workspace_id, actor_id, PART, PART, at) as act:
        front = front_of(session, card)
        if front:
            _separate(session, front, card, at)
        card.role = APART
    return act, front


def _cards(session: Session, batch: Batch) -> list[Card]:
    rows = select(Card).join(Photo).where(Card.batch_id == batch.id)
    ordered = rows.order_by(Photo.id, Card.position).execution_options(populate_existing=True)
    return list(session.scalars(ordered))


def _unread(session: Session, batch: Batch) -> bool:
    unread = select(Photo.id).where(Photo.batch_id == batch.id, Photo.state.in_(UNREAD))
    return session.scalars(unread.limit(1)).first() is not None


def _released(session: Session, every: Sequence[Card], at: datetime) -> list[Card]:
    """Sides whose other side was deleted in Slack stand alone again."""
    changed: list[Card] = []
    for back in every:
        front = front_of(session, back)
        if front and "cancelled" in (front.state, back.state):
            _separate(session, front, back, at)
            changed += [front, back]
    return changed


def _may_be_back(card: Card) -> bool:
    return (
        card.state == "pending" and not card.checked and card.front_id is None and card.role in (CARD, BACK)
    )


def _may_be_front(card: Card) -> bool:
    return card.state in ("pending", "saved") and card.front_id is None and card.role in (CARD, APART)


def _front(back: Card, every: Sequence[Card], *, unread: bool) -> Card | None:
    """The card this side belongs to: by what both print, else the one just before or just after."""
    fronts = [card for card in every if card is not back and _may_be_front(card)]
    surely = {
        card.id: sides.belongs(CardFields.from_dict(card.reading), CardFields.from_dict(back.reading))
        for card in fronts
    }
    place = every.index(back)
    agreeing = [card for card in fronts if surely[card.id] >= sides.AGREES]
    if agreeing:
        return min(agreeing, key=lambda card: _distance(every.index(card), place))
    if unread or back.role != BACK:
        return None
    taken = {card.front_id for card in every}
    beside = [every[i] for i in (place - 1, place + 1) if 0 <= i < len(every)]
    return next(
        (c for c in beside if surely.get(c.id) and c.id not in taken and _alone(c, back, every)), None
    )


def _distance(front: int, back: int) -> tuple[int, bool]:
    return abs(front - back), front > back


def _alone(front: Card, back: Card, every: Sequence[Card]) -> bool:
    """Whether the place says which two sides are meant: one card in its photo, or two sides in one."""
    beside = [card for card in every if card.photo_id == front.photo_id]
    return len(beside) == 1 or (back in beside and len(beside) == 2)


def _join(session: Session, front: Card, back: Card, at: datetime) -> None:
    both = sides.joined(cards.fields_of(front), cards.fields_of(back))
    back.front_id = front.id
    _keep(session, front, both, at)


def _separate(session: Session, front: Card, back: Card, at: datetime) -> None:
    back.front_id = None
    read = CardFields.from_dict(front.reading), CardFields.from_dict(back.reading)
    _keep(session, front, sides.parted(cards.fields_of(front), *read), at)


def _keep(session: Session, front: Card, fields: CardFields, at: datetime) -> None:
    """The front's fields; those of a contact saved from it follow."""
    before = cards.fields_of(front)
    front.fields = fields.to_dict()
    if front.state == "saved" and front.contact:
        contacts.correct(session, front.contact, before, fields, at)
    session.flush()
