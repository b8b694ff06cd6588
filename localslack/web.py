"""The server's other routes: the Web API, files, uploads, Socket Mode, the page."""

from __future__ import annotations

import asyncio
import json
import time
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from localslack import interactions, ui
from localslack.api import METHODS, Call, Method
from localslack.api.files import kind_of
from localslack.errors import ApiError
from localslack.faults import API_KINDS, Fault
from localslack.guard import LoopbackOnly
from localslack.local import Local
from localslack.transport import SocketMode
from localslack.workspace import Json

PAGE = Path(__file__).parent / "page"
MOST_BODY_BYTES = 1 << 30
LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Sign in | Slack</title></head><body>Sign in</body></html>"
# An argument that the SDK sends as JSON text inside a form.
JSON_ARGUMENTS = ("blocks", "attachments", "metadata", "view", "files")


def application(local: Local) -> Starlette:
    """The whole server as one ASGI application that answers loopback requests only."""
    limiter = RateLimiter(local)
    routes = [
        Route("/", lambda _: FileResponse(PAGE / "index.html")),
        Mount("/static", StaticFiles(directory=PAGE)),
        Route("/api/{method:path}", _api(local, limiter), methods=["GET", "POST"]),
        Route("/files/{file_id}/{name}", _download(local)),
        Route("/upload/{file_id}", _receive(local), methods=["POST"]),
        Route("/response/{key}", _respond(local), methods=["POST"]),
        WebSocketRoute("/link", _link(local)),
        *ui.routes(local),
    ]
    app = Starlette(routes=routes)
    app.add_middleware(LoopbackOnly)
    return app


class RateLimiter:
    """Calls a minute per method by its tier, and about one post a second and channel."""

    def __init__(self, local: Local) -> None:
        self._local = local
        self._calls: dict[str, deque[float]] = defaultdict(deque)

    def wait(self, method: Method, args: Mapping[str, Any]) -> int:
        """Seconds to wait before this call would be taken; 0 when it is."""
        if not self._local.settings.rate_limits:
            return 0
        # A short burst is tolerated: Slack enforces neither limit to the call.
        wait = self._over(method.name, method.tier * 2, 60.0)
        if method.name == "chat.postMessage" and not wait:
            wait = self._over(f"post:{args.get('channel')}", 10, 8.0)
        return wait

    def _over(self, key: str, most: int, seconds: float) -> int:
        calls, now = self._calls[key], time.monotonic()
        while calls and calls[0] < now - seconds:
            calls.popleft()
        if len(calls) >= most:
            return max(1, round(calls[0] + seconds - now))
        calls.append(now)
        return 0


def _api(local: Local, limiter: RateLimiter) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        name = request.path_params["method"]
        fault = local.faults.strike(API_KINDS, name)
        if fault and fault.kind == "drop_before":
            return _dropped(request)
        if fault and fault.kind in ("429", "500", "503"):
            return _failed(fault)
        response = _answer(local, limiter, name, request, await _arguments(request))
        if fault:
            await asyncio.sleep(fault.seconds)
            return _dropped(request)
        return response

    return handle


def _failed(fault: Fault) -> Response:
    if fault.kind == "429":
        return _limited(fault.retry_after)
    return Response("upstream error", status_code=int(fault.kind))


def _limited(seconds: int) -> Response:
    return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers={"Retry-After": str(seconds)})


def _dropped(request: Request) -> Response:
    """Breaks the connection without an answer: the server aborts the transport it is given."""
    request.scope["extensions"]["localslack.abort"]()
    return Response(status_code=500)


def _answer(local: Local, limiter: RateLimiter, name: str, request: Request, args: Json) -> Response:
    method = METHODS.get(name)
    if method is None:
        return JSONResponse({"ok": False, "error": "unknown_method", "req_method": name})
    try:
        _authorize(local, method, request, args)
        if wait := limiter.wait(method, args):
            return _limited(wait)
        body = {"ok": True, **method.handler(Call(local, args))}
    except ApiError as error:
        body = {"ok": False, "error": error.code, **error.more}
    return JSONResponse(body, headers={"X-OAuth-Scopes": ",".join(sorted(local.app.scopes))})


def _authorize(local: Local, method: Method, request: Request, args: Json) -> None:
    token = request.headers.get("authorization", "").removeprefix("Bearer ") or str(args.get("token") or "")
    if not token:
        raise ApiError("not_authed")
    wanted = local.app.app_token if method.name.startswith("apps.connections") else local.app.bot_token
    if token != wanted:
        known = token in (local.app.app_token, local.app.bot_token)
        raise ApiError("not_allowed_token_type" if known else "invalid_auth")
    if method.scopes and not local.app.scopes & set(method.scopes):
        raise ApiError("missing_scope", needed=method.scopes[0], provided=",".join(sorted(local.app.scopes)))


async def _arguments(request: Request) -> Json:
    args: Json = dict(request.query_params)
    if request.headers.get("content-type", "").startswith("application/json"):
        args |= json.loads(await request.body() or b"{}")
    elif request.method == "POST":
        args |= {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
    for name in JSON_ARGUMENTS:
        if isinstance(args.get(name), str):
            try:
                args[name] = json.loads(args[name])
            except ValueError:
                continue
    return args


def _download(local: Local) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        file = local.workspace.files.get(request.path_params["file_id"])
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token != local.app.bot_token or "files:read" not in local.app.scopes:
            return HTMLResponse(LOGIN_PAGE)
        if file is None or file.deleted:
            return Response(status_code=404)
        return Response(file.content, media_type=file.mimetype)

    return handle


def _receive(local: Local) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        file = local.workspace.files.get(request.path_params["file_id"])
        if file is None or file.content:
            return Response("unknown upload", status_code=404)
        content = await _uploaded(request)
        file.content, file.mimetype = content, kind_of(file.name, content)
        if local.faults.strike({"upload_408"}):
            return Response("request timeout", status_code=408)
        return Response(f"OK - {len(content)}")

    return handle


async def _uploaded(request: Request) -> bytes:
    if request.headers.get("content-type", "").startswith("multipart/"):
        form = await request.form()
        for part in form.values():
            if not isinstance(part, str):
                return await part.read()
        return b""
    return await request.body()


def _respond(local: Local) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        try:
            interactions.respond(local, request.path_params["key"], await request.json())
        except ApiError as error:
            return JSONResponse({"ok": False, "error": error.code}, status_code=404)
        return Response("ok")

    return handle


def _link(local: Local) -> Callable[[WebSocket], Awaitable[None]]:
    async def handle(socket: WebSocket) -> None:
        if isinstance(local.transport, SocketMode):
            ticket = socket.query_params.get("ticket", "")
            await local.transport.serve(socket, ticket, local.settings.socket_refresh_seconds)
        else:
            await socket.close(code=1008)

    return handle
