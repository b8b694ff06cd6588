"""How long a contact's data holds. Pure rules.

A contact's own period wins over its tags (the shortest counts), its company, its rank, and the workspace's
default, in this order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

DEFAULT_DAYS = 180
RANK_DAYS = {"A": 30, "B": 90, "C": 180}
# A question that nobody answered comes again after a week, once.
AGAIN_DAYS = 7
ASKS_A_DOUBLING = 2
DORMANT_DAYS = 365


@dataclass(frozen=True, slots=True)
class Periods:
    """The team's periods in days: the default, by rank, by tag."""

    default: int = DEFAULT_DAYS
    by_rank: Mapping[str, int] = field(default_factory=lambda: dict(RANK_DAYS))
    by_tag: Mapping[str, int] = field(default_factory=dict)

    def of(self, own: int | None, tags: Collection[str], company: int | None, rank: str | None) -> int:
        """The period of a contact in days; `own` and `company` are what was set for it and its company."""
        tagged = min((self.by_tag[tag] for tag in tags if tag in self.by_tag), default=None)
        return own or tagged or company or self.by_rank.get(rank or "") or self.default


def ask_on(base: date, period: int, asked_on: date | None = None, asks: int = 0, doublings: int = 0) -> date:
    """The first day to ask whether data touched or checked on `base` still holds.

    `asks` questions were not answered, the last on `asked_on`; after every second one the period is doubled
    and counts from the question where `base` is too long ago.
    """
    day = base + timedelta(days=period * 2**doublings)
    if asked_on is None:
        return day
    if asks % ASKS_A_DOUBLING:
        return asked_on + timedelta(days=AGAIN_DAYS)
    return max(day, asked_on + timedelta(days=period))


def overdue_share(today: date, ask_day: date, period: int) -> float:
    """By how much of its period a question is overdue: what the order of questions goes by."""
    return (today - ask_day).days / period


def latest(days: Iterable[date | None]) -> date | None:
    """The latest of the days that are known."""
    return max(filter(None, days), default=None)
