"""Emoji reactions."""

from __future__ import annotations

import re

from localslack.api.registry import Call, method
from localslack.errors import ApiError
from localslack.local import Local
from localslack.workspace import Channel, Json


@method("reactions.add", "reactions:write")
def add(call: Call) -> Json:
    channel, message = call.message("timestamp")
    react(call.local, channel, message, call.local.app.bot_user_id, _name(call), add=True)
    return {}


@method("reactions.remove", "reactions:write")
def remove(call: Call) -> Json:
    channel, message = call.message("timestamp")
    react(call.local, channel, message, call.local.app.bot_user_id, _name(call), add=False)
    return {}


@method("reactions.get", "reactions:read")
def get(call: Call) -> Json:
    channel, message = call.message("timestamp")
    return {"type": "message", "channel": channel.id, "message": message}


def _name(call: Call) -> str:
    name = str(call.need("name"))
    if not re.fullmatch(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?", name):
        raise ApiError("invalid_name")
    return name


def react(local: Local, channel: Channel, message: Json, user: str, name: str, *, add: bool) -> None:
    """Puts a person's reaction on a message or takes it off.

    Raises:
        ApiError: `already_reacted` or `no_reaction`.
    """
    rows: list[Json] = message.setdefault("reactions", [])
    row = next((row for row in rows if row["name"] == name), None)
    has = row is not None and user in row["users"]
    if has is add:
        raise ApiError("already_reacted" if add else "no_reaction")
    if add:
        if row is None:
            rows.append(row := {"name": name, "users": [], "count": 0})
        row["users"].append(user)
    elif row is not None:
        row["users"].remove(user)
        if not row["users"]:
            rows.remove(row)
    if row is not None:
        row["count"] = len(row["users"])
    _announce(local, channel, message, user, name, add)


def _announce(local: Local, channel: Channel, message: Json, user: str, name: str, add: bool) -> None:
    event = {
        "type": "reaction_added" if add else "reaction_removed",
        "user": user,
        "reaction": name,
        "item_user": message.get("user"),
        "item": {"type": "message", "channel": channel.id, "ts": message["ts"]},
        "event_ts": local.workspace.new_ts(),
    }
    if local.app.bot_user_id in channel.members:
        local.events.emit(event)
    local.changed(channel)
