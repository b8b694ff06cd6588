"""What a team set about reminders, kept with the workspace's settings under a key of its own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy.orm import Session

from contacts.staleness import DEFAULT_DAYS, RANK_DAYS, Periods
from storage.tables import Workspace

KEY = "reminders"


@dataclass(frozen=True, slots=True)
class ReminderSettings:
    """The team's choices; what was never chosen has its default.

    `quiet_from` and `quiet_until` are local times (equal: none), `obon` says whether August 13 to 15 is
    closed (None: nobody was asked yet), `asks_a_day` is the most questions about stale records in one
    message; periods are in days.
    """

    quiet_from: time = time(20, 0)
    quiet_until: time = time(8, 0)
    obon: bool | None = None
    stale_days: int = DEFAULT_DAYS
    rank_days: Mapping[str, int] = field(default_factory=lambda: dict(RANK_DAYS))
    tag_days: Mapping[str, int] = field(default_factory=dict)
    asks_a_day: int = 3

    @property
    def periods(self) -> Periods:
        """The periods as the rules take them."""
        return Periods(self.stale_days, self.rank_days, self.tag_days)

    def obon_days(self, year: int) -> frozenset[date]:
        """The closed days of お盆 in a year, when the team keeps it."""
        first = date(year, 8, 13)
        return frozenset(first + timedelta(days=n) for n in range(3)) if self.obon else frozenset()


def load(session: Session, workspace_id: str) -> ReminderSettings:
    """The team's settings for reminders."""
    row = session.get(Workspace, workspace_id)
    stored: dict[str, Any] = (row.settings or {}).get(KEY) or {} if row else {}
    known = {one.name for one in fields(ReminderSettings)}
    return ReminderSettings(**{name: _typed(name, value) for name, value in stored.items() if name in known})


def change(session: Session, workspace_id: str, **changes: Any) -> ReminderSettings:
    """Sets some of them and returns all.

    Raises:
        LookupError: the workspace was never kept.
        TypeError: a name is no setting.
    """
    row = session.get(Workspace, workspace_id, with_for_update=True)
    if row is None:
        raise LookupError(workspace_id)
    after = replace(load(session, workspace_id), **changes)
    row.settings = {
        **(row.settings or {}),
        KEY: {name: _plain(value) for name, value in asdict(after).items()},
    }
    session.flush()
    return after


def _typed(name: str, value: Any) -> Any:
    if name in ("quiet_from", "quiet_until"):
        return time.fromisoformat(value)
    return value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, time) else value
