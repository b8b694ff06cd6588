"""Where each value of a contact comes from: the card that prints it, and who confirmed or changed it when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from contacts.companies import normal_name
from contacts.doubts import field_of, items, value_of
from contacts.values import CardFields
from storage import contacts
from storage.doubts import CONFIRM, key_of_reason, reading_of
from storage.tables import Act, Card, Change, Contact

FIELDS = (
    "name",
    "name_kana",
    "name_romaji",
    "company",
    "department",
    "title",
    "phones",
    "emails",
    "postal_code",
    "address",
    "urls",
    "handles",
    "qualifications",
    "department_en",
    "title_en",
    "address_en",
    "other_addresses",
    "remark",
)
Value = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Said:
    """Who vouches for a value since when; `edited` when that person put it in place of another."""

    by: str
    at: datetime
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Origin:
    """A contact's value with the newest card that prints it, None when none does.

    `printed` is the key of `CardFields.places` under which the card shows where it was read.
    """

    key: str
    value: str
    card: Card | None = None
    printed: str | None = None
    said: Said | None = None


def origins(session: Session, contact: Contact) -> list[Origin]:
    """Every value of a contact in the order people read a card."""
    fields = contacts.fields_of(contact)
    own = contacts.cards_of(session, contact)
    card_words = {card.id: said_of(session, card) for card in own}
    later = _changed(session, contact)
    return [_origin(key, fields, own, card_words, later) for name in FIELDS for key in items(fields, name)]


def said_of(session: Session, card: Card) -> dict[Value, Said]:
    """Who confirmed or edited which value of a card, by field and value, the latest word for each."""
    said: dict[Value, Said] = {}
    for change, kind in session.execute(_changes(Card.__tablename__, card.id, ("fields",))):
        before, after = CardFields.from_dict(change.old or {}), CardFields.from_dict(change.new or {})
        said |= dict.fromkeys(_confirmed(change, kind, before, after), Said(change.actor_id, change.at))
        new = set(_values(after)) - set(_values(before))
        said |= dict.fromkeys(new, Said(change.actor_id, change.at, edited=True))
    return said


def _changes(entity: str, entity_id: int, fields: Sequence[str]) -> Select[Change, str]:
    """What people changed, with the kind of act; what was undone does not count."""
    return (
        select(Change, Act.kind)
        .join(Act, Change.act_id == Act.id)
        .where(Change.entity == entity, Change.entity_id == entity_id, Change.field.in_(fields))
        .where(Act.undone_at.is_(None), Act.kind != "undo")
        .order_by(Change.id)
    )


def _confirmed(change: Change, kind: str, before: CardFields, after: CardFields) -> list[Value]:
    if kind == CONFIRM:
        key = key_of_reason(change.reason)
        keys = list(items(after, field_of(key))) if key == field_of(key) else [key]
        return [(field_of(one), value_of(after, one)) for one in keys]
    settled = set(before.unsure) - set(after.unsure)
    return [value for value in _values(after) if value[0] in settled]


def _origin(
    key: str,
    fields: CardFields,
    own: list[Card],
    card_words: dict[int, dict[Value, Said]],
    later: dict[Value, Said],
) -> Origin:
    name, value = field_of(key), value_of(fields, key)
    card = next((card for card in own if _spelled(card, name, value)), None)
    if card is None:
        return Origin(key, value, said=later.get((name, value)))
    spelled = _spelled(card, name, value)
    words = [card_words[card.id].get((name, spelled or value)), later.get((name, value))]
    said = max((one for one in words if one), key=lambda one: one.at, default=None)
    return Origin(key, value, card, _printed(card, name, spelled or value), said)


def _spelled(card: Card, name: str, value: str) -> str | None:
    """The value as the card has it; a company may be written another way."""
    fields = CardFields.from_dict(card.fields)
    if name == "company":
        own = fields.company or fields.company_en or ""
        return own if own and normal_name(own) == normal_name(value) else None
    return next((one for field, one in _values(fields) if (field, one) == (name, value)), None)


def _printed(card: Card, name: str, value: str) -> str | None:
    """Where the card was read for this value: by what was read there, else by what it was corrected from."""
    reading, fields = reading_of(card), CardFields.from_dict(card.fields)
    same = (key for key in items(reading, name) if value_of(reading, key) == value)
    now = (key for key in items(fields, name) if value_of(fields, key) == value)
    return next((key for key in (*same, *now) if key in reading.places), None)


def _changed(session: Session, contact: Contact) -> dict[Value, Said]:
    """Who changed which value of the contact itself after it was made."""
    said: dict[Value, Said] = {}
    for change, _ in session.execute(_changes(Contact.__tablename__, contact.id, FIELDS)):
        new = set(_contact_values(change.field, change.new)) - set(_contact_values(change.field, change.old))
        said |= dict.fromkeys(new, Said(change.actor_id, change.at, edited=True))
    return said


def _contact_values(name: str, stored: Any) -> Iterator[Value]:
    return _values(CardFields.from_dict({name: stored} if stored else {}))


def _values(fields: CardFields) -> Iterator[Value]:
    for name in FIELDS:
        yield from ((name, value_of(fields, key)) for key in items(fields, name))
