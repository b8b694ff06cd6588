"""Channels that get a daily digest, and the contacts that are new in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from storage.tables import Contact, DigestSubscription


def subscribe(
    session: Session,
    workspace_id: str,
    channel_id: str,
    user_id: str,
    tz: str | None,
    members: Sequence[str],
    at: datetime,
) -> DigestSubscription:
    """Subscribes a channel as of a moment; one that is subscribed already keeps its choices."""
    row = get(session, workspace_id, channel_id)
    if row is None:
        row = DigestSubscription(workspace_id=workspace_id, channel_id=channel_id, since=at)
        session.add(row)
    row.subscribed_by, row.tz, row.members, row.suspect = user_id, tz, list(members), False
    session.flush()
    return row


def unsubscribe(session: Session, workspace_id: str, channel_id: str) -> bool:
    """Ends a channel's digest; False when it had none."""
    row = get(session, workspace_id, channel_id)
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def get(session: Session, workspace_id: str, channel_id: str) -> DigestSubscription | None:
    """The channel's subscription."""
    return session.get(DigestSubscription, (workspace_id, channel_id))


def all_of(session: Session, workspace_id: str) -> list[DigestSubscription]:
    """All subscribed channels of a workspace."""
    rows = select(DigestSubscription).where(DigestSubscription.workspace_id == workspace_id)
    return list(session.scalars(rows.order_by(DigestSubscription.channel_id)))


def keep(
    session: Session, workspace_id: str, channel_id: str, members: Sequence[str], day: date | None
) -> None:
    """Notes who reads a channel now, and the day its digest was decided about."""
    row = get(session, workspace_id, channel_id)
    if row:
        row.members, row.suspect = list(members), False
        row.last_day = day or row.last_day
        session.flush()


def new_contacts(
    session: Session, workspace_id: str, owners: Sequence[str], since: datetime, until: datetime
) -> list[Contact]:
    """Contacts of these owners saved after `since`, up to `until`, the first saved first."""
    rows = (
        select(Contact)
        .where(
            Contact.workspace_id == workspace_id,
            Contact.owner_id.in_(owners),
            Contact.created_at > since,
            Contact.created_at <= until,
            Contact.state == "active",
        )
        .order_by(Contact.id)
        .options(joinedload(Contact.company))
    )
    return list(session.scalars(rows.limit(200)))
