"""Who took a post over from whom (前任, 後任), and where the open follow-ups go."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.values import FollowUpState
from storage.history import acting
from storage.tables import Act, Contact, FollowUp

KIND = "successor"


def open_follow_ups(session: Session, contact: Contact) -> list[FollowUp]:
    """What is still promised to or by the contact."""
    rows = select(FollowUp).where(
        FollowUp.contact_id == contact.id, FollowUp.state == FollowUpState.OPEN.value
    )
    return list(session.scalars(rows.order_by(FollowUp.id)))


def succeed(
    session: Session,
    contact: Contact,
    successor: Contact,
    *,
    with_follow_ups: bool,
    actor_id: str,
    at: datetime,
) -> Act:
    """Links the two in one act; with `with_follow_ups` the open ones are the successor's from now on.

    Raises:
        ValueError: nobody succeeds themselves.
    """
    if contact.id == successor.id:
        raise ValueError("nobody succeeds themselves")
    with acting(session, contact.workspace_id, actor_id, KIND, "edit", at) as act:
        contact.successor_id, successor.predecessor_id = successor.id, contact.id
        for one in open_follow_ups(session, contact) if with_follow_ups else ():
            one.contact_id = successor.id
    return act
