"""Files: looked up, uploaded in two steps, deleted."""

from __future__ import annotations

import mimetypes
import time

from localslack.api.registry import Call, method
from localslack.errors import ApiError
from localslack.local import Local
from localslack.workspace import File, Json

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


def store(local: Local, user: str, name: str, content: bytes, *, delay: float = 0.0) -> File:
    """Keeps an uploaded file; its processing ends after `delay` seconds."""
    file = File(
        id=local.workspace.new_id("F"),
        name=name,
        title=name,
        user=user,
        content=content,
        mimetype=kind_of(name, content),
        created=int(time.time()),
        ready_at=time.monotonic() + delay,
    )
    local.workspace.files[file.id] = file
    return file


def _file(call: Call) -> File:
    file = call.local.workspace.files.get(str(call.need("file")))
    if file is None:
        raise ApiError("file_not_found")
    if file.deleted:
        raise ApiError("file_deleted")
    return file


@method("files.info", "files:read", tier=4)
def info(call: Call) -> Json:
    return {"file": call.local.file_object(_file(call))}


@method("files.list", "files:read")
def list_all(call: Call) -> Json:
    rows = [file for file in call.local.workspace.files.values() if not file.deleted]
    return {"files": [call.local.file_object(file) for file in rows[:100]]}


@method("files.delete", "files:write")
def delete(call: Call) -> Json:
    remove(call.local, _file(call))
    return {}


def remove(local: Local, file: File) -> None:
    """Deletes a file: messages keep a tombstone, the app hears of it."""
    file.deleted, file.content = True, b""
    for channel_id, stamps in file.shares.items():
        for ts in stamps:
            message = local.workspace.messages[channel_id].get(ts)
            if message:
                gone = {"id": file.id, "mode": "tombstone"}
                message["files"] = [gone if row["id"] == file.id else row for row in message["files"]]
        local.changed(local.workspace.channels[channel_id])
    local.events.emit({"type": "file_deleted", "file_id": file.id, "event_ts": local.workspace.new_ts()})


@method("files.getUploadURLExternal", "files:write", tier=4)
def get_upload_url(call: Call) -> Json:
    name, length = str(call.need("filename")), int(call.need("length"))
    if length <= 0:
        raise ApiError("invalid_arguments")
    file = store(call.local, call.local.app.bot_user_id, name, b"")
    file.ready_at = float("inf")
    return {"upload_url": f"{call.local.base_url}/upload/{file.id}", "file_id": file.id}


@method("files.completeUploadExternal", "files:write", tier=4)
def complete_upload(call: Call) -> Json:
    done = []
    for row in call.need("files"):
        file = call.local.workspace.files.get(str(row.get("id")))
        if file is None or not file.content:
            raise ApiError("file_not_found")
        file.title = row.get("title") or file.name
        file.ready_at = time.monotonic() + call.local.settings.file_ready_seconds
        done.append({"id": file.id, "title": file.title})
    return {"files": done}
