"""Write, acknowledge, then work: what concerns Goen is in the database before Slack hears "received".

A Bolt listener would be too late, because Bolt acknowledges events before it calls one. So this global
middleware records the request and lets its conversation write what follows from it, both in ONE
transaction; when that fails, nothing is acknowledged and Slack sends the event again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from slack_bolt import BoltContext
from slack_bolt.response import BoltResponse
from sqlalchemy.orm import Session

from bot import concerns
from bot.access import Refusal, refusal
from bot.house import House
from bot.jobs import handover, leave
from bot.jobs.people import default_locale
from bot.request import Request, RequestKind, parse
from bot.router import NOTHING, Answer, Router, Turn
from bot.texts import texts_for
from bot.views.problems import refused
from storage import audit, incoming
from storage.tables import Incoming, User

log = structlog.get_logger()


class Inbox:
    """The global middleware: filters, checks who asks, records, and hands over to a conversation."""

    def __init__(self, house: House, router: Router) -> None:
        self._house = house
        self._router = router

    def middleware(
        self, body: dict[str, Any], context: BoltContext, next_: Callable[[], BoltResponse]
    ) -> BoltResponse:
        """Bolt's middleware; leaves the conversation's `Answer` in the context for `bot.app` to send."""
        request = parse(body, self._house.settings.commands)
        context["goen_request"] = request
        context["goen_answer"] = self.take(request) if request else NOTHING
        return next_()

    def take(self, request: Request) -> Answer:
        """Records the request and runs its conversation.

        Raises whatever keeps the request from being stored, so that it is not acknowledged.
        """
        if request.name == "user_change" and request.team_id == self._house.workspace_id:
            self._changed(request)
            return NOTHING
        if self._router.handler(request) is None or not self._concerns(request):
            return NOTHING
        if concerns.is_withdrawal(request) or concerns.is_arrival(request):
            return self._record_and_run(request, self._nobody())
        actor = self._house.access.member(str(request.user_id), self._house.clock())
        reason = refusal(actor)
        if reason:
            return self._refuse(request, actor, reason)
        return self._record_and_run(request, actor)

    def _changed(self, request: Request) -> None:
        """A colleague changed: what we knew of them is old, and who left may leave contacts behind."""
        self._house.access.forget(str(request.user_id))
        profile = request.event.get("user")
        leave.profile_changed(self._house, profile if isinstance(profile, dict) else {})
        if isinstance(profile, dict) and profile.get("deleted"):
            self._house.access.refresh({"id": request.user_id, **profile}, self._house.clock())
            with self._house.database.write() as session:
                handover.tell_admins(session, self._house, str(request.user_id))

    def _concerns(self, request: Request) -> bool:
        if request.team_id != self._house.workspace_id or request.user_id == self._house.bot_user_id:
            return False
        if not request.user_id and not (concerns.is_withdrawal(request) or concerns.is_arrival(request)):
            return False
        if request.kind is not RequestKind.EVENT:
            return True
        with self._house.database.read() as session:
            return concerns.goen(session, request, self._house)

    def _nobody(self) -> User:
        """Who acts where Slack names nobody: Goen itself."""
        return User(workspace_id=self._house.workspace_id, slack_id=self._house.bot_user_id)

    def _refuse(self, request: Request, actor: User, reason: Refusal) -> Answer:
        log.info("refused", reason=reason.value, kind=request.kind.value, user=actor.slack_id)
        with self._house.database.write() as session:
            told = {"request": request.kind.value, "why": reason.value}
            workspace, now = self._house.workspace_id, self._house.clock()
            audit.write(session, workspace, actor.slack_id, audit.Action.REFUSED, "goen", None, now, **told)
        if request.kind is RequestKind.EVENT:
            return NOTHING
        return Answer(whisper=refused(reason.value, texts_for(actor.locale or self._house.settings.locale)))

    def _record_and_run(self, request: Request, actor: User) -> Answer:
        with self._house.database.write() as session:
            row = self._record(session, request) if request.key else None
            if request.key and row is None:
                return NOTHING
            turn = Turn(
                session=session,
                request=request,
                actor=actor,
                texts=texts_for(actor.locale or default_locale(session, self._house)),
                house=self._house,
                now=self._house.clock(),
                incoming_id=row.id if row else None,
            )
            answer = self._router.run(turn)
            if row and answer.ack.get("response_action") == "errors":
                # The corrected form comes back with the same view id and hash: nothing happened yet.
                session.delete(row)
            return answer

    def _record(self, session: Session, request: Request) -> Incoming | None:
        return incoming.record(
            session,
            key=request.key,
            kind=f"{request.kind.value}:{request.name}",
            workspace_id=request.team_id,
            user_id=request.user_id,
            payload=dict(request.body),
            at=self._house.clock(),
        )
