"""What people do in conversations: say, edit, delete, react, share files, open and join channels."""

from __future__ import annotations

import re
from typing import Any

from localslack.api import files as app_files
from localslack.api.reactions import react
from localslack.errors import ApiError, UiError
from localslack.events import mention_of
from localslack.local import Local
from localslack.posts import change, remove
from localslack.workspace import Channel, File, Message


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
) -> Message:
    """Posts a person's message; each photo brings a `file_shared` event of its own.

    Raises:
        UiError: not a member, nothing to say, no such thread, or a file that is not theirs.
    """
    if user not in channel.members:
        raise UiError("not_in_channel", "Join the channel first.", 403)
    if channel.is_im and local.app.bot_user_id in channel.members and not local.app.messages_tab:
        raise UiError("messages_tab_disabled", "Sending messages to this app has been turned off.", 403)
    files = [_own_file(local, user, file_id) for file_id in file_ids]
    if not text.strip() and not files:
        raise UiError("no_text", "Write something or add a file.")
    message = _message(local, user, text)
    if thread_ts:
        message["thread_ts"] = _parent(local, channel, thread_ts)
    if files:
        outside = local.workspace.users[user].team_id != local.workspace.team_id
        for file in files:
            file.external = outside
        message |= app_files.attach(local, channel, message["ts"], files)
    local.say(channel, message)
    app_files.announce(local, channel, message["ts"], files)
    _mention(local, channel, message)
    return message


def _message(local: Local, user: str, text: str) -> Message:
    return {
        "type": "message",
        "user": user,
        "text": text,
        "team": local.workspace.users[user].team_id,
        "client_msg_id": local.workspace.new_id("M"),
        "ts": local.workspace.new_ts(),
    }


def _parent(local: Local, channel: Channel, thread_ts: str) -> str:
    parent = local.workspace.messages[channel.id].get(thread_ts)
    if parent is None:
        raise UiError("thread_not_found", "This thread is gone.", 404)
    return str(parent.get("thread_ts") or thread_ts)


def _mention(local: Local, channel: Channel, message: Message) -> None:
    bot = local.app.bot_user_id
    if channel.is_im or bot not in channel.members or not mention_of(message["text"], bot):
        return
    told = ("user", "text", "ts", "thread_ts", "files", "team", "client_msg_id")
    event = {name: message[name] for name in told if name in message}
    local.events.emit({"type": "app_mention", **event, "channel": channel.id, "event_ts": message["ts"]})


def _own_file(local: Local, user: str, file_id: str) -> File:
    file = local.workspace.files.get(file_id)
    if file is None or file.deleted or file.user != user:
        raise UiError("file_not_found", "This file is gone.", 404)
    return file


def _own_message(local: Local, user: str, channel: Channel, ts: str) -> Message:
    message = local.workspace.messages[channel.id].get(ts)
    if message is None:
        raise UiError("message_not_found", "This message is gone.", 404)
    if message.get("user") != user:
        raise UiError("not_yours", "Only its author may do that.", 403)
    return message


def edit(local: Local, user: str, channel: Channel, ts: str, text: str) -> None:
    """Changes one's own message."""
    message = _own_message(local, user, channel, ts)
    change(local, channel, message, {"text": text, "edited": {"user": user, "ts": local.workspace.new_ts()}})


def delete(local: Local, user: str, channel: Channel, ts: str) -> None:
    """Deletes one's own message with its files, or hides an ephemeral one."""
    mine = local.ephemerals.get(user, [])
    hidden = next((row for row in mine if row["ts"] == ts), None)
    if hidden:
        mine.remove(hidden)
        local.tell(user, {"type": "changed", "channel": channel.id})
        return
    message = _own_message(local, user, channel, ts)
    files = [local.workspace.files[row["id"]] for row in message.get("files") or () if row.get("id")]
    remove(local, channel, message)
    for file in files:
        if not file.deleted and file.shares == {channel.id: [ts]}:
            app_files.remove(local, file)


def delete_file(local: Local, user: str, file_id: str) -> None:
    """Deletes one's own file."""
    app_files.remove(local, _own_file(local, user, file_id))


def reaction(local: Local, user: str, channel: Channel, ts: str, name: str, *, add: bool) -> None:
    """Reacts to a message or takes the reaction back; doing it twice changes nothing."""
    message = local.workspace.messages[channel.id].get(ts)
    if message is None:
        raise UiError("message_not_found", "This message is gone.", 404)
    try:
        react(local, channel, message, user, name.strip(":"), add=add)
    except ApiError:
        return


def open_channel(
    local: Local, user: str, name: str, *, private: bool, members: list[str], with_app: bool
) -> Channel:
    """Creates a channel, with the app in it if asked for, and tells the app who joined."""
    clean = re.sub(r"[\s#]+", "-", name.strip()).lower()
    if not clean or any(channel.name == clean for channel in local.workspace.channels.values()):
        raise UiError("name_taken", "Choose another name.")
    people = list(dict.fromkeys([user, *members]))
    if any(one not in local.workspace.users for one in people):
        raise UiError("user_not_found", "Somebody in the list does not exist.", 404)
    channel = Channel(local.workspace.new_id("C"), clean, people, is_private=private)
    local.workspace.channels[channel.id] = channel
    if with_app:
        join(local, channel, local.app.bot_user_id)
    local.changed(channel)
    return channel


def join(local: Local, channel: Channel, user: str) -> None:
    """Adds a person to a channel and tells the app, if it is there or is the one who joins."""
    if user in channel.members:
        return
    channel.members.append(user)
    _moved(local, channel, user, "member_joined_channel")


def leave(local: Local, channel: Channel, user: str) -> None:
    """Takes a person out of a channel and tells the app, if it is there."""
    if user not in channel.members:
        return
    _moved(local, channel, user, "member_left_channel")
    channel.members.remove(user)
    local.changed(channel)


def _moved(local: Local, channel: Channel, user: str, kind: str) -> None:
    event = {
        "type": kind,
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.is_private else "C",
        "team": local.workspace.team_id,
    }
    if local.app.bot_user_id in channel.members:
        local.events.emit({**event, "event_ts": local.workspace.new_ts()})
    local.changed(channel)


def share_outside(local: Local, channel: Channel, *, shared: bool, pending: bool) -> None:
    """Shares a channel with another organisation, invites one (`pending`), or ends it; tells the app."""
    before = channel.is_ext_shared
    channel.is_ext_shared, channel.is_pending_ext_shared = shared, pending
    if shared != before and local.app.bot_user_id in channel.members:
        event = {
            "type": "channel_shared" if shared else "channel_unshared",
            "connected_team_id": next(iter(_outside_teams(local)), ""),
            "channel": channel.id,
        }
        local.events.emit({**event, "event_ts": local.workspace.new_ts()})
    local.changed(channel)


def _outside_teams(local: Local) -> list[str]:
    own = local.workspace.team_id
    return [user.team_id for user in local.workspace.users.values() if user.team_id != own]
