"""What a colleague did on a day, as the team may read it: private notes are left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.values import FollowUpState, Kind
from storage import interactions
from storage.tables import FollowUp, Interaction


@dataclass(frozen=True, slots=True)
class Day:
    """Talks and exchanges of cards in the order they were written, promises made in them, promises kept."""

    talks: tuple[Interaction, ...]
    exchanges: tuple[Interaction, ...]
    promised: tuple[FollowUp, ...]
    kept: tuple[FollowUp, ...]


def of(session: Session, workspace_id: str, user_id: str, day: date, begins: datetime, ends: datetime) -> Day:
    """A colleague's day; `begins` and `ends` are its aware instants in their zone."""
    every = interactions.of_day(session, workspace_id, user_id, day)
    talks = tuple(one for one in every if one.kind != Kind.EXCHANGE.value)
    open_ones = (one for talk in talks for one in interactions.follow_ups_of(session, talk))
    return Day(
        talks,
        tuple(one for one in every if one.kind == Kind.EXCHANGE.value),
        tuple(one for one in open_ones if one.state == FollowUpState.OPEN.value),
        tuple(_kept(session, workspace_id, user_id, begins, ends)),
    )


def _kept(
    session: Session, workspace_id: str, user_id: str, begins: datetime, ends: datetime
) -> list[FollowUp]:
    private = select(Interaction.id).where(
        Interaction.id == FollowUp.interaction_id, Interaction.private.is_(True)
    )
    rows = select(FollowUp).where(
        FollowUp.workspace_id == workspace_id,
        FollowUp.owner_id == user_id,
        FollowUp.state == FollowUpState.DONE.value,
        FollowUp.done_at >= begins,
        FollowUp.done_at < ends,
        ~private.exists(),
    )
    return list(session.scalars(rows.order_by(FollowUp.done_at)))
