"""Photos that people post are taken in: written down with the job that will read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import announce
from bot.jobs.reading import READ
from bot.slack import FileGone
from storage import batches, photos
from storage.batches import PDF
from storage.tables import Photo
from storage.work import job

LOOK_UP = "capture.look_up"


@dataclass(frozen=True, slots=True)
class Posted:
    """Where, when and by whom photos were posted; no channel for those that came by the modal."""

    workspace_id: str
    channel_id: str | None
    message_ts: str | None
    thread_ts: str | None
    poster_id: str
    at: datetime
    mentioned: bool = False
    source: str = "message"


def register(house: House) -> None:
    """Makes the jobs of this module known to `storage.work`."""
    job(LOOK_UP)(lambda ids: look_up(house, *(str(value) for value in ids)))


def is_photo(file: Mapping[str, Any]) -> bool:
    """Whether a Slack file object is a picture (or, on Slack Connect, might be one)."""
    return str(file.get("mimetype") or "").startswith("image/") or file.get("mode") == "file_access"


def is_scan(file: Mapping[str, Any]) -> bool:
    """Whether a Slack file object is a PDF, whose pages may show cards."""
    return file.get("mimetype") == PDF


def take_in(session: Session, house: House, posted: Posted, files: Iterable[Mapping[str, Any]]) -> int:
    """Writes the photos of one message with their jobs and the reaction; known files are skipped.

    Returns how many photos are new.
    """
    new = [photo for file in files if (photo := _taken_in(session, posted, file))]
    for photo in new:
        house.work.enqueue(session, READ, key=f"read:{photo.id}", ids=[photo.id])
    if new and posted.channel_id and posted.message_ts:
        announce.seen(session, house, posted.channel_id, posted.message_ts)
    return len(new)


def refuse(session: Session, house: House, posted: Posted, files: Iterable[Mapping[str, Any]]) -> None:
    """Files that are no photos, meant for Goen: each gets a sentence that says what to do."""
    for file in files:
        photo = _taken_in(session, posted, file)
        if photo:
            announce.problem(session, house, photo, "not_an_image")


def _taken_in(session: Session, posted: Posted, file: Mapping[str, Any]) -> Photo | None:
    photo = photos.take_in(
        session,
        workspace_id=posted.workspace_id,
        file_id=file["id"],
        channel_id=posted.channel_id,
        message_ts=posted.message_ts,
        thread_ts=posted.thread_ts,
        poster_id=posted.poster_id,
        mime=file.get("mimetype"),
        name=None,
        mentioned=posted.mentioned,
        source=posted.source,
        at=posted.at,
    )
    if photo:
        photo.batch = batches.join(
            session, posted.workspace_id, posted.poster_id, posted.channel_id, posted.thread_ts, posted.at
        )
    return photo


def look_up(house: House, workspace_id: str, file_id: str, channel_id: str, user_id: str) -> None:
    """A `file_shared` event whose message has not come: asks Slack what the file is and takes a photo in."""
    try:
        file = house.slack.file(file_id)
    except FileGone:
        return
    if not is_photo(file) and not (is_scan(file) and channel_id.startswith("D")):
        return
    ts, thread_ts = _share(file, channel_id)
    posted = Posted(workspace_id, channel_id, ts, thread_ts, user_id, house.clock())
    with house.database.write() as session:
        take_in(session, house, posted, [file])


def _share(file: Mapping[str, Any], channel_id: str) -> tuple[str | None, str | None]:
    for places in (file.get("shares") or {}).values():
        for share in places.get(channel_id) or ():
            return share.get("ts"), share.get("thread_ts")
    return None, None
