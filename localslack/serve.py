"""Starts and stops a local Slack, in a thread of its own."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from localslack.app_config import AppConfig
from localslack.faults import Faults
from localslack.local import Local
from localslack.seed import seeded
from localslack.settings import ServerSettings
from localslack.web import application
from localslack.workspace import Workspace

HOST = "127.0.0.1"
START_SECONDS = 20


class LocalSlack:
    """A local Slack workspace with one installed app.

    Args:
        port: where to listen on 127.0.0.1; 0 picks a free port.
        manifest: the app's manifest, as a mapping or a YAML file; None allows everything.
        request_url: send requests to this URL, signed, instead of over Socket Mode.
        workspace: people and channels, by default `seed.seeded()`.
    """

    def __init__(
        self,
        port: int = 0,
        manifest: Mapping[str, Any] | Path | str | None = None,
        request_url: str | None = None,
        workspace: Workspace | None = None,
        settings: ServerSettings | None = None,
    ) -> None:
        self.app = AppConfig.of(manifest, request_url)
        self.workspace = workspace or seeded()
        self.settings = settings or ServerSettings()
        self.faults = Faults()
        self._socket = _listening(port)
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://{HOST}:{self.port}"
        self._server: uvicorn.Server | None = None
        self._thread = threading.Thread(target=self._run, name="localslack", daemon=True)
        self._ready = threading.Event()
        self.local: Local | None = None

    @property
    def api_url(self) -> str:
        return f"{self.url}/api/"

    @property
    def bot_token(self) -> str:
        return self.app.bot_token

    @property
    def app_token(self) -> str:
        return self.app.app_token

    @property
    def signing_secret(self) -> str:
        return self.app.signing_secret

    def start(self) -> Self:
        """Begins to serve.

        Raises:
            RuntimeError: the server did not come up.
        """
        self._thread.start()
        if not self._ready.wait(START_SECONDS):
            raise RuntimeError("the local Slack did not start")
        return self

    def stop(self) -> None:
        """Ends all connections and waits for the thread."""
        if self._server:
            self._server.should_exit = True
            self._server.force_exit = True
        self._thread.join(timeout=10)
        self._socket.close()

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _run(self) -> None:
        with contextlib.suppress(asyncio.CancelledError):
            asyncio.run(self._serve())

    async def _serve(self) -> None:
        self.local = Local(self.workspace, self.app, self.settings, self.faults, self.url)
        config = uvicorn.Config(
            application(self.local),
            log_config=None,
            access_log=False,
            lifespan="off",
            http=_AbortableProtocol,
            ws="websockets-sansio",
            ws_max_size=1 << 24,
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)
        asyncio.get_running_loop().call_soon(self._ready.set)
        await self._server.serve(sockets=[self._socket])


class _AbortableProtocol(H11Protocol):
    """Lets a handler cut the connection, for faults in which no answer arrives."""

    def handle_events(self) -> None:
        super().handle_events()
        scope = getattr(self, "scope", None)
        if scope is not None:
            scope.setdefault("extensions", {})["localslack.abort"] = self.transport.abort


def _listening(port: int) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.bind((HOST, port))
    # Connections made before the server's first turn wait here instead of being refused.
    listening.listen(1_024)
    return listening
