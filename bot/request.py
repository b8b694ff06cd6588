"""What Slack sent, in one shape: an event, command, tap, shortcut, submission or typeahead query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class RequestKind(StrEnum):
    EVENT = "event"
    COMMAND = "command"
    ACTION = "action"
    SHORTCUT = "shortcut"
    SUBMISSION = "submission"
    CLOSED = "closed"
    OPTIONS = "options"
    WORD = "word"
    """The first word after `/goen`: a request within a command."""


@dataclass(frozen=True, slots=True)
class Request:
    """One incoming request.

    `name` is the event type, command, `action_id` or `callback_id`; `key` is unique per happening and
    the same for every redelivery of it; `ts` is the message tapped on or posted.
    """

    kind: RequestKind
    name: str
    key: str
    team_id: str
    user_id: str | None
    channel_id: str | None
    ts: str | None
    thread_ts: str | None
    value: str | None
    trigger_id: str | None
    body: Mapping[str, Any] = field(repr=False)

    @property
    def event(self) -> Mapping[str, Any]:
        """The event itself (empty for what is no event)."""
        return self.body.get("event") or {}

    @property
    def view(self) -> Mapping[str, Any]:
        """The modal or Home tab that was tapped or submitted (empty elsewhere)."""
        return self.body.get("view") or {}


def parse(body: Mapping[str, Any], commands: Mapping[str, str]) -> Request | None:
    """Slack's JSON body as a `Request`; None for what Goen does not know.

    `commands` maps the workspace's slash command names to Goen's own (`/meishi` to `card`).
    """
    if "command" in body:
        return _command(body, commands)
    if body.get("type") == "event_callback":
        return _event(body)
    parser = _INTERACTIVE.get(str(body.get("type")))
    return parser(body) if parser else None


def _event(body: Mapping[str, Any]) -> Request:
    event = body["event"]
    item = event.get("item") or {}
    return Request(
        kind=RequestKind.EVENT,
        name=event["type"],
        key=f"event:{body['event_id']}",
        team_id=body["team_id"],
        user_id=_event_user(event),
        channel_id=event.get("channel_id") or _id(event.get("channel")) or item.get("channel"),
        ts=event.get("ts") or event.get("message_ts"),
        thread_ts=event.get("thread_ts"),
        value=None,
        trigger_id=None,
        body=body,
    )


def _event_user(event: Mapping[str, Any]) -> str | None:
    inner = event.get("message") or event.get("previous_message") or {}
    return _id(event.get("user")) or event.get("user_id") or inner.get("user")


def _id(value: Any) -> str | None:
    return value.get("id") if isinstance(value, Mapping) else value


def _command(body: Mapping[str, Any], commands: Mapping[str, str]) -> Request:
    return Request(
        kind=RequestKind.COMMAND,
        name=commands.get(body["command"], body["command"]),
        key=f"command:{body['trigger_id']}",
        team_id=body["team_id"],
        user_id=body["user_id"],
        channel_id=body["channel_id"],
        ts=None,
        thread_ts=None,
        value=body.get("text") or "",
        trigger_id=body["trigger_id"],
        body=body,
    )


def _action(body: Mapping[str, Any]) -> Request:
    action = body["actions"][0]
    container = body.get("container") or {}
    place = container.get("message_ts") or (body.get("view") or {}).get("id") or ""
    message = body.get("message") or {}
    return _interactive(
        body,
        RequestKind.ACTION,
        action["action_id"],
        key=f"tap:{body['user']['id']}:{place}:{action['action_id']}:{action['action_ts']}",
        value=_chosen(action),
        ts=container.get("message_ts"),
        thread_ts=message.get("thread_ts") or container.get("thread_ts"),
    )


def _chosen(action: Mapping[str, Any]) -> str | None:
    for name in ("selected_date", "selected_user", "value"):
        if action.get(name):
            return str(action[name])
    option = action.get("selected_option") or {}
    return option.get("value")


def _submission(body: Mapping[str, Any]) -> Request:
    view = body["view"]
    key = f"view:{view['id']}:{view.get('hash', '')}"
    return _interactive(body, RequestKind.SUBMISSION, view["callback_id"], key=key)


def _closed(body: Mapping[str, Any]) -> Request:
    view = body["view"]
    return _interactive(body, RequestKind.CLOSED, view["callback_id"], key=f"closed:{view['id']}")


def _shortcut(body: Mapping[str, Any]) -> Request:
    message = body.get("message") or {}
    return _interactive(
        body,
        RequestKind.SHORTCUT,
        body["callback_id"],
        key=f"shortcut:{body['trigger_id']}",
        ts=body.get("message_ts") or message.get("ts"),
        thread_ts=message.get("thread_ts"),
    )


def _options(body: Mapping[str, Any]) -> Request:
    return _interactive(body, RequestKind.OPTIONS, body["action_id"], key="", value=body.get("value"))


def _interactive(
    body: Mapping[str, Any],
    kind: RequestKind,
    name: str,
    *,
    key: str,
    value: str | None = None,
    ts: str | None = None,
    thread_ts: str | None = None,
) -> Request:
    container = body.get("container") or {}
    return Request(
        kind=kind,
        name=name,
        key=key,
        team_id=(body.get("team") or {}).get("id") or body["user"]["team_id"],
        user_id=body["user"]["id"],
        channel_id=(body.get("channel") or {}).get("id") or container.get("channel_id"),
        ts=ts,
        thread_ts=thread_ts,
        value=value,
        trigger_id=body.get("trigger_id"),
        body=body,
    )


_INTERACTIVE = {
    "block_actions": _action,
    "view_submission": _submission,
    "view_closed": _closed,
    "shortcut": _shortcut,
    "message_action": _shortcut,
    "block_suggestion": _options,
}
