"""All of the server as one ASGI application."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.websockets import WebSocket

from localslack import contents, ui, web_api
from localslack.guard import LoopbackOnly
from localslack.local import Local
from localslack.socket_mode import SocketMode

PAGE = Path(__file__).parent / "page"


def application(local: Local) -> Starlette:
    """Web API, files, Socket Mode, the page and its routes; answers this machine only."""
    app = Starlette(
        routes=[
            Route("/", _index),
            Mount("/static", StaticFiles(directory=PAGE)),
            WebSocketRoute("/link", _link(local)),
            *web_api.routes(local),
            *contents.routes(local),
            *ui.routes(local),
        ]
    )
    app.add_middleware(LoopbackOnly)
    return app


async def _index(_: Request) -> Response:
    return FileResponse(PAGE / "index.html")


def _link(local: Local) -> Callable[[WebSocket], Awaitable[None]]:
    async def handle(socket: WebSocket) -> None:
        if isinstance(local.transport, SocketMode):
            ticket = socket.query_params.get("ticket", "")
            await local.transport.serve(socket, ticket, local.settings.socket_refresh_seconds)
        else:
            await socket.close(code=1008)

    return handle
