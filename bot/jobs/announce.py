"""What Goen says about photos it read: one review a card, one message for a large batch, or a problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import posting, strips
from storage import batches, cards, channels, outbox, photos
from storage.tables import Batch, Card, Photo

LARGE_BATCH = 4
SEEN_EMOJI = "eyes"


@dataclass(frozen=True, slots=True)
class Place:
    """Where answers about a photo go: a conversation or a person, and the thread in it."""

    recipient: str
    thread_ts: str | None


def place_of(photo: Photo) -> Place:
    """The photo's own thread; `bot.delivery` leads it elsewhere where outsiders read along."""
    if photo.channel_id is None:
        return Place(photo.poster_id, None)
    return Place(photo.channel_id, photo.thread_ts or photo.message_ts)


def seen(session: Session, house: House, channel_id: str, message_ts: str) -> None:
    """Shows by a reaction that the message's photos were taken in."""
    key = f"seen:{channel_id}:{message_ts}"
    ids = {"ts": message_ts}
    posting.put(session, house, key=key, recipient=channel_id, kind=SEEN_EMOJI, ids=ids, action="react")


def cards_read(session: Session, house: House, photo: Photo) -> None:
    """Announces the cards of a photo that was just read, in the batch's message when it is a large one."""
    place = place_of(photo)
    ready = {card.id: _upload(session, house, card, place) for card in photo.cards}
    if photo.batch and (is_shown(session, photo.batch) or batches.size(session, photo.batch) >= LARGE_BATCH):
        _into_batch(session, house, photo.batch, place)
        return
    for card in photo.cards:
        if cards.is_own(card):
            _review(session, house, card, place, ready[card.id])


def typed(session: Session, house: House, card: Card, place: Place) -> None:
    """Announces a card without a picture."""
    _put(session, house, place, key=review_key(card.id), kind="review", ids={"card": card.id})


def review_alone(session: Session, house: House, card: Card) -> None:
    """Says of a side what it is, where its photo was posted, once."""
    if card.photo:
        parent = picture_key(card.id)
        _review(session, house, card, place_of(card.photo), parent)


def _review(session: Session, house: House, card: Card, place: Place, parent: str) -> None:
    ids = {"card": card.id}
    _put(session, house, place, key=review_key(card.id), kind="review", ids=ids, parent_key=parent)


def _upload(session: Session, house: House, card: Card, place: Place) -> str:
    """Queues the card's pictures; returns the key of the row that its review must wait for."""
    posting.put(
        session,
        house,
        key=picture_key(card.id),
        recipient=place.recipient,
        kind="picture",
        ids={"card": card.id},
        action="upload",
    )
    return strips.queue_doubts(session, house, card, place.recipient, after=picture_key(card.id))


def next_doubts(session: Session, house: House, card: Card) -> None:
    """Queues the strips of what is asked about next, ahead of the review's next update."""
    posted = outbox.by_key(session, review_key(card.id))
    if posted:
        strips.queue_doubts(session, house, card, posted.recipient, after=review_key(card.id))


def is_shown(session: Session, batch: Batch) -> bool:
    """Whether the batch has its one message, which stays when its photos become fewer."""
    return outbox.by_key(session, batch_key(batch.id)) is not None


def _into_batch(session: Session, house: House, batch: Batch, place: Place) -> None:
    if not _put(session, house, place, key=batch_key(batch.id), kind="batch", ids={"batch": batch.id}):
        refresh_batch(session, house, batch)
        return
    for card in batches.cards_of(session, batch):
        posting.refresh(session, house, review_key(card.id))


def problem(session: Session, house: House, photo: Photo, code: str) -> None:
    """Keeps the photo with its problem and says so; a channel picture that is no card passes silently."""
    silent = code == "not_card" and not _speaks(session, house, photo)
    photos.finish(session, photo, "not_card" if code == "not_card" else "unreadable", problem=code)
    if silent:
        photos.drop_content(session, photo)
        _unseen(session, house, photo)
    else:
        ids = {"photo": photo.id}
        _put(session, house, place_of(photo), key=f"problem:{photo.id}", kind="problem", ids=ids)
    if photo.batch:
        refresh_batch(session, house, photo.batch)


def cancelled(session: Session, house: House, photo: Photo) -> None:
    """Shows that a photo was deleted: its reviews and its batch are rendered anew."""
    for card in photo.cards:
        posting.refresh(session, house, review_key(card.id))
    if photo.batch:
        refresh_batch(session, house, photo.batch)


def _speaks(session: Session, house: House, photo: Photo) -> bool:
    """Whether a picture that is no card deserves a word: it was meant for Goen."""
    direct = photo.channel_id is None or photo.channel_id.startswith("D")
    return direct or photo.mentioned or _is_card_channel(session, house, str(photo.channel_id))


def _is_card_channel(session: Session, house: House, channel_id: str) -> bool:
    channel = channels.get(session, house.workspace_id, channel_id)
    return channel_id in house.settings.card_channels or bool(channel and channel.is_card_channel)


def refresh_card(session: Session, house: House, card: Card) -> None:
    """Has everything posted about the card rendered anew from current data."""
    posting.refresh(session, house, review_key(card.id))
    if card.batch:
        refresh_batch(session, house, card.batch)


def refresh_batch(session: Session, house: House, batch: Batch) -> None:
    """Has the batch's message rendered anew from current data."""
    posting.refresh(session, house, batch_key(batch.id))


def _put(
    session: Session,
    house: House,
    place: Place,
    *,
    key: str,
    kind: str,
    ids: Mapping[str, int],
    parent_key: str | None = None,
) -> bool:
    return posting.put(
        session,
        house,
        key=key,
        recipient=place.recipient,
        kind=kind,
        ids=ids,
        thread_ts=place.thread_ts,
        parent_key=parent_key,
    )


def _unseen(session: Session, house: House, photo: Photo) -> None:
    """Takes the reaction back once no photo of the message is of interest."""
    if not photo.channel_id or not photo.message_ts or photos.others_matter(session, photo):
        return
    key, ids = f"unseen:{photo.channel_id}:{photo.message_ts}", {"ts": photo.message_ts}
    posting.put(
        session, house, key=key, recipient=photo.channel_id, kind=SEEN_EMOJI, ids=ids, action="unreact"
    )


def review_key(card_id: int) -> str:
    """The outbox key of a card's review message."""
    return f"review:{card_id}"


def picture_key(card_id: int) -> str:
    """The outbox key of the upload of a card's straightened picture."""
    return f"picture:{card_id}"


def batch_key(batch_id: int) -> str:
    """The outbox key of a batch's one message."""
    return f"batch:{batch_id}"
