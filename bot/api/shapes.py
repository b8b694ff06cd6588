"""What the HTTP API and webhooks say about the data, and what the API takes in."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, datetime, time
from typing import Annotated, Any, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from contacts import phones
from contacts.values import CardFields, FollowUpState, Kind, Phone, PhoneType, Side
from storage.tables import Company, Contact, FollowUp, Interaction

MOST_ITEMS, MOST_LIST, MOST_NOTE = 200, 20, 10_000


def _storable(text: str) -> str:
    """Control characters and halves of characters have no place in a database's text."""
    if any(unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t" for char in text):
        raise ValueError("holds control characters or unpaired surrogates")
    return text


Line = Annotated[
    str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(_storable)
]
Words = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=MOST_NOTE),
    AfterValidator(_storable),
]
Number = Annotated[int, Field(ge=1, le=2**31 - 1)]
Item = TypeVar("Item")


class Shape(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Page(Shape, Generic[Item]):
    """Items in the order of their ids; `next` is the `cursor` of the next page, null on the last."""

    items: list[Item]
    next: int | None = None


class PhoneShape(Shape):
    """A phone number as printed; `e164` is given where it parses and ignored when sent."""

    type: PhoneType = PhoneType.WORK
    number: Line
    e164: str | None = None
    ext: Line | None = None


class CompanyShape(Shape):
    id: int
    name: str
    name_en: str | None
    corporate_number: str | None
    domain: str | None
    address: str | None
    industry: str | None
    aliases: list[str]
    merged_into_id: int | None

    @classmethod
    def of(cls, row: Company) -> CompanyShape:
        """A stored company."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})


class ContactValues(Shape):
    """What a person's card would say."""

    name: Line | None = None
    name_kana: Line | None = None
    name_romaji: Line | None = None
    company: Line | None = None
    department: Line | None = None
    title: Line | None = None
    postal_code: Line | None = None
    address: Line | None = None
    phones: Annotated[list[PhoneShape], Field(max_length=MOST_LIST)] = []
    emails: Annotated[list[Line], Field(max_length=MOST_LIST)] = []
    urls: Annotated[list[Line], Field(max_length=MOST_LIST)] = []

    def over(self, known: CardFields) -> CardFields:
        """The known values with those that were sent in their place."""
        names = self.model_fields_set & set(ContactValues.model_fields)
        sent: dict[str, Any] = {name: getattr(self, name) for name in names}
        if "phones" in sent:
            sent["phones"] = tuple(_phone(one) for one in self.phones)
        sent |= {name: tuple(sent[name]) for name in ("emails", "urls") if name in sent}
        if "name" in sent:
            sent |= {"family_name": None, "given_name": None}
        return replace(known, **sent)


def _phone(one: PhoneShape) -> Phone:
    return Phone(one.type, one.number, phones.e164(one.number), one.ext)


class NewContact(ContactValues):
    """A contact to save; the owner is a colleague's Slack id."""

    owner_id: Line | None = None
    tags: Annotated[list[Line], Field(max_length=MOST_LIST)] = []


class ContactShape(Shape):
    """A contact as the team knows it now."""

    id: int
    state: str
    name: str | None
    name_kana: str | None
    name_romaji: str | None
    family_name: str | None
    given_name: str | None
    company_id: int | None
    company: str | None
    department: str | None
    title: str | None
    postal_code: str | None
    address: str | None
    phones: list[PhoneShape]
    emails: list[str]
    urls: list[str]
    tags: list[str]
    rank: str | None
    no_contact_on: date | None
    no_contact_by: str | None
    no_contact_reason: str | None
    owner_id: str | None
    merged_into_id: int | None
    created_at: datetime
    updated_at: datetime

    @classmethod
    def of(cls, row: Contact) -> ContactShape:
        """A stored contact."""
        values = {name: getattr(row, name) for name in cls.model_fields}
        return cls(**{**values, "company": row.company.name if row.company else None})


class NewInteraction(Shape):
    """A touch with contacts; `user_id` is the Slack id of the colleague whose touch it was."""

    user_id: Line
    kind: Kind
    happened_on: date
    contact_ids: Annotated[list[Number], Field(min_length=1, max_length=MOST_LIST)]
    note: Words | None = None


class InteractionShape(Shape):
    """A touch that the whole team may read; `amount` is in whole units of `currency`."""

    id: int
    user_id: str
    kind: Kind
    happened_on: date
    contact_ids: list[int]
    note: str | None
    amount: int | None
    currency: str | None
    created_at: datetime

    @classmethod
    def of(cls, row: Interaction) -> InteractionShape:
        """A stored interaction."""
        values = {name: getattr(row, name) for name in cls.model_fields if name != "contact_ids"}
        return cls(**values, contact_ids=[link.contact_id for link in row.links])


class NewFollowUp(Shape):
    """A promised next action; the day and the time are those where its owner is."""

    text: Line
    owner_id: Line
    due_on: date | None = None
    contact_id: Number | None = None
    side: Side = Side.OURS


class FollowUpShape(Shape):
    id: int
    text: str
    side: Side
    state: FollowUpState
    owner_id: str
    due_on: date | None
    due_time: time | None
    contact_id: int | None
    interaction_id: int | None
    created_at: datetime
    done_at: datetime | None

    @classmethod
    def of(cls, row: FollowUp) -> FollowUpShape:
        """A stored follow-up."""
        return cls(**{name: getattr(row, name) for name in cls.model_fields})
