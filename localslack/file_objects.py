"""Files as the Web API and events show them."""

from __future__ import annotations

import time
from urllib.parse import quote

from localslack.local import Local
from localslack.workspace import File, Json


def file_object(local: Local, file: File) -> Json:
    """The file as `files.info` shows it; its type is missing while it is being processed."""
    ready = time.monotonic() >= file.ready_at
    url = f"{local.base_url}/files/{file.id}/{quote(file.name)}"
    ending = file.name.rsplit(".", 1)[-1].lower() if "." in file.name else ""
    shown: Json = {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype if ready else "",
        "filetype": ending if ready else "",
        "user": file.user,
        "user_team": local.workspace.users[file.user].team_id,
        "size": len(file.content),
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "file_access": "visible",
        "url_private": url,
        "url_private_download": f"{url}?download=1",
        "shares": _shares(local, file),
        "channels": _ids(local, file, "public"),
        "groups": _ids(local, file, "private"),
        "ims": _ids(local, file, "im"),
    }
    if ready and file.mimetype.startswith("image/"):
        shown |= {f"thumb_{size}": f"{url}?thumb={size}" for size in (64, 360, 1024)}
    return shown


def in_message(local: Local, file: File) -> Json:
    """The file as a message event carries it: files from other organisations must be asked for."""
    if file.external:
        return {"id": file.id, "mode": "file_access", "file_access": "check_file_info"}
    return file_object(local, file)


def seen_by_app(local: Local, file: File) -> bool:
    """Whether the app may see a file: its own, shared where it is a member, or given to it in a modal."""
    bot = local.app.bot_user_id
    if file.user == bot or bot in file.viewers:
        return True
    return any(bot in local.workspace.channels[channel_id].members for channel_id in file.shares)


def seen_by(local: Local, file: File, user: str) -> bool:
    """Whether a person may see a file: their own, shared or pictured where they read, or shown to them."""
    if user == file.user or user in file.viewers:
        return True
    channels = (local.workspace.channels[channel_id] for channel_id in {*file.shares, *file.pictured})
    return any(local.workspace.sees(user, channel) for channel in channels)


def _kind(local: Local, channel_id: str) -> str:
    channel = local.workspace.channels[channel_id]
    return "im" if channel.is_im else "private" if channel.is_private else "public"


def _ids(local: Local, file: File, kind: str) -> list[str]:
    return [channel_id for channel_id in file.shares if _kind(local, channel_id) == kind]


def _shares(local: Local, file: File) -> Json:
    places: dict[str, dict[str, list[Json]]] = {}
    for channel_id, stamps in file.shares.items():
        kind = "public" if _kind(local, channel_id) == "public" else "private"
        messages = local.workspace.messages[channel_id]
        rows = [_share(ts, messages.get(ts, {})) for ts in stamps]
        places.setdefault(kind, {})[channel_id] = rows
    return places


def _share(ts: str, message: Json) -> Json:
    thread_ts = message.get("thread_ts")
    return {"ts": ts, "thread_ts": thread_ts} if thread_ts else {"ts": ts}
