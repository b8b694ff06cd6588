"""The page's routes: JSON in, JSON out, as one person (see README.md)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import fields
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from localslack import interactions, people_say
from localslack.api.files import store
from localslack.api.people import shown as shown_user
from localslack.api.views import shown
from localslack.errors import ApiError, UiError
from localslack.local import Local
from localslack.settings import ServerSettings
from localslack.workspace import Channel, Json

MOST_UPLOAD_BYTES = 1 << 30
Act = Callable[[Local, str, Json], Awaitable[Json]]


def routes(local: Local) -> list[BaseRoute]:
    """All routes under /ui."""
    posts: list[BaseRoute] = [
        Route(f"/ui/{path}", _post(local, act), methods=["POST"]) for path, act in _ACTS.items()
    ]
    return [
        Route("/ui/state", _get(local, _state)),
        Route("/ui/messages", _get(local, _messages)),
        Route("/ui/views", _get(local, _views)),
        Route("/ui/log", _get(local, _log)),
        Route("/ui/file/{file_id}", _file(local)),
        Route("/ui/upload", _upload(local), methods=["POST"]),
        WebSocketRoute("/ui/socket", _socket(local)),
        *posts,
    ]


def _refusal(error: UiError | ApiError) -> Response:
    if isinstance(error, UiError):
        body = {"ok": False, "error": error.code, "detail": error.detail}
        return JSONResponse(body, status_code=error.status)
    return JSONResponse({"ok": False, "error": error.code, "detail": error.code}, status_code=400)


def _actor(local: Local, user: Any) -> str:
    if not isinstance(user, str) or user not in local.workspace.users:
        raise UiError("user_not_found", "Choose a person first.", 404)
    return user


def _get(
    local: Local, answer: Callable[[Local, str, Request], Json]
) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        try:
            user = _actor(local, request.query_params.get("user") or next(iter(local.workspace.users)))
            return JSONResponse({"ok": True, **answer(local, user, request)})
        except (UiError, ApiError) as error:
            return _refusal(error)

    return handle


def _post(local: Local, act: Act) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        try:
            body = await request.json()
            return JSONResponse({"ok": True, **await act(local, _actor(local, body.get("user")), body)})
        except (UiError, ApiError) as error:
            return _refusal(error)
        except (ValueError, KeyError, TypeError) as error:
            detail = f"malformed request: {type(error).__name__} {error}"
            return JSONResponse({"ok": False, "error": "bad_request", "detail": detail}, status_code=400)

    return handle


def _state(local: Local, user: str, _: Request) -> Json:
    workspace = local.workspace
    seen = [channel for channel in workspace.channels.values() if workspace.sees(user, channel)]
    return {
        "team": {"id": workspace.team_id, "name": workspace.name},
        "me": _person(local, user),
        "users": [_person(local, one) for one in workspace.users],
        "channels": [_channel(channel, user) for channel in seen],
        "apps": [{"id": local.app.app_id, "name": local.app.name, "bot_user_id": local.app.bot_user_id}],
        "commands": list(local.app.commands),
        "shortcuts": list(local.app.shortcuts),
        "settings": {field.name: getattr(local.settings, field.name) for field in fields(local.settings)},
    }


def _person(local: Local, user_id: str) -> Json:
    user = local.workspace.users[user_id]
    names = ("id", "name", "real_name", "kind", "locale", "tz", "deleted", "team_id")
    return {name: getattr(user, name) for name in names}


def _channel(channel: Channel, user: str) -> Json:
    shown_channel = {
        "id": channel.id,
        "name": channel.name,
        "is_im": channel.is_im,
        "is_private": channel.is_private,
        "is_ext_shared": channel.is_ext_shared,
        "members": channel.members,
    }
    if channel.is_im:
        shown_channel["im_user"] = next((one for one in channel.members if one != user), user)
    return shown_channel


def _messages(local: Local, user: str, request: Request) -> Json:
    channel = people_say.channel_of(local, user, request.query_params.get("channel"))
    thread_ts = request.query_params.get("thread_ts")
    if thread_ts:
        rows = local.workspace.replies(channel.id, thread_ts)
    else:
        rows = list(reversed(list(local.workspace.history(channel.id))))
    whispers = [row for row in local.ephemerals.get(user, ()) if row["channel"] == channel.id]
    rows = rows + [row for row in whispers if row.get("thread_ts") == thread_ts]
    return {"messages": sorted((_fresh(local, row) for row in rows), key=lambda row: row["ts"])}


def _fresh(local: Local, message: Json) -> Json:
    """The message with its files as they are now."""
    if not message.get("files"):
        return message
    known = local.workspace.files
    files = [
        local.file_object(known[row["id"]]) if row["id"] in known and not known[row["id"]].deleted else row
        for row in message["files"]
    ]
    return {**message, "files": files}


def _views(local: Local, user: str, _: Request) -> Json:
    workspace = local.workspace
    home = workspace.homes.get(user)
    return {
        "stack": [shown(workspace.views[view_id]) for view_id in workspace.stacks[user]],
        "home": shown(home) if home else None,
    }


def _log(local: Local, _: str, request: Request) -> Json:
    since = int(request.query_params.get("since") or 0)
    return {"log": local.log[since:], "next": len(local.log)}


def _file(local: Local) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        user = request.query_params.get("user", "")
        file = local.workspace.files.get(request.path_params["file_id"])
        if file is None or file.deleted or user not in local.workspace.users:
            return Response(status_code=404)
        # A stored file is never run by the page that shows it.
        headers = {
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(file.content, media_type=file.mimetype, headers=headers)

    return handle


def _upload(local: Local) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        try:
            form = await request.form(max_files=20)
            user, part = _actor(local, form.get("user")), form.get("file")
            if not isinstance(part, UploadFile):
                raise UiError("no_file", "Choose a file.")
            content = await part.read(MOST_UPLOAD_BYTES)
            file = store(local, user, part.filename or "file", content)
            return JSONResponse({"ok": True, "file": local.file_object(file)})
        except UiError as error:
            return _refusal(error)

    return handle


def _socket(local: Local) -> Callable[[WebSocket], Awaitable[None]]:
    async def handle(socket: WebSocket) -> None:
        await socket.accept()
        queue = local.watch(socket.query_params.get("user", ""))
        sending = asyncio.create_task(_send_all(socket, queue))
        try:
            while True:
                await socket.receive_text()
        except WebSocketDisconnect:
            return
        finally:
            sending.cancel()
            local.unwatch(queue)

    return handle


async def _send_all(socket: WebSocket, queue: asyncio.Queue[Json]) -> None:
    while True:
        await socket.send_json(await queue.get())


async def _message(local: Local, user: str, body: Json) -> Json:
    channel = people_say.channel_of(local, user, body["channel"])
    files = [str(file_id) for file_id in body.get("file_ids") or ()]
    message = people_say.say(local, user, channel, body.get("text") or "", body.get("thread_ts"), files)
    return {"ts": message["ts"]}


async def _edit(local: Local, user: str, body: Json) -> Json:
    channel = people_say.channel_of(local, user, body["channel"])
    people_say.edit(local, user, channel, body["ts"], body["text"])
    return {}


async def _delete(local: Local, user: str, body: Json) -> Json:
    people_say.delete(local, user, people_say.channel_of(local, user, body["channel"]), body["ts"])
    return {}


async def _delete_file(local: Local, user: str, body: Json) -> Json:
    people_say.delete_file(local, user, body["file_id"])
    return {}


async def _react(local: Local, user: str, body: Json) -> Json:
    channel = people_say.channel_of(local, user, body["channel"])
    people_say.reaction(local, user, channel, body["ts"], body["name"], add=bool(body.get("add", True)))
    return {}


async def _channels(local: Local, user: str, body: Json) -> Json:
    members = [str(one) for one in body.get("members") or ()]
    channel = people_say.open_channel(local, user, body["name"], bool(body.get("is_private")), members)
    return {"channel": _channel(channel, user)}


async def _join(local: Local, user: str, body: Json) -> Json:
    channel = people_say.channel_of(local, user, body["channel"])
    people_say.join(local, channel, str(body.get("member") or user))
    return {}


async def _dm(local: Local, user: str, body: Json) -> Json:
    return {"channel": _channel(local.workspace.direct(user, _actor(local, body["with"])), user)}


async def _action(local: Local, user: str, body: Json) -> Json:
    action = {"block_id": body["block_id"], "action_id": body["action_id"], **(body.get("payload") or {})}
    await interactions.act(local, user, body["container"], action, body.get("state"))
    return {}


async def _options(local: Local, user: str, body: Json) -> Json:
    asked = {"block_id": body["block_id"], "action_id": body["action_id"], "value": body.get("value") or ""}
    return await interactions.options(local, user, body["container"], asked)


async def _command(local: Local, user: str, body: Json) -> Json:
    channel = people_say.channel_of(local, user, body["channel"])
    await interactions.command(local, user, channel, body["text"])
    return {}


async def _shortcut(local: Local, user: str, body: Json) -> Json:
    channel = people_say.channel_of(local, user, body["channel"]) if body.get("channel") else None
    await interactions.shortcut(local, user, body["callback_id"], channel, body.get("ts"))
    return {}


async def _submit(local: Local, user: str, body: Json) -> Json:
    errors = await interactions.submit(local, user, body["view_id"], body.get("values") or {})
    return {"errors": errors} if errors else {}


async def _close(local: Local, user: str, body: Json) -> Json:
    await interactions.close_view(local, user, body["view_id"], clear=bool(body.get("clear")))
    return {}


async def _home(local: Local, user: str, body: Json) -> Json:
    await interactions.home_opened(local, user, body.get("tab") or "home")
    return {}


async def _fault(local: Local, _: str, body: Json) -> Json:
    if body["kind"] == "clear":
        local.faults.clear()
        return {}
    options = {key: value for key, value in body.items() if key not in ("user", "kind") and value is not None}
    local.faults.arm(body["kind"], **options)
    return {"struck": local.faults.struck}


async def _settings(local: Local, _: str, body: Json) -> Json:
    known = {field.name for field in fields(ServerSettings)}
    for name, value in body.items():
        if name in known:
            setattr(local.settings, name, value)
    return {}


async def _user(local: Local, _: str, body: Json) -> Json:
    user = local.workspace.users[body["id"]]
    for name in ("kind", "locale", "tz", "deleted", "real_name", "status_text"):
        if name in body:
            setattr(user, name, body[name])
    event = {"type": "user_change", "user": shown_user(user, local.workspace, True)}
    local.events.emit({**event, "event_ts": local.workspace.new_ts()})
    return {}


_ACTS: dict[str, Act] = {
    "message": _message,
    "message/edit": _edit,
    "message/delete": _delete,
    "file/delete": _delete_file,
    "reaction": _react,
    "channels": _channels,
    "join": _join,
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
