"""A note and the people it may mean in, an interaction draft out."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from datetime import datetime

from contacts.values import Person
from contacts.workdays import Workdays
from notes.actions import find_actions
from notes.amounts import find_amount
from notes.dates import Moment
from notes.draft import Draft
from notes.kinds import find_kind
from notes.occurred import told_on
from notes.people.decide import find_people

_PRIVATE = re.compile(r"(?i)\s*[\[【(〔]?\s*(?:非公開|private\b)")


def understand(
    text: str,
    now: datetime,
    people: Sequence[Person],
    workdays: Workdays,
    *,
    colleagues: Collection[str] = (),
    fiscal_start: int = 4,
    quarter_start: int = 1,
) -> Draft:
    """What a note says.

    `now` is an aware datetime in the author's zone, `people` the stored contacts it may mean (at most 200),
    `colleagues` the names of our own people, `fiscal_start` the month (1..12) a fiscal year begins in,
    `quarter_start` that of Q1. 先方の決算 is the close of the main contact's company.

    Raises:
        ValueError: `now` has no zone.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a zone")
    found = find_people(text, people, colleagues)
    at = Moment(
        now.date(),
        workdays,
        fiscal_start=fiscal_start,
        quarter_start=quarter_start,
        customer_close=_close(people, found.contact_ids),
    )
    occurred_on, told = told_on(text, at)
    kind, kinds = find_kind(text, at, found.places)
    return Draft(
        occurred_on=occurred_on,
        contact_ids=found.contact_ids,
        ambiguous=found.ambiguous,
        unknown_people=found.unknown,
        colleagues=found.colleagues,
        company=found.company,
        kind=kind,
        kinds=kinds,
        actions=tuple(find_actions(text, at, customers=found.theirs, colleagues=found.ours, told=told)),
        amount=find_amount(text),
        private=is_private(text),
    )


def _close(people: Sequence[Person], ids: Sequence[int]) -> int | None:
    """The month in which the books of the main contact's company close."""
    return next((one.company_close for one in people if one.id == ids[0]), None) if ids else None


def is_private(text: str) -> bool:
    """Whether a note's first word says that it is for its author only: 非公開, private."""
    return bool(_PRIVATE.match(text))
