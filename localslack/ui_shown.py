"""What the page shows of the workspace to one person."""

from __future__ import annotations

from itertools import islice

from localslack import people_say, surfaces
from localslack.file_objects import file_object
from localslack.local import Local
from localslack.workspace import Channel, Json, Message

MOST_MESSAGES = 1_000


def state(local: Local, user: str) -> Json:
    """People, conversations and what the app offers, as this person sees them."""
    workspace = local.workspace
    seen = [channel for channel in workspace.channels.values() if workspace.sees(user, channel)]
    return {
        "team": {"id": workspace.team_id, "name": workspace.name},
        "me": _person(local, user),
        "users": [_person(local, one) for one in workspace.users],
        "channels": [channel_row(channel, user) for channel in seen],
        "apps": [{"id": local.app.app_id, "name": local.app.name, "bot_user_id": local.app.bot_user_id}],
        "commands": list(local.app.commands),
        "shortcuts": list(local.app.shortcuts),
    }


def _person(local: Local, user_id: str) -> Json:
    user = local.workspace.users[user_id]
    names = ("id", "name", "real_name", "kind", "locale", "tz", "deleted", "team_id")
    return {name: getattr(user, name) for name in names}


def channel_row(channel: Channel, user: str) -> Json:
    """A conversation for the page's list."""
    names = ("id", "name", "is_im", "is_private", "is_ext_shared", "is_pending_ext_shared", "members")
    row: Json = {name: getattr(channel, name) for name in names}
    if channel.is_im:
        row["im_user"] = next((one for one in channel.members if one != user), user)
    return row


def messages(local: Local, user: str, channel_id: str | None, thread_ts: str | None, most: int) -> Json:
    """The newest `most` messages of a conversation, or a whole thread, oldest first."""
    channel = people_say.channel_of(local, user, channel_id)
    if thread_ts:
        rows = local.workspace.replies(channel.id, thread_ts)
    else:
        rows = list(islice(local.workspace.history(channel.id), most))
    whispers = local.ephemerals.get(user, ())
    rows += [row for row in whispers if row["channel"] == channel.id and row.get("thread_ts") == thread_ts]
    return {"messages": sorted((_fresh(local, row) for row in rows), key=lambda row: str(row["ts"]))}


def _fresh(local: Local, message: Message) -> Message:
    """The message with its files as they are now."""
    if not message.get("files"):
        return message
    known = local.workspace.files
    gone = {row["id"] for row in message["files"] if row["id"] not in known or known[row["id"]].deleted}
    files = [row if row["id"] in gone else file_object(local, known[row["id"]]) for row in message["files"]]
    return {**message, "files": files}


def views(local: Local, user: str) -> Json:
    """A person's open modals, the last on top, and the app's Home tab."""
    workspace, home = local.workspace, local.workspace.homes.get(user)
    return {
        "stack": [surfaces.shown(workspace.views[view_id]) for view_id in workspace.stacks[user]],
        "home": surfaces.shown(home) if home else None,
    }


def log(local: Local, since: int) -> Json:
    """What was said by whom from entry `since` on, and where to go on next time."""
    return {"log": local.log[since:], "next": len(local.log)}
