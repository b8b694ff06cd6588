"""How requests reach the app: over its Socket Mode connections, or signed over HTTP."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
import time
import urllib.error
import urllib.request
from typing import Any, Protocol
from urllib.parse import urlencode

from starlette.websockets import WebSocket, WebSocketState

from localslack.app_config import AppConfig

Json = dict[str, Any]
MOST_CONNECTIONS = 10


class NotAcknowledged(Exception):
    """The app did not take the request in time, refused it, or its connection broke."""


class Transport(Protocol):
    """Carries one request; returns what the app acknowledged it with."""

    async def send(self, kind: str, payload: Json, seconds: float, retry: tuple[int, str] | None) -> Any: ...


class _Connection:
    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.waiting: dict[str, asyncio.Future[Any]] = {}

    @property
    def open(self) -> bool:
        return self.socket.application_state is WebSocketState.CONNECTED

    def broke(self) -> None:
        for answer in self.waiting.values():
            if not answer.done():
                answer.set_exception(NotAcknowledged("connection closed"))


class SocketMode:
    """Up to ten connections; each envelope goes over one of them and is acknowledged by its id."""

    def __init__(self, app: AppConfig) -> None:
        self._app = app
        self._connections: list[_Connection] = []
        self._tickets: set[str] = set()
        self._changed = asyncio.Condition()
        self._turn = 0

    def ticket(self) -> str:
        """A one-time secret for the next connection."""
        ticket = secrets.token_hex(16)
        self._tickets.add(ticket)
        return ticket

    @property
    def connections(self) -> int:
        return len(self._connections)

    async def serve(self, socket: WebSocket, ticket: str, refresh_seconds: float) -> None:
        """One connection from hello to its end; asked to reconnect after `refresh_seconds`."""
        if ticket not in self._tickets or len(self._connections) >= MOST_CONNECTIONS:
            await socket.close(code=1008)
            return
        self._tickets.discard(ticket)
        await socket.accept()
        connection = _Connection(socket)
        await socket.send_json(self._hello(refresh_seconds))
        await self._joined(connection)
        refresh = asyncio.create_task(self._refresh(connection, refresh_seconds))
        try:
            await self._listen(connection)
        finally:
            refresh.cancel()
            self._connections.remove(connection)
            connection.broke()

    def _hello(self, refresh_seconds: float) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self._connections) + 1,
            "connection_info": {"app_id": self._app.app_id},
            "debug_info": {"host": "local", "approximate_connection_time": int(refresh_seconds)},
        }

    async def _joined(self, connection: _Connection) -> None:
        async with self._changed:
            self._connections.append(connection)
            self._changed.notify_all()

    async def _listen(self, connection: _Connection) -> None:
        while True:
            message = await connection.socket.receive()
            if message["type"] == "websocket.disconnect":
                return
            answer = json.loads(message.get("text") or message.get("bytes") or "{}")
            waiting = connection.waiting.pop(answer.get("envelope_id", ""), None)
            if waiting and not waiting.done():
                waiting.set_result(answer.get("payload"))

    async def _refresh(self, connection: _Connection, seconds: float) -> None:
        await asyncio.sleep(max(0.0, seconds - 10))
        if connection.open:
            await connection.socket.send_json({"type": "disconnect", "reason": "warning", "debug_info": {}})
        await asyncio.sleep(min(10.0, seconds))
        if connection.open:
            await connection.socket.send_json(
                {"type": "disconnect", "reason": "refresh_requested", "debug_info": {}}
            )
            await connection.socket.close()

    async def drop(self) -> None:
        """Breaks every connection without a warning."""
        for connection in list(self._connections):
            await connection.socket.close(code=1011)

    async def send(self, kind: str, payload: Json, seconds: float, retry: tuple[int, str] | None) -> Any:
        """Sends one envelope and waits for its acknowledgement.

        Raises:
            NotAcknowledged: nobody is connected, the connection broke, or `seconds` passed.
        """
        deadline = time.monotonic() + seconds
        connection = await self._pick(seconds)
        envelope_id = secrets.token_hex(16)
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope_id] = answer
        envelope: Json = {
            "envelope_id": envelope_id,
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry[0] if retry else 0, "retry_reason": retry[1] if retry else ""}
        try:
            await connection.socket.send_json(envelope)
            return await asyncio.wait_for(answer, deadline - time.monotonic())
        except (TimeoutError, RuntimeError) as error:
            raise NotAcknowledged("timeout") from error
        finally:
            connection.waiting.pop(envelope_id, None)

    async def wait_for_connection(self, seconds: float) -> None:
        """Waits until somebody is connected.

        Raises:
            NotAcknowledged: nobody came within `seconds`.
        """
        async with self._changed:
            try:
                await asyncio.wait_for(self._changed.wait_for(lambda: self._connections), seconds)
            except TimeoutError as error:
                raise NotAcknowledged("nobody is connected") from error

    async def _pick(self, seconds: float) -> _Connection:
        await self.wait_for_connection(seconds)
        self._turn += 1
        return self._connections[self._turn % len(self._connections)]


class SignedHttp:
    """Posts each request to the app's URL, signed with v0 over `v0:timestamp:body`."""

    def __init__(self, app: AppConfig) -> None:
        self._app = app

    async def send(self, kind: str, payload: Json, seconds: float, retry: tuple[int, str] | None) -> Any:
        """Posts one request and waits for its answer.

        Raises:
            NotAcknowledged: an answer other than 2xx, no answer, or `seconds` passed.
        """
        body, content_type = _encoded(kind, payload)
        stamp = str(int(time.time()))
        base = f"v0:{stamp}:{body}".encode()
        signature = hmac.new(self._app.signing_secret.encode(), base, hashlib.sha256).hexdigest()
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={signature}",
        }
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]}
        return await asyncio.to_thread(self._post, body, headers, seconds)

    def _post(self, body: str, headers: dict[str, str], seconds: float) -> Any:
        url = self._app.request_url
        assert url is not None
        request = urllib.request.Request(url, data=body.encode(), headers=headers)  # noqa: S310 (the manifest's URL)
        try:
            with urllib.request.urlopen(request, timeout=seconds) as answer:  # noqa: S310
                text = answer.read().decode()
        except (urllib.error.URLError, OSError) as error:
            raise NotAcknowledged(type(error).__name__) from error
        return json.loads(text) if text.lstrip().startswith("{") else (text or None)


def _encoded(kind: str, payload: Json) -> tuple[str, str]:
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    if kind == "slash_commands":
        return urlencode(payload), "application/x-www-form-urlencoded"
    return urlencode({"payload": json.dumps(payload)}), "application/x-www-form-urlencoded"
