"""Bytes of files in and out, and answers to `response_url`s."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from localslack import responses
from localslack.api.files import kind_of
from localslack.errors import ApiError
from localslack.file_objects import seen_by_app
from localslack.local import Local
from localslack.web_api import dropped

LOGIN_PAGE = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Sign in | Slack</title></head>'
    "<body><h1>Sign in to your workspace</h1></body></html>"
)


def routes(local: Local) -> list[Route]:
    """Private files, uploads, response addresses."""
    return [
        Route("/files/{file_id}/{name:path}", _download(local)),
        Route("/upload/{file_id}", _receive(local), methods=["POST", "PUT"]),
        Route("/response/{key}", _respond(local), methods=["POST"]),
    ]


def _download(local: Local) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        file = local.workspace.files.get(request.path_params["file_id"])
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        if token != local.app.bot_token or "files:read" not in local.app.scopes:
            # Slack does not say 401 or 403: a browser is sent to sign in, and so is an app.
            return HTMLResponse(LOGIN_PAGE)
        if file is None or file.deleted or not seen_by_app(local, file):
            return Response("not found", status_code=404)
        if (fault := local.faults.strike({"download_500", "download_drop"})) is not None:
            return Response(status_code=500) if fault.kind == "download_500" else dropped(request)
        attached = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.name)}"}
        return Response(
            file.content,
            media_type=file.mimetype,
            headers=attached if "download" in request.query_params else None,
        )

    return handle


def _receive(local: Local) -> Callable[[Request], Awaitable[Response]]:
    async def handle(request: Request) -> Response:
        file = local.workspace.files.get(request.path_params["file_id"])
        if file is None or not file.awaited:
            return Response("unknown upload", status_code=404)
        content = await _uploaded(request)
        if not content:
            return Response("empty upload", status_code=400)
        file.content, file.mimetype, file.awaited = content, kind_of(file.name, content), False
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
            responses.respond(local, request.path_params["key"], await request.json())
        except ApiError as error:
            return JSONResponse({"ok": False, "error": error.code, **error.more}, status_code=404)
        except ValueError:
            return JSONResponse({"ok": False, "error": "invalid_payload"}, status_code=400)
        return Response("ok")

    return handle
