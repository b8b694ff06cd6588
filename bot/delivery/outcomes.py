"""What came of one try to send a row."""

from __future__ import annotations

from dataclasses import dataclass

from bot.delivery.answers import NotPosted, Refused, Verdict
from bot.delivery.registry import Redirect

MOST_BACKOFF_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Sent:
    """Done: as message `ts` in a channel, or as uploaded file `file_id`."""

    channel_id: str | None = None
    ts: str | None = None
    file_id: str | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """Certainly not posted; again in so many seconds. `doubtful`: an earlier try may still have posted it.

    `limited`: Slack named the time because there was too much at once; nothing is wrong with the row.
    """

    seconds: float
    problem: str | None = None
    doubtful: bool = False
    limited: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """Posted or not: to be looked up after the settle time."""

    problem: str


@dataclass(frozen=True, slots=True)
class Drop:
    """Nothing to send any more."""

    problem: str


@dataclass(frozen=True, slots=True)
class Park:
    """Refused for good; waits for a person."""

    problem: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Must not be posted here."""

    redirect: Redirect


Outcome = Sent | Later | Doubt | Drop | Park | Elsewhere


def of_failure(verdict: Verdict, attempts: int, doubtful: bool) -> Outcome:
    """The outcome of a failed call, after so many failed tries before it."""
    if isinstance(verdict, Refused):
        return Park(verdict.problem)
    if isinstance(verdict, NotPosted):
        wait = verdict.retry_after
        limited = wait is not None
        return Later(backoff(attempts) if wait is None else wait, verdict.problem, doubtful, limited)
    return Doubt(verdict.problem)


def backoff(attempts: int) -> float:
    """Seconds before the next try: 1, 2, 4 … up to five minutes."""
    return float(min(MOST_BACKOFF_SECONDS, 2 ** min(attempts, 10)))
