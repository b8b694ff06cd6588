"""Events: those the app subscribed to are delivered, and delivered again while they are not acknowledged."""

from __future__ import annotations

import asyncio
import time

from localslack.app_config import AppConfig
from localslack.faults import LATE_SECONDS, Faults
from localslack.settings import ServerSettings
from localslack.transport import NotAcknowledged, Retry, Transport
from localslack.workspace import Channel, Json, Workspace

RETRY_SECONDS = (0.0, 60.0, 300.0)
CONNECT_SECONDS = 600.0


class Events:
    """Delivers events to the app, each in a task of its own, so that one slow listener delays no other."""

    def __init__(
        self,
        workspace: Workspace,
        app: AppConfig,
        transport: Transport,
        faults: Faults,
        settings: ServerSettings,
    ) -> None:
        self._workspace = workspace
        self._app = app
        self._transport = transport
        self._faults = faults
        self._settings = settings
        self._tasks: set[asyncio.Task[None]] = set()
        self.undelivered = 0

    def emit(self, event: Json, subscription: str | None = None) -> None:
        """Sends an event if the app subscribed to `subscription` (by default the event's type)."""
        if (subscription or event["type"]) not in self._app.events:
            return
        payload = self._payload(event)
        copies = 2 if self._faults.strike({"event_twice"}) else 1
        late = self._faults.strike({"event_late"})
        wait = (LATE_SECONDS if late.seconds is None else late.seconds) if late else 0.0
        for _ in range(copies):
            task = asyncio.create_task(self._deliver(payload, wait))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def emit_message(self, channel: Channel, event: Json) -> None:
        """Sends a message event under the subscription of its kind of conversation."""
        if self._app.bot_user_id not in channel.members:
            return
        shown = {"channels": "channel", "groups": "group"}.get(channel.kind, channel.kind)
        self.emit({**event, "channel_type": shown}, f"message.{channel.kind}")

    def _payload(self, event: Json) -> Json:
        return {
            "token": "unused",
            "team_id": self._workspace.team_id,
            "api_app_id": self._app.app_id,
            "event": event,
            "type": "event_callback",
            "event_id": self._workspace.new_id("Ev"),
            "event_time": int(time.time()),
            "authorizations": [
                {
                    "team_id": self._workspace.team_id,
                    "user_id": self._app.bot_user_id,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
        }

    async def _deliver(self, payload: Json, late: float) -> None:
        if late:
            await asyncio.sleep(late)
        retry: Retry | None = None
        for number, wait in enumerate((None, *RETRY_SECONDS)):
            if wait is not None:
                await asyncio.sleep(wait * self._settings.retry_scale)
            try:
                await self._try(payload, retry)
            except NotAcknowledged as reason:
                retry = (number + 1, "http_timeout" if "timeout" in str(reason) else "http_error")
            else:
                return
        self.undelivered += 1

    async def _try(self, payload: Json, retry: Retry | None) -> None:
        await self._transport.ready(CONNECT_SECONDS)
        if self._faults.strike({"drop_socket_on_event"}):
            await self._transport.drop(before=False)
        await self._transport.send("events_api", payload, self._settings.ack_seconds, retry)

    @property
    def pending(self) -> int:
        """Events not acknowledged yet."""
        return len(self._tasks)


def mention_of(text: str, bot_user_id: str) -> bool:
    """Whether a text mentions the app."""
    return f"<@{bot_user_id}>" in text
