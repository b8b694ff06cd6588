"""Which promises one person's message of a day shows, and in which order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from contacts.values import Side
from contacts.workdays import Workdays
from reminders.schedule import Promise, is_due, next_morning
from reminders.spread import day_after_break, share


def picked(promises: Mapping[int, Promise], today: date, workdays: Workdays) -> list[int]:
    """Ids of the promises to show today: what is due today first, then what piled up, longest waiting first.

    In the first days after a long break only a part of what piled up is shown, see `spread`.
    """
    due = {key: promise for key, promise in promises.items() if is_due(promise, today, workdays)}
    fresh = [key for key, promise in due.items() if _is_for_today(promise, today)]
    piled = _longest_waiting((key for key in due if key not in set(fresh)), due, workdays)
    return sorted(fresh) + list(share(piled, day_after_break(today, workdays)))


def _is_for_today(promise: Promise, today: date) -> bool:
    return promise.due_on == today and promise.side is Side.OURS


def _longest_waiting(keys: Iterable[int], due: Mapping[int, Promise], workdays: Workdays) -> list[int]:
    return sorted(keys, key=lambda key: (next_morning(due[key], workdays), due[key].due_on, key))
