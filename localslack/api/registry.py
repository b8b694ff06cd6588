"""The methods by name, each with the scope it needs and how often it may be called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from localslack.errors import ApiError
from localslack.local import Local
from localslack.workspace import Channel, Json

# Calls a minute by tier; 0 stands for methods without a tier of their own.
TIERS = {0: 0, 1: 1, 2: 20, 3: 50, 4: 100}


@dataclass(frozen=True, slots=True)
class Call:
    """One call: the server and the arguments, JSON ones decoded."""

    local: Local
    args: Json

    def need(self, name: str) -> Any:
        """An argument that must be there; `invalid_arguments` when it is not."""
        value = self.args.get(name)
        if value in (None, ""):
            message = f"[ERROR] missing required field: {name}"
            raise ApiError("invalid_arguments", response_metadata={"messages": [message]})
        return value

    def flag(self, name: str) -> bool:
        """A true or false argument, whether it came as JSON or in a form."""
        return str(self.args.get(name)).lower() in ("1", "true")

    def need_scope(self, *scopes: str) -> None:
        """Raises ApiError `missing_scope` unless the app has one of `scopes`; none at all is fine."""
        granted = self.local.app.scopes
        if scopes and not granted & set(scopes):
            raise ApiError("missing_scope", needed=",".join(scopes), provided=",".join(sorted(granted)))

    def channel(self, family: str | None = None, name: str = "channel") -> Channel:
        """The conversation an argument names, if the app is in it.

        Args:
            family: the scope family that reading it needs, such as "history"; the kind of
                conversation decides between `channels:`, `groups:` and `im:`.

        Raises:
            ApiError: `channel_not_found`, `not_in_channel` or `missing_scope`.
        """
        channel = self.visible(family, name)
        if self.local.app.bot_user_id not in channel.members:
            raise ApiError("not_in_channel")
        return channel

    def visible(self, family: str | None = None, name: str = "channel") -> Channel:
        """The conversation an argument names, if the app may know of it.

        Raises:
            ApiError: `channel_not_found` or `missing_scope`.
        """
        channel = self.local.workspace.channels.get(str(self.need(name)))
        if channel is None or (channel.is_private and self.local.app.bot_user_id not in channel.members):
            raise ApiError("channel_not_found")
        if family:
            self.need_scope(f"{channel.kind}:{family}")
        return channel

    def message(self, ts_name: str = "ts") -> tuple[Channel, Json]:
        """The message that `channel` and a timestamp name; `message_not_found` when there is none."""
        channel = self.channel()
        message = self.local.workspace.messages[channel.id].get(str(self.need(ts_name)))
        if message is None:
            raise ApiError("message_not_found")
        return channel, message

    def limit(self, most: int) -> int:
        """How many rows a page holds: the argument `limit`, at most `most`; `invalid_limit` if it is none."""
        try:
            asked = int(self.args.get("limit") or most)
        except ValueError:
            raise ApiError("invalid_limit") from None
        if asked < 1:
            raise ApiError("invalid_limit")
        return min(asked, most)

    def page(self, rows: list[Any], most: int) -> tuple[list[Any], Json]:
        """The part of `rows` that cursor and limit ask for, and the metadata with the next cursor."""
        cursor = str(self.args.get("cursor") or "row:0")
        if not cursor.startswith("row:") or not cursor[4:].isdigit():
            raise ApiError("invalid_cursor")
        start = int(cursor[4:])
        end = start + self.limit(most)
        return rows[start:end], {"next_cursor": f"row:{end}" if end < len(rows) else ""}


Handler = Callable[[Call], Json]


@dataclass(frozen=True, slots=True)
class Method:
    """A Web API method: any one of `scopes` is enough; `a_minute` calls are allowed, 0 for no limit."""

    name: str
    handler: Handler
    scopes: tuple[str, ...]
    a_minute: int


METHODS: dict[str, Method] = {}


def method(name: str, *scopes: str, tier: int = 3) -> Callable[[Handler], Handler]:
    """Registers the decorated function as a Web API method."""

    def register(handler: Handler) -> Handler:
        METHODS[name] = Method(name, handler, scopes, TIERS[tier])
        return handler

    return register
