"""What holds for a workspace at a moment: hours, business days, what its team set, who is on leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from contacts.workdays import Workdays
from reminders.hours import Hours
from storage import away, reminder_settings, switches, workspaces
from storage.away import Leave
from storage.reminder_settings import ReminderSettings
from storage.switches import Switches

# A leave without a known end counts as closed for so long; it is looked at anew every morning.
UNKNOWN_END_DAYS = 60


@dataclass(frozen=True, slots=True)
class Rules:
    """A workspace's rules; `leaves` and `switches` are by user id, of those who are away or chose."""

    hours: Hours
    workdays: Workdays
    settings: ReminderSettings = field(default_factory=ReminderSettings)
    leaves: Mapping[str, Leave] = field(default_factory=dict)
    switches: Mapping[str, Switches] = field(default_factory=dict)

    def of(self, user_id: str) -> Switches:
        """What a person wants to be told."""
        return self.switches.get(user_id, Switches())

    def is_away(self, user_id: str, day: date) -> bool:
        """Whether a person is on leave on `day`."""
        leave = self.leaves.get(user_id)
        return bool(leave and leave.holds(day))

    def deputy(self, user_id: str, day: date) -> str | None:
        """Who looks after the items of a person on leave; None when they wait, or the deputy is away too."""
        leave = self.leaves.get(user_id)
        if leave is None or not leave.holds(day) or not leave.deputy_id or leave.deputy_id == user_id:
            return None
        return None if self.is_away(leave.deputy_id, day) else leave.deputy_id

    def workdays_of(self, user_id: str) -> Workdays:
        """A person's own business days: leave counts as closed, so that what is due in it is shown before."""
        leave = self.leaves.get(user_id)
        return (
            replace(self.workdays, closed=self.workdays.closed | days_of(leave)) if leave else self.workdays
        )


def days_of(leave: Leave) -> frozenset[date]:
    """The days of a leave, as far as they matter."""
    end = leave.until_on or leave.from_on + timedelta(days=UNKNOWN_END_DAYS)
    return frozenset(
        leave.from_on + timedelta(days=n) for n in range(min((end - leave.from_on).days, 366) + 1)
    )


def calendar(session: Session, workspace_id: str, workdays: Workdays, today: date) -> Workdays:
    """Its business days around `today`: by country, the company's closed days, お盆 when it is kept."""
    team = workspaces.settings_of(session, workspace_id)
    mine = reminder_settings.load(session, workspace_id)
    years = range(today.year - 1, today.year + 2)
    obon = frozenset[date]().union(*(mine.obon_days(year) for year in years))
    closed = workdays.closed | frozenset(team.closed_days) | obon
    return replace(workdays, closed=closed, country=team.country or workdays.country)


def rules_of(session: Session, workspace_id: str, hours: Hours, workdays: Workdays, now: datetime) -> Rules:
    """The workspace's rules at an aware moment; `hours` and `workdays` are the installation's own."""
    # Held while the settings are read, or the session would forget the row and read it four times.
    row = workspaces.get(session, workspace_id)
    team = workspaces.settings_of(session, workspace_id)
    mine = reminder_settings.load(session, workspace_id)
    rules = Rules(
        hours=replace(
            hours,
            morning=team.morning or hours.morning,
            quiet_from=mine.quiet_from,
            quiet_until=mine.quiet_until,
        ),
        workdays=calendar(session, workspace_id, workdays, now.date()),
        settings=mine,
        leaves=away.leaves(session, workspace_id),
        switches=switches.all_of(session, workspace_id),
    )
    del row
    return rules
