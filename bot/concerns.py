"""Which events are Goen's business; everything else is neither stored nor logged."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs.capture import is_photo
from bot.jobs.note_or_question import is_note
from bot.request import Request
from storage import digests, interactions, note_cards, photos, threads

_WITHDRAWALS = {"message_changed", "message_deleted"}
_HANDLED_SUBTYPES = {None, "file_share", "message_changed", "message_deleted", "thread_broadcast"}


def goen(session: Session, request: Request, house: House) -> bool:
    """Whether an event concerns Goen."""
    if request.name in ("message", "file_shared", "app_mention") and not _allowed(request, house):
        return False
    if request.name == "file_shared":
        # The message's own event took the photo in: nothing is left to write.
        return not photos.of_file(session, request.team_id, str(request.event.get("file_id")))
    if is_arrival(request):
        return digests.get(session, request.team_id, str(request.channel_id)) is not None
    if request.name != "message":
        return True
    event = request.event
    if event.get("subtype") not in _HANDLED_SUBTYPES or event.get("bot_id"):
        return False
    if event.get("subtype") in _WITHDRAWALS:
        return _about_known_message(session, request)
    return _new_message(session, request, house)


def is_withdrawal(request: Request) -> bool:
    """Whether a file or message was taken back or changed: what counts is our copy of it, not who did it."""
    if request.name == "file_deleted":
        return True
    return request.name == "message" and request.event.get("subtype") in _WITHDRAWALS


def is_arrival(request: Request) -> bool:
    """Whether somebody came to read along in a channel: what counts is the channel, not who it was."""
    return request.name in ("member_joined_channel", "channel_shared")


def _allowed(request: Request, house: House) -> bool:
    allowed = house.settings.allowed_channels
    return not allowed or is_direct(request) or request.channel_id in allowed


def _new_message(session: Session, request: Request, house: House) -> bool:
    if is_direct(request) or mentions(request, house.bot_user_id):
        return True
    if any(is_photo(file) for file in request.event.get("files") or ()):
        return True
    channel = str(request.channel_id)
    if request.thread_ts:
        return threads.is_ours(session, house.workspace_id, channel, str(request.thread_ts))
    return _is_note_of_photo(session, request, house)


def _is_note_of_photo(session: Session, request: Request, house: House) -> bool:
    """Whether words were posted right after one's own photo and tell what happened; others stay unread."""
    near = note_cards.photos_before(
        session, house.workspace_id, str(request.user_id), str(request.channel_id), house.clock()
    )
    return bool(near) and is_note(str(request.event.get("text") or ""), house.clock())


def _about_known_message(session: Session, request: Request) -> bool:
    event = request.event
    before = event.get("previous_message") or event.get("message") or {}
    ts, channel = str(event.get("deleted_ts") or before.get("ts")), str(request.channel_id)
    if photos.of_message(session, request.team_id, channel, ts):
        return True
    return bool(interactions.of_message(session, request.team_id, channel, ts))


def is_direct(request: Request) -> bool:
    """Whether the request was made in a direct message to Goen."""
    return request.event.get("channel_type") == "im" or str(request.channel_id).startswith("D")


def mentions(request: Request, bot_user_id: str) -> bool:
    """Whether the message's text mentions Goen."""
    return f"<@{bot_user_id}>" in (request.event.get("text") or "")
