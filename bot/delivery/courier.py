"""One row's way out: where to, was it posted already, may it be read there, what it says, and the call.

Only posts are looked up after an unknown outcome. Updates and reactions may be repeated without harm;
an ephemeral message leaves no trace to look up, and seeing it twice is better than not at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from slack_sdk import WebClient
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.delivery import lookup, slack_post, upload
from bot.delivery.answers import FAILURES, NotPosted, judge
from bot.delivery.lease import Held, Timing, monotonic
from bot.delivery.outcomes import Doubt, Drop, Elsewhere, Later, Outcome, Park, Sent, of_failure
from bot.delivery.pace import SECONDS_BETWEEN_POSTS, Pace
from bot.delivery.pictures import picture_of
from bot.delivery.registry import AudienceCheck, Message, Redirect, Renderer
from bot.delivery.slack_post import MessageGone
from bot.delivery.transport import LeasedClient, guarded
from storage import leases, outbox, users
from storage.database import Database
from storage.leases import Claim
from storage.tables import Outbox

UPLOAD_TRIES = leases.PATIENT_TRIES


class LeaseLost(Exception):
    """Another replica holds the row now; what this one knows about it is worth nothing."""


class _Stop(Exception):
    """Nothing is sent; `outcome` says what becomes of the row."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


