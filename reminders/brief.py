"""Thirty seconds before the meeting: what a rep should know of a contact, as values for five lines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from contacts.values import FollowUpState, Kind, Person, Side
from storage import visibility
from storage.contacts import person
from storage.tables import Change, Contact, ContactMet, FollowUp, Interaction, InteractionContact

# What is worth saying aloud in a meeting when it changed.
TOLD_FIELDS = ("company_id", "department", "title", "name", "state")
WITHOUT_TALK_DAYS = 365
MOST_PROMISES, MOST_CHANGES = 3, 3


@dataclass(frozen=True, slots=True)
class Talk:
    """The last interaction a reader may know of; `note` is empty where there is none."""

    on: date
    kind: Kind
    user_id: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """A promise that is still open."""

    text: str
    due_on: date | None
    side: Side


@dataclass(frozen=True, slots=True)
class Changed:
    """A field of the contact that changed on a day; values as stored, None where there was none."""

    field: str
    old: str | None
    new: str | None
    on: date


@dataclass(frozen=True, slots=True)
class Brief:
    """A contact before a meeting: the last talk, both sides' open promises, what changed since it, who of
    ours knows the person best and who met them last (user ids), and the reading of the name."""

    contact_id: int
    person: Person
    today: date
    reading: str = ""
    last: Talk | None = None
    promises: tuple[Open, ...] = ()
    changes: tuple[Changed, ...] = ()
    knows_best: str | None = None
    met_last: tuple[str, date] | None = None


def brief(
    session: Session, contact_id: int, reader: str, today: date, meeting: int | None = None
) -> Brief | None:
    """What `reader` (a user id) should know of a contact on `today`; None when they see none such.

    `meeting` is the follow-up (its id) that the brief is for, which is not told of once more. Private notes
    and what was promised in them are their writer's alone.
    """
    contact = session.get(Contact, contact_id)
    if contact is None or not visibility.sees(session, contact, reader):
        return None
    last = _last_talk(session, contact_id, reader)
    since = last.on if last else today - timedelta(days=WITHOUT_TALK_DAYS)
    return Brief(
        contact_id=contact_id,
        person=person(contact),
        today=today,
        reading=contact.name_kana or contact.name_romaji or "",
        last=last,
        promises=_promises(session, contact_id, reader, meeting),
        changes=_changes(session, contact_id, since),
        knows_best=_knows_best(session, contact_id),
        met_last=_met_last(session, contact_id),
    )


def readable(reader: str) -> ColumnElement[bool]:
    """Interactions whose words `reader` may see."""
    return or_(Interaction.private.is_(False), Interaction.user_id == reader)


def shown_promise(reader: str) -> ColumnElement[bool]:
    """Follow-ups `reader` may see: not those from colleagues' private notes."""
    hidden = select(Interaction.id).where(Interaction.id == FollowUp.interaction_id, ~readable(reader))
    return or_(FollowUp.owner_id == reader, ~hidden.exists())


def _last_talk(session: Session, contact_id: int, reader: str) -> Talk | None:
    rows = (
        select(Interaction)
        .join(InteractionContact)
        .where(InteractionContact.contact_id == contact_id, readable(reader))
        .order_by(Interaction.happened_on.desc(), Interaction.id.desc())
    )
    row = session.scalars(rows.limit(1)).first()
    return Talk(row.happened_on, Kind(row.kind), row.user_id, row.note or "") if row else None


def _promises(session: Session, contact_id: int, reader: str, meeting: int | None) -> tuple[Open, ...]:
    rows = select(FollowUp).where(
        FollowUp.contact_id == contact_id,
        FollowUp.state == FollowUpState.OPEN.value,
        shown_promise(reader),
    )
    if meeting is not None:
        rows = rows.where(FollowUp.id != meeting)
    ordered = rows.order_by(FollowUp.due_on.is_(None), FollowUp.due_on, FollowUp.id)
    found = [Open(row.text, row.due_on, Side(row.side)) for row in session.scalars(ordered.limit(20))]
    of_side = [[one for one in found if one.side is side][:MOST_PROMISES] for side in Side]
    return tuple(one for side in of_side for one in side)


def _changes(session: Session, contact_id: int, since: date) -> tuple[Changed, ...]:
    rows = (
        select(Change.field, Change.old, Change.new, Change.at)
        .where(
            Change.entity == Contact.__tablename__,
            Change.entity_id == contact_id,
            Change.field.in_(TOLD_FIELDS),
        )
        .order_by(Change.id.desc())
    )
    found: dict[str, Changed] = {}
    for field, old, new, at in session.execute(rows.limit(50)):
        if at.date() < since or old is None:
            continue
        newest = found.get(field)
        found[field] = Changed(field, _said(old), newest.new if newest else _said(new), at.date())
    return tuple(one for one in found.values() if one.old != one.new)[:MOST_CHANGES]


def _said(value: Any) -> str | None:
    return None if value is None else str(value)


def _knows_best(session: Session, contact_id: int) -> str | None:
    """Who of ours had most interactions with the contact, the latest of them when several had as many."""
    number, last = func.count(), func.max(Interaction.happened_on)
    rows = (
        select(Interaction.user_id)
        .join(InteractionContact)
        .where(InteractionContact.contact_id == contact_id)
        .group_by(Interaction.user_id)
        .order_by(number.desc(), last.desc(), Interaction.user_id)
    )
    return session.scalars(rows.limit(1)).first()


def _met_last(session: Session, contact_id: int) -> tuple[str, date] | None:
    talks = select(Interaction.user_id, Interaction.happened_on).join(InteractionContact)
    met = select(ContactMet.user_id, ContactMet.met_on).where(ContactMet.contact_id == contact_id)
    rows = [
        session.execute(query.limit(1)).first()
        for query in (
            talks.where(InteractionContact.contact_id == contact_id).order_by(
                Interaction.happened_on.desc(), Interaction.id.desc()
            ),
            met.order_by(ContactMet.met_on.desc(), ContactMet.id.desc()),
        )
    ]
    found = [(str(user), day) for user, day in filter(None, rows)]
    return max(found, key=lambda one: one[1]) if found else None
