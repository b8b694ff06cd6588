"""Promised next actions: made, done, put off."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.values import FollowUpState, Side
from storage.history import acting
from storage.tables import Act, FollowUp


def create(
    session: Session,
    *,
    workspace_id: str,
    owner_id: str,
    text: str,
    due_on: date | None,
    at: datetime,
    side: Side = Side.OURS,
    contact_id: int | None = None,
    interaction_id: int | None = None,
) -> FollowUp:
    """Writes a promise down, open."""
    one = FollowUp(
        workspace_id=workspace_id,
        owner_id=owner_id,
        text=text,
        due_on=due_on,
        side=side.value,
        state=FollowUpState.OPEN.value,
        contact_id=contact_id,
        interaction_id=interaction_id,
        created_at=at,
    )
    session.add(one)
    session.flush()
    return one


def load(session: Session, follow_up_id: int, workspace_id: str) -> FollowUp | None:
    """The workspace's follow-up by its id."""
    one = session.get(FollowUp, follow_up_id)
    return one if one and one.workspace_id == workspace_id else None


def open_of(session: Session, workspace_id: str, owner_id: str, limit: int = 15) -> list[FollowUp]:
    """A person's open follow-ups, the earliest due first."""
    rows = select(FollowUp).where(
        FollowUp.workspace_id == workspace_id,
        FollowUp.owner_id == owner_id,
        FollowUp.state == FollowUpState.OPEN.value,
    )
    return list(session.scalars(rows.order_by(FollowUp.due_on.is_(None), FollowUp.due_on).limit(limit)))


def complete(session: Session, one: FollowUp, actor_id: str, at: datetime) -> Act:
    """The promise is kept."""
    with acting(session, one.workspace_id, actor_id, "followup_done", "tap", at) as act:
        one.state, one.done_at = FollowUpState.DONE.value, at
    return act


def snooze(session: Session, one: FollowUp, until: date, actor_id: str, at: datetime) -> Act:
    """The promise rests until a day."""
    with acting(session, one.workspace_id, actor_id, "followup_snooze", "tap", at) as act:
        one.snoozed_until = until
    return act
