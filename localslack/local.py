"""One running local Slack: its state and the parts that act on it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from localslack.app_config import AppConfig
from localslack.events import Events
from localslack.faults import Faults
from localslack.http_events import SignedHttp
from localslack.rates import RateLimiter
from localslack.seed import WITHOUT_APP
from localslack.settings import ServerSettings
from localslack.socket_mode import SocketMode
from localslack.transport import Transport
from localslack.workspace import Channel, Json, Message, User, Workspace


@dataclass(slots=True)
class ResponseUrl:
    """Where and how often an interaction may still be answered."""

    user: str
    channel: str
    ends_at: float
    uses: int
    ts: str | None = None


@dataclass(slots=True)
class Trigger:
    """Until when a trigger id opens a view for whom, and whether it did already."""

    user: str
    ends_at: float
    used: bool = False


@dataclass(slots=True)
class Local:
    """Everything a request handler needs; lives on one event loop."""

    workspace: Workspace
    app: AppConfig
    settings: ServerSettings
    faults: Faults
    base_url: str = ""
    transport: Transport = field(init=False)
    events: Events = field(init=False)
    rates: RateLimiter = field(default_factory=RateLimiter)
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    ephemerals: dict[str, list[Json]] = field(default_factory=dict)
    log: list[Json] = field(default_factory=list)
    _watchers: dict[asyncio.Queue[Json], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.transport = SocketMode(self.app) if self.app.socket_mode else SignedHttp(self.app)
        self.events = Events(self.workspace, self.app, self.transport, self.faults, self.settings)
        bot = self.app.bot_user_id
        self.workspace.users[bot] = User(
            bot,
            self.workspace.team_id,
            self.app.name.lower(),
            self.app.name,
            "bot",
            "en-US",
            "Asia/Tokyo",
            32_400,
        )
        for channel in self.workspace.channels.values():
            if not channel.is_im and channel.id not in WITHOUT_APP:
                channel.members.append(bot)

    def trigger(self, user_id: str) -> str:
        """A fresh trigger id; it serves once, for three seconds."""
        trigger_id = f"{self.workspace.new_number()}.{self.workspace.new_id('T')}"
        self.triggers[trigger_id] = Trigger(user_id, time.monotonic() + self.settings.trigger_seconds)
        return trigger_id

    def response_url(self, user_id: str, channel_id: str, ts: str | None = None) -> str:
        """A fresh `response_url` for an interaction."""
        key = self.workspace.new_id("R")
        ends_at = time.monotonic() + self.settings.response_url_seconds
        self.response_urls[key] = ResponseUrl(
            user_id, channel_id, ends_at, self.settings.response_url_uses, ts
        )
        return f"{self.base_url}/response/{key}"

    def watch(self, user_id: str) -> asyncio.Queue[Json]:
        """A queue of changes that a person's page should know of."""
        queue: asyncio.Queue[Json] = asyncio.Queue()
        self._watchers[queue] = user_id
        return queue

    def unwatch(self, queue: asyncio.Queue[Json]) -> None:
        self._watchers.pop(queue, None)

    def changed(self, channel: Channel) -> None:
        """Tells the pages of everyone who sees the channel to look again."""
        self._tell(
            {"type": "changed", "channel": channel.id}, lambda user: self.workspace.sees(user, channel)
        )

    def tell(self, user_id: str, change: Json) -> None:
        """Tells one person's pages."""
        self._tell(change, lambda user: user == user_id)

    def _tell(self, change: Json, wanted: Callable[[str], bool]) -> None:
        for queue, user_id in self._watchers.items():
            if wanted(user_id):
                queue.put_nowait(change)

    def say(self, channel: Channel, message: Message) -> None:
        """Adds a message and announces it to the app and to the pages."""
        self.workspace.add_message(channel, message)
        self.log.append({"channel": channel.id, **message})
        self.events.emit_message(channel, _event_of(message, channel.id))
        self.changed(channel)


def _event_of(message: Json, channel_id: str) -> Json:
    hidden = {"reactions", "reply_count", "reply_users", "latest_reply"}
    return {**{key: value for key, value in message.items() if key not in hidden}, "channel": channel_id}
