"""Two stored contacts that are one person become one; nothing is dropped, and undo parts them again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from contacts.merging import united
from contacts.values import CardFields
from storage import contacts, found_by, history, interactions, no_contact
from storage.history import acting
from storage.tables import (
    Act,
    Card,
    Contact,
    ContactMet,
    FollowUp,
    Interaction,
    InteractionContact,
    NotDuplicate,
    PersonChoice,
)

KIND = "merge"
KEPT, GONE = "kept", "gone"
LISTS = ("qualifications", "other_addresses", "phones", "emails", "urls", "handles")
TOGETHER = {
    "name": ("name", "family_name", "given_name"),
    "company": ("company", "company_en"),
    "address": ("address", "postal_code", "country"),
    "title": ("title", "posts"),
}
SINGLE = (
    "name",
    "name_kana",
    "name_romaji",
    "company",
    "department",
    "department_en",
    "title",
    "title_en",
    "address",
    "address_en",
    "remark",
)


class MergeRefused(ValueError):
    """The two contacts cannot be merged: one of them was merged already, or they are one and the same."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two contacts differ, both values as text, and whose card is newer: kept or gone."""

    field: str
    kept: str
    gone: str
    newest: str


def differences(session: Session, kept: Contact, gone: Contact) -> list[Difference]:
    """The fields a person chooses between; where only one has a value there is nothing to choose."""
    newest = newer(session, kept, gone)
    one, other = contacts.fields_of(kept), contacts.fields_of(gone)
    pairs = ((name, getattr(one, name), getattr(other, name)) for name in SINGLE)
    return [Difference(name, str(a), str(b), newest) for name, a, b in pairs if a and b and a != b]


def newer(session: Session, kept: Contact, gone: Contact) -> str:
    """Which of two contacts has the newer card by exchange date; without cards, which was changed later."""
    days = [newest_card(session, contact) or date.min for contact in (kept, gone)]
    if days[0] == days[1]:
        return KEPT if kept.updated_at >= gone.updated_at else GONE
    return KEPT if days[0] > days[1] else GONE


def newest_card(session: Session, contact: Contact) -> date | None:
    """When the newest card of the contact was exchanged."""
    day = select(func.max(Card.exchanged_on))
    return session.scalar(day.where(Card.contact_id == contact.id, Card.state == "saved"))


def merge(
    session: Session,
    kept: Contact,
    gone: Contact,
    choices: Mapping[str, str],
    actor_id: str,
    at: datetime,
) -> Act:
    """Makes one contact of two, in one act; `choices` says by field whose value stays, "kept" or "gone".

    An empty value never replaces a filled one; lists and tags are united; cards, interactions, follow-ups
    and who met the person move to `kept`, and `gone` stays behind, found by nobody, as what undo needs.

    Raises:
        MergeRefused: one of the two is part of another contact already, or both are one.
    """
    for contact in sorted((kept, gone), key=lambda one: one.id):
        session.refresh(contact, with_for_update=True)
    if kept.id == gone.id or kept.merged_into_id or gone.merged_into_id:
        raise MergeRefused(f"{gone.id} into {kept.id}")
    with acting(session, kept.workspace_id, actor_id, KIND, KIND, at) as act:
        _move_children(session, kept, gone)
        _unite(session, kept, gone, choices, at)
        gone.state, gone.merged_into_id = "merged", kept.id
        session.flush()
        found_by.renew(session, gone)
    return act


def _unite(session: Session, kept: Contact, gone: Contact, choices: Mapping[str, str], at: datetime) -> None:
    own, other = contacts.fields_of(kept), contacts.fields_of(gone)
    values = {name: _chosen(name, own, other, choices) for name in SINGLE}
    whole: dict[str, Any] = {}
    for name in SINGLE:
        whole |= _parts(name, values, own, other)
    lists: dict[str, Any] = {
        name: united(getattr(own, name), getattr(other, name), _same(name)) for name in LISTS
    }
    if values["company"] != own.company:
        kept.company_id = gone.company_id
    names = [own.name, other.name, *kept.other_names, *gone.other_names]
    kept.other_names = [name for name in dict.fromkeys(names) if name and name != values["name"]]
    kept.tags = list(dict.fromkeys([*kept.tags, *gone.tags]))
    kept.career = [*kept.career, *(post for post in gone.career if post not in kept.career)]
    kept.owner_id = kept.owner_id or gone.owner_id
    kept.rank = min(filter(None, (kept.rank, gone.rank)), default=None)
    kept.stale_days = kept.stale_days or gone.stale_days
    kept.never_ask = kept.never_ask or gone.never_ask
    if gone.no_contact_on and not kept.no_contact_on:
        no_contact.copy(gone, kept)
    kept.ask_after = max(filter(None, (kept.ask_after, gone.ask_after)), default=None)
    for name in ("predecessor_id", "successor_id"):
        setattr(kept, name, _neighbour(name, kept, gone))
    kept.checked_at = max(filter(None, (kept.checked_at, gone.checked_at)), default=None)
    kept.state = "active" if "active" in (kept.state, gone.state) else kept.state
    contacts.fill(session, kept, replace(own, **whole, **lists), at)


def _neighbour(name: str, kept: Contact, gone: Contact) -> int | None:
    """Who came before or after either of the two; nobody does so to themselves."""
    found = (getattr(kept, name), getattr(gone, name))
    return next((one for one in found if one and one not in (kept.id, gone.id)), None)


def _chosen(name: str, own: CardFields, other: CardFields, choices: Mapping[str, str]) -> Any:
    first, second = (other, own) if choices.get(name) == GONE else (own, other)
    return getattr(first, name) or getattr(second, name)


def _parts(name: str, values: Mapping[str, Any], own: CardFields, other: CardFields) -> dict[str, Any]:
    """A chosen value with what belongs to it: the postal code comes with its address."""
    source = own if getattr(own, name) == values[name] else other
    return {part: getattr(source, part) for part in TOGETHER.get(name, ())} | {name: values[name]}


def _same(name: str) -> Any:
    if name == "phones":
        return lambda phone: (phone.e164 or phone.number, phone.ext, phone.type)
    return str.casefold if name == "emails" else lambda item: item


def _move_children(session: Session, kept: Contact, gone: Contact) -> None:
    tables: tuple[Any, ...] = (Card, FollowUp, ContactMet)
    for table in tables:
        for row in session.scalars(select(table).where(table.contact_id == gone.id)):
            row.contact_id = kept.id
    for column in (Contact.predecessor_id, Contact.successor_id):
        for row in session.scalars(select(Contact).where(column == gone.id, Contact.id != kept.id)):
            setattr(row, column.key, kept.id)
    # Whom a colleague means by a name is no part of the history; after an undo it may be asked anew.
    said = update(PersonChoice).where(PersonChoice.contact_id == gone.id)
    session.execute(said.values(contact_id=kept.id))
    shared = select(Interaction).join(InteractionContact).where(InteractionContact.contact_id == gone.id)
    for interaction in session.scalars(shared).unique():
        people = [kept.id if one == gone.id else one for one in history.linked(interaction)]
        interactions.link(interaction, people)
    session.flush()


def different(session: Session, first_id: int, second_id: int, actor_id: str, at: datetime) -> None:
    """A person says that two contacts are different people; the pair is not suspected again."""
    low, high = sorted((first_id, second_id))
    session.merge(NotDuplicate(first_id=low, second_id=high, said_by=actor_id, said_at=at))
    session.flush()
