"""Touches with contacts: written down, read back newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from contacts.values import Kind
from storage.history import acting
from storage.tables import Interaction, InteractionContact


def add(
    session: Session,
    *,
    workspace_id: str,
    user_id: str,
    kind: Kind,
    happened_on: date,
    contact_ids: Sequence[int],
    at: datetime,
    note: str | None = None,
    private: bool = False,
    incoming_id: int | None = None,
) -> Interaction:
    """One touch of `user_id` with contacts, as an act of theirs; contacts keep the order given, once each."""
    links = [
        InteractionContact(contact_id=contact_id, position=position)
        for position, contact_id in enumerate(dict.fromkeys(contact_ids))
    ]
    row = Interaction(
        workspace_id=workspace_id,
        user_id=user_id,
        kind=kind.value,
        happened_on=happened_on,
        note=note,
        private=private,
        incoming_id=incoming_id,
        created_at=at,
        links=links,
    )
    with acting(session, workspace_id, user_id, "log", "note", at):
        session.add(row)
    return row


def load(session: Session, interaction_id: int, workspace_id: str) -> Interaction | None:
    """The workspace's interaction by its id."""
    row = session.get(Interaction, interaction_id)
    return row if row and row.workspace_id == workspace_id else None


def of_contact(session: Session, contact_id: int, reader_id: str, limit: int = 10) -> list[Interaction]:
    """A contact's interactions, newest first; private ones are their writer's alone."""
    rows = (
        select(Interaction)
        .join(InteractionContact)
        .where(InteractionContact.contact_id == contact_id)
        .where(or_(Interaction.private.is_(False), Interaction.user_id == reader_id))
        .order_by(Interaction.happened_on.desc(), Interaction.id.desc())
    )
    return list(session.scalars(rows.limit(limit)))


def last_touch(session: Session, contact_id: int) -> date | None:
    """The day of the contact's latest interaction; None before the first."""
    touched = select(func.max(Interaction.happened_on)).join(InteractionContact)
    return session.scalar(touched.where(InteractionContact.contact_id == contact_id))
