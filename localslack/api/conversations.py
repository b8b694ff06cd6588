"""Conversations: what they are, who is in them, what was said."""

from __future__ import annotations

from typing import Any

from localslack.api.registry import Call, method
from localslack.errors import ApiError
from localslack.workspace import Channel, Json

READ = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
MOST_HISTORY = 999


@method("conversations.info", *READ)
def info(call: Call) -> Json:
    channel = _visible(call)
    return {"channel": shown(channel, call.local.app.bot_user_id)}


def _visible(call: Call) -> Channel:
    channel = call.local.workspace.channels.get(str(call.need("channel")))
    bot = call.local.app.bot_user_id
    if channel is None or (channel.is_private and bot not in channel.members):
        raise ApiError("channel_not_found")
    return channel


def shown(channel: Channel, bot_user_id: str) -> Json:
    """A conversation object as Slack's."""
    result: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_im": channel.is_im,
        "is_archived": channel.is_archived,
        "is_ext_shared": channel.is_ext_shared,
        "is_pending_ext_shared": channel.is_pending_ext_shared,
        "is_shared": channel.is_ext_shared,
        "is_org_shared": False,
    }
    if channel.is_im:
        result["user"] = next((user for user in channel.members if user != bot_user_id), bot_user_id)
        return result
    return result | {
        "name": channel.name,
        "is_channel": not channel.is_private,
        "is_group": channel.is_private,
        "is_mpim": False,
        "is_private": channel.is_private,
        "is_general": channel.name == "general",
        "is_member": bot_user_id in channel.members,
        "num_members": len(channel.members),
    }


@method("conversations.members", *READ, tier=4)
def members(call: Call) -> Json:
    rows, cursor = call.page(_visible(call).members, 1000)
    return {"members": rows, "response_metadata": {"next_cursor": cursor}}


@method("conversations.list", *READ, tier=2)
def list_all(call: Call) -> Json:
    bot = call.local.app.bot_user_id
    kinds = set(str(call.args.get("types") or "public_channel").split(","))
    seen = [channel for channel in call.local.workspace.channels.values() if _of_kind(channel, kinds, bot)]
    rows, cursor = call.page(seen, 1000)
    return {
        "channels": [shown(channel, bot) for channel in rows],
        "response_metadata": {"next_cursor": cursor},
    }


def _of_kind(channel: Channel, kinds: set[str], bot: str) -> bool:
    kind = "im" if channel.is_im else "private_channel" if channel.is_private else "public_channel"
    return kind in kinds and (not channel.is_private or bot in channel.members)


@method("conversations.open", "im:write", "mpim:write")
def open_direct(call: Call) -> Json:
    ids = str(call.need("users")).split(",")
    workspace = call.local.workspace
    if len(ids) != 1 or ids[0] not in workspace.users:
        raise ApiError("user_not_found")
    user = workspace.users[ids[0]]
    if user.deleted:
        raise ApiError("user_disabled")
    if user.kind == "bot":
        raise ApiError("cannot_dm_bot")
    return {"channel": {"id": workspace.direct(call.local.app.bot_user_id, ids[0]).id}}


@method("conversations.join", "channels:join")
def join(call: Call) -> Json:
    channel = _visible(call)
    if call.local.app.bot_user_id not in channel.members:
        channel.members.append(call.local.app.bot_user_id)
    return {"channel": shown(channel, call.local.app.bot_user_id)}


@method("conversations.history", *HISTORY)
def history(call: Call) -> Json:
    channel = call.channel()
    wanted = [message for message in call.local.workspace.history(channel.id) if _between(call, message)]
    rows, cursor = call.page(wanted, MOST_HISTORY)
    return {
        "messages": [_told(call, message) for message in rows],
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }


@method("conversations.replies", *HISTORY)
def replies(call: Call) -> Json:
    channel = call.channel()
    found = call.local.workspace.replies(channel.id, str(call.need("ts")))
    if not found:
        raise ApiError("thread_not_found")
    wanted = [message for message in found if _between(call, message)]
    rows, cursor = call.page(wanted, MOST_HISTORY)
    return {
        "messages": [_told(call, message) for message in rows],
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }


def _between(call: Call, message: Json) -> bool:
    ts, inclusive = message["ts"], str(call.args.get("inclusive")).lower() in ("1", "true")
    oldest, latest = call.args.get("oldest"), call.args.get("latest")
    after = not oldest or ts > str(oldest) or (inclusive and ts == str(oldest))
    before = not latest or ts < str(latest) or (inclusive and ts == str(latest))
    return after and before


def _told(call: Call, message: Json) -> Json:
    told: dict[str, Any] = dict(message)
    if str(call.args.get("include_all_metadata")).lower() not in ("1", "true"):
        told.pop("metadata", None)
    return told
