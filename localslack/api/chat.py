"""Messages: posted, updated, deleted, shown to one person."""

from __future__ import annotations

from localslack.api.registry import Call, method
from localslack.blockkit import Problem, lint_message
from localslack.errors import ApiError
from localslack.local import Local
from localslack.workspace import Channel, Json

MOST_TEXT = 40_000


@method("chat.postMessage", "chat:write", tier=4)
def post_message(call: Call) -> Json:
    channel = _target(call)
    workspace = call.local.workspace
    message = {
        **content(call.local, call.args),
        "type": "message",
        "user": call.local.app.bot_user_id,
        "bot_id": call.local.app.bot_id,
        "app_id": call.local.app.app_id,
        "team": workspace.team_id,
        "ts": workspace.new_ts(),
    }
    if thread_ts := call.args.get("thread_ts"):
        if not workspace.replies(channel.id, str(thread_ts)):
            raise ApiError("thread_not_found")
        message["thread_ts"] = str(thread_ts)
    call.local.say(channel, message)
    return {"channel": channel.id, "ts": message["ts"], "message": message}


def _target(call: Call) -> Channel:
    name = str(call.need("channel"))
    if name in call.local.workspace.users:
        return call.local.workspace.direct(call.local.app.bot_user_id, name)
    channel = call.channel()
    if channel.is_archived:
        raise ApiError("is_archived")
    return channel


def content(local: Local, args: Json) -> Json:
    """Text, blocks and metadata of a message, checked.

    Raises:
        ApiError: `no_text`, `invalid_blocks`, `metadata_too_large` or `invalid_metadata_format`.
    """
    text, blocks = str(args.get("text") or ""), args.get("blocks") or []
    if not text and not blocks and not args.get("attachments"):
        raise ApiError("no_text")
    problems = lint_message({"text": "cut", "blocks": blocks}) + missing_files(local, blocks)
    if problems:
        raise invalid_blocks(problems)
    body: Json = {"text": text[:MOST_TEXT]}
    if blocks:
        body["blocks"] = with_block_ids(local, blocks)
    if args.get("metadata"):
        body["metadata"] = _metadata(args["metadata"])
    return body


def _metadata(value: object) -> Json:
    if not isinstance(value, dict) or not value.get("event_type") or "event_payload" not in value:
        raise ApiError("invalid_metadata_format")
    return value


def invalid_blocks(problems: list[Problem]) -> ApiError:
    """`invalid_blocks` with what is wrong, as Slack's `response_metadata.messages`."""
    told = [f"[ERROR] {problem}" for problem in problems]
    return ApiError("invalid_blocks", errors=told, response_metadata={"messages": told})


def missing_files(local: Local, blocks: list[Json]) -> list[Problem]:
    """Pictures that are no uploaded image, or not processed yet."""
    problems = []
    for number, block in enumerate(blocks):
        file_id = (block.get("slack_file") or {}).get("id") if isinstance(block, dict) else None
        if file_id is None:
            continue
        file = local.workspace.files.get(file_id)
        if file is None or file.deleted or not local.file_object(file)["mimetype"].startswith("image/"):
            problems.append(Problem(f"/blocks/{number}/slack_file", "invalid slack file"))
    return problems


def with_block_ids(local: Local, blocks: list[Json]) -> list[Json]:
    """Blocks with an id each, as Slack gives them out."""
    return [{"block_id": f"b{local.workspace.new_number()}", **block} for block in blocks]


@method("chat.update", "chat:write")
def update(call: Call) -> Json:
    channel = call.channel()
    message = call.local.workspace.messages[channel.id].get(str(call.need("ts")))
    if message is None:
        raise ApiError("message_not_found")
    if message.get("user") != call.local.app.bot_user_id:
        raise ApiError("cant_update_message")
    new = content(call.local, call.args)
    before = dict(message)
    if "blocks" not in new:
        message.pop("blocks", None)
    message.update(new, edited={"user": call.local.app.bot_user_id, "ts": call.local.workspace.new_ts()})
    announce_change(call.local, channel, before, message)
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": message}


def announce_change(local: Local, channel: Channel, before: Json, after: Json) -> None:
    """Tells app and pages that a message changed."""
    event = {
        "type": "message",
        "subtype": "message_changed",
        "hidden": True,
        "channel": channel.id,
        "ts": local.workspace.new_ts(),
        "message": dict(after),
        "previous_message": before,
    }
    local.events.emit_message(channel, event)
    local.changed(channel)
    local.log.append({"channel": channel.id, "changed": True, **after})


@method("chat.delete", "chat:write")
def delete(call: Call) -> Json:
    channel = call.channel()
    message = call.local.workspace.messages[channel.id].get(str(call.need("ts")))
    if message is None:
        raise ApiError("message_not_found")
    if message.get("user") != call.local.app.bot_user_id:
        raise ApiError("cant_delete_message")
    remove(call.local, channel, message)
    return {"channel": channel.id, "ts": message["ts"]}


def remove(local: Local, channel: Channel, message: Json) -> None:
    """Deletes a message and tells app and pages."""
    local.workspace.remove_message(channel.id, message["ts"])
    event = {
        "type": "message",
        "subtype": "message_deleted",
        "hidden": True,
        "channel": channel.id,
        "ts": local.workspace.new_ts(),
        "deleted_ts": message["ts"],
        "previous_message": message,
    }
    local.events.emit_message(channel, event)
    local.changed(channel)


@method("chat.postEphemeral", "chat:write", tier=4)
def post_ephemeral(call: Call) -> Json:
    channel, user = call.channel(), str(call.need("user"))
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    message = whisper(call.local, channel, user, content(call.local, call.args), call.args.get("thread_ts"))
    return {"message_ts": message["ts"]}


def whisper(local: Local, channel: Channel, user: str, body: Json, thread_ts: object = None) -> Json:
    """Shows a message to one person only; it is in nobody's history."""
    message = {
        **body,
        "type": "message",
        "user": local.app.bot_user_id,
        "bot_id": local.app.bot_id,
        "ts": local.workspace.new_ts(),
        "ephemeral": True,
        "channel": channel.id,
    }
    if thread_ts:
        message["thread_ts"] = str(thread_ts)
    local.ephemerals.setdefault(user, []).append(message)
    local.log.append({"ephemeral_to": user, **message})
    local.tell(user, {"type": "changed", "channel": channel.id})
    return message


@method("blocks.validate", tier=4)
def blocks_validate(call: Call) -> Json:
    blocks = call.args.get("blocks") or []
    if problems := lint_message({"text": "none", "blocks": blocks}):
        raise invalid_blocks(problems)
    return {}
