"""Goen's web door: Slack's requests in HTTP mode, health for the platform, metrics on a port of their own."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from typing import Any

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from slack_bolt import App
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route

MOST_BODY_BYTES = 1024 * 1024
API_PATH = "/api/v1"

Check = Callable[[], str | None]


def web_app(ready: Check, bolt: App | None = None, api: Starlette | None = None) -> Starlette:
    """`/livez`, `/readyz` and, when they are given, `/slack/events` for a Bolt app and `/api/v1` for an API.

    `ready` returns None when Goen can work, else one line that says what is wrong.
    """

    async def livez(_: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(_: Request) -> Response:
        problem = await run_in_threadpool(ready)
        return PlainTextResponse(problem or "ok", status_code=503 if problem else 200)

    routes: list[BaseRoute] = [Route("/livez", livez), Route("/readyz", readyz)]
    if bolt:
        routes.append(Route("/slack/events", _slack(bolt), methods=["POST"]))
    if api:
        routes.append(Mount(API_PATH, app=api))
    return Starlette(routes=routes)


def _slack(bolt: App) -> Callable[[Request], Any]:
    async def slack_events(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("too large", status_code=413)
        asked = to_bolt_request(request, body)
        # Bolt's own Starlette handler dispatches on the event loop, where a slow request holds up all.
        return to_starlette_response(await run_in_threadpool(bolt.dispatch, asked))

    return slack_events


async def _body(request: Request) -> bytes | None:
    """The request's body; None when it is larger than anything Slack sends, before all of it was read."""
    content = b""
    async for part in request.stream():
        content += part
        if len(content) > MOST_BODY_BYTES:
            return None
    return content


def metrics_app(refresh: Callable[[], None]) -> Starlette:
    """`/metrics` in Prometheus' text form; `refresh` sets the gauges before each scrape."""

    async def metrics(_: Request) -> Response:
        await run_in_threadpool(refresh)
        return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)

    return Starlette(routes=[Route("/metrics", metrics)])


class Server:
    """A uvicorn server in a thread of its own."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        config = uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False)
        self._server = uvicorn.Server(config)
        self._host, self._port = host, port
        self._thread = threading.Thread(target=self._run, name=f"http-{port}", daemon=True)

    def start(self) -> None:
        """Begins to serve.

        Raises:
            OSError: the address is taken.
        """
        self._socket = socket.create_server((self._host, self._port))
        self._thread.start()

    def _run(self) -> None:
        self._server.run(sockets=[self._socket])

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(timeout=10)
