"""What a morning message holds, as values: promises, offers, unsaved cards, news of colleagues, questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from contacts.values import FollowUpState, Person, Side
from reminders.brief import Brief


@dataclass(frozen=True, slots=True)
class MorningItem:
    """One follow-up of a morning message as it stands now; `state` tells what was handled since.

    `overdue_days` counts business days; `due_on_closed_day` explains why it is shown early or late; `times`
    is how often it was shown up to this message. `handed_to` is the colleague who has it now instead
    (`may_take_back`: the reader gave it and nobody accepted it yet), `on_behalf_of` the one on leave whose it
    is, `offered_by` the one whose offer waits for an answer (user ids). `brief` is there for a meeting of the
    day.
    """

    follow_up_id: int
    text: str
    due_on: date
    side: Side
    state: FollowUpState
    person: Person | None
    overdue_days: int
    due_on_closed_day: bool
    snoozed_until: date | None
    times: int = 1
    handed_to: str | None = None
    may_take_back: bool = False
    on_behalf_of: str | None = None
    offered_by: str | None = None
    brief: Brief | None = None
    dated: bool = True

    def is_open(self, day: date) -> bool:
        """Whether it is still to be done by the reader."""
        if self.state is not FollowUpState.OPEN or self.handed_to:
            return False
        return self.snoozed_until is None or self.snoozed_until <= day


@dataclass(frozen=True, slots=True)
class StaleItem:
    """A question whether a contact's data still holds; `evidence` is left, moved or bounced.

    `answer` is what was said since: correct, touched, left, archived, never, snoozed (then `snoozed_until`),
    or None. `last_on` is the day of the last touch.
    """

    contact_id: int
    person: Person
    last_on: date | None
    evidence: str | None = None
    answer: str | None = None
    snoozed_until: date | None = None

    def is_open(self, day: date) -> bool:
        """Whether it waits for an answer."""
        return self.answer is None


@dataclass(frozen=True, slots=True)
class CardsItem:
    """Cards of the reader that nobody saved or discarded yet, with the names on the first of them."""

    number: int
    names: tuple[str, ...] = ()

    def is_open(self, day: date) -> bool:
        """Whether any is left."""
        return self.number > 0


@dataclass(frozen=True, slots=True)
class MetItem:
    """A colleague (a user id) exchanged cards with a contact that the reader owns."""

    person: Person
    user_id: str
    on: date

    def is_open(self, day: date) -> bool:
        """News are never to be done."""
        return False


@dataclass(frozen=True, slots=True)
class ReportItem:
    """What the managers will see of the reader on `on`."""

    number: int
    oldest: date | None
    on: date

    def is_open(self, day: date) -> bool:
        """A notice is never to be done."""
        return False


Item: TypeAlias = MorningItem | StaleItem | CardsItem | MetItem | ReportItem


MOST_SHOWN = 7
"""So many items a message shows at the most; the others are a tap away."""


def is_news(item: Item) -> bool:
    """Whether an item only tells something, and still has something to tell."""
    return isinstance(item, MetItem) or (isinstance(item, ReportItem) and item.number > 0)
