"""Everything held about a person: found, told, and removed for good (個人情報保護法, articles 33 and 35).

Removed are the contact with those merged into it, its cards with pictures, the photos that show nobody else,
the history of their values, requests as Slack sent them, and everything derived. Notes that name the
person belong to the team as well: they are listed for a decision. What stays is the audit log's entry.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from storage import audit, pictures
from storage.history import unrecorded, values
from storage.tables import (
    Card,
    Change,
    Contact,
    ContactMet,
    FollowUp,
    Incoming,
    Interaction,
    InteractionContact,
    Outbox,
    PersonChoice,
    Photo,
)

STRUCK = "■■"


class Notes(StrEnum):
    """What becomes of notes and follow-ups that name the person."""

    KEEP = "keep"
    STRIKE = "strike"
    DELETE = "delete"


NO_DECISIONS: Mapping[int, Notes] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Held:
    """The rows about one person; `files` are the ids of pictures that are in Slack."""

    contacts: tuple[int, ...]
    cards: tuple[int, ...]
    photos: tuple[int, ...]
    interactions: tuple[int, ...]
    follow_ups: tuple[int, ...]
    naming: tuple[int, ...]
    files: tuple[str, ...]

    def counts(self) -> dict[str, int]:
        """How many rows of each kind; `naming` are the notes and follow-ups that name the person."""
        return {name: len(getattr(self, name)) for name in self.__dataclass_fields__}


def held(session: Session, contact: Contact) -> Held:
    """What there is about a contact and those that were merged into it."""
    ids = _merged(session, contact.id)
    cards = list(session.scalars(select(Card).where(Card.contact_id.in_(ids))))
    backs = list(session.scalars(select(Card).where(Card.front_id.in_([card.id for card in cards]))))
    every = [*cards, *backs]
    alone = [photo for photo in {card.photo for card in every if card.photo} if _shows_only(photo, every)]
    linked = select(InteractionContact.interaction_id).where(InteractionContact.contact_id.in_(ids))
    touches = tuple(sorted(session.scalars(linked.distinct())))
    promised = select(FollowUp.id).where(
        or_(FollowUp.contact_id.in_(ids), FollowUp.interaction_id.in_(touches))
    )
    names = _words(session, ids)
    return Held(
        tuple(ids),
        tuple(card.id for card in every),
        tuple(sorted(photo.id for photo in alone)),
        touches,
        tuple(sorted(session.scalars(promised))),
        tuple(one.id for one in _notes(session, contact.workspace_id) if _names(one.note or "", names)),
        tuple(filter(None, (card.slack_file_id for card in every))),
    )


def disclosed(session: Session, contact: Contact) -> dict[str, list[dict[str, Any]]]:
    """Everything held about a person as JSON-ready rows by table, for the person to read."""
    found = held(session, contact)
    tables = (
        (Contact, Contact.id.in_(found.contacts)),
        (Card, Card.id.in_(found.cards)),
        (ContactMet, ContactMet.contact_id.in_(found.contacts)),
        (Interaction, Interaction.id.in_({*found.interactions, *found.naming})),
        (FollowUp, FollowUp.id.in_(found.follow_ups)),
        (Change, Change.entity.in_((Contact.__tablename__,)) & Change.entity_id.in_(found.contacts)),
    )
    return {
        table.__tablename__: [values(row) for row in session.scalars(select(table).where(which))]
        for table, which in tables
    }


def pictures_of(session: Session, found: Held) -> list[tuple[str, bytes]]:
    """File names and bytes of the person's pictures: their cards, and photos that show nobody else."""
    cards = select(Card.picture_sha).where(Card.id.in_(found.cards))
    photos = select(Photo.picture_sha).where(Photo.id.in_(found.photos))
    digests = sorted({sha for query in (cards, photos) for sha in session.scalars(query) if sha})
    return [(f"{sha[:12]}.jpg", pictures.get(session, sha)[0]) for sha in digests]


def requests(session: Session, contact: Contact) -> list[int]:
    """Ids of the requests, as Slack sent them, that name the person."""
    words = _words(session, _merged(session, contact.id))
    return _requests(session, contact.workspace_id, words)


def posted(session: Session, found: Held, requests: Collection[int], workspace_id: str) -> list[Outbox]:
    """What was posted to Slack about the person alone: reviews of their cards, the contact itself, answers
    to requests that name them."""
    about = {
        "card": set(found.cards),
        "contact": set(found.contacts),
        "vcard": set(found.contacts),
        "incoming": set(requests),
    }
    rows = session.scalars(
        select(Outbox)
        .where(Outbox.workspace_id == workspace_id, Outbox.action.in_(("post", "upload")))
        .order_by(Outbox.id)
        .execution_options(yield_per=500)
    )
    return [row for row in rows if any(row.ids.get(name) in ids for name, ids in about.items())]


def erase(
    session: Session,
    contact: Contact,
    notes: Notes,
    actor_id: str,
    at: datetime,
    decisions: Mapping[int, Notes] = NO_DECISIONS,
) -> Held:
    """Removes a person for good; returns what was there. What is in Slack is the caller's to delete.

    `decisions` (interaction id -> what becomes of it) outrank `notes`.
    """
    found, workspace_id = held(session, contact), contact.workspace_id
    words = _words(session, found.contacts)
    with unrecorded(session):
        _decide(session, found, words, notes, decisions)
        _forget_history(session, found)
        _forget_requests(session, workspace_id, words)
        _remove(session, found)
    session.expire_all()
    pictures.drop_unused(session)
    counts = found.counts()
    audit.write(
        session, workspace_id, actor_id, audit.Action.ERASED, "contacts", found.contacts[0], at, **counts
    )
    return found


