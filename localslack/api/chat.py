"""Messages of the app: posted, updated, deleted, shown to one person."""

from __future__ import annotations

from localslack.api.registry import Call, method
from localslack.errors import ApiError
from localslack.posts import change, check_blocks, content, from_app, publish, remove, whisper
from localslack.workspace import Channel, Json, Message


@method("chat.postMessage", "chat:write", tier=0)
def post_message(call: Call) -> Json:
    channel = _target(call)
    message = from_app(call.local, content(call.local, call.args), _thread(call, channel))
    if call.flag("reply_broadcast") and "thread_ts" in message:
        message["subtype"] = "thread_broadcast"
    publish(call.local, channel, message)
    return {"channel": channel.id, "ts": message["ts"], "message": message}


def _target(call: Call) -> Channel:
    name = str(call.need("channel"))
    user = call.local.workspace.users.get(name)
    if user is not None:
        if user.deleted or user.kind == "bot":
            raise ApiError("channel_not_found")
        return call.local.workspace.direct(call.local.app.bot_user_id, name)
    channel = call.visible() if "chat:write.public" in call.local.app.scopes else call.channel()
    if channel.is_archived:
        raise ApiError("is_archived")
    return channel


def _thread(call: Call, channel: Channel) -> str | None:
    thread_ts = call.args.get("thread_ts")
    if not thread_ts:
        return None
    parent = call.local.workspace.messages[channel.id].get(str(thread_ts))
    if parent is None:
        raise ApiError("thread_not_found")
    return str(parent.get("thread_ts") or thread_ts)


@method("chat.update", "chat:write")
def update(call: Call) -> Json:
    channel, message = _own(call, "cant_update_message")
    edited = {"user": call.local.app.bot_user_id, "ts": call.local.workspace.new_ts()}
    change(call.local, channel, message, {**content(call.local, call.args), "edited": edited})
    return {"channel": channel.id, "ts": message["ts"], "text": message["text"], "message": message}


@method("chat.delete", "chat:write")
def delete(call: Call) -> Json:
    channel, message = _own(call, "cant_delete_message")
    remove(call.local, channel, message)
    return {"channel": channel.id, "ts": message["ts"]}


def _own(call: Call, refusal: str) -> tuple[Channel, Message]:
    channel, message = call.message()
    if message.get("user") != call.local.app.bot_user_id:
        raise ApiError(refusal)
    return channel, message


@method("chat.postEphemeral", "chat:write", tier=4)
def post_ephemeral(call: Call) -> Json:
    channel, user = call.channel(), str(call.need("user"))
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    body = content(call.local, call.args)
    message = whisper(call.local, channel, user, body, call.args.get("thread_ts"))
    return {"message_ts": message["ts"]}


@method("blocks.validate", tier=4)
def blocks_validate(call: Call) -> Json:
    check_blocks(call.local, call.need("blocks"))
    return {}
