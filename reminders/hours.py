"""When on a day a person may be written to: the team's hour, quiet hours, the person's own zone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from contacts.workdays import Workdays

DEFAULT_ZONE = "Asia/Tokyo"


@dataclass(frozen=True, slots=True)
class Hours:
    """The hour of the morning message, and from when to when nobody is written to (may span midnight)."""

    morning: time = time(9, 0)
    quiet_from: time = time(20, 0)
    quiet_until: time = time(8, 0)

    def is_quiet(self, at: time) -> bool:
        """Whether `at` (local) lies in the quiet hours; equal ends mean none."""
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= at < self.quiet_until
        return at >= self.quiet_from or at < self.quiet_until


def morning_of(now: datetime, zone: ZoneInfo, hours: Hours, workdays: Workdays) -> date | None:
    """The local date whose morning message may go out at the aware moment `now`; None when none may.

    Late is fine (a process that was down at nine sends at ten), quiet hours and closed days are not. The
    local date names the message, so a clock set back or a flight west does not make a second one.
    """
    local = now.astimezone(zone)
    if local.time() < hours.morning or hours.is_quiet(local.time()) or not workdays.is_open(local.date()):
        return None
    return local.date()


def zone_of(name: str | None) -> ZoneInfo:
    """The zone Slack names for a person; Tokyo when it names none or one we do not know."""
    try:
        return ZoneInfo(name or DEFAULT_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(DEFAULT_ZONE)
