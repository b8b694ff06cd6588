"""Photos that one person posts in one conversation within minutes belong together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnElement, CursorResult, and_, delete, func, not_, or_, select
from sqlalchemy.orm import Session

from storage.tables import Batch, Card, Photo

GAP = timedelta(minutes=5)
PDF = "application/pdf"
UNREAD = ("waiting", "reading")


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is: photos posted, still unread, and without a card; cards."""

    photos: int
    unread: int
    cards: int
    unreadable: int


def join(
    session: Session,
    workspace_id: str,
    user_id: str,
    channel_id: str | None,
    thread_ts: str | None,
    at: datetime,
    gap: timedelta = GAP,
) -> Batch:
    """This person's batch in this conversation with its last photo less than `gap` ago, else a new one."""
    _one_at_a_time(session, f"{workspace_id} {user_id} {channel_id} {thread_ts}")
    open_batch = (
        select(Batch)
        .where(
            Batch.workspace_id == workspace_id,
            Batch.user_id == user_id,
            Batch.channel_id.is_not_distinct_from(channel_id),
            Batch.thread_ts.is_not_distinct_from(thread_ts),
            Batch.last_photo_at > at - gap,
            Batch.started_at < at + gap,
        )
        .order_by(Batch.last_photo_at.desc())
    )
    batch = session.scalars(open_batch.limit(1)).first()
    if batch is None:
        batch = Batch(
            workspace_id=workspace_id,
            user_id=user_id,
            channel_id=channel_id,
            thread_ts=thread_ts,
            started_at=at,
            last_photo_at=at,
            tags=[],
        )
        session.add(batch)
    batch.last_photo_at = max(batch.last_photo_at, at)
    session.flush()
    return batch


def _one_at_a_time(session: Session, conversation: str) -> None:
    """Two replicas that take in one person's photos at once must not open a batch each."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(conversation, 0))))


def load(session: Session, batch_id: int, workspace_id: str) -> Batch | None:
    """The workspace's batch by its id."""
    batch = session.get(Batch, batch_id)
    return batch if batch and batch.workspace_id == workspace_id else None


def size(session: Session, batch: Batch) -> int:
    """Cards in the batch, every unread photo counted as one."""
    progress = progress_of(session, batch)
    return progress.cards + progress.unread


def progress_of(session: Session, batch: Batch) -> Progress:
    """Photos, unread photos and cards, those of cancelled photos left out; a scan counts by its pages."""
    taken_apart = and_(func.coalesce(Photo.mime, "") == PDF, Photo.state == "read")
    photos = select(func.count()).where(
        Photo.batch_id == batch.id, Photo.state != "cancelled", not_(taken_apart)
    )
    unread = select(func.count()).where(Photo.batch_id == batch.id, Photo.state.in_(UNREAD))
    cards = select(func.count()).where(Card.batch_id == batch.id, Card.state != "cancelled", own_cards())
    # A picture that was passed over silently keeps no bytes, and is not counted either.
    spoken = or_(Photo.state == "unreadable", and_(Photo.state == "not_card", Photo.picture_sha.is_not(None)))
    failed = select(func.count()).where(Photo.batch_id == batch.id, spoken)
    return Progress(*(session.scalar(count) or 0 for count in (photos, unread, cards, failed)))


def describe(
    session: Session,
    batch: Batch,
    event_name: str | None,
    tags: Sequence[str],
    received_by: str | None,
) -> None:
    """What all cards of the batch have in common; a receiver is set on the cards still open."""
    batch.event_name, batch.tags, batch.received_by = event_name, list(tags), received_by
    if received_by:
        for card in cards_of(session, batch):
            if card.state == "pending":
                card.received_by = received_by


def cards_of(session: Session, batch: Batch) -> list[Card]:
    """The batch's cards in the order they were posted; without cancelled ones, backs and colleagues."""
    rows = (
        select(Card)
        .join(Photo)
        .where(Card.batch_id == batch.id, Card.state != "cancelled", own_cards())
        .order_by(Photo.id, Card.position)
    )
    return list(session.scalars(rows))


def own_cards() -> ColumnElement[bool]:
    """Cards that become contacts of their own: no backs, no colleagues."""
    return and_(Card.front_id.is_(None), Card.role.in_(("card", "apart")))


def drop_empty(session: Session, before: datetime) -> int:
    """Removes batches whose photos and cards are all gone, with their last photo before a moment."""
    photo = select(Photo.id).where(Photo.batch_id == Batch.id).exists()
    card = select(Card.id).where(Card.batch_id == Batch.id).exists()
    statement = delete(Batch).where(Batch.last_photo_at < before, ~photo, ~card)
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast(CursorResult[Any], result).rowcount
