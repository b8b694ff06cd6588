"""The HTTP API as one application: routes, the size of bodies, the OpenAPI description."""

from __future__ import annotations

from typing import Any

from fastapi import Depends, FastAPI
from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from bot.api import contacts, touches
from bot.api.door import audited, desk
from bot.api.limits import Limits
from bot.api.shapes import Shape
from bot.house import House
from bot.http import API_PATH

MOST_BODY_BYTES = 1024 * 1024


class Problem(Shape):
    """Why a request was not served."""

    detail: object


def application(house: House) -> FastAPI:
    """The API of one workspace, to be mounted at bot.http.API_PATH."""
    refused: dict[int | str, dict[str, Any]] = {code: {"model": Problem} for code in (401, 403, 413, 429)}
    api = FastAPI(
        title="Goen",
        version="1",
        description="Contacts, interactions and follow-ups of a team, for other systems.",
        docs_url=None,
        redoc_url=None,
        responses=refused,
        servers=[{"url": API_PATH}],
    )
    api.state.house, api.state.limits = house, Limits(house.settings.api_requests_a_minute)
    for one in (contacts.router, touches.router):
        api.include_router(one, dependencies=[Depends(desk), Depends(audited)])
    api.add_middleware(SmallBodies)
    return api


class SmallBodies:
    """Refuses a body larger than any request of this API: unread where its length is told, else cut off."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        left = MOST_BODY_BYTES
        if scope["type"] == "http" and _told(scope) > left:
            await JSONResponse({"detail": "too large"}, status_code=413)(scope, receive, send)
            return

        async def measured() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            return message if left >= 0 else {"type": "http.disconnect"}

        await self._app(scope, measured if scope["type"] == "http" else receive, send)


def _told(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "")
    return int(length) if length.isdecimal() else 0
