"""The workspace's state: people, conversations, messages, files and views, in memory."""

from __future__ import annotations

import bisect
import itertools
import secrets
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]
Message = Json

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"


@dataclass(slots=True)
class User:
    """A person or bot; `kind` is admin, member, guest, outsider or bot."""

    id: str
    team_id: str
    name: str
    real_name: str
    kind: str
    locale: str
    tz: str
    tz_offset: int
    deleted: bool = False
    status_text: str = ""


@dataclass(slots=True)
class UserGroup:
    """People who are mentioned together by a handle; a disabled one is still there."""

    id: str
    handle: str
    name: str
    users: list[str]
    disabled: bool = False


@dataclass(slots=True)
class Channel:
    """A conversation; a direct message has exactly two members, a group message (`is_mpim`) more."""

    id: str
    name: str
    members: list[str]
    is_private: bool = False
    is_im: bool = False
    is_mpim: bool = False
    is_ext_shared: bool = False
    is_pending_ext_shared: bool = False
    is_archived: bool = False
    created: int = field(default_factory=lambda: int(time.time()))

    @property
    def kind(self) -> str:
        """The prefix of its scopes and events: channels, groups, im or mpim."""
        if self.is_im or self.is_mpim:
            return "im" if self.is_im else "mpim"
        return "groups" if self.is_private else "channels"


@dataclass(slots=True)
class File:
    """A file; `ready_at` (monotonic seconds) is when its processing ends, `awaited` until its bytes came.

    `shares` holds the messages by channel, `pictured` the channels and `viewers` the people who see it
    elsewhere: in a block, a modal, a file input.
    """

    id: str
    name: str
    title: str
    user: str
    content: bytes
    mimetype: str
    created: int
    ready_at: float = 0.0
    external: bool = False
    deleted: bool = False
    awaited: bool = False
    shares: dict[str, list[str]] = field(default_factory=dict)
    pictured: set[str] = field(default_factory=set)
    viewers: set[str] = field(default_factory=set)


@dataclass(slots=True)
class View:
    """A modal or Home tab as the app last sent it."""

    id: str
    user: str
    app_id: str
    body: Json
    hash: str
    root_id: str
    previous_id: str | None = None


class Workspace:
    """All state of one local workspace; only the server's event loop touches it."""

    def __init__(self, team_id: str, name: str, domain: str) -> None:
        self.team_id = team_id
        self.name = name
        self.domain = domain
        self.users: dict[str, User] = {}
        self.channels: dict[str, Channel] = {}
        self.user_groups: dict[str, UserGroup] = {}
        self.is_paid = True
        self.files: dict[str, File] = {}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = defaultdict(list)
        self.homes: dict[str, View] = {}
        self.messages: dict[str, dict[str, Json]] = defaultdict(dict)
        self._order: dict[str, list[str]] = defaultdict(list)
        self._threads: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._directs: dict[frozenset[str], Channel] = {}
        self._last_ts = 0
        self._numbers = itertools.count(1)

    def new_id(self, prefix: str) -> str:
        """A fresh Slack-like id."""
        return prefix + "0" + "".join(secrets.choice(ALPHABET) for _ in range(9))

    def new_ts(self) -> str:
        """A fresh message timestamp, later than every earlier one."""
        now = max(time.time_ns() // 1000, self._last_ts + 1)
        self._last_ts = now
        return f"{now // 1_000_000}.{now % 1_000_000:06d}"

    def new_number(self) -> int:
        return next(self._numbers)

    def add_message(self, channel: Channel, message: Message) -> Message:
        """Appends a message, in its thread when it has one; counts replies on the parent."""
        ts = message["ts"]
        self.messages[channel.id][ts] = message
        thread_ts = message.get("thread_ts")
        if thread_ts and thread_ts != ts:
            self._threads[channel.id, thread_ts].append(ts)
            self._count_reply(channel.id, thread_ts, message)
        if not thread_ts or thread_ts == ts or message.get("subtype") == "thread_broadcast":
            bisect.insort(self._order[channel.id], ts)
        return message

    def _count_reply(self, channel_id: str, thread_ts: str, reply: Json) -> None:
        parent = self.messages[channel_id].get(thread_ts)
        if parent is None:
            return
        parent["thread_ts"] = thread_ts
        parent["reply_count"] = parent.get("reply_count", 0) + 1
        parent["latest_reply"] = reply["ts"]
        parent["reply_users"] = sorted({*parent.get("reply_users", ()), reply.get("user", "")})

    def remove_message(self, channel_id: str, ts: str) -> None:
        """Takes a message out, of its thread as well."""
        message = self.messages[channel_id].pop(ts, None)
        if message is None:
            return
        thread_ts = message.get("thread_ts")
        if thread_ts and thread_ts != ts:
            self._threads[channel_id, thread_ts].remove(ts)
            parent = self.messages[channel_id].get(thread_ts, {})
            parent["reply_count"] = max(0, parent.get("reply_count", 1) - 1)
        order = self._order[channel_id]
        place = bisect.bisect_left(order, ts)
        if place < len(order) and order[place] == ts:
            del order[place]

    def history(self, channel_id: str, oldest: str = "", latest: str = "") -> Iterator[Message]:
        """Top-level messages between two timestamps, both included, newest first."""
        order = self._order[channel_id]
        start = bisect.bisect_left(order, oldest) if oldest else 0
        end = bisect.bisect_right(order, latest) if latest else len(order)
        for place in range(end - 1, start - 1, -1):
            yield self.messages[channel_id][order[place]]

    def replies(self, channel_id: str, thread_ts: str) -> list[Message]:
        """The parent and its replies, oldest first; empty when there is no such message."""
        messages = self.messages[channel_id]
        found = [messages[thread_ts]] if thread_ts in messages else []
        return found + [messages[ts] for ts in self._threads[channel_id, thread_ts]]

    def direct(self, *people: str) -> Channel:
        """The direct message of two people, or of more, opened when it is new."""
        members = frozenset(people)
        if members not in self._directs:
            channel = self._opened(list(dict.fromkeys(people)))
            self.channels[channel.id] = self._directs[members] = channel
        return self._directs[members]

    def _opened(self, people: list[str]) -> Channel:
        if len(people) <= 2:
            return Channel(self.new_id("D"), "", people, is_im=True, is_private=True)
        name = "mpdm-" + "--".join(self.users[user].name for user in people) + "-1"
        return Channel(self.new_id("G"), name, people, is_mpim=True, is_private=True)

    def sees(self, user_id: str, channel: Channel) -> bool:
        """Whether a person may read a conversation."""
        if user_id in channel.members:
            return True
        user = self.users.get(user_id)
        if user is None or channel.is_private or channel.is_im:
            return False
        return user.kind in ("admin", "member", "bot")