@dataclass(frozen=True, slots=True)
class Courier:
    """Carries claimed rows to Slack; threads may share one."""

    database: Database
    client_for: Callable[[str], WebClient]
    renderers: Mapping[str, Renderer]
    audience_ok: AudienceCheck
    pace: Pace
    timing: Timing

    def carry(self, held: Held) -> Outcome:
        """Tries once to send a claimed row. Changes nothing in the row but where it goes.

        Raises:
            LeaseLost: another replica took the row over.
            ValueError: the settle time is not longer than the client's timeout.
        """
        client = LeasedClient.like(self.client_for(held.claim.workspace_id))
        if min(self.timing.settle, self.timing.lease / 2) <= client.timeout:
            raise ValueError("settle time and half a lease must be longer than the request timeout")
        with guarded(lambda: held.check(client.timeout)):
            return self._tried(held.claim, lambda: self._by_action(client, held.claim))

    def _by_action(self, client: LeasedClient, claim: Claim) -> Outcome:
        match claim.action:
            case "post":
                return self._post(client, claim)
            case "update":
                return self._update(client, claim)
            case "react" | "unreact":
                lane = f"reactions.{claim.action}"
                return self._paced(claim, lane, 0, lambda: self._react(client, claim))
            case "ephemeral":
                return self._ephemeral(client, claim)
            case "upload":
                return self._upload(client, claim)
            case "delete":
                return self._paced(claim, "delete", 0, lambda: self._delete(client, claim))
        return Park(f"unknown action {claim.action}")

    def _tried(self, claim: Claim, step: Callable[[], Outcome], lane: str | None = None) -> Outcome:
        try:
            return step()
        except _Stop as stop:
            return stop.outcome
        except MessageGone as gone:
            return Drop(str(gone))
        except FAILURES as error:
            verdict = judge(error)
            if lane and isinstance(verdict, NotPosted) and verdict.retry_after is not None:
                self.pace.hold(lane, verdict.retry_after, monotonic())
            return of_failure(verdict, claim.attempts, claim.doubtful)

    def _paced(self, claim: Claim, lane: str, spacing: float, step: Callable[[], Outcome]) -> Outcome:
        """Runs `step` in its turn; a 429 holds the whole lane (a channel, or a method) for its time."""
        lane = f"{claim.workspace_id}:{lane}"
        wait = self.pace.wait(lane, claim.id, monotonic(), spacing)
        return Later(wait, doubtful=claim.doubtful) if wait else self._tried(claim, step, lane)

    def _post(self, client: LeasedClient, claim: Claim) -> Outcome:
        channel_id = self._placed(claim, claim.channel_id or self._channel(client, claim))
        if claim.doubtful:
            ts = lookup.find(client, channel_id, claim.thread_ts, claim.opaque, claim.created_at)
            if ts:
                return Sent(channel_id, ts)
            claim = replace(claim, doubtful=False)
        return self._paced(
            claim, channel_id, SECONDS_BETWEEN_POSTS, lambda: self._write(client, claim, channel_id)
        )

    def _write(self, client: LeasedClient, claim: Claim, channel_id: str) -> Outcome:
        message = self._cleared(claim, may_move=True)
        return Sent(*slack_post.post(client, channel_id, claim.thread_ts, message, claim.opaque))

    def _update(self, client: LeasedClient, claim: Claim) -> Outcome:
        target = self._target(claim)
        if target is None:
            return Drop("no message to update")
        with self.database.read() as session:
            if outbox.superseded(session, claim.id):
                return Drop("superseded")
        self._placed(claim, target[0])
        return self._paced(claim, "chat.update", 0, lambda: self._rewrite(client, claim, *target))

    def _rewrite(self, client: LeasedClient, claim: Claim, channel_id: str, ts: str) -> Outcome:
        slack_post.update(client, channel_id, ts, self._cleared(claim))
        return Sent(channel_id, ts)

    def _react(self, client: LeasedClient, claim: Claim) -> Outcome:
        target = self._target(claim)
        if target is None:
            return Drop("no message to react to")
        slack_post.react(client, *target, claim.kind, claim.action == "react")
        return Sent(*target)

    def _delete(self, client: LeasedClient, claim: Claim) -> Outcome:
        """Takes out of Slack what was put there: a file, or a message; what is gone already is done."""
        if file_id := claim.ids.get("file"):
            slack_post.delete_file(client, str(file_id))
        else:
            slack_post.delete(client, claim.recipient, str(claim.ids["ts"]))
        return Sent()

    def _ephemeral(self, client: LeasedClient, claim: Claim) -> Outcome:
        self._placed(claim, claim.recipient)
        return self._paced(claim, "chat.postEphemeral", 0, lambda: self._whisper(client, claim))

    def _whisper(self, client: LeasedClient, claim: Claim) -> Outcome:
        user_id, message = str(claim.ids["user"]), self._cleared(claim, may_move=True)
        slack_post.ephemeral(client, claim.recipient, claim.thread_ts, user_id, message)
        return Sent(claim.recipient)

    def _upload(self, client: LeasedClient, claim: Claim) -> Outcome:
        with self.database.read() as session:
            picture = picture_of(session, claim.ids)
        if picture is None:
            return Drop("no picture")
        outcome = self._paced(claim, "files", 0, lambda: self._uploaded(client, claim, picture))
        # To wait for its turn is no failure.
        failed = isinstance(outcome, Doubt) or (
            isinstance(outcome, Later) and outcome.problem is not None and not outcome.limited
        )
        if failed and claim.attempts + 1 >= UPLOAD_TRIES:
            return Park(getattr(outcome, "problem", None) or "upload")
        return outcome

    def _uploaded(self, client: LeasedClient, claim: Claim, picture: upload.Picture) -> Outcome:
        file_id = claim.ids.get("file")
        channel_id = self._placed(claim, self._channel(client, claim)) if picture.posted else None
        if not file_id:
            file_id = upload.begin(client, picture)
            self._remember(claim, file_id)
        try:
            upload.finish(client, file_id, picture.filename, self.timing.upload_wait, channel_id)
        except upload.NotReady:
            return Later(1, "file not ready")
        except upload.FileLost:
            self._remember(claim, None)
            return Later(1, "file lost")
        return Sent(file_id=file_id)

    def _channel(self, client: LeasedClient, claim: Claim) -> str:
        if not claim.recipient.startswith(("U", "W")):
            return claim.recipient
        with self.database.read() as session:
            person = users.get(session, claim.workspace_id, claim.recipient)
            known = person.dm_channel_id if person else None
        return known or slack_post.open_direct_message(client, claim.recipient)

    def _placed(self, claim: Claim, channel_id: str) -> str:
        """Keeps the channel before anything is written there, or a later look-up would have none."""
        if claim.channel_id != channel_id:
            with self.database.write() as session:
                if not leases.place(session, claim, channel_id):
                    raise LeaseLost
                person = users.get(session, claim.workspace_id, claim.recipient)
                if person:
                    person.dm_channel_id = channel_id
        return channel_id

    def _remember(self, claim: Claim, file_id: str | None) -> None:
        with self.database.write() as session:
            if not leases.remember(session, claim, file=file_id):
                raise LeaseLost

    def _target(self, claim: Claim) -> tuple[str, str] | None:
        """Channel and `ts` of the message an update or reaction is about: its parent's, or given by id."""
        if claim.parent_key is None:
            return (claim.recipient, str(claim.ids["ts"])) if claim.ids.get("ts") else None
        with self.database.read() as session:
            parent = outbox.by_key(session, claim.parent_key)
            if parent is None or parent.channel_id is None or parent.ts is None:
                return None
            return parent.channel_id, parent.ts

    def _cleared(self, claim: Claim, *, may_move: bool = False) -> Message:
        """The message, rendered from current data, if its audience may read it; else raises _Stop."""
        with self.database.read() as session:
            row = session.get_one(Outbox, claim.id)
            allowed = self.audience_ok(session, row)
            if isinstance(allowed, Redirect) and may_move and allowed.recipient != claim.recipient:
                raise _Stop(Elsewhere(allowed))
            if allowed is not True:
                raise _Stop(Drop("audience"))
            return self._rendered(session, row)

    def _rendered(self, session: Session, row: Outbox) -> Message:
        renderer = self.renderers.get(row.kind)
        if renderer is None:
            raise _Stop(Park(f"no renderer for {row.kind}"))
        try:
            message = renderer(session, row)
        except SQLAlchemyError:
            raise
        except Exception as error:
            raise _Stop(Park(f"render: {type(error).__name__}")) from error
        if message is None:
            raise _Stop(Drop("nothing to say"))
        return message
