"""How long "later" is."""

from __future__ import annotations

from datetime import date, timedelta

from contacts.workdays import Workdays


def until(choice: str, today: date, workdays: Workdays) -> date:
    """The day a follow-up comes back: `tomorrow`, `next_workday` or `next_week` (its first business day)."""
    if choice == "next_workday":
        return workdays.on_or_after(today + timedelta(days=1))
    if choice == "next_week":
        return workdays.on_or_after(today + timedelta(days=7 - today.weekday()))
    return today + timedelta(days=1)
