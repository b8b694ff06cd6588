"""A note and the people it may mean in, an interaction draft out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from contacts.values import Person
from contacts.workdays import Workdays
from notes.draft import Draft


def understand(
    text: str,
    now: datetime,
    people: Sequence[Person],
    workdays: Workdays,
    *,
    colleagues: Collection[str] = (),
    fiscal_start: int = 4,
) -> Draft:
    """What a note says.

    `now` is an aware datetime in the author's zone, `people` the stored contacts it may mean (at most 200),
    `colleagues` the names of our own people, `fiscal_start` the month (1..12) a fiscal year begins in.

    Raises:
        ValueError: `now` has no zone.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a zone")
    return Draft(now.date())
