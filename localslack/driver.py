"""A person at the local Slack, for tests and the demo: says, uploads, taps, submits, reads."""

from __future__ import annotations

import json
import mimetypes
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

Json = dict[str, Any]


class Refused(Exception):
    """The workspace said no; `code` is its error code, `body` the whole answer."""

    def __init__(self, code: str, body: Json) -> None:
        super().__init__(f"{code}: {body.get('detail', '')}")
        self.code = code
        self.body = body


class TimedOut(Exception):
    """What was waited for did not come."""


class Person:
    """One person's hands on the chat page's routes."""

    def __init__(self, url: str, user: str) -> None:
        self.url = url.rstrip("/")
        self.user = user

    def _call(self, request: urllib.request.Request) -> Json:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310 (the local Slack's address)
                body: Json = json.loads(answer.read())
        except urllib.error.HTTPError as error:
            body = json.loads(error.read() or b"{}")
        if not body.get("ok"):
            raise Refused(str(body.get("error")), body)
        return body

    def get(self, path: str, **query: Any) -> Json:
        """GET /ui/`path` as this person. Raises Refused."""
        asked = {"user": self.user, **{name: value for name, value in query.items() if value is not None}}
        return self._call(urllib.request.Request(f"{self.url}/ui/{path}?{urlencode(asked)}"))  # noqa: S310

    def post(self, path: str, **body: Any) -> Json:
        """POST /ui/`path` as this person. Raises Refused."""
        data = json.dumps({"user": self.user, **body}).encode()
        headers = {"Content-Type": "application/json"}
        return self._call(urllib.request.Request(f"{self.url}/ui/{path}", data, headers))  # noqa: S310

    def state(self) -> Json:
        """The workspace as this person sees it."""
        return self.get("state")

    def direct(self, other: str) -> str:
        """The channel id of the direct message with another user or the app's bot."""
        return str(self.post("dm", **{"with": other})["channel"]["id"])

    def upload(self, content: bytes | Path, name: str | None = None) -> str:
        """Uploads a file without sharing it; returns its id."""
        if isinstance(content, Path):
            name, content = name or content.name, content.read_bytes()
        boundary = uuid4().hex
        body = _multipart(boundary, self.user, name or "file", content)
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}"}
        request = urllib.request.Request(f"{self.url}/ui/upload", body, headers)  # noqa: S310
        return str(self._call(request)["file"]["id"])

    def say(
        self,
        channel: str,
        text: str = "",
        thread_ts: str | None = None,
        files: Iterable[Path | tuple[str, bytes]] = (),
    ) -> str:
        """Posts a message, with files if any; returns its timestamp."""
        ids = [
            self.upload(file) if isinstance(file, Path) else self.upload(file[1], file[0]) for file in files
        ]
        answer = self.post("message", channel=channel, text=text, thread_ts=thread_ts, file_ids=ids)
        return str(answer["ts"])

    def messages(self, channel: str, thread_ts: str | None = None) -> list[Json]:
        """The conversation or thread, oldest first, with what only this person sees."""
        rows: list[Json] = self.get("messages", channel=channel, thread_ts=thread_ts)["messages"]
        return rows

    def wait_for(
        self,
        channel: str,
        wanted: Callable[[Json], bool],
        thread_ts: str | None = None,
        seconds: float = 30,
    ) -> Json:
        """The first message that fits.

        Raises:
            TimedOut: none came within `seconds`; its text holds what was there instead.
        """
        deadline = time.monotonic() + seconds
        while True:
            rows = self.messages(channel, thread_ts)
            for message in rows:
                if wanted(message):
                    return message
            if time.monotonic() > deadline:
                raise TimedOut([row.get("text") for row in rows])
            time.sleep(0.1)

    def tap(self, channel: str, message: Json, action_id: str, **payload: Any) -> None:
        """Taps a message's element. Raises Refused when the app does not answer in time."""
        block_id = _block_of(message["blocks"], action_id)
        container = {"type": "message", "channel": channel, "ts": message["ts"]}
        self.post("action", container=container, block_id=block_id, action_id=action_id, payload=payload)

    def tap_view(self, view: Json, action_id: str, **payload: Any) -> None:
        """Taps an element of a modal or Home tab."""
        block_id = _block_of(view["blocks"], action_id)
        container = {"type": "view", "view_id": view["id"]}
        self.post("action", container=container, block_id=block_id, action_id=action_id, payload=payload)

    def command(self, channel: str, text: str) -> None:
        """Runs a slash command such as `/card`."""
        self.post("command", channel=channel, text=text)

    def shortcut(self, callback_id: str, channel: str | None = None, ts: str | None = None) -> None:
        """Runs a global or message shortcut."""
        self.post("shortcut", callback_id=callback_id, channel=channel, ts=ts)

    def modal(self, seconds: float = 10) -> Json:
        """The modal on top.

        Raises:
            TimedOut: none opened within `seconds`.
        """
        deadline = time.monotonic() + seconds
        while not (stack := self.get("views")["stack"]):
            if time.monotonic() > deadline:
                raise TimedOut("no modal")
            time.sleep(0.05)
        top: Json = stack[-1]
        return top

    def home(self) -> Json | None:
        """The app's Home tab as last published for this person."""
        view: Json | None = self.get("views")["home"]
        return view

    def submit(self, view: Json, values: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
        """Submits a modal with values by block and action id; inputs left out keep what they showed.

        Returns the app's errors by block id, empty when it was taken.
        """
        filled = {**shown_values(view), **values}
        answer = self.post("view/submit", view_id=view["id"], values=filled)
        errors: dict[str, str] = answer.get("errors") or {}
        return errors


def shown_values(view: Json) -> Json:
    """What a modal's inputs hold when nobody touches them."""
    values: Json = {}
    for block in view["blocks"]:
        if block["type"] == "input":
            element = block["element"]
            values[block["block_id"]] = {element["action_id"]: _initial(element)}
    return values


def _initial(element: Json) -> Json:
    value: Json = {"type": element["type"]}
    for name, shown in element.items():
        if name.startswith("initial_"):
            key = name.removeprefix("initial_")
            value["value" if key == "value" else f"selected_{key}"] = shown
    if element["type"].endswith("input") and "value" not in value:
        value["value"] = None
    return value


def _block_of(blocks: list[Json], action_id: str) -> str:
    for block in blocks:
        elements = [*(block.get("elements") or ()), block.get("accessory"), block.get("element")]
        if any(isinstance(one, dict) and one.get("action_id") == action_id for one in elements):
            return str(block["block_id"])
    raise LookupError(f"no element {action_id}")


def _multipart(boundary: str, user: str, name: str, content: bytes) -> bytes:
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="user"\r\n\r\n{user}\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        f"Content-Type: {mime}\r\n\r\n"
    )
    return head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
