"""What people do with an app: taps, commands, shortcuts, submissions; each acknowledged within 3 seconds."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from localslack.api.chat import announce_change, content, remove, whisper
from localslack.api.views import checked_view, close, close_all, push_on, replace, shown
from localslack.errors import ApiError, UiError
from localslack.local import Local
from localslack.transport import NotAcknowledged
from localslack.workspace import Channel, Json, View


def person(local: Local, user_id: str) -> Json:
    """The acting person in a payload."""
    user = local.workspace.users[user_id]
    return {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id}


def base(local: Local, user_id: str) -> Json:
    """What every interactive payload carries."""
    workspace = local.workspace
    return {
        "team": {"id": workspace.team_id, "domain": workspace.domain},
        "user": person(local, user_id),
        "api_app_id": local.app.app_id,
        "token": "unused",
        "trigger_id": local.trigger(user_id),
        "is_enterprise_install": False,
        "enterprise": None,
    }


async def ask(local: Local, kind: str, payload: Json) -> Any:
    """Sends a payload to the app and returns what it acknowledged it with.

    Raises:
        UiError: `operation_timeout`, as the person sees it when the app does not answer in time.
    """
    try:
        return await local.transport.send(kind, payload, local.settings.ack_seconds, None)
    except NotAcknowledged as reason:
        raise UiError("operation_timeout", f"The app did not answer in time ({reason}).", 504) from reason


async def act(
    local: Local, user: str, container: Mapping[str, Any], action: Json, state: Json | None
) -> None:
    """A tap on an element in a message or view."""
    payload = {**base(local, user), "type": "block_actions"}
    action = {**action, "action_ts": f"{time.time():.6f}"}
    if container.get("type") == "view":
        view = _view(local, str(container.get("view_id")), user)
        payload |= {"container": {"type": "view", "view_id": view.id}, "view": _stated(view, state)}
        blocks = view.body["blocks"]
    else:
        channel, message = _tapped(local, user, container)
        payload |= _in_message(local, user, channel, message, state)
        blocks = message.get("blocks") or []
    payload["actions"] = [_element_of(blocks, action) | action]
    await ask(local, "interactive", payload)


def _in_message(local: Local, user: str, channel: Channel, message: Json, state: Json | None) -> Json:
    place: Json = {"type": "message", "message_ts": message["ts"], "channel_id": channel.id}
    place["is_ephemeral"] = bool(message.get("ephemeral"))
    if message.get("thread_ts"):
        place["thread_ts"] = message["thread_ts"]
    hidden = {"ephemeral", "channel"}
    return {
        "container": place,
        "channel": {"id": channel.id, "name": channel.name or "directmessage"},
        "message": {key: value for key, value in message.items() if key not in hidden},
        "state": state or {"values": {}},
        "response_url": local.response_url(user, channel.id, message["ts"]),
    }


def _tapped(local: Local, user: str, container: Mapping[str, Any]) -> tuple[Channel, Json]:
    channel = local.workspace.channels.get(str(container.get("channel")))
    if channel is None or not local.workspace.sees(user, channel):
        raise UiError("channel_not_found", "This conversation is not yours to see.", 404)
    ts = str(container.get("ts"))
    message = local.workspace.messages[channel.id].get(ts)
    if message is None:
        mine = local.ephemerals.get(user, [])
        message = next((row for row in mine if row["ts"] == ts and row["channel"] == channel.id), None)
    if message is None:
        raise UiError("message_not_found", "This message is gone.", 404)
    return channel, message


def _element_of(blocks: list[Json], action: Json) -> Json:
    for block in blocks:
        if block.get("block_id") != action.get("block_id"):
            continue
        for element in [*(block.get("elements") or ()), block.get("accessory"), block.get("element")]:
            if isinstance(element, dict) and element.get("action_id") == action["action_id"]:
                return {"type": element["type"], **_told(element)}
    raise UiError("element_not_found", "This button is no longer there.", 404)


def _told(element: Json) -> Json:
    return {name: element[name] for name in ("text", "value") if name in element}


def _view(local: Local, view_id: str, user: str) -> View:
    home = local.workspace.homes.get(user)
    view = home if home and home.id == view_id else local.workspace.views.get(view_id)
    if view is None or view.user != user:
        raise UiError("view_not_found", "This window is closed.", 404)
    return view


def _stated(view: View, state: Json | None) -> Json:
    return {**shown(view), "state": state or {"values": {}}}


async def options(local: Local, user: str, container: Mapping[str, Any], asked: Json) -> Json:
    """What an external select offers for what was typed."""
    payload = {**base(local, user), "type": "block_suggestion", **asked}
    payload["container"] = dict(container)
    if container.get("type") == "view":
        payload["view"] = shown(_view(local, str(container.get("view_id")), user))
    else:
        channel, message = _tapped(local, user, container)
        payload |= {"channel": {"id": channel.id}, "message": message}
    answer = await ask(local, "interactive", payload)
    return answer if isinstance(answer, dict) else {"options": []}


async def command(local: Local, user: str, channel: Channel, text: str) -> None:
    """A slash command; what the app acknowledges it with is shown to the person."""
    name, _, words = text.partition(" ")
    if name not in {row["command"] for row in local.app.commands}:
        raise UiError("unknown_command", f"{name} is not a valid command.", 404)
    who = person(local, user)
    payload = {
        "token": "unused",
        "team_id": local.workspace.team_id,
        "team_domain": local.workspace.domain,
        "channel_id": channel.id,
        "channel_name": channel.name or "directmessage",
        "user_id": user,
        "user_name": who["name"],
        "command": name,
        "text": words.strip(),
        "api_app_id": local.app.app_id,
        "is_enterprise_install": "false",
        "response_url": local.response_url(user, channel.id),
        "trigger_id": local.trigger(user),
    }
    answer = await ask(local, "slash_commands", payload)
    body = {"text": answer} if isinstance(answer, str) else answer
    if isinstance(body, dict) and (body.get("text") or body.get("blocks")):
        whisper(local, channel, user, content(local, body))


async def shortcut(
    local: Local, user: str, callback_id: str, channel: Channel | None, ts: str | None
) -> None:
    """A global or message shortcut."""
    kind = "message_action" if channel and ts else "shortcut"
    payload = {
        **base(local, user),
        "type": kind,
        "callback_id": callback_id,
        "action_ts": f"{time.time():.6f}",
    }
    if channel and ts:
        _, message = _tapped(local, user, {"channel": channel.id, "ts": ts})
        payload |= {
            "message": message,
            "message_ts": ts,
            "channel": {"id": channel.id, "name": channel.name},
            "response_url": local.response_url(user, channel.id, ts),
        }
    await ask(local, "interactive", payload)


async def submit(local: Local, user: str, view_id: str, values: Json) -> dict[str, str]:
    """Submits a modal; returns the app's errors by block id, empty when it was taken."""
    view = _view(local, view_id, user)
    payload = {**base(local, user), "type": "view_submission", "view": _stated(view, {"values": values})}
    payload["response_urls"] = []
    answer = await ask(local, "interactive", payload)
    return _after_submit(local, view, answer if isinstance(answer, dict) else {})


