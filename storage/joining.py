"""A card of somebody the team knows joins the contact: the same person, moved, or with a second post."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contacts.merging import moved, with_card, with_second_post
from contacts.values import CardFields
from storage import cards, companies, contacts, found_by
from storage.history import acting
from storage.tables import Act, Card, Contact

ADD, MOVE, BOTH = KINDS = ("add_card", "move", "second_post")


def add_card(session: Session, card: Card, contact: Contact, actor_id: str, at: datetime) -> Act:
    """Saves a pending card onto a known contact, who is the same person at the same company.

    The newer values by exchange date win; the older card, and the history, keep what they said.
    """
    return join(session, card, contact, ADD, actor_id, at)


def move(
    session: Session, card: Card, contact: Contact, actor_id: str, at: datetime, keep_old_post: bool = False
) -> Act:
    """Saves a pending card onto a known contact who works elsewhere now; the former post becomes career.

    With `keep_old_post` (出向, 兼務) the person holds both posts from now on.
    """
    return join(session, card, contact, BOTH if keep_old_post else MOVE, actor_id, at)


def join(session: Session, card: Card, contact: Contact, kind: str, actor_id: str, at: datetime) -> Act:
    """Saves a pending card onto a known contact as `kind`: ADD, MOVE or BOTH."""
    session.refresh(card, with_for_update=True)
    session.refresh(contact, with_for_update=True)
    with acting(session, card.workspace_id, actor_id, kind, _REASONS[kind], at) as act:
        if card.state == "pending" and cards.is_own(card):
            _change(session, card, contact, kind, at)
            cards.settle(session, card, contact, actor_id, at)
    return act


def _change(session: Session, card: Card, contact: Contact, kind: str, at: datetime) -> None:
    known, printed = contacts.fields_of(contact), cards.fields_of(card)
    since, newest = _known_between(session, contact)
    newer = newest is None or card.exchanged_on >= newest
    if kind == MOVE and not newer:
        _add_former(session, card, contact, printed, since)
        return
    if kind != ADD:
        until = None if kind == BOTH else card.exchanged_on
        contact.career = [_post(known, contact.company_id, since, until), *contact.career]
    result = _RESULTS[kind](known, printed, newer)
    if result.company != known.company or contact.company_id is None:
        contact.company_id = companies.for_fields(session, contact.workspace_id, result)
    contact.other_names = _other_names(contact, known.name, result.name)
    contact.tags = list(dict.fromkeys([*contact.tags, *(card.batch.tags if card.batch else ())]))
    if contact.state in ("archived", "left") and newer:
        contact.state = "active"
    if newer:
        contact.checked_at = at
    contacts.fill(session, contact, result, at)


def _add_former(
    session: Session, card: Card, contact: Contact, printed: CardFields, since: date | None
) -> None:
    """A card older than what is known tells of a post before: it is added to the career, nothing else."""
    company_id = companies.for_fields(session, contact.workspace_id, printed)
    until = since if since and since > card.exchanged_on else None
    contact.career = [*contact.career, _post(printed, company_id, card.exchanged_on, until)]
    contact.other_names = _other_names(contact, printed.name, contact.name)
    found_by.renew(session, contact)


def _other_names(contact: Contact, before: str | None, now: str | None) -> list[str]:
    """Former names stay, so that the person is found by them."""
    kept = list(contact.other_names)
    if before and before != now and before not in kept:
        kept.append(before)
    return kept


def _known_between(session: Session, contact: Contact) -> tuple[date | None, date | None]:
    """When the first and the newest card of the contact were exchanged."""
    span = select(func.min(Card.exchanged_on), func.max(Card.exchanged_on))
    first, newest = session.execute(span.where(Card.contact_id == contact.id, Card.state == "saved")).one()
    return first, newest


def _post(
    known: CardFields, company_id: int | None, since: date | None, until: date | None
) -> dict[str, Any]:
    """A post as a row of the career; `until` is None while it is still held, or when nobody knows."""
    kept = {name: getattr(known, name) for name in ("company", "department", "title", "address")}
    days = {"since": since.isoformat() if since else None, "until": until.isoformat() if until else None}
    reach = {name: known.to_dict().get(name, []) for name in ("phones", "emails")}
    return {**kept, **days, **reach, "company_id": company_id}


_REASONS = {ADD: "card", MOVE: "move", BOTH: "move"}
_RESULTS = {
    ADD: lambda known, card, newer: with_card(known, card, newer=newer),
    MOVE: lambda known, card, newer: moved(known, card),
    BOTH: lambda known, card, newer: with_second_post(known, card),
}
