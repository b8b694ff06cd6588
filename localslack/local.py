"""One running local Slack: its state and the parts that act on it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from localslack.app_config import AppConfig
from localslack.events import Events
from localslack.faults import Faults
from localslack.settings import ServerSettings
from localslack.transport import SignedHttp, SocketMode, Transport
from localslack.workspace import Channel, File, Json, Message, User, Workspace

BLOCKS_FALLBACK = "This content can't be displayed."


@dataclass(slots=True)
class ResponseUrl:
    """Where and how often an interaction may still be answered."""

    user: str
    channel: str
    ends_at: float
    uses: int
    ts: str | None = None


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
    triggers: dict[str, tuple[float, str]] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)
    ephemerals: dict[str, list[Json]] = field(default_factory=dict)
    log: list[Json] = field(default_factory=list)
    _watchers: dict[asyncio.Queue[Json], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.transport = SocketMode(self.app) if self.app.socket_mode else SignedHttp(self.app)
        self.events = Events(self.workspace, self.app, self.transport, self.faults, self.settings)
        bot = User(
            self.app.bot_user_id,
            self.workspace.team_id,
            self.app.name.lower(),
            self.app.name,
            "bot",
            "en-US",
            "America/Los_Angeles",
            -28_800,
        )
        self.workspace.users[bot.id] = bot
        for channel in self.workspace.channels.values():
            if not channel.is_im:
                channel.members.append(bot.id)

    def trigger(self, user_id: str) -> str:
        """A fresh trigger id; it serves once, for three seconds."""
        trigger_id = f"{self.workspace.new_number()}.{self.workspace.new_id('T')}"
        self.triggers[trigger_id] = (time.monotonic() + self.settings.trigger_seconds, user_id)
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
        self._tell({"type": "changed", "channel": channel.id}, lambda user: self._sees(user, channel))

    def _sees(self, user_id: str, channel: Channel) -> bool:
        return user_id in self.workspace.users and self.workspace.sees(user_id, channel)

    def tell(self, user_id: str, change: Json) -> None:
        """Tells one person's pages."""
        self._tell(change, lambda user: user == user_id)

    def _tell(self, change: Json, wanted: Callable[[str], bool]) -> None:
        for queue, user_id in self._watchers.items():
            if wanted(user_id):
                queue.put_nowait(change)

    def say(self, channel: Channel, message: Message) -> Json:
        """Adds a message, announces it to the app and to the pages, and returns it."""
        self.workspace.add_message(channel, message)
        self.log.append({"channel": channel.id, **message})
        self.events.emit_message(channel, _event_of(message, channel.id))
        self.changed(channel)
        return message

    def file_object(self, file: File) -> Json:
        """The file as the Web API shows it; its type is missing while it is being processed."""
        ready = time.monotonic() >= file.ready_at
        url = f"{self.base_url}/files/{file.id}/{file.name}"
        shown: Json = {
            "id": file.id,
            "created": file.created,
            "timestamp": file.created,
            "name": file.name,
            "title": file.title,
            "mimetype": file.mimetype if ready else "",
            "filetype": file.name.rsplit(".", 1)[-1].lower() if ready and "." in file.name else "",
            "user": file.user,
            "user_team": self.workspace.team_id,
            "size": len(file.content),
            "mode": "hosted",
            "is_external": False,
            "is_public": False,
            "file_access": "visible",
            "url_private": url,
            "url_private_download": f"{url}?download=1",
            "shares": _shares(self.workspace, file),
            "channels": [channel for channel in file.shares if channel.startswith("C")],
            "ims": [channel for channel in file.shares if channel.startswith("D")],
        }
        if ready and file.mimetype.startswith("image/"):
            shown["thumb_360"] = f"{url}?thumb=360"
        return shown

    def in_message(self, file: File) -> Json:
        """The file as a message event carries it: files from other organisations must be asked for."""
        if file.external:
            return {"id": file.id, "mode": "file_access", "file_access": "check_file_info"}
        return self.file_object(file)


def _event_of(message: Json, channel_id: str) -> Json:
    hidden = {"reactions", "reply_count", "reply_users", "latest_reply"}
    return {**{key: value for key, value in message.items() if key not in hidden}, "channel": channel_id}


def _shares(workspace: Workspace, file: File) -> dict[str, Any]:
    places: dict[str, dict[str, list[Json]]] = {}
    for channel_id, stamps in file.shares.items():
        kind = "private" if workspace.channels[channel_id].is_private else "public"
        messages = workspace.messages[channel_id]
        shares = [{"ts": ts, "thread_ts": messages.get(ts, {}).get("thread_ts")} for ts in stamps]
        places.setdefault(kind, {})[channel_id] = [
            {key: value for key, value in share.items() if value} for share in shares
        ]
    return places
