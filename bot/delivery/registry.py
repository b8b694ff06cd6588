"""What a kind of message looks like: renderers by kind, called with current data at the moment of sending."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.orm import Session

from storage.tables import Outbox


class Message(Protocol):
    """What a renderer returns: the fallback text and the Block Kit blocks."""

    @property
    def text(self) -> str: ...

    @property
    def blocks(self) -> Sequence[Mapping[str, Any]]: ...


Renderer = Callable[[Session, Outbox], Message | None]
"""Renders a row from current data; None when there is nothing to say any more, then the row is dropped."""

RENDERERS: dict[str, Renderer] = {}


def renders(*kinds: str) -> Callable[[Renderer], Renderer]:
    """Registers the decorated function for rows of these kinds.

    Raises:
        ValueError: a kind has a renderer already.
    """

    def register(renderer: Renderer) -> Renderer:
        for kind in kinds:
            if kind in RENDERERS:
                raise ValueError(f"two renderers for {kind}")
            RENDERERS[kind] = renderer
        return renderer

    return register


@dataclass(frozen=True, slots=True)
class Redirect:
    """Where a message goes instead, and the kind of the neutral line left in its place (None: no line)."""

    recipient: str
    notice: str | None = None


AudienceCheck = Callable[[Session, Outbox], bool | Redirect]
"""Called before every post, update and ephemeral with the row, its `channel_id` set. True: go ahead;
False: the row is dropped; `Redirect`: a post or ephemeral is posted elsewhere (an update is dropped).
Neutral kinds are asked about too and need a True. What it raises for Slack's failures (429, a timeout)
puts the row off instead of deciding about it."""


def everyone_may_read(session: Session, row: Outbox) -> bool:
    """The audience check for tests and tools that hold no contact data."""
    return True
