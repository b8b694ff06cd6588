"""Which conversation answers which request, and what an answer may hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.orm import Session

from bot import authority
from bot.authority import Refused
from bot.house import House
from bot.jobs import refusals
from bot.request import Request, RequestKind
from bot.rules import Right
from bot.texts import Texts
from bot.views.message import Message, View, notice
from storage.tables import User

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Turn:
    """All a handler needs: the open transaction, the request, who acts, and the reader's language."""

    session: Session
    request: Request
    actor: User
    texts: Texts
    house: House
    now: datetime
    incoming_id: int | None

    @property
    def workspace_id(self) -> str:
        return self.house.workspace_id

    def holds(self, right: Right) -> bool:
        """Whether the actor has a right at all; for what a form offers them."""
        return authority.holds(self.session, self.actor, right)


@dataclass(frozen=True, slots=True)
class Answer:
    """What goes back at once: the acknowledgement's payload, a view to open or push, the modal that was
    tapped in with new content (`update`), words for the actor only."""

    ack: Mapping[str, Any] = field(default_factory=dict)
    open: View | None = None
    push: View | None = None
    update: View | None = None
    whisper: Message | None = None


NOTHING = Answer()

Handler = Callable[[Turn], Answer]


class Router:
    """Handlers by kind and name of request."""

    def __init__(self) -> None:
        self._handlers: dict[tuple[RequestKind, str], Handler] = {}

    def on(self, kind: RequestKind, *names: str) -> Callable[[Handler], Handler]:
        """Registers the decorated handler for requests of this kind and these names.

        Raises:
            ValueError: a name is taken already.
        """

        def register(handler: Handler) -> Handler:
            for name in names:
                if (kind, name) in self._handlers:
                    raise ValueError(f"two handlers for {kind} {name}")
                self._handlers[kind, name] = handler
            return handler

        return register

    def handler(self, request: Request) -> Handler | None:
        """The handler for a request; None when no conversation wants it."""
        return self._handlers.get((request.kind, request.name))

    def actions(self) -> list[tuple[RequestKind, str]]:
        """Every registered action by kind and name."""
        return list(self._handlers)

    def run(self, turn: Turn) -> Answer:
        """Runs the conversation that wants the turn's request; says kindly why when its actor may not."""
        handler = self.handler(turn.request)
        if handler is None:
            return NOTHING
        if turn.actor.slack_id == turn.house.bot_user_id:
            # Slack names nobody: a file was taken back, somebody came to read along.
            return handler(turn)
        if refused := authority.may(turn.session, turn.actor, turn.request, turn.now):
            return _refused(turn, refused)
        answer = handler(turn)
        authority.audit_look_up(turn.session, turn.actor, turn.request, turn.now)
        return answer


def _refused(turn: Turn, refused: Refused) -> Answer:
    why, request = refused.why, turn.request
    log.info("refused", why=why.value, kind=request.kind.value, user=turn.actor.slack_id)
    if refused.rule is None:
        log.error("no rule in bot/rules.py", kind=request.kind.value, name=request.name)
    if refused.rule and refused.rule.silent:
        return NOTHING
    authority.audit_refusal(turn.session, turn.actor, request, refused, turn.now)
    if request.kind is RequestKind.EVENT:
        refusals.queue(turn.session, turn.house, turn.actor, request, why.value, turn.now)
        return NOTHING
    if request.kind is RequestKind.OPTIONS:
        return Answer(ack={"options": []})
    message = refusals.message(turn.session, turn.house, why.value, turn.texts)
    if request.kind is not RequestKind.SUBMISSION:
        return Answer(whisper=message)
    if refused.rule and refused.rule.block:
        return Answer(ack={"response_action": "errors", "errors": {refused.rule.block: message.text}})
    return Answer(ack={"response_action": "update", "view": notice(message)})
