"""Interactions and follow-ups over HTTP; private notes and what hangs on them are never among them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from bot.api.door import Desk, Reading, View, Writing, wrong
from bot.api.paging import Cursor, Limit, page
from bot.api.shapes import (
    FollowUpShape,
    InteractionShape,
    Line,
    NewFollowUp,
    NewInteraction,
    Number,
    Page,
)
from contacts.values import FollowUpState
from storage import contacts, follow_ups, interactions
from storage.tables import FollowUp, Interaction, InteractionContact

router = APIRouter()


@router.get("/interactions", tags=["interactions"])
def list_interactions(
    asked: Reading,
    session: View,
    cursor: Cursor = 0,
    limit: Limit = 50,
    contact_id: Number | None = None,
) -> Page[InteractionShape]:
    """Interactions by their ids, of all contacts or of one."""
    rows = select(Interaction).where(
        Interaction.workspace_id == asked.workspace_id, Interaction.private.is_(False)
    )
    if contact_id:
        mine = select(InteractionContact.interaction_id).where(InteractionContact.contact_id == contact_id)
        rows = rows.where(Interaction.id.in_(mine))
    return page(session, rows, Interaction.id, InteractionShape.of, cursor, limit)


@router.post("/interactions", tags=["interactions"], status_code=201)
def log_interaction(asked: Writing, sent: NewInteraction) -> InteractionShape:
    """Logs a touch of a colleague with contacts."""
    with asked.house.database.write() as session:
        asked.colleague(session, sent.user_id, "user_id")
        _check_contacts(session, asked, sent.contact_ids)
        row = interactions.add(
            session,
            workspace_id=asked.workspace_id,
            user_id=sent.user_id,
            kind=sent.kind,
            happened_on=sent.happened_on,
            contact_ids=sent.contact_ids,
            at=asked.now,
            note=sent.note,
            actor_id=asked.actor_id,
        )
        return InteractionShape.of(row)


@router.get("/follow-ups", tags=["follow-ups"])
def list_follow_ups(
    asked: Reading,
    session: View,
    cursor: Cursor = 0,
    limit: Limit = 50,
    state: FollowUpState | None = None,
    owner_id: Annotated[Line | None, Query()] = None,
    due_before: date | None = None,
) -> Page[FollowUpShape]:
    """Follow-ups by their ids."""
    rows = _readable(asked)
    if state:
        rows = rows.where(FollowUp.state == state.value)
    if owner_id:
        rows = rows.where(FollowUp.owner_id == owner_id)
    if due_before:
        rows = rows.where(FollowUp.due_on < due_before)
    return page(session, rows, FollowUp.id, FollowUpShape.of, cursor, limit)


@router.post("/follow-ups", tags=["follow-ups"], status_code=201)
def create_follow_up(asked: Writing, sent: NewFollowUp) -> FollowUpShape:
    """Promises a next action; its owner is reminded of it as of any other."""
    with asked.house.database.write() as session:
        asked.colleague(session, sent.owner_id, "owner_id")
        _check_contacts(session, asked, [sent.contact_id] if sent.contact_id else [])
        row = follow_ups.create(
            session,
            workspace_id=asked.workspace_id,
            owner_id=sent.owner_id,
            text=sent.text,
            due_on=sent.due_on,
            at=asked.now,
            actor_id=asked.actor_id,
            side=sent.side,
            contact_id=sent.contact_id,
        )
        return FollowUpShape.of(row)


@router.post("/follow-ups/{follow_up_id}/done", tags=["follow-ups"], responses={404: {}})
def complete_follow_up(asked: Writing, follow_up_id: Number) -> FollowUpShape:
    """Marks a follow-up as done; one that is settled already stays as it is."""
    with asked.house.database.write() as session:
        row = session.scalars(_readable(asked).where(FollowUp.id == follow_up_id)).one_or_none()
        if row is None:
            raise HTTPException(404, "no such follow-up")
        follow_ups.complete(session, row, asked.actor_id, asked.now)
        return FollowUpShape.of(row)


def _readable(asked: Desk) -> Select[FollowUp]:
    team = or_(FollowUp.interaction_id.is_(None), Interaction.private.is_(False))
    rows = select(FollowUp).outerjoin(Interaction, Interaction.id == FollowUp.interaction_id)
    return rows.where(FollowUp.workspace_id == asked.workspace_id, team)


def _check_contacts(session: Session, asked: Desk, ids: Sequence[int]) -> None:
    for one in ids:
        if contacts.load(session, one, asked.workspace_id) is None:
            raise wrong("contact_id", f"no contact {one}")
