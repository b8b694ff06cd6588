"""What people do with the app: taps, menus, commands, shortcuts; each acknowledged within 3 seconds."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from localslack import surfaces
from localslack.errors import UiError
from localslack.local import Local
from localslack.posts import content, from_app, publish, whisper
from localslack.transport import NotAcknowledged
from localslack.workspace import Channel, Json, Message, View


def base(local: Local, user_id: str) -> Json:
    """What every interactive payload carries."""
    user, workspace = local.workspace.users[user_id], local.workspace
    return {
        "team": {"id": workspace.team_id, "domain": workspace.domain},
        "user": {"id": user.id, "username": user.name, "name": user.name, "team_id": user.team_id},
        "api_app_id": local.app.app_id,
        "token": "unused",
        "trigger_id": local.trigger(user_id),
        "is_enterprise_install": False,
        "enterprise": None,
    }


async def ask(local: Local, kind: str, payload: Json) -> Any:
    """Sends a payload to the app and returns what it acknowledged it with.

    Raises:
        UiError: `operation_timeout`, as the person sees it when the app does not answer in time;
            `not_interactive` when the manifest does not switch interactivity on.
    """
    if kind != "slash_commands" and not local.app.interactive:
        raise UiError("not_interactive", "The manifest does not enable interactivity.", 424)
    try:
        return await local.transport.send(kind, payload, local.settings.ack_seconds, None)
    except NotAcknowledged as reason:
        raise UiError("operation_timeout", f"The app did not answer in time ({reason}).", 424) from reason


def view_of(local: Local, view_id: Any, user: str) -> View:
    """The person's view with this id; UiError `view_not_found` when it is closed or another's."""
    view = surfaces.of(local, str(view_id), user)
    if view is None:
        raise UiError("view_not_found", "This window is closed.", 404)
    return view


async def act(
    local: Local, user: str, container: Mapping[str, Any], action: Json, state: Json | None
) -> None:
    """A tap on an element in a message or view."""
    payload = {**base(local, user), "type": "block_actions", "state": state or {"values": {}}}
    if container.get("type") == "view":
        view = view_of(local, container.get("view_id"), user)
        payload |= {"container": {"type": "view", "view_id": view.id}, "view": stated(view, state)}
        blocks = view.body["blocks"]
    else:
        channel, message = tapped(local, user, container)
        payload |= _in_message(local, user, channel, message)
        blocks = message.get("blocks") or []
    stamp = {"action_ts": f"{time.time():.6f}"}
    payload["actions"] = [_element_of(blocks, action) | action | stamp]
    await ask(local, "interactive", payload)


def _in_message(local: Local, user: str, channel: Channel, message: Message) -> Json:
    hidden = bool(message.get("ephemeral"))
    place: Json = {
        "type": "message",
        "message_ts": message["ts"],
        "channel_id": channel.id,
        "is_ephemeral": hidden,
    }
    if message.get("thread_ts"):
        place["thread_ts"] = message["thread_ts"]
    # What only one person sees is stored nowhere, so Slack cannot send it along.
    shown = {} if hidden else {"message": dict(message)}
    return {
        **shown,
        "container": place,
        "channel": {"id": channel.id, "name": channel.name or "directmessage"},
        "response_url": local.response_url(user, channel.id, message["ts"]),
    }


def tapped(local: Local, user: str, container: Mapping[str, Any]) -> tuple[Channel, Message]:
    """The message somebody acts on, ephemeral ones included; UiError when they cannot see it."""
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
                return {name: element[name] for name in ("type", "text", "value") if name in element}
    raise UiError("element_not_found", "This button is no longer there.", 404)


def stated(view: View, state: Json | None) -> Json:
    """A view with what its inputs hold."""
    return {**surfaces.shown(view), "state": state or {"values": {}}}


async def options(local: Local, user: str, container: Mapping[str, Any], asked: Json) -> Json:
    """What an external select offers for what was typed."""
    payload = {**base(local, user), "type": "block_suggestion", **asked}
    if container.get("type") == "view":
        view = view_of(local, container.get("view_id"), user)
        payload |= {"container": {"type": "view", "view_id": view.id}, "view": surfaces.shown(view)}
    else:
        channel, message = tapped(local, user, container)
        payload |= _in_message(local, user, channel, message)
    answer = await ask(local, "options", payload)
    return answer if isinstance(answer, dict) else {"options": []}


async def command(local: Local, user: str, channel: Channel, text: str, thread_ts: str | None) -> None:
    """A slash command; what the app acknowledges it with is shown to the person, or to all if it says so."""
    name, _, words = text.partition(" ")
    if thread_ts:
        raise UiError("command_in_thread", f"{name} is not supported in threads.")
    known = next((row for row in local.app.commands if row["command"] == name), None)
    if known is None:
        raise UiError("unknown_command", f"{name} is not a valid command.", 404)
    payload = {
        "token": "unused",
        "team_id": local.workspace.team_id,
        "team_domain": local.workspace.domain,
        "channel_id": channel.id,
        "channel_name": channel.name or "directmessage",
        "user_id": user,
        "user_name": local.workspace.users[user].name,
        "command": name,
        "text": words.strip(),
        "api_app_id": local.app.app_id,
        "is_enterprise_install": "false",
        "response_url": local.response_url(user, channel.id),
        "trigger_id": local.trigger(user),
    }
    answer = await ask(local, "slash_commands", payload)
    _show_answer(local, user, channel, {"text": answer} if isinstance(answer, str) else answer)


def _show_answer(local: Local, user: str, channel: Channel, answer: Any) -> None:
    if not isinstance(answer, dict) or not (answer.get("text") or answer.get("blocks")):
        return
    body = content(local, answer)
    if answer.get("response_type") == "in_channel":
        publish(local, channel, from_app(local, body))
    else:
        whisper(local, channel, user, body)


async def shortcut(
    local: Local, user: str, callback_id: str, channel: Channel | None, ts: str | None
) -> None:
    """A global shortcut, or a message shortcut when a message is named."""
    kind = "message" if channel and ts else "global"
    if not any(row["callback_id"] == callback_id and row["type"] == kind for row in local.app.shortcuts):
        raise UiError("unknown_shortcut", f"The app has no {kind} shortcut {callback_id}.", 404)
    payload = {
        **base(local, user),
        "type": "message_action" if kind == "message" else "shortcut",
        "callback_id": callback_id,
        "action_ts": f"{time.time():.6f}",
    }
    if channel and ts:
        _, message = tapped(local, user, {"channel": channel.id, "ts": ts})
        payload |= {
            "message": message,
            "message_ts": ts,
            "channel": {"id": channel.id, "name": channel.name or "directmessage"},
            "response_url": local.response_url(user, channel.id, ts),
        }
    await ask(local, "interactive", payload)


def home_opened(local: Local, user: str, tab: str) -> None:
    """The person opens the app's Home or Messages tab; a Home that was published comes along."""
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
        event["view"] = surfaces.shown(home)
    local.events.emit(event)
