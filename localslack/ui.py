"""The page's routes: JSON in, JSON out, as one person (see README.md)."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from localslack import ui_shown
from localslack.api.files import store
from localslack.errors import ApiError, UiError
from localslack.file_objects import file_object, seen_by
from localslack.local import Local
from localslack.ui_acts import ACTS, Act, actor, settings_of
from localslack.workspace import Json

MOST_UPLOAD_BYTES = 1 << 30

Handler = Callable[[Request], Awaitable[Response]]


def routes(local: Local) -> list[BaseRoute]:
    """All routes under /ui."""
    return [
        Route("/ui/state", _shown(local, _state)),
        Route("/ui/messages", _shown(local, _messages)),
        Route("/ui/views", _shown(local, lambda local, user, _: ui_shown.views(local, user))),
        Route("/ui/log", _shown(local, _log)),
        Route("/ui/file/{file_id}", _file(local)),
        Route("/ui/upload", _upload(local), methods=["POST"]),
        WebSocketRoute("/ui/socket", _socket(local)),
        *[Route(f"/ui/{path}", _done(local, act), methods=["POST"]) for path, act in ACTS.items()],
    ]


def _refusal(error: UiError | ApiError | ValueError | KeyError | TypeError) -> Response:
    if isinstance(error, UiError):
        body = {"ok": False, "error": error.code, "detail": error.detail}
        return JSONResponse(body, status_code=error.status)
    if isinstance(error, ApiError):
        told = "; ".join(error.more.get("errors", [])) or error.code
        return JSONResponse({"ok": False, "error": error.code, "detail": told}, status_code=400)
    told = f"malformed request: {type(error).__name__} {error}"
    return JSONResponse({"ok": False, "error": "bad_request", "detail": told}, status_code=400)


def _shown(local: Local, show: Callable[[Local, str, Request], Json]) -> Handler:
    async def handle(request: Request) -> Response:
        try:
            user = actor(local, request.query_params.get("user") or next(iter(local.workspace.users)))
            return JSONResponse({"ok": True, **show(local, user, request)})
        except (UiError, ApiError, ValueError) as error:
            return _refusal(error)

    return handle


def _done(local: Local, act: Act) -> Handler:
    async def handle(request: Request) -> Response:
        try:
            body = await request.json()
            user = actor(local, body.get("user") or next(iter(local.workspace.users)))
            return JSONResponse({"ok": True, **await act(local, user, body)})
        except (UiError, ApiError, ValueError, KeyError, TypeError) as error:
            return _refusal(error)

    return handle


def _state(local: Local, user: str, _: Request) -> Json:
    return {**ui_shown.state(local, user), "settings": settings_of(local)}


def _messages(local: Local, user: str, request: Request) -> Json:
    asked = request.query_params
    most = int(asked.get("limit") or ui_shown.MOST_MESSAGES)
    return ui_shown.messages(local, user, asked.get("channel"), asked.get("thread_ts"), most)


def _log(local: Local, _: str, request: Request) -> Json:
    return ui_shown.log(local, int(request.query_params.get("since") or 0))


def _file(local: Local) -> Handler:
    async def handle(request: Request) -> Response:
        user = request.query_params.get("user", "")
        file = local.workspace.files.get(request.path_params["file_id"])
        if file is None or file.deleted or not seen_by(local, file, user):
            return Response(status_code=404)
        # A stored file is never run by the page that shows it.
        headers = {
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(file.content, media_type=file.mimetype, headers=headers)

    return handle


def _upload(local: Local) -> Handler:
    async def handle(request: Request) -> Response:
        try:
            form = await request.form(max_files=20)
            user, part = actor(local, form.get("user")), form.get("file")
            if not isinstance(part, UploadFile):
                raise UiError("no_file", "Choose a file.")
            if (part.size or 0) > MOST_UPLOAD_BYTES:
                raise UiError("file_too_large", "Files may have 1 GB.", 413)
            content = await part.read()
            file = store(local, user, part.filename or "file", content)
            return JSONResponse({"ok": True, "file": file_object(local, file)})
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
