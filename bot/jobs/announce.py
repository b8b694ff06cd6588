"""What Goen says about photos it read: one review a card, one message for a large batch, or a problem.

Every function writes outbox rows only; `bot.delivery` renders and sends them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.access import Audience
from bot.house import House
from storage import batches, outbox, photos
from storage.tables import Batch, Card, Photo

LARGE_BATCH = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where answers about a photo go: a conversation or a person, and the thread in it."""

    recipient: str
    thread_ts: str | None
    private: bool


def place_of(house: House, photo_id: int) -> Place:
    """The photo's own thread, or the poster's direct message where outsiders might read along."""
    with house.database.read() as session:
        photo = photos.load(session, photo_id)
        channel, poster = photo.channel_id, photo.poster_id
        thread_ts = photo.thread_ts or photo.message_ts
    if channel is None:
        return Place(poster, None, private=False)
    if house.access.audience(channel, house.clock()) is Audience.TEAM:
        return Place(channel, thread_ts, private=False)
    return Place(poster, None, private=True)


def cards_read(session: Session, photo: Photo, place: Place) -> None:
    """Announces the cards of a photo that was just read, in the batch's message when it is a large one."""
    if place.private:
        _neutral(session, photo)
    if batches.count(session, photo.batch) >= LARGE_BATCH:
        _into_batch(session, photo.batch, place)
        return
    for card in photo.cards:
        _put(session, photo, place, key=review_key(card.id), kind="review", ids={"card": card.id})


def _into_batch(session: Session, batch: Batch, place: Place) -> None:
    first = outbox.put(
        session,
        key=batch_key(batch.id),
        workspace_id=batch.workspace_id,
        recipient=place.recipient,
        thread_ts=place.thread_ts,
        kind="batch",
        ids={"batch": batch.id},
    )
    if first is None:
        refresh_batch(session, batch)
        return
    for card in batches.cards_of(session, batch):
        refresh_card(session, card)


def problem(session: Session, house: House, photo: Photo, code: str, place: Place) -> None:
    """Keeps the photo with its problem and says so; a channel picture that is no card passes silently."""
    silent = code == "not_card" and not _speaks(house, photo)
    photos.finish(session, photo, "not_card" if code == "not_card" else "unreadable", problem=code)
    if silent:
        photos.drop_content(session, photo)
        _unreact(session, photo)
        return
    if place.private:
        _neutral(session, photo)
    _put(session, photo, place, key=f"problem:{photo.id}", kind="problem", ids={"photo": photo.id})


def _speaks(house: House, photo: Photo) -> bool:
    """Whether a picture that is no card deserves a word: it was meant for Goen."""
    direct = photo.channel_id is None or photo.channel_id.startswith("D")
    return direct or photo.mentioned or photo.channel_id in house.settings.card_channels


def refresh_card(session: Session, card: Card) -> None:
    """Has the card's review message rendered anew from current data, if one was posted."""
    _update(session, card.workspace_id, review_key(card.id), "review", {"card": card.id})


def refresh_batch(session: Session, batch: Batch) -> None:
    """Has the batch's message rendered anew from current data."""
    _update(session, batch.workspace_id, batch_key(batch.id), "batch", {"batch": batch.id})


def review_key(card_id: int) -> str:
    """The outbox key of a card's review message."""
    return f"review:{card_id}"


def batch_key(batch_id: int) -> str:
    """The outbox key of a batch's one message."""
    return f"batch:{batch_id}"
