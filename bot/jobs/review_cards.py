"""Cards and batches from the database as their reviews show them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import sides, strips
from bot.jobs.people import name_of, zone_for
from bot.texts import Texts
from bot.views import known as known_view
from bot.views.batch import BatchSummary
from bot.views.known import Joined, KnownContact
from bot.views.reasons import sentence
from bot.views.review import ReviewCard, known_sentence
from contacts.repeats import repeats
from contacts.verdict import Label
from storage import batches, cards, contacts, joining, learned
from storage.known import Known, known
from storage.tables import Batch, Card


def review_card(session: Session, house: House, card: Card, t: Texts) -> ReviewCard:
    """A card with the colleagues' names and, while it is open, what the team knows already."""
    return ReviewCard(
        id=card.id,
        fields=cards.fields_of(card),
        exchanged_on=card.exchanged_on,
        received_by=card.received_by,
        exchanged_from="edit" if card.checked else card.exchanged_from,
        received_by_name=name_of(session, house, card.received_by),
        file_id=card.slack_file_id,
        known=_known(session, house, card, t) if card.state == "pending" else (),
        joined=_joined(session, card, t) if card.state == "saved" else None,
        state=card.state,
        settled_by_name=name_of(session, house, card.settled_by),
        undone=card.state == "pending" and card.settled_at is not None,
        doubts=strips.doubts_of(session, card),
        learned=learned.offers(session, card),
        backs=sides.other_sides(session, card),
    )


def _known(session: Session, house: House, card: Card, t: Texts) -> tuple[KnownContact, ...]:
    alike = known(session, card.workspace_id, cards.fields_of(card), reader_id=card.poster_id)
    return tuple(_known_contact(session, house, one, t) for one in alike)


def _known_contact(session: Session, house: House, one: Known, t: Texts) -> KnownContact:
    person = contacts.person(one.contact)
    honorific = house.settings.customer_honorific
    name = t.plain_name(person, honorific=honorific)
    company = person.company or ""
    who = t.plain("person.with_company", name=name, company=company) if company else name
    moved = one.verdict.label is Label.MOVED
    return KnownContact(one.contact.id, name, who, _sentence(session, house, one, t), moved)


def _joined(session: Session, card: Card, t: Texts) -> Joined | None:
    """How the card was joined to a contact that was known before, if it was."""
    act = cards.last_act(session, card, joining.KINDS)
    how = HOW_JOINED.get(act.kind) if act else None
    if how is None or card.contact is None:
        return None
    return Joined(how, t.plain_name(contacts.person(card.contact)), card.contact.id)


def _sentence(session: Session, house: House, one: Known, t: Texts) -> str:
    """Whom the team knows, since when, and what speaks for it."""
    owner = one.contact.owner_id
    who = known_sentence(
        contacts.person(one.contact),
        t,
        saved_by=name_of(session, house, owner),
        saved_on=one.contact.created_at.astimezone(zone_for(session, house, owner)).date(),
        moved=one.verdict.label is Label.MOVED,
    )
    why = [sentence(reason, t) for reason in one.verdict.reasons[:2]]
    return f"{who} {t.plain('list.comma').join(why)}" if why else who


HOW_JOINED = {
    joining.ADD: known_view.ADD,
    joining.MOVE: known_view.MOVED,
    joining.BOTH: known_view.BOTH,
}


def is_doubtful(session: Session, card: Card) -> bool:
    """Whether a person must look at the card before it is saved: unsure fields, no name, or known already.

    An edit settles the fields, but not whether the person is stored already.
    """
    fields = cards.fields_of(card)
    if not card.checked and (fields.unsure or not (fields.name or fields.company)):
        return True
    return bool(known(session, card.workspace_id, fields, reader_id=card.poster_id))


def doubtful(session: Session, batch: Batch) -> list[Card]:
    """The batch's open cards with doubts, or of somebody whose card came before, in order."""
    return [card for card, doubt in _weighed(session, batch) if doubt]


def sure(session: Session, batch: Batch) -> list[Card]:
    """The batch's open cards without doubts, in order."""
    return [card for card, doubt in _weighed(session, batch) if not doubt]


def _weighed(session: Session, batch: Batch) -> list[tuple[Card, bool]]:
    waiting = _open(session, batch)
    again = repeats([cards.fields_of(card) for card in waiting])
    return [
        (card, is_doubtful(session, card) or (place in again and not card.checked))
        for place, card in enumerate(waiting)
    ]


def _open(session: Session, batch: Batch) -> list[Card]:
    return [card for card in batches.cards_of(session, batch) if card.state == "pending"]


def summary(session: Session, house: House, batch: Batch) -> BatchSummary:
    """A batch in numbers and names."""
    progress = batches.progress_of(session, batch)
    all_cards = batches.cards_of(session, batch)
    doubts = len(doubtful(session, batch))
    states = [card.state for card in all_cards]
    return BatchSummary(
        id=batch.id,
        photos=progress.photos,
        unread=progress.unread,
        sure=states.count("pending") - doubts,
        doubtful=doubts,
        saved=states.count("saved"),
        discarded=states.count("discarded"),
        unreadable=progress.unreadable,
        names=tuple(card.fields.get("name") or card.fields.get("company") or "?" for card in all_cards),
        event_name=batch.event_name,
        tags=tuple(batch.tags),
        received_by=batch.received_by,
        received_by_name=name_of(session, house, batch.received_by),
        undoable=cards.last_act_of(session, batch) is not None,
    )
