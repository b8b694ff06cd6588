"""Whether a Slack status says that a person is on leave, and until when."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from storage.away import Leave

_EMOJI = {
    ":palm_tree:",
    ":desert_island:",
    ":beach_with_umbrella:",
    ":face_with_thermometer:",
    ":hospital:",
    ":baby:",
}
_WORDS = re.compile(
    r"休暇|休み|休業|全休|有休|有給|年休|代休|振休|夏休|冬休|忌引|病欠|欠勤|産休|育休|休職|不在"
    r"|\bvacation|\bon leave\b|\bout of office\b|\bOOO\b|\bPTO\b|\bholidays?\b|\bday off\b|\bsick\b"
    r"|\bparental leave\b|\bmaternity\b|\bpaternity\b|\baway until\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"昼休み|休憩|lunch|\b(?:coffee|tea|short|quick) break\b", re.IGNORECASE)


def leave_of(text: str, emoji: str, expires: int, zone: ZoneInfo, now: datetime) -> Leave | None:
    """The leave that a status tells of, from today; None when it tells of none.

    `expires` is Slack's `status_expiration` in seconds since 1970, 0 for a status without an end. A status
    that ends within today's date still holds today; one that ends before its day's first hour does not
    count for that day.
    """
    if not (emoji in _EMOJI or _WORDS.search(text)) or _NOT.search(text):
        return None
    today = now.astimezone(zone).date()
    return Leave(today, _last_day(expires, zone) if expires else None)


def _last_day(expires: int, zone: ZoneInfo) -> date:
    end = datetime.fromtimestamp(expires, UTC).astimezone(zone)
    return (end - timedelta(hours=1)).date()