def _merged(session: Session, contact_id: int) -> list[int]:
    """The contact and all that went into it, over any number of merges."""
    ids, new = [contact_id], [contact_id]
    while new:
        new = list(session.scalars(select(Contact.id).where(Contact.merged_into_id.in_(new))))
        ids += new
    return ids


def _shows_only(photo: Photo, cards: Sequence[Card]) -> bool:
    mine = {card.id for card in cards}
    return all(card.id in mine for card in photo.cards)


def _words(session: Session, ids: Sequence[int]) -> list[str]:
    """What names the person: names in all their forms, mail addresses, phone numbers; longest first."""
    found: set[str] = set()
    for row in session.scalars(select(Contact).where(Contact.id.in_(ids))):
        names = (row.name, row.name_kana, row.name_romaji, *row.other_names)
        found |= {
            text for name in names if name for text in (name, name.replace(" ", ""), name.replace("　", ""))
        }
        found |= {*row.emails, *(phone["number"] for phone in row.phones)}
        found |= {phone["e164"] for phone in row.phones if phone.get("e164")}
        if row.family_name:
            found |= {
                f"{row.family_name}{title}" for title in ("さん", "様", "氏", "さま", "部長", "課長", "社長")
            }
    return sorted((text for text in found if len(text) > 1), key=len, reverse=True)


def _names(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _notes(session: Session, workspace_id: str) -> Iterable[Interaction]:
    rows = select(Interaction).where(Interaction.workspace_id == workspace_id, Interaction.note.is_not(None))
    return session.scalars(rows.order_by(Interaction.id).execution_options(yield_per=500))


def _decide(
    session: Session, found: Held, words: Sequence[str], notes: Notes, decisions: Mapping[int, Notes]
) -> None:
    """The person leaves every touch; touches without anybody or any word of note go, notes as decided."""
    links = InteractionContact.contact_id.in_(found.contacts)
    session.execute(delete(InteractionContact).where(links))
    session.execute(update(FollowUp).where(FollowUp.contact_id.in_(found.contacts)).values(contact_id=None))
    session.expire_all()
    every = session.scalars(
        select(Interaction).where(Interaction.id.in_({*found.interactions, *found.naming}))
    )
    for touch in every.all():
        decided = decisions.get(touch.id, notes)
        if decided is Notes.DELETE or not (touch.note or touch.links):
            _drop_touch(session, touch)
        elif decided is Notes.STRIKE:
            touch.note = _struck(touch.note, words)
            touch.unknown_people = []
    for one in session.scalars(select(FollowUp).where(FollowUp.id.in_(found.follow_ups))).all():
        decided = decisions.get(one.interaction_id or 0, notes)
        if decided is Notes.STRIKE:
            one.text = _struck(one.text, words) or STRUCK
        elif decided is Notes.DELETE:
            session.delete(one)
    session.flush()


def _drop_touch(session: Session, touch: Interaction) -> None:
    for one in session.scalars(select(FollowUp).where(FollowUp.interaction_id == touch.id)).all():
        session.delete(one)
    session.flush()
    session.delete(touch)


def _struck(text: str | None, words: Sequence[str]) -> str | None:
    for word in words:
        text = text.replace(word, STRUCK) if text else text
    return text


def _forget_history(session: Session, found: Held) -> None:
    touches = {*found.interactions, *found.naming}
    for table, ids in (
        (Contact, found.contacts),
        (Card, found.cards),
        (Interaction, touches),
        (FollowUp, found.follow_ups),
    ):
        mine = (Change.entity == table.__tablename__) & Change.entity_id.in_(ids)
        session.execute(delete(Change).where(mine))
    met = select(ContactMet.id).where(ContactMet.contact_id.in_(found.contacts))
    session.execute(
        delete(Change).where(Change.entity == ContactMet.__tablename__, Change.entity_id.in_(met))
    )


def _forget_requests(session: Session, workspace_id: str, words: Sequence[str]) -> None:
    """Requests as Slack sent them, where they name the person."""
    naming = _requests(session, workspace_id, words)
    session.execute(update(Incoming).where(Incoming.id.in_(naming)).values(payload=None))


def _requests(session: Session, workspace_id: str, words: Sequence[str]) -> list[int]:
    rows = select(Incoming.id, Incoming.payload).where(
        Incoming.workspace_id == workspace_id, Incoming.payload.is_not(None)
    )
    return [
        number
        for number, payload in session.execute(rows.execution_options(yield_per=500))
        if _names(json.dumps(payload, ensure_ascii=False), words)
    ]


def _remove(session: Session, found: Held) -> None:
    ids, cards = found.contacts, found.cards
    for column in (Contact.predecessor_id, Contact.successor_id):
        session.execute(update(Contact).where(column.in_(ids)).values({column.key: None}))
    session.execute(update(Interaction).where(Interaction.card_id.in_(cards)).values(card_id=None))
    session.execute(delete(PersonChoice).where(PersonChoice.contact_id.in_(ids)))
    session.execute(
        delete(ContactMet).where(or_(ContactMet.contact_id.in_(ids), ContactMet.card_id.in_(cards)))
    )
    session.execute(update(Card).where(Card.id.in_(cards)).values(front_id=None))
    session.execute(delete(Card).where(Card.id.in_(cards)))
    for photo in session.scalars(select(Photo).where(Photo.id.in_(found.photos))).all():
        photo.picture_sha, photo.name, photo.state = None, None, "erased"
    session.flush()
    session.execute(update(Contact).where(Contact.id.in_(ids)).values(merged_into_id=None))
    session.execute(delete(Contact).where(Contact.id.in_(ids)))
