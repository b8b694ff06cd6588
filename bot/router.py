"""Which conversation answers which request, and what an answer may hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.house import House
from bot.request import Request, RequestKind
from bot.texts import Texts
from bot.views.message import Message, View
from storage.tables import User


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
