"""Colleagues on leave, by their own word (`/goen away`) or by their Slack status, and their deputies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.tables import Absence

COMMAND, STATUS = "command", "status"


@dataclass(frozen=True, slots=True)
class Leave:
    """A leave in the person's own dates, both included; `until_on` None when its end is not known."""

    from_on: date
    until_on: date | None
    deputy_id: str | None = None

    def holds(self, day: date) -> bool:
        """Whether the person is away on `day`."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


def put(
    session: Session,
    workspace_id: str,
    user_id: str,
    source: str,
    from_on: date,
    until_on: date | None,
    deputy_id: str | None = None,
) -> None:
    """Keeps a person's leave; `source` is "command" or "status", one leave each."""
    row = Absence(workspace_id=workspace_id, user_id=user_id, source=source)
    row.from_on, row.until_on, row.deputy_id = from_on, until_on, deputy_id
    session.merge(row)
    session.flush()


def end(session: Session, workspace_id: str, user_id: str, source: str) -> bool:
    """The person is back; False when they were not away."""
    row = session.get(Absence, (workspace_id, user_id, source))
    if row is None:
        return False
    session.delete(row)
    session.flush()
    return True


def of(session: Session, workspace_id: str, user_id: str) -> Leave | None:
    """A person's leave; their own word outranks their status."""
    return leaves(session, workspace_id, user_id).get(user_id)


def leaves(session: Session, workspace_id: str, user_id: str | None = None) -> Mapping[str, Leave]:
    """All leaves of a workspace (or one person's) by user id, past ones included."""
    rows = select(Absence).where(Absence.workspace_id == workspace_id)
    if user_id:
        rows = rows.where(or_(Absence.user_id == user_id, Absence.deputy_id == user_id))
    found: dict[str, Leave] = {}
    # "status" is read before "command", which overwrites it: sorted backwards by name.
    for row in session.scalars(rows.order_by(Absence.source.desc())):
        found[row.user_id] = Leave(row.from_on, row.until_on, row.deputy_id)
    return found
