"""`response_url`: an interaction may be answered five times within half an hour."""

from __future__ import annotations

import time

from localslack.errors import ApiError
from localslack.local import Local, ResponseUrl
from localslack.posts import change, content, from_app, publish, remove, whisper
from localslack.workspace import Channel, Json, Message


def respond(local: Local, key: str, body: Json) -> None:
    """Does what an answer to a `response_url` says.

    Raises:
        ApiError: `used_url`, `expired_url` (wrong addresses too), or what is wrong with the message.
    """
    link = local.response_urls.get(key)
    if link is None or link.ends_at < time.monotonic():
        raise ApiError("expired_url")
    if link.uses <= 0:
        raise ApiError("used_url")
    link.uses -= 1
    channel = local.workspace.channels[link.channel]
    if body.get("delete_original") or body.get("replace_original"):
        _original(local, channel, link, body)
    elif body.get("response_type") == "in_channel":
        publish(local, channel, from_app(local, content(local, body), body.get("thread_ts")))
    else:
        whisper(local, channel, link.user, content(local, body), body.get("thread_ts"))


def _original(local: Local, channel: Channel, link: ResponseUrl, body: Json) -> None:
    mine = local.ephemerals.get(link.user, [])
    hidden = next((row for row in mine if row["ts"] == link.ts), None)
    if hidden is not None:
        _whispered(local, mine, hidden, body)
        local.tell(link.user, {"type": "changed", "channel": channel.id})
        return
    message = local.workspace.messages[channel.id].get(link.ts or "")
    if message is None:
        raise ApiError("message_not_found")
    if body.get("delete_original"):
        remove(local, channel, message)
    else:
        change(local, channel, message, content(local, body))


def _whispered(local: Local, mine: list[Message], message: Message, body: Json) -> None:
    if body.get("delete_original"):
        mine.remove(message)
        return
    new = content(local, body)
    if "blocks" not in new:
        message.pop("blocks", None)
    message.update(new)
