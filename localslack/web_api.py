"""The door of the Web API: arguments, token, scopes, rate limits and armed faults around every method."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from localslack.api import METHODS, Call, Method
from localslack.errors import ApiError
from localslack.faults import API_KINDS, Fault
from localslack.local import Local
from localslack.workspace import Json

MOST_HANG_SECONDS = 60.0
# Arguments that the SDK sends as JSON text inside a form.
JSON_ARGUMENTS = ("blocks", "attachments", "metadata", "view", "files", "prompts")


def routes(local: Local) -> list[Route]:
    """The one route under which all methods live."""
    return [Route("/api/{method:path}", _handler(local), methods=["GET", "POST"])]


def _handler(local: Local) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        name = request.path_params["method"]
        try:
            args = await _arguments(request)
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_json"})
        fault = local.faults.strike(API_KINDS, name)
        if fault and (refused := _failed(fault, request)):
            return refused
        response = _answer(local, name, request, args)
        if fault and fault.kind == "timeout_after_accept":
            await _hang(request, MOST_HANG_SECONDS if fault.seconds is None else fault.seconds)
        return dropped(request) if fault else response

    return handle


def _failed(fault: Fault, request: Request) -> Response | None:
    """The answer of a fault that strikes before the method does anything; None for the others."""
    if fault.kind == "drop_before":
        return dropped(request)
    if fault.kind == "429":
        return _limited(fault.retry_after)
    return Response("upstream error", status_code=int(fault.kind)) if fault.kind.isdigit() else None


def _limited(seconds: int) -> Response:
    return JSONResponse({"ok": False, "error": "ratelimited"}, 429, headers={"Retry-After": str(seconds)})


async def _hang(request: Request, seconds: float) -> None:
    """Lets the client wait until it gives up, at most `seconds`."""
    ends_at = time.monotonic() + seconds
    while time.monotonic() < ends_at and not await request.is_disconnected():
        await asyncio.sleep(0.05)


def dropped(request: Request) -> Response:
    """Breaks the connection without an answer."""
    request.scope["extensions"]["localslack.abort"]()
    return Response(status_code=500)


def _answer(local: Local, name: str, request: Request, args: Json) -> Response:
    method = METHODS.get(name)
    if method is None:
        return JSONResponse({"ok": False, "error": "unknown_method", "req_method": name})
    call = Call(local, args)
    try:
        _check_token(local, method, request, args)
        call.need_scope(*method.scopes)
        if local.settings.rate_limits and (wait := _wait(local, method, args)):
            return _limited(wait)
        body = {"ok": True, **method.handler(call)}
    except ApiError as error:
        body = {"ok": False, "error": error.code, **error.more}
    scopes = {"X-OAuth-Scopes": ",".join(sorted(local.app.scopes))}
    return JSONResponse(body, headers=scopes | {"X-Accepted-OAuth-Scopes": ",".join(method.scopes)})


def _wait(local: Local, method: Method, args: Json) -> int:
    if method.name == "chat.postMessage":
        return local.rates.post(str(args.get("channel")))
    return local.rates.method(method.name, method.a_minute)


def _check_token(local: Local, method: Method, request: Request, args: Json) -> None:
    token = request.headers.get("authorization", "").removeprefix("Bearer ") or str(args.get("token") or "")
    if not token:
        raise ApiError("not_authed")
    wanted = local.app.app_token if method.name.startswith("apps.connections") else local.app.bot_token
    if token == wanted:
        return
    known = token in (local.app.app_token, local.app.bot_token)
    raise ApiError("not_allowed_token_type" if known else "invalid_auth")


async def _arguments(request: Request) -> Json:
    """Query, form or JSON body as one mapping.

    Raises:
        ValueError: a JSON body that is no object.
    """
    args: Json = dict(request.query_params)
    try:
        if request.headers.get("content-type", "").startswith("application/json"):
            body = json.loads(await request.body() or b"{}")
            args |= _object(body)
        elif request.method == "POST":
            form = await request.form()
            args |= {key: value for key, value in form.items() if isinstance(value, str)}
    except ClientDisconnect:
        raise ValueError("the client went away") from None
    return args | {name: _decoded(args[name]) for name in JSON_ARGUMENTS if isinstance(args.get(name), str)}


def _object(body: Any) -> Json:
    if not isinstance(body, dict):
        raise ValueError("not an object")
    return body


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
