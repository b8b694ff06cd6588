"""Notes and the cards they were written beside: the cards' people are the people of the note."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.search_terms import normal
from storage import batches, interactions
from storage.batches import UNREAD
from storage.history import linked
from storage.tables import Card, Interaction, InteractionPhoto, Photo

RIGHT_AFTER, LATELY = timedelta(minutes=10), timedelta(hours=3)
MOST_LATELY = 12


def photos_before(
    session: Session, workspace_id: str, user_id: str, channel_id: str, at: datetime
) -> list[Photo]:
    """The photos that a person posted in a conversation in the last ten minutes."""
    rows = select(Photo).where(
        Photo.workspace_id == workspace_id,
        Photo.channel_id == channel_id,
        Photo.poster_id == user_id,
        Photo.state != "cancelled",
        Photo.posted_at > at - RIGHT_AFTER,
        Photo.posted_at <= at,
    )
    return list(session.scalars(rows.order_by(Photo.id)))


def photos_in(session: Session, workspace_id: str, channel_id: str, thread_ts: str) -> list[Photo]:
    """The photos in a thread, its first message included."""
    rows = select(Photo).where(
        Photo.workspace_id == workspace_id,
        Photo.channel_id == channel_id,
        Photo.state != "cancelled",
        (Photo.message_ts == thread_ts) | (Photo.thread_ts == thread_ts),
    )
    return list(session.scalars(rows.order_by(Photo.id)))


def cards_lately(session: Session, workspace_id: str, user_id: str, at: datetime) -> list[Card]:
    """The cards a person posted in the last three hours that became, or may become, contacts."""
    rows = select(Card).where(
        Card.workspace_id == workspace_id,
        Card.poster_id == user_id,
        Card.created_at > at - LATELY,
        Card.state.in_(("pending", "saved")),
        batches.own_cards(),
    )
    return list(session.scalars(rows.order_by(Card.id).limit(MOST_LATELY)))


def photos_of(session: Session, row: Interaction) -> list[Photo]:
    """The photos whose cards a note is about."""
    rows = select(Photo).join(InteractionPhoto).where(InteractionPhoto.interaction_id == row.id)
    return list(session.scalars(rows.order_by(Photo.id)))


def notes_of(session: Session, photo_id: int | None) -> list[Interaction]:
    """The notes written beside a photo, in their order."""
    rows = select(Interaction).join(InteractionPhoto).where(InteractionPhoto.photo_id == photo_id)
    return list(session.scalars(rows.order_by(Interaction.id)))


def is_open(session: Session, row: Interaction) -> bool:
    """Whether a card of the note's photos is still to be read or settled."""
    return _any_card(session, row, ("pending",))


def is_waiting(session: Session, row: Interaction) -> bool:
    """Whether a card of the note's photos is still to be read or settled, or was saved."""
    return _any_card(session, row, ("pending", "saved"))


def waiting_cards(session: Session, row: Interaction) -> list[Card]:
    """The cards whose people join the note when they are saved."""
    return [card for photo in photos_of(session, row) for card in photo.cards if _may_join(card)]


def _may_join(card: Card) -> bool:
    return card.state == "pending" and card.front_id is None and card.role in ("card", "apart")


def _any_card(session: Session, row: Interaction, states: tuple[str, ...]) -> bool:
    return any(
        photo.state in UNREAD or any(card.state in states for card in photo.cards)
        for photo in photos_of(session, row)
    )


def attach(session: Session, row: Interaction, cards: Iterable[Card]) -> None:
    """Makes the people of these cards the people of a note: contacts now, others when they are saved."""
    known = {photo.id for photo in photos_of(session, row)}
    for card in cards:
        if card.contact_id:
            _meet(session, row, card)
        elif card.photo_id and card.photo_id not in known:
            session.add(InteractionPhoto(interaction_id=row.id, photo_id=card.photo_id))
            known.add(card.photo_id)
    session.flush()


def met(session: Session, card: Card) -> None:
    """A card became a contact: the notes beside its photo are about that person."""
    for row in notes_of(session, card.photo_id) if card.photo_id else ():
        _meet(session, row, card)
    session.flush()


def _meet(session: Session, row: Interaction, card: Card) -> None:
    if card.contact_id is None or card.contact_id in linked(row):
        return
    interactions.link(row, [*linked(row), card.contact_id])
    name = normal(card.fields.get("name"))
    row.unknown_people = [one for one in row.unknown_people if normal(one.get("name")) not in name]
    row.questions = [one for one in row.questions if one["ask"] not in ("people", "attendees")]
    row.company_name = None
    main = linked(row)[0]
    for one in interactions.follow_ups_of(session, row):
        one.contact_id = one.contact_id or main
