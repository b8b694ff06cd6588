"""What each colleague wants to be told in the morning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.tables import ReminderSwitches


@dataclass(frozen=True, slots=True)
class Switches:
    """What a person is told: the morning message at all, stale records, unsaved cards, who met their
    contacts, and whether a digest may mention them."""

    morning: bool = True
    stale: bool = True
    cards: bool = True
    met: bool = True
    mentions: bool = True


def of(session: Session, workspace_id: str, user_id: str) -> Switches:
    """A person's switches; all on when they never chose."""
    row = session.get(ReminderSwitches, (workspace_id, user_id))
    return _switches(row) if row else Switches()


def all_of(session: Session, workspace_id: str) -> Mapping[str, Switches]:
    """The switches of everybody who chose, by user id."""
    rows = session.scalars(select(ReminderSwitches).where(ReminderSwitches.workspace_id == workspace_id))
    return {row.user_id: _switches(row) for row in rows}


def put(session: Session, workspace_id: str, user_id: str, switches: Switches) -> None:
    """Keeps a person's choice."""
    session.merge(ReminderSwitches(workspace_id=workspace_id, user_id=user_id, **asdict(switches)))
    session.flush()


def _switches(row: ReminderSwitches) -> Switches:
    return Switches(row.morning, row.stale, row.cards, row.met, row.mentions)
