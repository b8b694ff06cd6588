"""Stale records: which few contacts a person is asked about this morning, and what silence means.

The clock's own rules stand in `contacts.staleness` (the period of a contact, when it is asked again, what a
note says of its data), because the transactions that touch a contact keep its clock.
"""

from __future__ import annotations

from collections.abc import Iterable

from storage.stale_due import Asked


def chosen(candidates: Iterable[Asked], most: int) -> list[Asked]:
    """The questions of one person's morning: evidence outranks the clock, then by overdue ÷ period.

    Evidence (退職 in a note, mail that came back) is asked about however many questions there are.
    """
    ordered = sorted(candidates, key=lambda one: (one.evidence is None, -one.share, one.contact_id))
    evident = sum(one.evidence is not None for one in ordered)
    return ordered[: max(most, evident)]
