"""Notes beside card photos: shown in the card's review, answered alone where no card is left."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import announce, log, log_answers
from bot.jobs.log import Place
from bot.texts import Texts
from bot.views import batch, review
from bot.views import log as view
from bot.views.message import Block, Message
from storage import note_cards, notes, outbox
from storage.tables import Card, Interaction, Outbox, Photo

TAPS = (review.SAVE, review.EDIT, review.UNDO, batch.SAVE_ALL, batch.DOUBTS, batch.UNDO)


def with_notes(
    session: Session, house: House, row: Outbox, cards: Sequence[Card], message: Message, t: Texts
) -> Message:
    """A review with the notes beside its cards' photos, ahead of its buttons.

    Left out are notes with an answer of their own and, in a channel, private ones.
    """
    in_channel = not (row.channel_id or row.recipient).startswith(("D", "U", "W"))
    beside = {
        one.id: one
        for card in cards
        if card.state in ("pending", "saved")
        for one in note_cards.notes_of(session, card.photo_id)
        if not (one.private and in_channel) and not outbox.by_key(session, log.key_of(one.id))
    }
    honorific = house.settings.customer_honorific
    shown = [
        block
        for one in beside.values()
        for block in view.beside(log_answers.logged(session, house, one), t, honorific)
    ]
    place = next((n for n, block in enumerate(message.blocks) if _settles(block)), len(message.blocks))
    return Message(message.text, (*message.blocks[:place], *shown, *message.blocks[place:]))


def _settles(block: Block) -> bool:
    return any(one.get("action_id") in TAPS for one in block.get("elements", ()))


def settled(session: Session, house: House, photo: Photo | None) -> None:
    """A card or photo was put away: notes that have no other card are answered on their own."""
    for row in note_cards.notes_of(session, photo.id) if photo else ():
        if note_cards.is_waiting(session, row):
            continue
        if photo and photo.state == "not_card" and photo.picture_sha is None:
            # A channel's picture that is no card passes silently, and so do the words beside it.
            notes.forget(session, row)
            continue
        if not (row.links or row.unknown_people or notes.asked(row, "person") or notes.asked(row, "people")):
            row.questions = [*row.questions, {"ask": "people"}]
        log.answer(session, house, row, _place(photo, row))


def refresh(session: Session, house: House, photos: Iterable[Photo]) -> None:
    """Has the reviews of these photos' cards, which show notes, rendered anew."""
    for photo in photos:
        for card in photo.cards:
            announce.refresh_card(session, house, card)


def _place(photo: Photo | None, row: Interaction) -> Place:
    if photo is None:
        return Place(row.user_id)
    place = announce.place_of(photo)
    return Place(place.recipient, place.thread_ts)
