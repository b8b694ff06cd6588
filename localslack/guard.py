"""Only this machine may talk to the local Slack, and no web page but its own may drive it."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class LoopbackOnly:
    """Refuses requests whose Host is not a loopback address or whose Origin is another page's."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and self._welcome(scope):
            await self._app(scope, receive, _unframed(send))
        elif scope["type"] not in ("http", "websocket") or self._welcome(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await send({"type": "http.response.start", "status": 403, "headers": []})
            await send({"type": "http.response.body", "body": b"loopback only"})

    def _welcome(self, scope: Scope) -> bool:
        headers = {name.decode().lower(): value.decode("latin-1") for name, value in scope["headers"]}
        host, origin = headers.get("host", ""), headers.get("origin")
        if not is_loopback(host) or (origin is not None and urlsplit(origin).netloc != host):
            return False
        # A plain GET from another page has no Origin; the browser tells where it comes from all the same.
        from_elsewhere = headers.get("sec-fetch-site") in ("cross-site", "same-site")
        return not from_elsewhere or headers.get("sec-fetch-mode") == "navigate"


def _unframed(send: Send) -> Send:
    """Keeps other pages from showing this one inside themselves, where they could guide a person's clicks."""

    async def send_on(message: Message) -> None:
        if message["type"] == "http.response.start":
            kept = [(b"x-frame-options", b"DENY"), (b"cross-origin-resource-policy", b"same-origin")]
            message = {**message, "headers": [*message.get("headers", ()), *kept]}
        await send(message)

    return send_on


def is_loopback(host: str) -> bool:
    """Whether a Host header names this machine by a loopback address or as localhost."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"
