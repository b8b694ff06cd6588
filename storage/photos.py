"""Posted photos and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, aliased

from storage import batches, pictures
from storage.batches import UNREAD
from storage.history import unrecorded
from storage.tables import Card, Change, ContactMet, Interaction, Photo

UNSAVED = ("pending", "discarded", "cancelled")


class PhotoUnknown(LookupError):
    """No photo has this id."""


def take_in(
    session: Session,
    *,
    workspace_id: str,
    file_id: str,
    channel_id: str | None,
    message_ts: str | None,
    thread_ts: str | None,
    poster_id: str,
    mime: str | None,
    name: str | None,
    mentioned: bool,
    source: str,
    at: datetime,
) -> Photo | None:
    """Writes a posted photo down; None when its file is known (a mention then still counts)."""
    known = of_file(session, workspace_id, file_id)
    if known:
        known.mentioned = known.mentioned or mentioned
        return None
    photo = Photo(
        workspace_id=workspace_id,
        file_id=file_id,
        channel_id=channel_id,
        message_ts=message_ts,
        thread_ts=thread_ts,
        poster_id=poster_id,
        mime=mime,
        name=name,
        mentioned=mentioned,
        source=source,
        state="waiting",
        posted_at=at,
    )
    try:
        with session.begin_nested():
            session.add(photo)
    except IntegrityError:
        # Slack tells of one file twice (message and file event), to two replicas at once.
        return None
    return photo


def load(session: Session, photo_id: int) -> Photo:
    """The photo by its id.

    Raises:
        PhotoUnknown: it was removed.
    """
    photo = session.get(Photo, photo_id)
    if photo is None:
        raise PhotoUnknown(photo_id)
    return photo


def start(session: Session, photo_id: int) -> Photo | None:
    """Marks a photo as being read; None when it was read, settled or removed already."""
    photo = session.get(Photo, photo_id)
    if photo is None or photo.state not in UNREAD:
        return None
    photo.state = "reading"
    return photo


def finish(session: Session, photo: Photo, state: str, problem: str | None = None) -> None:
    """Ends the reading of a photo: `read`, `not_card` or `unreadable` with its problem's code."""
    photo.state, photo.problem = state, problem


def cancel(session: Session, photo: Photo) -> None:
    """The photo was deleted in Slack: unsaved cards are cancelled and our copies dropped."""
    shown = {card.picture_sha for card in photo.cards if card.picture_sha}
    for card in photo.cards:
        if card.state in UNSAVED:
            card.state, card.picture_sha = "cancelled", None
    if all(card.state == "cancelled" for card in photo.cards):
        photo.state = "cancelled"
        drop_content(session, photo)
    session.flush()
    pictures.drop_unused(session, shown)


def drop_content(session: Session, photo: Photo) -> None:
    """Forgets the photo's bytes."""
    gone, photo.picture_sha = photo.picture_sha, None
    session.flush()
    pictures.drop_unused(session, [gone] if gone else [])


def of_file(session: Session, workspace_id: str, file_id: str) -> Photo | None:
    """The photo of a Slack file."""
    same = select(Photo).where(Photo.workspace_id == workspace_id, Photo.file_id == file_id)
    return session.scalars(same).one_or_none()


def page(session: Session, scan: Photo, number: int, picture_sha: str) -> Photo:
    """One page of a posted PDF, as a photo of the same message whose picture is kept already.

    `number` counts from 1; the page's file id is the scan's with it behind a #.
    """
    place = ["workspace_id", "channel_id", "message_ts", "thread_ts"]
    copied = [*place, "poster_id", "mentioned", "source", "posted_at"]
    photo = Photo(
        **{name: getattr(scan, name) for name in copied},
        file_id=f"{scan.file_id}#{number}",
        mime="image/jpeg",
        picture_sha=picture_sha,
        state="waiting",
    )
    photo.batch = scan.batch
    session.add(photo)
    session.flush()
    return photo


def is_page(photo: Photo) -> bool:
    """Whether a photo is a page of a scan."""
    return "#" in photo.file_id


def scan_of(session: Session, page: Photo) -> Photo | None:
    """The scan that a page is of."""
    return of_file(session, page.workspace_id, page.file_id.partition("#")[0])


def pages_of(session: Session, scan: Photo) -> list[Photo]:
    """The pages of a scan in order; none of a photo."""
    same = (
        Photo.workspace_id == scan.workspace_id,
        Photo.file_id.startswith(f"{scan.file_id}#", autoescape=True),
    )
    return list(session.scalars(select(Photo).where(*same).order_by(Photo.id)))


def of_message(session: Session, workspace_id: str, channel_id: str, ts: str) -> list[Photo]:
    """The photos of one message, in the order they were posted."""
    same = select(Photo).where(
        Photo.workspace_id == workspace_id, Photo.channel_id == channel_id, Photo.message_ts == ts
    )
    return list(session.scalars(same.order_by(Photo.id)))


def others_matter(session: Session, photo: Photo) -> bool:
    """Whether another photo of the same message is unread or turned out to be of interest."""
    siblings = of_message(session, photo.workspace_id, str(photo.channel_id), str(photo.message_ts))
    return any(other.id != photo.id and other.state != "not_card" for other in siblings)


def expire(session: Session, before: datetime) -> int:
    """Removes photos posted before a moment of which no card was saved; returns how many.

    Their cards, pictures and history go too: nobody decided to keep these people.
    """
    front = aliased(Card)
    of_saved = select(front.id).where(front.id == Card.front_id, front.state == "saved").exists()
    kept = or_(Card.state == "saved", of_saved)
    saved = select(Card.id).where(Card.photo_id == Photo.id, kept).exists()
    gone = list(session.scalars(select(Photo).where(Photo.posted_at < before, ~saved)))
    with unrecorded(session):
        _erase_cards(session, [card for photo in gone for card in photo.cards])
        for photo in gone:
            session.delete(photo)
    batches.drop_empty(session, before)
    pictures.drop_unused(session)
    return len(gone)


def _erase_cards(session: Session, cards: Sequence[Card]) -> None:
    ids = [card.id for card in cards]
    # An undone save may have left an interaction that others built on.
    session.execute(update(Interaction).where(Interaction.card_id.in_(ids)).values(card_id=None))
    session.execute(update(ContactMet).where(ContactMet.card_id.in_(ids)).values(card_id=None))
    session.execute(delete(Change).where(Change.entity == Card.__tablename__, Change.entity_id.in_(ids)))
    for back in session.scalars(select(Card).where(Card.front_id.in_(ids))):
        back.front_id = None
    session.flush()
    for card in cards:
        session.delete(card)
    session.flush()
