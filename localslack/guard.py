"""Only this machine may talk to the local Slack, and no web page but its own may drive it."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send


class LoopbackOnly:
    """Refuses requests whose Host is not a loopback address or whose Origin is another page's."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or self._welcome(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await send({"type": "http.response.start", "status": 403, "headers": []})
            await send({"type": "http.response.body", "body": b"loopback only"})

    def _welcome(self, scope: Scope) -> bool:
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get("host", "")
        origin = headers.get("origin")
        return is_loopback(host) and (origin is None or urlsplit(origin).netloc == host)


def is_loopback(host: str) -> bool:
    """Whether a Host header names this machine by a loopback address or as localhost."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
