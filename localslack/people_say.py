"""What people do in conversations: say, edit, delete, react, share files, open channels."""

from __future__ import annotations

import re
from typing import Any

from localslack.api.chat import announce_change, remove
from localslack.api.files import remove as remove_file
from localslack.api.reactions import react
from localslack.errors import ApiError, UiError
from localslack.events import mention_of
from localslack.local import Local
from localslack.workspace import Channel, File, Json


def channel_of(local: Local, user: str, channel_id: Any) -> Channel:
    """A conversation that the person may see.

    Raises:
        UiError: there is none, or it is not theirs.
    """
    channel = local.workspace.channels.get(str(channel_id))
    if channel is None or not local.workspace.sees(user, channel):
        raise UiError("channel_not_found", "This conversation is not yours to see.", 404)
    return channel


def say(
    local: Local, user: str, channel: Channel, text: str, thread_ts: str | None, file_ids: list[str]
) -> Json:
    """Posts a person's message; photos bring a `file_shared` event of their own."""
    if user not in channel.members:
        raise UiError("not_in_channel", "Join the channel first.", 403)
    files = [_own_file(local, user, file_id) for file_id in file_ids]
    if not text.strip() and not files:
        raise UiError("no_text", "Write something or add a file.")
    message: Json = {
        "type": "message",
        "user": user,
        "text": text,
        "team": local.workspace.users[user].team_id,
        "client_msg_id": local.workspace.new_id("M"),
        "ts": local.workspace.new_ts(),
    }
    if thread_ts:
        message["thread_ts"] = thread_ts
    if files:
        for file in files:
            file.external = local.workspace.users[user].team_id != local.workspace.team_id
            file.shares.setdefault(channel.id, []).append(message["ts"])
        message |= {
            "subtype": "file_share",
            "files": [local.in_message(file) for file in files],
            "upload": True,
        }
    local.say(channel, message)
    _also(local, channel, message, files)
    return message


def _also(local: Local, channel: Channel, message: Json, files: list[File]) -> None:
    bot = local.app.bot_user_id
    if bot not in channel.members:
        return
    for file in files:
        event = {"type": "file_shared", "file_id": file.id, "user_id": file.user, "file": {"id": file.id}}
        local.events.emit({**event, "channel_id": channel.id, "event_ts": message["ts"]})
    if not channel.is_im and mention_of(message["text"], bot):
        event = {key: message[key] for key in ("user", "text", "ts", "thread_ts", "files") if key in message}
        local.events.emit({"type": "app_mention", **event, "channel": channel.id, "event_ts": message["ts"]})


def _own_file(local: Local, user: str, file_id: str) -> File:
    file = local.workspace.files.get(file_id)
    if file is None or file.deleted or file.user != user:
        raise UiError("file_not_found", "This file is gone.", 404)
    return file


def _own_message(local: Local, user: str, channel: Channel, ts: str) -> Json:
    message = local.workspace.messages[channel.id].get(ts)
    if message is None:
        raise UiError("message_not_found", "This message is gone.", 404)
    if message.get("user") != user:
        raise UiError("not_yours", "Only its author may do that.", 403)
    return message


def edit(local: Local, user: str, channel: Channel, ts: str, text: str) -> None:
    """Changes one's own message."""
    message = _own_message(local, user, channel, ts)
    before = dict(message)
    message.update(text=text, edited={"user": user, "ts": local.workspace.new_ts()})
    announce_change(local, channel, before, message)


def delete(local: Local, user: str, channel: Channel, ts: str) -> None:
    """Deletes one's own message, or hides an ephemeral one."""
    mine = local.ephemerals.get(user, [])
    hidden = next((row for row in mine if row["ts"] == ts), None)
    if hidden:
        mine.remove(hidden)
        local.tell(user, {"type": "changed", "channel": channel.id})
        return
    remove(local, channel, _own_message(local, user, channel, ts))


def delete_file(local: Local, user: str, file_id: str) -> None:
    """Deletes one's own file."""
    remove_file(local, _own_file(local, user, file_id))


def reaction(local: Local, user: str, channel: Channel, ts: str, name: str, *, add: bool) -> None:
    """Reacts to a message or takes the reaction back; doing it twice changes nothing."""
    message = local.workspace.messages[channel.id].get(ts)
    if message is None:
        raise UiError("message_not_found", "This message is gone.", 404)
    try:
        react(local, channel, message, user, name.strip(":"), add=add)
    except ApiError:
        return


def open_channel(local: Local, user: str, name: str, private: bool, members: list[str]) -> Channel:
    """Creates a channel with the app in it and tells the app who joined."""
    clean = re.sub(r"[\s#]+", "-", name.strip()).lower()
    if not clean or any(channel.name == clean for channel in local.workspace.channels.values()):
        raise UiError("name_taken", "Choose another name.")
    people = list(dict.fromkeys([user, *members, local.app.bot_user_id]))
    channel = Channel(local.workspace.new_id("C"), clean, people, is_private=private)
    local.workspace.channels[channel.id] = channel
    join(local, channel, local.app.bot_user_id)
    local.changed(channel)
    return channel


def join(local: Local, channel: Channel, user: str) -> None:
    """Adds a person to a channel and tells the app."""
    if user not in channel.members:
        channel.members.append(user)
    event = {
        "type": "member_joined_channel",
        "user": user,
        "channel": channel.id,
        "team": local.workspace.team_id,
    }
    local.events.emit({**event, "event_ts": local.workspace.new_ts()})
    local.changed(channel)