def _after_submit(local: Local, view: View, answer: Json) -> dict[str, str]:
    try:
        match answer.get("response_action"):
            case "errors":
                return {str(block): str(text) for block, text in answer["errors"].items()}
            case "update":
                replace(local, view, checked_view(local, answer["view"]))
            case "push":
                push_on(local, view.user, answer["view"])
            case "clear":
                close_all(local, view.user)
            case _:
                close(local, view)
    except ApiError as error:
        told = "; ".join(error.more.get("errors", [])) or error.code
        raise UiError(error.code, f"The app answered with a view that Slack refuses: {told}", 502) from error
    return {}


async def close_view(local: Local, user: str, view_id: str, *, clear: bool) -> None:
    """The person closes a modal; the app hears of it when it asked to (`notify_on_close`)."""
    view = _view(local, view_id, user)
    payload = {**base(local, user), "type": "view_closed", "view": shown(view), "is_cleared": clear}
    if clear:
        close_all(local, user)
    else:
        close(local, view)
    if view.body.get("notify_on_close"):
        await ask(local, "interactive", payload)


def respond(local: Local, key: str, body: Json) -> None:
    """An answer to a `response_url`.

    Raises:
        ApiError: `used_url` after five uses, `expired_url` after half an hour or for a wrong address.
    """
    link = local.response_urls.get(key)
    if link is None or link.ends_at < time.monotonic():
        raise ApiError("expired_url")
    if link.uses <= 0:
        raise ApiError("used_url")
    link.uses -= 1
    channel = local.workspace.channels[link.channel]
    message = local.workspace.messages[channel.id].get(link.ts or "")
    if body.get("delete_original") and message:
        remove(local, channel, message)
    elif body.get("replace_original") and message:
        before = dict(message)
        message.update(content(local, body))
        announce_change(local, channel, before, message)
    elif body.get("response_type") == "in_channel":
        from_app = {"type": "message", "user": local.app.bot_user_id, "bot_id": local.app.bot_id}
        local.say(channel, {**content(local, body), **from_app, "ts": local.workspace.new_ts()})
    else:
        whisper(local, channel, link.user, content(local, body), body.get("thread_ts"))


async def home_opened(local: Local, user: str, tab: str) -> None:
    """The person opens the app's Home or Messages tab."""
    channel = local.workspace.direct(local.app.bot_user_id, user)
    event: Json = {
        "type": "app_home_opened",
        "user": user,
        "channel": channel.id,
        "tab": tab,
        "event_ts": local.workspace.new_ts(),
    }
    home = local.workspace.homes.get(user)
    if home and tab == "home":
        event["view"] = shown(home)
    local.events.emit(event)
    await asyncio.sleep(0)
