"""Socket Mode: envelopes over up to ten connections, each acknowledged by its id.

https://docs.slack.dev/apis/events-api/using-socket-mode
"""

from __future__ import annotations

import asyncio
import json
import secrets
import time
from typing import Any
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from localslack.app_config import AppConfig
from localslack.transport import NotAcknowledged, Retry
from localslack.workspace import Json

MOST_CONNECTIONS = 10
WARNING_SECONDS = 10.0


class _Connection:
    """One open socket and the envelopes on it that are not acknowledged yet."""

    def __init__(self, socket: WebSocket) -> None:
        self.socket = socket
        self.waiting: dict[str, asyncio.Future[Any]] = {}

    async def tell_to_leave(self, reason: str) -> None:
        await self.socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {"host": "local"}})

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
        self._drop_after_send = False

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
            self._left(connection)

    def _left(self, connection: _Connection) -> None:
        if connection in self._connections:
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
        await asyncio.sleep(max(0.0, seconds - WARNING_SECONDS))
        await connection.tell_to_leave("warning")
        await asyncio.sleep(min(WARNING_SECONDS, seconds))
        await connection.tell_to_leave("refresh_requested")
        self._left(connection)
        await connection.socket.close()

    async def drop(self, before: bool = True) -> None:
        """Breaks every connection without a warning, now or right after the next envelope went out."""
        self._drop_after_send = not before
        for connection in list(self._connections) if before else ():
            self._left(connection)
            await connection.socket.close(code=1011)

    async def send(self, kind: str, payload: Json, seconds: float, retry: Retry | None) -> Any:
        """Sends one envelope and waits for its acknowledgement.

        Raises:
            NotAcknowledged: nobody is connected, the connection broke, or `seconds` passed.
        """
        deadline = time.monotonic() + seconds
        connection = await self._pick(seconds)
        envelope_id = str(uuid4())
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        connection.waiting[envelope_id] = answer
        try:
            await connection.socket.send_json(_envelope(envelope_id, kind, payload, retry))
            if self._drop_after_send:
                await self.drop()
            return await asyncio.wait_for(answer, deadline - time.monotonic())
        except (TimeoutError, RuntimeError, WebSocketDisconnect) as error:
            raise NotAcknowledged("timeout" if isinstance(error, TimeoutError) else "broken") from error
        finally:
            connection.waiting.pop(envelope_id, None)

    async def ready(self, seconds: float) -> None:
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
        await self.ready(seconds)
        self._turn += 1
        return self._connections[self._turn % len(self._connections)]


def _envelope(envelope_id: str, kind: str, payload: Json, retry: Retry | None) -> Json:
    envelope: Json = {
        "envelope_id": envelope_id,
        "type": "interactive" if kind == "options" else kind,
        "payload": payload,
        "accepts_response_payload": kind != "events_api",
    }
    if kind != "events_api":
        return envelope
    number, reason = retry or (0, "")
    return envelope | {"retry_attempt": number, "retry_reason": reason}
