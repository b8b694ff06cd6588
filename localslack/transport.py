"""How requests reach the app, whichever way they travel."""

from __future__ import annotations

from typing import Any, Protocol

from localslack.workspace import Json

# Why and how often a delivery is tried again.
Retry = tuple[int, str]


class NotAcknowledged(Exception):
    """The app did not take the request in time, refused it, or its connection broke."""


class Transport(Protocol):
    """Carries one request of a kind: events_api, interactive, options or slash_commands."""

    async def ready(self, seconds: float) -> None:
        """Waits until the app can be reached; raises NotAcknowledged after `seconds`."""
        ...

    async def drop(self, before: bool = True) -> None:
        """Breaks what connections there are; `before` the next request or in the middle of it."""
        ...

    async def send(self, kind: str, payload: Json, seconds: float, retry: Retry | None) -> Any:
        """Returns what the app acknowledged the request with; raises NotAcknowledged after `seconds`."""
        ...
