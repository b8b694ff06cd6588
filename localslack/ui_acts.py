"""What the page may do, by path under /ui: each act gets the server, the acting person and the JSON body."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import fields
from typing import Any

from localslack import interactions, people_say, submissions
from localslack.api.people import shown as shown_user
from localslack.errors import UiError
from localslack.local import Local
from localslack.settings import ServerSettings
from localslack.ui_shown import channel_row
from localslack.workspace import Channel, Json, User

Act = Callable[[Local, str, Json], Awaitable[Json]]


def actor(local: Local, user: Any) -> str:
    """The id of an existing person; UiError `user_not_found` for anything else."""
    if not isinstance(user, str) or user not in local.workspace.users:
        raise UiError("user_not_found", "Choose a person first.", 404)
    return user


def _channel(local: Local, user: str, body: Json) -> Channel:
    return people_say.channel_of(local, user, body["channel"])


async def _message(local: Local, user: str, body: Json) -> Json:
    files = [str(file_id) for file_id in body.get("file_ids") or ()]
    channel, text = _channel(local, user, body), str(body.get("text") or "")
    message = people_say.say(local, user, channel, text, body.get("thread_ts"), files)
    return {"ts": message["ts"]}


async def _edit(local: Local, user: str, body: Json) -> Json:
    people_say.edit(local, user, _channel(local, user, body), str(body["ts"]), str(body["text"]))
    return {}


async def _delete(local: Local, user: str, body: Json) -> Json:
    people_say.delete(local, user, _channel(local, user, body), str(body["ts"]))
    return {}


async def _delete_file(local: Local, user: str, body: Json) -> Json:
    people_say.delete_file(local, user, str(body["file_id"]))
    return {}


async def _react(local: Local, user: str, body: Json) -> Json:
    channel, add = _channel(local, user, body), bool(body.get("add", True))
    people_say.reaction(local, user, channel, str(body["ts"]), str(body["name"]), add=add)
    return {}


async def _channels(local: Local, user: str, body: Json) -> Json:
    channel = people_say.open_channel(
        local,
        user,
        str(body["name"]),
        private=bool(body.get("is_private")),
        members=[str(one) for one in body.get("members") or ()],
        with_app=bool(body.get("with_app", True)),
    )
    return {"channel": channel_row(channel, user)}


async def _join(local: Local, user: str, body: Json) -> Json:
    people_say.join(local, _channel(local, user, body), actor(local, body.get("member") or user))
    return {}


async def _leave(local: Local, user: str, body: Json) -> Json:
    people_say.leave(local, _channel(local, user, body), actor(local, body.get("member") or user))
    return {}


async def _share(local: Local, user: str, body: Json) -> Json:
    shared, pending = bool(body.get("shared", True)), bool(body.get("pending"))
    people_say.share_outside(local, _channel(local, user, body), shared=shared, pending=pending)
    return {}


async def _dm(local: Local, user: str, body: Json) -> Json:
    others = body["with"] if isinstance(body["with"], list) else [body["with"]]
    channel = local.workspace.direct(user, *(actor(local, other) for other in others))
    return {"channel": channel_row(channel, user)}


async def _action(local: Local, user: str, body: Json) -> Json:
    action = {"block_id": body["block_id"], "action_id": body["action_id"], **(body.get("payload") or {})}
    await interactions.act(local, user, body["container"], action, body.get("state"))
    return {}


async def _options(local: Local, user: str, body: Json) -> Json:
    asked = {"block_id": body["block_id"], "action_id": body["action_id"], "value": body.get("value") or ""}
    return await interactions.options(local, user, body["container"], asked)


async def _command(local: Local, user: str, body: Json) -> Json:
    channel = _channel(local, user, body)
    await interactions.command(local, user, channel, str(body["text"]), body.get("thread_ts"))
    return {}


async def _shortcut(local: Local, user: str, body: Json) -> Json:
    channel = _channel(local, user, body) if body.get("channel") else None
    await interactions.shortcut(local, user, str(body["callback_id"]), channel, body.get("ts"))
    return {}


async def _submit(local: Local, user: str, body: Json) -> Json:
    errors = await submissions.submit(local, user, body["view_id"], body.get("values") or {})
    return {"errors": errors} if errors else {}


async def _close(local: Local, user: str, body: Json) -> Json:
    await submissions.close(local, user, body["view_id"], clear=bool(body.get("clear")))
    return {}


async def _home(local: Local, user: str, body: Json) -> Json:
    interactions.home_opened(local, user, str(body.get("tab") or "home"))
    return {}


async def _fault(local: Local, _: str, body: Json) -> Json:
    kind = str(body["kind"])
    if kind == "clear":
        local.faults.clear()
    elif kind == "drop_socket":
        local.faults.count("drop_socket")
        await local.transport.drop()
    else:
        options = {key: value for key, value in body.items() if key not in ("user", "kind")}
        given = {key: value for key, value in options.items() if value is not None or key == "count"}
        local.faults.arm(kind, **given)
    return {"struck": local.faults.struck}


async def _settings(local: Local, _: str, body: Json) -> Json:
    for field in fields(ServerSettings):
        if field.name in body:
            kind = type(getattr(local.settings, field.name))
            setattr(local.settings, field.name, kind(body[field.name]))
    return {"settings": settings_of(local)}


def settings_of(local: Local) -> Json:
    """Every setting by name."""
    return {field.name: getattr(local.settings, field.name) for field in fields(ServerSettings)}


async def _user(local: Local, _: str, body: Json) -> Json:
    """Changes a person, or adds one when the id is new, and tells the app."""
    user_id = str(body["id"])
    user = local.workspace.users.get(user_id) or _new_user(local, user_id)
    for name in ("kind", "locale", "tz", "tz_offset", "deleted", "real_name", "status_text", "team_id"):
        if name in body:
            setattr(user, name, body[name])
    event = {"type": "user_change", "user": shown_user(user, local.workspace, True)}
    local.events.emit({**event, "event_ts": local.workspace.new_ts()})
    return {}


def _new_user(local: Local, user_id: str) -> User:
    team = local.workspace.team_id
    user = User(user_id, team, user_id.lower(), user_id, "member", "ja-JP", "Asia/Tokyo", 32_400)
    local.workspace.users[user_id] = user
    return user


ACTS: dict[str, Act] = {
    "message": _message,
    "message/edit": _edit,
    "message/delete": _delete,
    "file/delete": _delete_file,
    "reaction": _react,
    "channels": _channels,
    "join": _join,
    "leave": _leave,
    "share": _share,
    "dm": _dm,
    "action": _action,
    "options": _options,
    "command": _command,
    "shortcut": _shortcut,
    "view/submit": _submit,
    "view/close": _close,
    "home": _home,
    "fault": _fault,
    "settings": _settings,
    "user": _user,
}
