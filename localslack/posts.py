"""What a message may hold, and what happens when one appears, changes or goes: for apps and people alike."""

from __future__ import annotations

from typing import Any

from localslack import pictures
from localslack.blockkit import Problem, lint_message
from localslack.errors import ApiError
from localslack.local import Local
from localslack.workspace import Channel, Json, Message

MOST_TEXT = 40_000
MOST_METADATA = 50_000


def content(local: Local, args: Json) -> Json:
    """Text, blocks and metadata of a message by the app, checked; a text that is too long is cut.

    Raises:
        ApiError: `no_text`, `invalid_blocks`, `metadata_too_large` or `invalid_metadata_format`.
    """
    text, blocks = str(args.get("text") or ""), args.get("blocks") or []
    if not text and not blocks and not args.get("attachments"):
        raise ApiError("no_text")
    check_blocks(local, blocks)
    body: Json = {"text": text[:MOST_TEXT]}
    if blocks:
        body["blocks"] = with_block_ids(local, blocks)
    if args.get("attachments"):
        body["attachments"] = args["attachments"]
    if args.get("metadata"):
        body["metadata"] = _metadata(args["metadata"])
    return body


def check_blocks(local: Local, blocks: Any) -> None:
    """Raises ApiError `invalid_blocks` for what Slack refuses in a message's blocks."""
    if not isinstance(blocks, list):
        raise ApiError("invalid_blocks_format")
    if problems := lint_message({"text": "given", "blocks": blocks}) + pictures.problems(local, blocks):
        raise refused("invalid_blocks", problems)


def refused(code: str, problems: list[Problem]) -> ApiError:
    """An error that tells what is wrong, as Slack's `response_metadata.messages` does."""
    told = [f"[ERROR] {problem}" for problem in problems]
    return ApiError(code, errors=told, response_metadata={"messages": told})


def _metadata(value: Any) -> Json:
    if not isinstance(value, dict) or not isinstance(value.get("event_payload"), dict):
        raise ApiError("invalid_metadata_format")
    if not value.get("event_type"):
        raise ApiError("invalid_metadata_format")
    if len(str(value["event_payload"])) > MOST_METADATA:
        raise ApiError("metadata_too_large")
    return value


def with_block_ids(local: Local, blocks: list[Json]) -> list[Json]:
    """Blocks and elements with an id each, as Slack gives them out where the app gave none."""
    return [{"block_id": f"b{local.workspace.new_number()}", **_named(local, block)} for block in blocks]


def _named(local: Local, block: Json) -> Json:
    named = dict(block)
    for name in ("accessory", "element"):
        if isinstance(block.get(name), dict) and block[name]["type"] != "image":
            named[name] = {"action_id": f"a{local.workspace.new_number()}", **block[name]}
    if block["type"] == "actions":
        rows = block["elements"]
        named["elements"] = [{"action_id": f"a{local.workspace.new_number()}", **row} for row in rows]
    return named


def from_app(local: Local, body: Json, thread_ts: object = None) -> Message:
    """A message object by the app's bot with a fresh timestamp."""
    message: Message = {
        **body,
        "type": "message",
        "user": local.app.bot_user_id,
        "bot_id": local.app.bot_id,
        "app_id": local.app.app_id,
        "team": local.workspace.team_id,
        "ts": local.workspace.new_ts(),
    }
    if thread_ts:
        message["thread_ts"] = str(thread_ts)
    return message


def publish(local: Local, channel: Channel, message: Message) -> None:
    """Puts a message into a conversation, with the pictures in its blocks."""
    pictures.show(local, message.get("blocks"), channel_id=channel.id)
    local.say(channel, message)


def whisper(local: Local, channel: Channel, user: str, body: Json, thread_ts: object = None) -> Message:
    """Shows a message to one person only; it is in nobody's history."""
    message = from_app(local, body, thread_ts) | {"ephemeral": True, "channel": channel.id}
    pictures.show(local, body.get("blocks"), user=user)
    local.ephemerals.setdefault(user, []).append(message)
    local.log.append({"ephemeral_to": user, **message})
    local.tell(user, {"type": "changed", "channel": channel.id})
    return message


def change(local: Local, channel: Channel, message: Message, new: Json) -> None:
    """Gives a message new content and tells app and pages; blocks that are not given again go."""
    before = dict(message)
    if "blocks" not in new:
        message.pop("blocks", None)
    message.update(new)
    pictures.show(local, message.get("blocks"), channel_id=channel.id)
    _announce(local, channel, "message_changed", message=dict(message), previous_message=before)
    local.log.append({"channel": channel.id, "changed": True, **message})


def remove(local: Local, channel: Channel, message: Message) -> None:
    """Deletes a message and tells app and pages; one with replies is changed into a tombstone instead."""
    if message.get("reply_count"):
        _bury(local, channel, message)
        return
    local.workspace.remove_message(channel.id, message["ts"])
    _announce(local, channel, "message_deleted", deleted_ts=message["ts"], previous_message=message)


def _bury(local: Local, channel: Channel, message: Message) -> None:
    before = dict(message)
    kept = {"type", "ts", "thread_ts", "reply_count", "reply_users", "latest_reply"}
    for name in [name for name in message if name not in kept]:
        del message[name]
    message |= {
        "subtype": "tombstone",
        "text": "This message was deleted.",
        "user": "USLACKBOT",
        "hidden": True,
    }
    _announce(local, channel, "message_changed", message=dict(message), previous_message=before)


def _announce(local: Local, channel: Channel, subtype: str, **more: Any) -> None:
    ts = local.workspace.new_ts()
    event = {"type": "message", "subtype": subtype, "hidden": True, "channel": channel.id, "ts": ts, **more}
    local.events.emit_message(channel, {**event, "event_ts": ts})
    local.changed(channel)
