"""Photos come in: by message, thread, direct message or modal; deletions cancel what is not saved yet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.concerns import is_direct, mentions
from bot.conversations import log, signature, talk
from bot.conversations.routes import ROUTER
from bot.jobs import announce, capture, log_cards, sides
from bot.jobs.capture import LOOK_UP, Posted, is_photo, is_scan
from bot.request import Request, RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views.card_modal import PHOTOS, SIGNATURE, card_modal, files_in, signature_in
from storage import photos
from storage.tables import Photo


@ROUTER.on(RequestKind.EVENT, "message")
def message(turn: Turn) -> Answer:
    """A message with photos is taken in; words for Goen alone go to `talk`."""
    event = turn.request.event
    if event.get("subtype") in ("message_deleted", "message_changed"):
        _cancel_missing(turn, event)
        log.message_changed(turn)
        return NOTHING
    meant = is_direct(turn.request) or mentions(turn.request, turn.house.bot_user_id)
    files = [file for file in event.get("files") or () if is_photo(file) or (meant and is_scan(file))]
    if files:
        capture.take_in(turn.session, turn.house, posted(turn.request, turn.house.bot_user_id), files)
        log.with_photos(turn)
    elif event.get("files"):
        capture.refuse(turn.session, turn.house, posted(turn.request, turn.house.bot_user_id), event["files"])
    else:
        talk.words(turn)
    return NOTHING


def posted(request: Request, bot_user_id: str) -> Posted:
    """Where and when a message event was posted."""
    return Posted(
        workspace_id=request.team_id,
        channel_id=str(request.channel_id),
        message_ts=request.ts,
        thread_ts=request.thread_ts if request.thread_ts != request.ts else None,
        poster_id=str(request.user_id),
        at=moment(request.ts),
        mentioned=mentions(request, bot_user_id),
    )


def moment(ts: str | None) -> datetime:
    """The instant in a Slack timestamp, UTC."""
    return datetime.fromtimestamp(float(ts or 0), UTC)


def _cancel_missing(turn: Turn, event: Mapping[str, Any]) -> None:
    before = event.get("previous_message") or {}
    ts = event.get("deleted_ts") or before.get("ts")
    files = (event.get("message") or {}).get("files") or ()
    kept = {file["id"] for file in files if file.get("mode") != "tombstone"}
    for photo in photos.of_message(turn.session, turn.workspace_id, str(turn.request.channel_id), str(ts)):
        if photo.file_id.partition("#")[0] not in kept:
            _cancel(turn, photo)


@ROUTER.on(RequestKind.EVENT, "file_deleted")
def file_deleted(turn: Turn) -> Answer:
    """A deleted file cancels its unsaved review and removes our copy."""
    photo = photos.of_file(turn.session, turn.workspace_id, str(turn.request.event.get("file_id")))
    for one in (photo, *photos.pages_of(turn.session, photo)) if photo else ():
        _cancel(turn, one)
    return NOTHING


def _cancel(turn: Turn, photo: Photo) -> None:
    photos.cancel(turn.session, photo)
    announce.cancelled(turn.session, turn.house, photo)
    log_cards.settled(turn.session, turn.house, photo)
    sides.pair(turn.session, turn.house, photo.batch)


@ROUTER.on(RequestKind.EVENT, "file_shared")
def file_shared(turn: Turn) -> Answer:
    """The second event of a posted photo; it counts only when the message's own event never came."""
    event = turn.request.event
    ids = [turn.workspace_id, str(event["file_id"]), str(event["channel_id"]), str(event["user_id"])]
    if not photos.of_file(turn.session, turn.workspace_id, ids[1]):
        turn.house.work.enqueue(turn.session, LOOK_UP, key=f"look_up:{ids[1]}", ids=ids)
    return NOTHING


@ROUTER.on(RequestKind.COMMAND, "card")
@ROUTER.on(RequestKind.SHORTCUT, "card_photos")
def open_modal(turn: Turn) -> Answer:
    """The command or the global shortcut: a modal that takes up to ten photos."""
    return Answer(open=card_modal(turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, "card_photos")
def modal_submitted(turn: Turn) -> Answer:
    """Photos and a signature from the modal are answered in the poster's direct message."""
    files, text = files_in(turn.request.view), signature_in(turn.request.view)
    if not files and not text:
        return _wrong(turn, PHOTOS, "capture.nothing")
    if text and not signature.typed(turn, text):
        return _wrong(turn, SIGNATURE, "capture.no_signature")
    if not files:
        return NOTHING
    place = Posted(
        workspace_id=turn.workspace_id,
        channel_id=None,
        message_ts=None,
        thread_ts=None,
        poster_id=turn.actor.slack_id,
        at=turn.now,
        source="modal",
    )
    capture.take_in(turn.session, turn.house, place, files)
    return NOTHING


def _wrong(turn: Turn, block: str, key: str) -> Answer:
    return Answer(ack={"response_action": "errors", "errors": {block: turn.texts.plain(key)}})


@ROUTER.on(RequestKind.EVENT, "app_mention")
def mentioned(turn: Turn) -> Answer:
    """A mention comes as a message event as well, which is the one that is answered."""
    return NOTHING
