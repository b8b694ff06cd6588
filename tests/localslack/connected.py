"""A local Slack and a client of it, with or without a real Bolt app, for its own tests."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient

from localslack.driver import Person
from localslack.serve import LocalSlack
from localslack.settings import ServerSettings

Json = dict[str, Any]

SATO, EMMA, GUEST, OUTSIDER = "U0SATO00001", "U0CLARK0001", "U0GUEST0001", "U0PARTNER01"
FORMER = "U0FORMER001"
GENERAL, PRIVATE, SHARED, LOUNGE = "C0GENERAL01", "C0PRIVATE01", "C0SHARED001", "C0LOUNGE001"
JPEG = b"\xff\xd8\xff\xe0 not much of a photo"
PNG = b"\x89PNG\r\n\x1a\n not much of a picture"


def quick(**changes: Any) -> ServerSettings:
    """Settings without rate limits and with short waits."""
    return ServerSettings(**{"rate_limits": False, "retry_scale": 0.01, "file_ready_seconds": 0.2, **changes})


def client(slack: LocalSlack, token: str | None = None) -> WebClient:
    return WebClient(token=token or slack.bot_token, base_url=slack.api_url, retry_handlers=[], timeout=10)


@contextmanager
def connected(**options: Any) -> Iterator[tuple[LocalSlack, App]]:
    """A local Slack with a Bolt app on Socket Mode; listeners may be added while it runs."""
    with LocalSlack(**{"settings": quick(), **options}) as slack:
        app = App(client=client(slack))
        handler = SocketModeHandler(app, slack.app_token)
        handler.connect()
        try:
            yield slack, app
        finally:
            close_soon(handler)


def close_soon(client: SocketModeHandler | SocketModeClient) -> None:
    """Closes a Socket Mode client without waiting for its threads, which look up once in seconds."""
    threading.Thread(target=client.close, daemon=True).start()


def person(slack: LocalSlack, user: str = SATO) -> Person:
    return Person(slack.url, user)


def refusal(call: Callable[..., Any], **arguments: Any) -> str:
    """The error code with which the Web API refuses a call."""
    try:
        call(**arguments)
    except SlackApiError as error:
        return str(error.response["error"])
    raise AssertionError("the call was taken")


def until(holds: Callable[[], Any], seconds: float = 20) -> Any:
    """Waits for something and returns it; the time is a limit for a broken run, not a measurement."""
    limit = time.monotonic() + seconds
    while not (value := holds()):
        assert time.monotonic() < limit, "it did not happen"
        time.sleep(0.02)
    return value


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def button(action_id: str = "save", label: str = "保存", **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(label), "value": "7", **more}


def buttons(*elements: Json) -> list[Json]:
    return [{"type": "actions", "block_id": "acts", "elements": list(elements or [button()])}]


def modal(*blocks: Json, **more: Any) -> Json:
    """A modal with one text input, or with the given blocks."""
    body = list(blocks) or [name_input()]
    head = {"type": "modal", "callback_id": "edit", "title": plain("編集"), "submit": plain("保存")}
    return {**head, "blocks": body, **more}


def name_input(**more: Any) -> Json:
    element = {"type": "plain_text_input", "action_id": "value", **more}
    return {"type": "input", "block_id": "name", "label": plain("お名前"), "element": element}
