"""How long "later" is."""

from __future__ import annotations

from datetime import date, timedelta

from contacts.workdays import Workdays

DAYS = {"tomorrow": 1, "week": 7, "month": 30, "quarter": 90}


def until(choice: str, today: date, workdays: Workdays) -> date:
    """The day something comes back: `tomorrow`, `next_workday`, `next_week` (its first business day), or
    after a `week`, a `month` (30 days) or a `quarter` (90 days).

    Raises:
        KeyError: no such choice.
    """
    if choice == "next_workday":
        return workdays.on_or_after(today + timedelta(days=1))
    if choice == "next_week":
        return workdays.on_or_after(today + timedelta(days=7 - today.weekday()))
    return today + timedelta(days=DAYS[choice])
