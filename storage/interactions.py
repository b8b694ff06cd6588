"""Touches with contacts: written down, read back newest first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session

from contacts.values import Kind
from storage.history import acting
from storage.tables import Contact, FollowUp, Interaction, InteractionContact


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
    actor_id: str | None = None,
) -> Interaction:
    """One touch of `user_id` with contacts, the default actor; contacts keep the order given, once each."""
    row = Interaction(
        workspace_id=workspace_id,
        user_id=user_id,
        kind=kind.value,
        happened_on=happened_on,
        note=note,
        private=private,
        incoming_id=incoming_id,
        created_at=at,
    )
    link(row, contact_ids)
    with acting(session, workspace_id, actor_id or user_id, "log", "note", at):
        session.add(row)
    return row


def link(row: Interaction, contact_ids: Sequence[int]) -> None:
    """Makes these contacts the people of an interaction, in this order, once each."""
    known = {one.contact_id: one for one in row.links}
    wanted = list(dict.fromkeys(contact_ids))
    row.links[:] = [
        known.get(contact_id) or InteractionContact(contact_id=contact_id) for contact_id in wanted
    ]
    for position, one in enumerate(row.links):
        one.position = position


def load(session: Session, interaction_id: int, workspace_id: str) -> Interaction | None:
    """The workspace's interaction by its id."""
    row = session.get(Interaction, interaction_id)
    return row if row and row.workspace_id == workspace_id else None


def shown_to(reader_id: str) -> ColumnElement[bool]:
    """Which interactions a colleague may read: private ones are their writer's alone."""
    return or_(Interaction.private.is_(False), Interaction.user_id == reader_id)


def of_contact(session: Session, contact_id: int, reader_id: str, limit: int = 10) -> list[Interaction]:
    """A contact's interactions, newest first; private ones are their writer's alone."""
    rows = select(Interaction).join(InteractionContact).where(InteractionContact.contact_id == contact_id)
    return _newest(session, rows, reader_id, limit)


def of_company(
    session: Session,
    workspace_id: str,
    company_id: int,
    names: Sequence[str],
    reader_id: str,
    limit: int = 10,
) -> list[Interaction]:
    """Interactions with the people of a company, or whose note names it, newest first, as `of_contact`.

    `names` are the company's own and those it is known by as well.
    """
    people = (
        select(InteractionContact.interaction_id)
        .join(Contact, Contact.id == InteractionContact.contact_id)
        .where(Contact.company_id == company_id)
    )
    rows = select(Interaction).where(
        Interaction.workspace_id == workspace_id,
        or_(Interaction.id.in_(people), Interaction.company_name.in_(names)),
    )
    return _newest(session, rows, reader_id, limit)


def _newest(session: Session, rows: Select[Interaction], reader_id: str, limit: int) -> list[Interaction]:
    ordered = rows.where(shown_to(reader_id)).order_by(Interaction.happened_on.desc(), Interaction.id.desc())
    return list(session.scalars(ordered.limit(limit)))


def of_message(session: Session, workspace_id: str, channel_id: str, ts: str) -> Interaction | None:
    """The interaction that a Slack message was logged as."""
    same = select(Interaction).where(
        Interaction.workspace_id == workspace_id,
        Interaction.channel_id == channel_id,
        Interaction.message_ts == ts,
    )
    return session.scalars(same.order_by(Interaction.id.desc()).limit(1)).first()


def of_day(session: Session, workspace_id: str, user_id: str, day: date) -> list[Interaction]:
    """A colleague's interactions of a day, those for the team, in the order they were written."""
    rows = select(Interaction).where(
        Interaction.workspace_id == workspace_id,
        Interaction.user_id == user_id,
        Interaction.happened_on == day,
        Interaction.private.is_(False),
    )
    return list(session.scalars(rows.order_by(Interaction.id)))


def follow_ups_of(session: Session, interaction: Interaction) -> list[FollowUp]:
    """What was promised in an interaction, in the order of the note."""
    rows = select(FollowUp).where(FollowUp.interaction_id == interaction.id)
    return list(session.scalars(rows.order_by(FollowUp.id)))


def last_touch(session: Session, contact_id: int) -> date | None:
    """The day of the contact's latest interaction; None before the first."""
    touched = select(func.max(Interaction.happened_on)).join(InteractionContact)
    return session.scalar(touched.where(InteractionContact.contact_id == contact_id))
