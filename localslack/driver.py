"""A person at the local Slack, for tests and the demo: says, uploads, taps, submits, reads."""

from __future__ import annotations

import json
import mimetypes
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4

Json = dict[str, Any]

_TOKEN = re.compile(r"(<[@#!][^<>]+>|```.*?```|`[^`\n]*`)", re.DOTALL)
_LINK = re.compile(r"(?P<url>https?://[^\s<>]*[^\s<>.,;:!?)\]、。」])|(?P<mail>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
# No proxy: the server is on this machine, whatever the environment says.
_OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


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
            with _OPENER.open(request, timeout=30) as answer:
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

    def open_dm(self, app: str | None = None) -> str:
        """The channel id of the direct message with an app, by default the only one there is."""
        apps = self.state()["apps"]
        found = next(row for row in apps if app in (None, row["id"], row["name"], row["bot_user_id"]))
        return self.direct(str(found["bot_user_id"]))

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
        """Posts what was typed, with files if any; returns the message's timestamp.

        Mentions are written as in Slack (`<@U…>`); everything else is escaped and linked as a client does.
        """
        ids = [
            self.upload(file) if isinstance(file, Path) else self.upload(file[1], file[0]) for file in files
        ]
        answer = self.post("message", channel=channel, text=typed(text), thread_ts=thread_ts, file_ids=ids)
        return str(answer["ts"])

    def edit(self, channel: str, ts: str, text: str) -> None:
        """Changes one's own message."""
        self.post("message/edit", channel=channel, ts=ts, text=typed(text))

    def delete(self, channel: str, ts: str) -> None:
        """Deletes one's own message, or hides an ephemeral one."""
        self.post("message/delete", channel=channel, ts=ts)

    def delete_file(self, file_id: str) -> None:
        """Deletes one's own file."""
        self.post("file/delete", file_id=file_id)

    def react(self, channel: str, ts: str, name: str, *, add: bool = True) -> None:
        """Puts a reaction on a message or takes it back."""
        self.post("reaction", channel=channel, ts=ts, name=name, add=add)

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

    def tap(self, channel: str, message: Json, element: str, **payload: Any) -> None:
        """Taps a message's element, named by action id or by its label.

        Raises:
            Refused: `operation_timeout` when the app does not answer in time.
            LookupError: there is no such element.
        """
        container = {"type": "message", "channel": channel, "ts": message["ts"]}
        self._act(container, message.get("blocks") or [], element, payload)

    def tap_view(self, view: Json, element: str, **payload: Any) -> None:
        """Taps an element of a modal or Home tab, as `tap` does."""
        self._act({"type": "view", "view_id": view["id"]}, view["blocks"], element, payload)

    def _act(self, container: Json, blocks: list[Json], element: str, payload: Mapping[str, Any]) -> None:
        block, found = _element(blocks, element)
        self.post(
            "action",
            container=container,
            block_id=block["block_id"],
            action_id=found["action_id"],
            payload=dict(payload),
            state={"values": shown_values({"blocks": blocks})},
        )

    def options(self, view: Json, element: str, value: str) -> list[Json]:
        """What an external select of a modal offers for what was typed."""
        block, found = _element(view["blocks"], element)
        answer = self.post(
            "options",
            container={"type": "view", "view_id": view["id"]},
            block_id=block["block_id"],
            action_id=found["action_id"],
            value=value,
        )
        rows: list[Json] = answer.get("options") or []
        return rows

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

    def open_home(self, tab: str = "home") -> None:
        """Opens the app's Home or Messages tab."""
        self.post("home", tab=tab)

    def home(self) -> Json | None:
        """The app's Home tab as last published for this person."""
        view: Json | None = self.get("views")["home"]
        return view

    def close(self, view: Json) -> None:
        """Closes a modal; the one below shows again."""
        self.post("view/close", view_id=view["id"])

    def submit(self, view: Json, values: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
        """Submits a modal with values by block and action id; inputs left out keep what they showed.

        Returns the app's errors by block id, empty when it was taken.
        """
        filled = {**shown_values(view), **values}
        answer = self.post("view/submit", view_id=view["id"], values=filled)
        errors: dict[str, str] = answer.get("errors") or {}
        return errors


def typed(text: str) -> str:
    """A typed text as a client sends it: `&`, `<` and `>` escaped, addresses linked, mentions kept."""
    parts = _TOKEN.split(text)
    return "".join(_kept(part) if place % 2 else _linked(_escaped(part)) for place, part in enumerate(parts))


def _kept(part: str) -> str:
    return part if part.startswith("<") else _escaped(part)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _linked(text: str) -> str:
    return _LINK.sub(
        lambda found: f"<{found[0]}>" if found["url"] else f"<mailto:{found[0]}|{found[0]}>", text
    )


def shown_values(view: Json) -> Json:
    """What a view's inputs hold when nobody touches them, by block and action id."""
    values: Json = {}
    for block in view["blocks"]:
        for element in _elements(block):
            if element.get("action_id") and element["type"] in _FIELDS:
                values.setdefault(block["block_id"], {})[element["action_id"]] = _initial(element)
    return values


# The field that holds what an element was set to, and the value of one that was not.
_FIELDS: dict[str, tuple[str, Any]] = {
    **{f"{kind}_input": ("value", None) for kind in ("plain_text", "email_text", "url_text", "number")},
    "rich_text_input": ("rich_text_value", None),
    "file_input": ("files", []),
    "datepicker": ("selected_date", None),
    "timepicker": ("selected_time", None),
    "datetimepicker": ("selected_date_time", None),
    "checkboxes": ("selected_options", []),
    "radio_buttons": ("selected_option", None),
    "static_select": ("selected_option", None),
    "external_select": ("selected_option", None),
    "users_select": ("selected_user", None),
    "channels_select": ("selected_channel", None),
    "conversations_select": ("selected_conversation", None),
    "multi_static_select": ("selected_options", []),
    "multi_external_select": ("selected_options", []),
    "multi_users_select": ("selected_users", []),
    "multi_channels_select": ("selected_channels", []),
    "multi_conversations_select": ("selected_conversations", []),
}


def _initial(element: Json) -> Json:
    name, nothing = _FIELDS[element["type"]]
    given = "initial_value" if name.endswith("value") else f"initial_{name.removeprefix('selected_')}"
    return {"type": element["type"], name: element.get(given, nothing)}


def _elements(block: Json) -> list[Json]:
    rows = [*(block.get("elements") or ()), block.get("accessory"), block.get("element")]
    return [row for row in rows if isinstance(row, dict)]


def _element(blocks: list[Json], name: str) -> tuple[Json, Json]:
    """The block and the element whose action id or label is `name`."""
    for block in blocks:
        for element in _elements(block):
            label = element.get("text")
            if name == element.get("action_id") or (isinstance(label, dict) and name == label.get("text")):
                return block, element
    raise LookupError(f"no element {name}")


def _multipart(boundary: str, user: str, name: str, content: bytes) -> bytes:
    mime = mimetypes.guess_type(name)[0] or "application/octet-stream"
    head = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="user"\r\n\r\n{user}\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
        f"Content-Type: {mime}\r\n\r\n"
    )
    return head.encode() + content + f"\r\n--{boundary}--\r\n".encode()
