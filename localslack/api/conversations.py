"""Conversations: what they are, who is in them, what was said."""

from __future__ import annotations

from itertools import islice

from localslack.api.registry import Call, method
from localslack.errors import ApiError
from localslack.workspace import Channel, Json, Message, User

READ = ("channels:read", "groups:read", "im:read", "mpim:read")
HISTORY = ("channels:history", "groups:history", "im:history", "mpim:history")
MOST_ROWS = 999
DEFAULT_HISTORY = 100


@method("conversations.info", *READ)
def info(call: Call) -> Json:
    channel = call.visible("read")
    shown_channel = shown(channel, call.local.app.bot_user_id)
    if call.flag("include_num_members"):
        shown_channel["num_members"] = len(channel.members)
    return {"channel": shown_channel}


def shown(channel: Channel, bot_user_id: str) -> Json:
    """A conversation object as Slack's."""
    result: Json = {
        "id": channel.id,
        "created": channel.created,
        "is_channel": channel.kind == "channels",
        "is_group": channel.kind == "groups",
        "is_im": channel.is_im,
        "is_mpim": channel.is_mpim,
        "is_private": channel.is_private,
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
        "name_normalized": channel.name,
        "is_general": channel.name == "general",
        "is_member": bot_user_id in channel.members,
    }


@method("conversations.members", *READ, tier=4)
def members(call: Call) -> Json:
    rows, metadata = call.page(call.visible("read").members, 1_000)
    return {"members": rows, "response_metadata": metadata}


@method("conversations.list", *READ, tier=2)
def list_all(call: Call) -> Json:
    bot = call.local.app.bot_user_id
    kinds = set(str(call.args.get("types") or "public_channel").split(","))
    for kind in kinds & set(_FAMILIES):
        call.need_scope(f"{_FAMILIES[kind]}:read")
    seen = [channel for channel in call.local.workspace.channels.values() if _of_kind(channel, kinds, bot)]
    rows, metadata = call.page(seen, 1_000)
    return {"channels": [shown(channel, bot) for channel in rows], "response_metadata": metadata}


_FAMILIES = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}


def _of_kind(channel: Channel, kinds: set[str], bot: str) -> bool:
    wanted = channel.kind in {_FAMILIES.get(kind) for kind in kinds}
    return wanted and (not channel.is_private or bot in channel.members)


@method("conversations.open", "im:write", "mpim:write")
def open_direct(call: Call) -> Json:
    workspace, bot = call.local.workspace, call.local.app.bot_user_id
    ids = [user_id for user_id in str(call.need("users")).split(",") if user_id != bot]
    call.need_scope("mpim:write" if len(ids) > 1 else "im:write")
    for user_id in ids:
        _check_open(workspace.users.get(user_id))
    known = len(workspace.channels)
    channel = workspace.direct(bot, *ids)
    already = {"no_op": True, "already_open": True} if len(workspace.channels) == known else {}
    return {**already, "channel": {"id": channel.id}}


def _check_open(user: User | None) -> None:
    if user is None:
        raise ApiError("user_not_found")
    if user.deleted:
        raise ApiError("user_disabled")
    if user.kind == "bot":
        raise ApiError("cannot_dm_bot")


@method("conversations.join", "channels:join")
def join(call: Call) -> Json:
    channel = call.visible()
    if channel.kind != "channels":
        raise ApiError("method_not_supported_for_channel_type")
    if call.local.app.bot_user_id not in channel.members:
        channel.members.append(call.local.app.bot_user_id)
        call.local.changed(channel)
    return {"channel": shown(channel, call.local.app.bot_user_id)}


@method("conversations.history", *HISTORY)
def history(call: Call) -> Json:
    """Newest first. The cursor is a timestamp, so that new messages shift nothing."""
    channel = call.channel("history")
    oldest, latest = str(call.args.get("oldest") or ""), str(call.args.get("latest") or "")
    cursor = str(call.args.get("cursor") or "")
    if cursor and not cursor.startswith("next:"):
        raise ApiError("invalid_cursor")
    newest = cursor.removeprefix("next:") or latest
    found = call.local.workspace.history(channel.id, oldest, newest)
    wanted = (row for row in found if row["ts"] != cursor.removeprefix("next:") and _inside(call, row))
    rows = list(islice(wanted, call.limit(MOST_ROWS) if call.args.get("limit") else DEFAULT_HISTORY))
    more = bool(rows) and next(wanted, None) is not None
    return _rows(call, rows, f"next:{rows[-1]['ts']}" if more else "")


@method("conversations.replies", *HISTORY)
def replies(call: Call) -> Json:
    channel = call.channel("history")
    ts = str(call.need("ts"))
    found = call.local.workspace.replies(channel.id, ts)
    if not found:
        raise ApiError("thread_not_found")
    rows, metadata = call.page([row for row in found if row["ts"] == ts or _inside(call, row)], MOST_ROWS)
    return _rows(call, rows, metadata["next_cursor"])


def _rows(call: Call, rows: list[Message], cursor: str) -> Json:
    return {
        "messages": [_told(call, row) for row in rows],
        "has_more": bool(cursor),
        "response_metadata": {"next_cursor": cursor},
    }


def _inside(call: Call, message: Json) -> bool:
    """Whether a message lies between `oldest` and `latest`; the ends belong to it when `inclusive`."""
    ts, ends = message["ts"], call.flag("inclusive")
    oldest, latest = str(call.args.get("oldest") or ""), str(call.args.get("latest") or "")
    after = not oldest or ts > oldest or (ends and ts == oldest)
    before = not latest or ts < latest or (ends and ts == latest)
    return after and before


def _told(call: Call, message: Message) -> Json:
    if call.flag("include_all_metadata"):
        return message
    return {name: value for name, value in message.items() if name != "metadata"}
