"""連絡不要: a person is not to be contacted; noted with reason, date and who, taken back, undone.

The rule for reminders: nothing is asked about the person and no chance is made of them. A follow-up with
them is shown to its owner once, marked, with the question what to do; after that only on a day that
the owner chose. Nobody else (digest, managers' report) is told of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from contacts.values import FollowUpState
from storage.history import acting
from storage.tables import Act, Contact, FollowUp

KIND, AGAIN = "no_contact", "contact_again"
COLUMNS = ("no_contact_on", "no_contact_by", "no_contact_reason")
MOST_REASON = 200


def note(session: Session, contact: Contact, reason: str, on: date, actor_id: str, at: datetime) -> Act:
    """Notes that a person is not to be contacted since `on` (the actor's date); `reason` may be empty."""
    session.refresh(contact, with_for_update=True)
    with acting(session, contact.workspace_id, actor_id, KIND, "edit", at) as act:
        contact.no_contact_on, contact.no_contact_by = on, actor_id
        contact.no_contact_reason = " ".join(reason.split())[:MOST_REASON] or None
    return act


def take_back(session: Session, contact: Contact, actor_id: str, at: datetime) -> Act:
    """The person may be contacted again."""
    session.refresh(contact, with_for_update=True)
    with acting(session, contact.workspace_id, actor_id, AGAIN, "edit", at) as act:
        contact.no_contact_on = contact.no_contact_by = contact.no_contact_reason = None
    return act


def copy(source: Contact, target: Contact) -> None:
    """The wish of `source` becomes one of `target`, as two records of one person are merged."""
    for name in COLUMNS:
        setattr(target, name, getattr(source, name))


def open_follow_ups(session: Session, contact_id: int) -> Sequence[int]:
    """Ids of what is still promised to or by the person."""
    rows = select(FollowUp.id).where(
        FollowUp.contact_id == contact_id, FollowUp.state == FollowUpState.OPEN.value
    )
    return session.scalars(rows.order_by(FollowUp.id)).all()


def forbids() -> ColumnElement[bool]:
    """Of a query of follow-ups: whether the person of one is not to be contacted."""
    mine = Contact.id == FollowUp.contact_id
    return select(Contact.id).where(mine, Contact.no_contact_on.is_not(None)).correlate(FollowUp).exists()


def told() -> ColumnElement[bool]:
    """Of a query of follow-ups: whether the owner was shown one with the flag and chose no later day."""
    shown = (Contact.id == FollowUp.contact_id, FollowUp.reminded_on >= Contact.no_contact_on)
    chose_none = FollowUp.snoozed_until.is_(None) | (FollowUp.snoozed_until <= FollowUp.reminded_on)
    return select(Contact.id).where(*shown, chose_none).correlate(FollowUp).exists()
