"""The local Slack as the delivery tests use it: fresh channels and people, faults, what was posted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any

from slack_sdk import WebClient

from localslack.driver import Person
from localslack.seed import TEAM
from localslack.serve import LocalSlack as Server
from localslack.settings import ServerSettings
from localslack.workspace import User

SOMEBODY = "U0SATO00001"


class LocalSlack:
    """A running local Slack without rate limits, unless a test asks for them."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.url, self.token = server.api_url, server.bot_token
        self.web = WebClient(token=server.bot_token, base_url=server.api_url, retry_handlers=[])
        self._person = Person(server.url, SOMEBODY)
        self._number = count(1)

    @classmethod
    @contextmanager
    def running(cls) -> Iterator[LocalSlack]:
        with Server(settings=ServerSettings(rate_limits=False)) as server:
            yield cls(server)

    def limit_rates(self, on: bool) -> None:
        self._person.post("settings", rate_limits=on)

    def new_channel(self, members: Sequence[str] = ()) -> str:
        """A channel of its own with Goen in it."""
        name = f"test-{next(self._number)}"
        return str(self._person.post("channels", name=name, members=list(members))["channel"]["id"])

    def new_user(self) -> str:
        """A member of the team nobody talked to yet."""
        user_id = f"U0TEST{next(self._number):05}"
        self.server.workspace.users[user_id] = User(
            user_id, TEAM, user_id.lower(), user_id, "member", "ja-JP", "Asia/Tokyo", 32_400
        )
        return user_id

    def fault(self, kind: str, **options: Any) -> None:
        """Arms a fault of `localslack.faults`, for the next call if nothing else is said."""
        self._person.post("fault", kind=kind, **options)

    def reset_faults(self) -> None:
        self._person.post("fault", kind="clear")

    def say(self, channel: str, text: str) -> str:
        """Somebody posts; returns the message's `ts`."""
        return self._person.say(channel, text)

    def messages(self, channel: str) -> list[dict[str, Any]]:
        """What stands in a channel outside threads, oldest first."""
        return self._person.messages(channel)

    def message(self, channel: str, ts: str) -> dict[str, Any]:
        return next(message for message in self.messages(channel) if message["ts"] == ts)
