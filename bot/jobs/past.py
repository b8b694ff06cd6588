"""A contact's past values from the database as its history shows them."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs.people import name_of, zone_for
from bot.texts import Mrkdwn, Texts
from bot.views import history as view
from bot.views.history import PastChange
from bot.views.message import View
from storage import contacts, past
from storage.acts import Conflict
from storage.history import plain
from storage.tables import Change, Company, Contact


def history(session: Session, house: House, contact: Contact, t: Texts, told: Mrkdwn | None = None) -> View:
    """The modal with the contact's changes; `told` is what a tap has just done."""
    changes = [_shown(session, house, contact, one) for one in past.changes_of(session, contact)]
    return view.history(t.plain_name(contacts.person(contact)), changes, t, told)


def conflict(found: Conflict, t: Texts) -> Mrkdwn:
    """Why a change was not taken back: both values."""
    return t("history.conflict", current=as_text(found.current), before=as_text(found.before))


def _shown(session: Session, house: House, contact: Contact, change: Change) -> PastChange:
    before, after = (_value(session, house, change.field, value) for value in (change.old, change.new))
    return PastChange(
        id=change.id,
        field=change.field,
        before=before,
        after=after,
        by=name_of(session, house, change.actor_id),
        on=change.at.astimezone(zone_for(session, house, change.actor_id)).date(),
        reason=change.reason,
        current=plain(getattr(contact, change.field)) == change.new,
    )


def _value(session: Session, house: House, field: str, value: Any) -> str:
    if field == "company_id" and value:
        company = session.get(Company, value)
        return company.name if company else ""
    return name_of(session, house, value) if field in ("owner_id", "no_contact_by") else as_text(value)


def as_text(value: Any) -> str:
    """A stored value in words: the items of a list with commas between them, "" for nothing."""
    if isinstance(value, list):
        return ", ".join(as_text(item) for item in value)
    if isinstance(value, dict):
        parts = (value.get(name) for name in ("company", "department", "title", "label", "number", "address"))
        return " ".join(str(part) for part in parts if part) or json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)
