"""A time of day beside a date: 明日14時, 金曜の午後3時半, Dec 3 at 2pm."""

from __future__ import annotations

import re
from datetime import time

_JAPANESE = re.compile(
    r"\s?(?:の|、|,|at|@)?\s?(?P<half>午前|午後|朝|夕方|夜|昼)?の?\s?"
    r"(?P<h>\d{1,2})(?:時(?!間)(?:(?P<m>[0-5]?\d)分|(?P<thirty>半))?|:(?P<c>[0-5]\d))(?!\d)"
    r"(?:\s?[~〜-]\s?(?:\d{1,2}(?::\d\d|時半?)?)?)?"
)
_ENGLISH = re.compile(
    r",?\s?(?:at|@|from|by|around)?\s?(?P<h>\d{1,2})(?:[:.](?P<m>[0-5]\d))?\s?(?P<half>am|pm|a\.m\.|p\.m\.)(?!\w)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:by|at|before|around) (?P<time>\d{1,2}(?:[:.]\d\d)? ?(?:am|pm)) (?:on |this )?$", re.IGNORECASE
)
_NOON = 12
# A bare "3時" in a working day is the afternoon.
_EARLIEST = 7


def time_at(text: str, place: int) -> tuple[time, int] | None:
    """The time that stands at `place` of the text, right behind a date, and where it ends."""
    match = _ENGLISH.match(text, place) or _JAPANESE.match(text, place)
    clock = _clock(match) if match else None
    return (clock, match.end()) if match and clock else None


def time_before(text: str, start: int, end: int) -> tuple[time, int] | None:
    """The time right before a date ("at 3pm on Friday"), and where the date ends."""
    before = _BEFORE.search(text[:start])
    match = _ENGLISH.match(before["time"]) if before else None
    clock = _clock(match) if match else None
    return (clock, end) if clock else None


def _clock(match: re.Match[str]) -> time | None:
    groups = match.groupdict()
    minute = int(groups.get("m") or groups.get("c") or (30 if groups.get("thirty") else 0))
    hour = _hour(int(groups["h"]), (groups.get("half") or "").casefold().replace(".", ""))
    return time(hour, minute) if hour is not None else None


def _hour(hour: int, half: str) -> int | None:
    """On the clock of 24 hours; None for 25時."""
    if half in ("午前", "朝", "am"):
        hour %= _NOON
    elif half and hour < _NOON:
        hour += _NOON if half != "昼" or hour < _EARLIEST else 0
    elif not half and 0 < hour < _EARLIEST:
        hour += _NOON
    return hour if hour < 24 else None
