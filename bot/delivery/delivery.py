"""The outbox is emptied: rows are claimed under a lease, carried by threads, and settled.

Any number of replicas may run one; a row is always in one lease only. What remains is the moment between
the lease check and the write on the open connection: a process frozen in exactly those microseconds, for
longer than its lease, posts a message that another replica has posted too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import assert_never

import structlog
from slack_sdk import WebClient
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.delivery.courier import Courier, LeaseLost
from bot.delivery.crew import Crew
from bot.delivery.lease import Held, Timing, monotonic
from bot.delivery.outcomes import Doubt, Drop, Elsewhere, Later, Outcome, Park, Sent
from bot.delivery.pace import Pace
from bot.delivery.pictures import keep_file
from bot.delivery.registry import AudienceCheck, Renderer
from storage import leases, outbox
from storage.database import Database
from storage.leases import Claim

log = structlog.get_logger()


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Delivery:
    """Empties the outbox of one database into Slack.

    Args:
        client_for: the Web API client of a workspace id, with an explicit timeout.
        renderers: message renderers by kind, see `registry.renders`.
        audience_ok: asked before every post, update and ephemeral.
        owner: a name that no other living process uses.
        threads: how many rows are under way at once.
        clock: aware now, for leases and due moments.
    """

    def __init__(
        self,
        database: Database,
        client_for: Callable[[str], WebClient],
        renderers: Mapping[str, Renderer],
        owner: str,
        audience_ok: AudienceCheck,
        *,
        timing: Timing | None = None,
        threads: int = 4,
        clock: Callable[[], datetime] = _utc_now,
    ) -> None:
        self._database = database
        self._owner = owner
        self._timing = timing or Timing()
        self._clock = clock
        self._courier = Courier(database, client_for, renderers, audience_ok, Pace(), self._timing)
        self._unlisten: Callable[[], None] | None = None
        self._crew = Crew(threads, self._claim_due, self._carry)

    def start(self) -> None:
        """Takes up what an earlier life of this owner left, then delivers whatever is put, at once."""
        with self._database.write() as session:
            leases.abandon(session, self._owner, self._clock(), self._timing.settle)
        self._unlisten = outbox.on_commit(self._crew.wake)
        self._crew.start()

    def stop(self, timeout: float = 30) -> bool:
        """Claims nothing more and waits for the rows under way; False when some were still busy."""
        if self._unlisten:
            self._unlisten()
            self._unlisten = None
        return self._crew.stop(timeout)

    def deliver(self, outbox_id: int) -> str | None:
        """Sends one row now, in this thread, and then the rows that waited for it.

        Returns the row's new state; None when it is not due, held by someone else, or waits for another.
        """
        held = self._claim_one(outbox_id)
        if held is None:
            return None
        state = self._carry(held)
        if state in (outbox.SENT, outbox.DROPPED, outbox.PARKED):
            for child in self._children(held.claim.key):
                self.deliver(child)
        return state

    def sweep(self, now: datetime) -> int:
        """For the tick: ends the leases that ran out and hands due rows to idle threads.

        Returns how many rows it handed out; does not wait for them, `settled` does.
        """
        with self._database.read() as session:
            if not leases.needs_attention(session, now):
                return 0
        with self._database.write() as session:
            leases.expire(session, now, self._timing.settle)
        return self._crew.fill()

    def settled(self, timeout: float) -> bool:
        """Waits until no row is under way in this process; False when that took longer than `timeout`."""
        return self._crew.idle(timeout)

    def _claim_due(self, limit: int) -> list[Held]:
        started, now = monotonic(), self._clock()
        with self._database.read() as session:
            if not leases.needs_attention(session, now):
                return []
        with self._database.write() as session:
            claims = leases.claim(session, now, self._owner, self._timing.lease, limit)
            return [self._held(session, claim, started, now) for claim in claims]

    def _claim_one(self, outbox_id: int) -> Held | None:
        started, now = monotonic(), self._clock()
        with self._database.write() as session:
            claim = leases.claim_one(session, outbox_id, now, self._owner, self._timing.lease)
            return self._held(session, claim, started, now) if claim else None

    def _held(self, session: Session, claim: Claim, started: float, now: datetime) -> Held:
        """The claim with its end, counted from before it was written, so never later than the row's."""
        seconds = self._timing.lease
        if claim.action == "upload":
            seconds = self._timing.upload_lease
            leases.prolong(session, claim, now + timedelta(seconds=seconds))
        return Held(claim, started + seconds)

    def _children(self, key: str) -> list[int]:
        with self._database.read() as session:
            return outbox.children(session, key)

    def _carry(self, held: Held) -> str | None:
        """One try with one row; what cannot even be recorded is left to the lease's end."""
        claim = held.claim
        try:
            outcome = self._outcome(held)
            with self._database.write() as session:
                state = self._record(session, claim, outcome)
        except LeaseLost:
            state = None
        except SQLAlchemyError as error:
            log.error("outcome not recorded", outbox=claim.id, kind=claim.kind, why=type(error).__name__)
            return None
        if state is None:
            log.warning("lease lost", outbox=claim.id, kind=claim.kind)
        elif state == outbox.PARKED:
            log.error("message parked", outbox=claim.id, kind=claim.kind, why=getattr(outcome, "problem", ""))
        return state

    def _outcome(self, held: Held) -> Outcome:
        try:
            return self._courier.carry(held)
        except (LeaseLost, SQLAlchemyError):
            raise
        except Exception as error:  # noqa: BLE001 (a row that breaks its carrier would come back for ever)
            return Park(f"carry: {type(error).__name__}")

    def _record(self, session: Session, claim: Claim, outcome: Outcome) -> str | None:
        now = self._clock()
        match outcome:
            case Sent(channel_id, ts, file_id):
                if file_id:
                    keep_file(session, claim.ids, file_id)
                return _if(leases.sent(session, claim, now, channel_id, ts), outbox.SENT)
            case Later():
                return self._again(session, claim, outcome, now)
            case Doubt(problem):
                at = self._in(self._timing.settle, now)
                return _if(leases.doubt(session, claim, at, problem), outbox.UNKNOWN)
            case Drop(problem):
                return _if(leases.drop(session, claim, problem), outbox.DROPPED)
            case Park(problem):
                return _if(leases.park(session, claim, problem), outbox.PARKED)
            case Elsewhere(redirect):
                return _if(
                    leases.redirect(session, claim, redirect.recipient, redirect.notice), outbox.PENDING
                )
        assert_never(outcome)

    def _again(self, session: Session, claim: Claim, later: Later, now: datetime) -> str | None:
        if later.problem and now - claim.created_at > timedelta(seconds=self._timing.give_up):
            return _if(leases.park(session, claim, f"gave up: {later.problem}"), outbox.PARKED)
        state = outbox.UNKNOWN if later.doubtful else outbox.PENDING
        at = self._in(later.seconds, now)
        return _if(leases.retry(session, claim, at, later.problem, later.doubtful), state)

    def _in(self, seconds: float, now: datetime) -> datetime:
        self._crew.wake_in(seconds)
        return now + timedelta(seconds=seconds)


def _if(still_mine: bool, state: str) -> str | None:
    return state if still_mine else None
