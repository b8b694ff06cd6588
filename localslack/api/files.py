"""Files: looked up, uploaded in two steps, deleted."""

from __future__ import annotations

import mimetypes
import time
from typing import Any

from localslack.api.registry import Call, method
from localslack.errors import ApiError
from localslack.file_objects import file_object, in_message, seen_by_app
from localslack.local import Local
from localslack.posts import content, from_app, publish
from localslack.workspace import Channel, File, Json

_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG", "image/png"),
    (b"GIF8", "image/gif"),
    (b"%PDF", "application/pdf"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)


def kind_of(name: str, content: bytes) -> str:
    """The MIME type Slack would show: by content, else by name."""
    for magic, mime in _MAGIC:
        if content.startswith(magic):
            return mime
    if content[8:12] == b"WEBP":
        return "image/webp"
    if content[4:8] == b"ftyp" and content[8:12] in (b"heic", b"heix", b"mif1", b"hevc", b"msf1"):
        return "image/heic"
    return mimetypes.guess_type(name)[0] or "application/octet-stream"


def store(local: Local, user: str, name: str, content: bytes) -> File:
    """Keeps a file that was uploaded whole."""
    file = File(
        id=local.workspace.new_id("F"),
        name=name,
        title=name,
        user=user,
        content=content,
        mimetype=kind_of(name, content),
        created=int(time.time()),
    )
    local.workspace.files[file.id] = file
    return file


def _file(call: Call) -> File:
    file = call.local.workspace.files.get(str(call.need("file")))
    # A file exists once its upload was completed.
    if file is None or file.ready_at == float("inf") or not seen_by_app(call.local, file):
        raise ApiError("file_not_found")
    if file.deleted:
        raise ApiError("file_deleted")
    return file


@method("files.info", "files:read", tier=4)
def info(call: Call) -> Json:
    return {"file": file_object(call.local, _file(call)), "comments": []}


@method("files.list", "files:read")
def list_all(call: Call) -> Json:
    local = call.local
    rows = [file for file in local.workspace.files.values() if not file.deleted and seen_by_app(local, file)]
    if channel := call.args.get("channel"):
        rows = [file for file in rows if channel in file.shares]
    count = min(int(call.args.get("count") or 100), 1_000)
    start = (int(call.args.get("page") or 1) - 1) * count
    paging = {"count": count, "total": len(rows), "page": start // count + 1, "pages": -(-len(rows) // count)}
    return {"files": [file_object(local, file) for file in rows[start : start + count]], "paging": paging}


@method("files.delete", "files:write")
def delete(call: Call) -> Json:
    file = _file(call)
    if file.user != call.local.app.bot_user_id:
        raise ApiError("cant_delete_file")
    remove(call.local, file)
    return {}


def remove(local: Local, file: File) -> None:
    """Deletes a file: messages keep a tombstone, the app hears of it if it saw the file."""
    seen = seen_by_app(local, file)
    file.deleted, file.content = True, b""
    for channel_id, stamps in file.shares.items():
        for ts in stamps:
            _leave_tombstone(local.workspace.messages[channel_id].get(ts, {}), file.id)
        local.changed(local.workspace.channels[channel_id])
    if seen:
        stamp = local.workspace.new_ts()
        local.events.emit({"type": "file_deleted", "file_id": file.id, "event_ts": stamp})


def _leave_tombstone(message: Json, file_id: str) -> None:
    if message.get("files"):
        gone = {"id": file_id, "mode": "tombstone"}
        message["files"] = [gone if row["id"] == file_id else row for row in message["files"]]


@method("files.getUploadURLExternal", "files:write", tier=4)
def get_upload_url(call: Call) -> Json:
    name = str(call.need("filename"))
    try:
        length = int(call.need("length"))
    except ValueError:
        raise ApiError("invalid_arguments") from None
    if length <= 0:
        raise ApiError("invalid_arguments")
    file = store(call.local, call.local.app.bot_user_id, name, b"")
    file.awaited, file.ready_at = True, float("inf")
    return {"upload_url": f"{call.local.base_url}/upload/{file.id}", "file_id": file.id}


@method("files.completeUploadExternal", "files:write", tier=4)
def complete_upload(call: Call) -> Json:
    """Ends an upload; with `channel_id` the files are shared there. Their processing goes on for a while."""
    rows = call.need("files")
    files = [_completed(call, row) for row in rows if isinstance(row, dict)]
    if not files:
        raise ApiError("invalid_arguments")
    for name in ("channel_id", "channels"):
        for channel_id in filter(None, str(call.args.get(name) or "").split(",")):
            _share(call, Call(call.local, {"channel": channel_id}).channel(), files)
    return {"files": [{"id": file.id, "title": file.title} for file in files]}


def _completed(call: Call, row: Json) -> File:
    file = call.local.workspace.files.get(str(row.get("id")))
    if (
        file is None
        or file.awaited
        or file.user != call.local.app.bot_user_id
        or file.ready_at < float("inf")
    ):
        raise ApiError("file_not_found")
    file.title = str(row.get("title") or file.name)
    file.ready_at = time.monotonic() + call.local.settings.file_ready_seconds
    return file


def _share(call: Call, channel: Channel, files: list[File]) -> None:
    words: dict[str, Any] = {
        "text": call.args.get("initial_comment") or "",
        "blocks": call.args.get("blocks"),
    }
    body = content(call.local, words) if any(words.values()) else {"text": ""}
    message = from_app(call.local, body, call.args.get("thread_ts"))
    publish(call.local, channel, message | attach(call.local, channel, message["ts"], files))
    announce(call.local, channel, message["ts"], files)


def attach(local: Local, channel: Channel, ts: str, files: list[File]) -> Json:
    """What files add to the message at `ts` that shares them."""
    for file in files:
        file.shares.setdefault(channel.id, []).append(ts)
    rows = [in_message(local, file) for file in files]
    return {"subtype": "file_share", "files": rows, "upload": True, "display_as_bot": False}


def announce(local: Local, channel: Channel, ts: str, files: list[File]) -> None:
    """Sends the `file_shared` events, beside the message's own."""
    if local.app.bot_user_id not in channel.members:
        return
    for file in files:
        ids = {"file_id": file.id, "user_id": file.user, "file": {"id": file.id}, "channel_id": channel.id}
        local.events.emit({"type": "file_shared", **ids, "event_ts": ts})
