"""After a long break what piled up is spread over the first days instead of dumped on the first."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

from contacts.workdays import Workdays

LONG_BREAK_DAYS = 4
SPREAD_DAYS = 3
EASY_ITEMS = 3

Item = TypeVar("Item")


def day_after_break(today: date, workdays: Workdays) -> int | None:
    """Which of the three business days after a long break `today` is (1, 2, 3); None for any other day.

    A break is long from four closed days on: a weekend of three days is none, Golden Week, お盆 and the
    turn of the year are.
    """
    day = today
    for number in range(1, SPREAD_DAYS + 1):
        before = workdays.previous(day)
        if (day - before).days > LONG_BREAK_DAYS:
            return number
        day = before
    return None


def share(items: Sequence[Item], day_number: int | None) -> Sequence[Item]:
    """Today's part of what piled up, the most urgent first as given.

    Each of the three days takes an even part of what is left, three items at the least; the last day
    takes all, so nothing is put off for longer.
    """
    if day_number is None:
        return items
    days_left = SPREAD_DAYS - day_number + 1
    return items[: max(EASY_ITEMS, math.ceil(len(items) / days_left))]
