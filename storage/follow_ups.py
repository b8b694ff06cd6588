"""Promised next actions: made, done, dropped, put off, handed over, and claimed when they are due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from contacts.values import FollowUpState, Side
from storage.history import acting
from storage.tables import Act, Change, FollowUp


def create(
    session: Session,
    *,
    workspace_id: str,
    owner_id: str,
    text: str,
    due_on: date | None,
    at: datetime,
    actor_id: str | None = None,
    due_time: time | None = None,
    side: Side = Side.OURS,
    contact_id: int | None = None,
    interaction_id: int | None = None,
    assigned_by: str | None = None,
) -> FollowUp:
    """An open follow-up; its due date and time are in the owner's zone; the owner is the default actor.

    `assigned_by` is the colleague whose offer the owner has yet to accept.
    """
    row = FollowUp(
        workspace_id=workspace_id,
        owner_id=owner_id,
        text=text,
        due_on=due_on,
        due_time=due_time,
        side=side.value,
        state=FollowUpState.OPEN.value,
        contact_id=contact_id,
        interaction_id=interaction_id,
        assigned_by=assigned_by,
        created_at=at,
    )
    with acting(session, workspace_id, actor_id or owner_id, "followup", "note", at):
        session.add(row)
    return row


def load(session: Session, follow_up_id: int, workspace_id: str) -> FollowUp | None:
    """The workspace's follow-up by its id."""
    row = session.get(FollowUp, follow_up_id)
    return row if row and row.workspace_id == workspace_id else None


def complete(session: Session, follow_up: FollowUp, actor_id: str, at: datetime) -> Act:
    """Marks it done; one that is not open any more stays as it is."""
    return _settle(session, follow_up, FollowUpState.DONE, actor_id, at)


def drop(session: Session, follow_up: FollowUp, actor_id: str, at: datetime) -> Act:
    """Marks it as not needed any more; one that is not open any more stays as it is."""
    return _settle(session, follow_up, FollowUpState.DROPPED, actor_id, at)


def _settle(session: Session, row: FollowUp, state: FollowUpState, actor_id: str, at: datetime) -> Act:
    session.refresh(row, with_for_update=True)
    with acting(session, row.workspace_id, actor_id, f"followup_{state.value}", "tap", at) as act:
        if row.state == FollowUpState.OPEN.value:
            row.state = state.value
            row.done_at = at if state is FollowUpState.DONE else None
    return act


def snooze(session: Session, follow_up: FollowUp, until: date, actor_id: str, at: datetime) -> Act:
    """Shows it in no reminder before a date in its owner's zone."""
    with acting(session, follow_up.workspace_id, actor_id, "followup_snooze", "tap", at) as act:
        follow_up.snoozed_until, follow_up.rest_until = until, None
    return act


def reassign(session: Session, follow_up: FollowUp, owner_id: str, actor_id: str, at: datetime) -> Act:
    """Hands it over to a colleague, who is reminded anew."""
    with acting(session, follow_up.workspace_id, actor_id, "followup_reassign", "tap", at) as act:
        _hand(follow_up, owner_id, at)
        follow_up.assigned_by = None
    return act


def assign(session: Session, follow_up: FollowUp, owner_id: str, actor_id: str, at: datetime) -> Act:
    """Gives it to a colleague, who may accept or return it in the next morning message."""
    with acting(session, follow_up.workspace_id, actor_id, "followup_assign", "tap", at) as act:
        _hand(follow_up, owner_id, at)
        follow_up.assigned_by = actor_id if actor_id != owner_id else None
    return act


def accept(session: Session, follow_up: FollowUp, actor_id: str, at: datetime) -> Act:
    """Its owner takes what a colleague assigned."""
    with acting(session, follow_up.workspace_id, actor_id, "followup_accept", "tap", at) as act:
        follow_up.assigned_by = None
    return act


def give_back(session: Session, follow_up: FollowUp, actor_id: str, at: datetime) -> Act:
    """Its owner returns what a colleague assigned; that colleague is reminded of it anew."""
    with acting(session, follow_up.workspace_id, actor_id, "followup_return", "tap", at) as act:
        if follow_up.assigned_by:
            _hand(follow_up, follow_up.assigned_by, at)
        follow_up.assigned_by = None
    return act


def _hand(row: FollowUp, owner_id: str, at: datetime) -> None:
    row.owner_id, row.owned_since = owner_id, at
    row.reminded_on, row.rest_until, row.snoozed_until = None, None, None


def edit(
    session: Session,
    follow_up: FollowUp,
    text: str,
    due_on: date | None,
    side: Side,
    actor_id: str,
    at: datetime,
) -> Act:
    """A person's corrections; a new due date starts its reminders over."""
    with acting(session, follow_up.workspace_id, actor_id, "followup_edit", "edit", at) as act:
        if (due_on, side.value) != (follow_up.due_on, follow_up.side):
            follow_up.rest_until = follow_up.snoozed_until = None
        follow_up.text, follow_up.due_on, follow_up.side = text, due_on, side.value
    return act


def last_act(session: Session, follow_up: FollowUp) -> Act | None:
    """The latest act that changed the follow-up, or made it, and was not undone."""
    acts = (
        select(Act)
        .join(Change, Change.act_id == Act.id)
        .where(
            Change.entity == FollowUp.__tablename__,
            Change.entity_id == follow_up.id,
            Act.undone_at.is_(None),
            Act.kind.startswith("followup"),
        )
    )
    return session.scalars(acts.order_by(Act.id.desc()).limit(1)).first()


def open_of(session: Session, workspace_id: str, owner_id: str, limit: int = 50) -> list[FollowUp]:
    """A person's open follow-ups, the first due first, those without a date last."""
    rows = select(FollowUp).where(
        FollowUp.workspace_id == workspace_id,
        FollowUp.owner_id == owner_id,
        FollowUp.state == FollowUpState.OPEN.value,
    )
    ordered = rows.order_by(FollowUp.due_on.is_(None), FollowUp.due_on, FollowUp.id)
    return list(session.scalars(ordered.limit(limit)))


def claim_due(
    session: Session,
    now: datetime,
    *,
    workspace_id: str,
    owners: Sequence[str],
    zone: ZoneInfo,
    limit: int = 200,
) -> list[FollowUp]:
    """Open follow-ups of these owners that are due at `now` in their zone, each claimed once a day.

    Rows that another replica claims at this moment are left to it. The first due come first.
    """
    day = now.astimezone(zone).date()
    due = (
        select(FollowUp)
        .where(
            FollowUp.workspace_id == workspace_id,
            FollowUp.owner_id.in_(owners),
            FollowUp.state == FollowUpState.OPEN.value,
            FollowUp.due_on <= day,
            or_(FollowUp.snoozed_until.is_(None), FollowUp.snoozed_until <= day),
            or_(FollowUp.reminded_on.is_(None), FollowUp.reminded_on < day),
        )
        .order_by(FollowUp.due_on, FollowUp.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    rows = list(session.scalars(due))
    for row in rows:
        row.reminded_on = day
    session.flush()
    return rows
