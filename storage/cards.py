"""Cards under review: kept, edited, saved as contacts, discarded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from contacts.values import CardFields, Kind
from storage import batches, companies, contacts, note_cards
from storage.history import acting
from storage.tables import (
    Act,
    Batch,
    Card,
    Change,
    Contact,
    ContactMet,
    Interaction,
    InteractionContact,
    Photo,
)

SETTLING = ("save", "save_batch", "discard", "add_card", "move", "second_post")


def add(
    session: Session,
    photo: Photo,
    position: int,
    fields: CardFields,
    picture_sha: str | None,
    exchanged_on: date,
    exchanged_from: str,
    at: datetime,
) -> Card:
    """Keeps a card just read, under review; `exchanged_from` is "exif" or "post"."""
    card = Card(
        workspace_id=photo.workspace_id,
        photo=photo,
        batch_id=photo.batch_id,
        position=position,
        state="pending",
        reading=fields.to_dict(),
        fields=fields.to_dict(),
        picture_sha=picture_sha,
        exchanged_on=exchanged_on,
        exchanged_from=exchanged_from,
        poster_id=photo.poster_id,
        received_by=(photo.batch and photo.batch.received_by) or photo.poster_id,
        created_at=at,
    )
    session.add(card)
    session.flush()
    return card


def add_typed(
    session: Session,
    workspace_id: str,
    poster_id: str,
    fields: CardFields,
    day: date,
    source: str,
    at: datetime,
) -> Card:
    """Keeps what was typed instead of photographed, under review; `source` tells what it was (signature)."""
    card = Card(
        workspace_id=workspace_id,
        state="pending",
        reading=fields.to_dict(),
        fields=fields.to_dict(),
        exchanged_on=day,
        exchanged_from=source,
        poster_id=poster_id,
        received_by=poster_id,
        created_at=at,
    )
    session.add(card)
    session.flush()
    return card


def load(session: Session, card_id: int, workspace_id: str) -> Card | None:
    """The workspace's card by its id."""
    card = session.get(Card, card_id)
    return card if card and card.workspace_id == workspace_id else None


def is_own(card: Card) -> bool:
    """Whether the card becomes a contact of its own: it is no back and no colleague's."""
    return card.front_id is None and card.role in ("card", "apart")


def fields_of(card: Card) -> CardFields:
    """The card's fields as a person left them."""
    return CardFields.from_dict(card.fields)


def edit(
    session: Session,
    card: Card,
    fields: CardFields,
    exchanged_on: date,
    received_by: str,
    actor_id: str,
    at: datetime,
) -> Act:
    """A person's corrections; on a saved card they reach the contact too."""
    session.refresh(card, with_for_update=True)
    with acting(session, card.workspace_id, actor_id, "edit", "edit", at) as act:
        before = fields_of(card)
        card.fields = fields.to_dict()
        card.exchanged_on, card.received_by, card.checked = exchanged_on, received_by, True
        if card.state == "saved" and card.contact:
            contacts.correct(session, card.contact, before, fields, at)
    return act


def save(session: Session, card: Card, actor_id: str, at: datetime) -> Act:
    """Turns a card under review into a contact, with the exchange as its first interaction."""
    return save_many(session, [card], actor_id, at)


def save_many(session: Session, cards: Sequence[Card], actor_id: str, at: datetime) -> Act:
    """Saves cards under review in one act, so that one undo takes all of them back.

    Cards that are not pending any more, backs and colleagues are left as they are.
    """
    kind = "save" if len(cards) == 1 else "save_batch"
    with acting(session, cards[0].workspace_id, actor_id, kind, "card", at) as act:
        for card in cards:
            session.refresh(card, with_for_update=True)
            if card.state == "pending" and is_own(card):
                _save(session, card, actor_id, at)
    return act


def _save(session: Session, card: Card, actor_id: str, at: datetime) -> None:
    fields = fields_of(card)
    contact = Contact(
        workspace_id=card.workspace_id,
        company_id=companies.for_fields(session, card.workspace_id, fields),
        owner_id=card.received_by,
        state="active",
        tags=list(card.batch.tags) if card.batch else [],
        created_at=at,
        updated_at=at,
        checked_at=at,
    )
    contacts.fill(session, contact, fields, at)
    settle(session, card, contact, actor_id, at)


def settle(session: Session, card: Card, contact: Contact, actor_id: str, at: datetime) -> None:
    """The card is the contact's from now on: who received it met the person, and cards were exchanged."""
    met = ContactMet(
        contact_id=contact.id, user_id=card.received_by, met_on=card.exchanged_on, card_id=card.id
    )
    session.add_all([met, _exchange(card, contact, at)])
    card.contact, card.state, card.settled_at, card.settled_by = contact, "saved", at, actor_id
    session.flush()
    note_cards.met(session, card)


def _exchange(card: Card, contact: Contact, at: datetime) -> Interaction:
    return Interaction(
        workspace_id=card.workspace_id,
        user_id=card.received_by,
        kind=Kind.EXCHANGE.value,
        happened_on=card.exchanged_on,
        note=card.batch.event_name if card.batch else None,
        card_id=card.id,
        created_at=at,
        links=[InteractionContact(contact_id=contact.id)],
    )


def discard(session: Session, card: Card, actor_id: str, at: datetime) -> Act:
    """Puts a card under review away; it can be taken back until the photo expires."""
    session.refresh(card, with_for_update=True)
    with acting(session, card.workspace_id, actor_id, "discard", "review", at) as act:
        if card.state == "pending":
            card.state, card.settled_at, card.settled_by = "discarded", at, actor_id
    return act


def recent_of(session: Session, workspace_id: str, user_id: str, limit: int = 10) -> list[Card]:
    """The cards a person received, newest first, discarded ones left out."""
    rows = select(Card).where(
        Card.workspace_id == workspace_id,
        Card.received_by == user_id,
        Card.state.in_(("pending", "saved")),
        batches.own_cards(),
    )
    return list(session.scalars(rows.order_by(Card.id.desc()).limit(limit)))


def last_act(session: Session, card: Card, kinds: Sequence[str] = (*SETTLING, "edit")) -> Act | None:
    """The latest act that settled the card, or edited it since, and was not undone."""
    own = and_(Change.entity_id == card.id, Change.field.in_(("state", "fields")))
    return _last_act(session, own, kinds)


def last_act_of(session: Session, batch: Batch) -> Act | None:
    """The latest act that settled cards of the batch and was not undone."""
    members = select(Card.id).where(Card.batch_id == batch.id)
    return _last_act(session, and_(Change.entity_id.in_(members), Change.field == "state"), SETTLING)


def _last_act(session: Session, which: ColumnElement[bool], kinds: Sequence[str]) -> Act | None:
    settled = (
        select(Act)
        .join(Change, Change.act_id == Act.id)
        .where(Change.entity == "cards", which, Act.undone_at.is_(None), Act.kind.in_(kinds))
    )
    return session.scalars(settled.order_by(Act.id.desc()).limit(1)).first()
