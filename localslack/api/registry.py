"""The methods by name, each with the scope it needs and how often it may be called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from localslack.errors import ApiError
from localslack.local import Local
from localslack.workspace import Channel, Json

TIERS = {1: 1, 2: 20, 3: 50, 4: 100}


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the server and the arguments, JSON ones decoded."""

    local: Local
    args: Json

    def need(self, name: str) -> Any:
        """An argument that must be there; `invalid_arguments` when it is not."""
        value = self.args.get(name)
        if value in (None, ""):
            raise ApiError("invalid_arguments", detail=f"missing {name}")
        return value

    def channel(self, name: str = "channel") -> Channel:
        """The conversation an argument names, if the app is in it.

        Raises:
            ApiError: `channel_not_found` or `not_in_channel`.
        """
        channel = self.local.workspace.channels.get(str(self.need(name)))
        if channel is None:
            raise ApiError("channel_not_found")
        if self.local.app.bot_user_id not in channel.members:
            raise ApiError("channel_not_found" if channel.is_private else "not_in_channel")
        return channel

    def page(self, rows: list[Any], most: int) -> tuple[list[Any], str]:
        """The part of `rows` that cursor and limit ask for, and the next cursor."""
        try:
            start = int(str(self.args.get("cursor") or "0").removeprefix("c"))
            limit = min(int(self.args.get("limit") or most), most)
        except ValueError:
            raise ApiError("invalid_cursor") from None
        end = start + max(1, limit)
        return rows[start:end], f"c{end}" if end < len(rows) else ""


Handler = Callable[[Call], Json]


@dataclass(frozen=True, slots=True)
class Method:
    """A Web API method; `scopes` lists the scopes of which any one is enough, `tier` is calls a minute."""

    name: str
    handler: Handler
    scopes: tuple[str, ...]
    tier: int


METHODS: dict[str, Method] = {}


def method(name: str, *scopes: str, tier: int = 3) -> Callable[[Handler], Handler]:
    """Registers the decorated function as a Web API method."""

    def register(handler: Handler) -> Handler:
        METHODS[name] = Method(name, handler, scopes, TIERS[tier])
        return handler

    return register
