"""What the words after `/goen away` say of a leave: its first and last day, and whether it is clear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from notes.dates import Moment, find_dates

# "12/1-5", "12/1〜12/5": the note reader takes such a range for its first day.
_SHORT = re.compile(r"((\d{1,2})[/月]\d{1,2}日?)\s*[-〜~～–—]\s*(\d{1,2})日?(?![\d/月])")
_RANGE = re.compile(r"\s*[〜~～–—]\s*|(?<=[\d日])\s*-\s*(?=\d{1,2}[/月])")
_UNTIL = re.compile(r"まで|迄|\b(?:until|till|til|through|thru|to)\b", re.IGNORECASE)
_FROM = re.compile(r"から|より|\b(?:from|starting|since)\b", re.IGNORECASE)
_WEEK = re.compile(r"週|\bweek\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Absence:
    """A leave as told, both days included; `end` None when it was not told. When it is `unclear` its days are
    a suggestion."""

    start: date
    end: date | None
    unclear: bool = False


def absence(text: str, moment: Moment) -> Absence | None:
    """The leave in the words after `/goen away`, in the moment's zone; None when they name no day to come.

    One day with "until" is the last of a leave from today; one day or week alone is suggested as the leave.
    """
    parted = _RANGE.sub(" から ", _SHORT.sub(r"\1 から \2/\3", text))
    found = [one for one in find_dates(parted, moment) if one.day >= moment.today]
    if not found:
        return None
    first, last = found[0].day, found[-1].day
    if len(found) > 1 and first <= last:
        return Absence(first, last)
    if len(found) == 1 and _UNTIL.search(parted):
        return Absence(moment.today, last)
    if last < first or _FROM.search(parted):
        return Absence(first, None, unclear=True)
    monday = last - timedelta(days=last.weekday())
    start = max(moment.today, monday) if _WEEK.search(found[0].words) else first
    return Absence(start, last, unclear=True)
