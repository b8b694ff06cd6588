"""A picture goes up to Slack in three calls, and is of use only once `files.info` knows its type.

Slack may answer 408 although the bytes arrived (python-slack-sdk#1165), so after any unclear answer the
file itself is asked. Uploading twice leaves an unshared file and does no other harm.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException

from slack_sdk.errors import SlackApiError

from bot.delivery.answers import FAILURES, NotPosted, Refused, code_of, judge
from bot.delivery.transport import LeasedClient, NotSent
from bot.slack import may_see_token

_HOPELESS = {"missing_scope", "invalid_auth", "not_authed", "token_revoked", "account_inactive"}
_REFUSED_WAIT_SECONDS = 2.0
_FIRST_WAIT_SECONDS, _MOST_WAIT_SECONDS = 0.6, 2.0


class NotReady(Exception):
    """Slack has not taken the file in yet; `file_id` is worth asking for again later."""


class FileLost(Exception):
    """Slack does not know the file: the upload must start over."""


@dataclass(frozen=True, slots=True)
class Picture:
    """What goes up: bytes, a neutral file name without personal data, and the text for screen readers.

    `posted` says that the file itself is for the recipient, not for a block of a message.
    """

    content: bytes
    filename: str
    alt_text: str
    posted: bool = False


def begin(client: LeasedClient, picture: Picture) -> str:
    """Sends the bytes; returns the id of the file to be.

    Raises what the Web API raises; an unclear answer to the bytes themselves is left to `finish`.
    """
    answer = client.files_getUploadURLExternal(
        filename=picture.filename, length=len(picture.content), alt_txt=picture.alt_text
    )
    url, file_id = str(answer["upload_url"]), str(answer["file_id"])
    if not may_see_token(url, client.base_url):
        raise ValueError("upload address outside Slack")
    try:
        client.put_bytes(url, picture.content)
    except NotSent:
        raise
    except (OSError, HTTPException):
        return file_id
    return file_id


def finish(
    client: LeasedClient, file_id: str, title: str, wait_seconds: float, channel_id: str | None = None
) -> None:
    """Completes the upload and waits until the file may be shown in a block; with a channel it is posted.

    A file is completed once, so it is posted once, however often that is tried.

    Raises what the Web API raises when nothing was done, and
        NotReady: not within `wait_seconds`; call again with the same id.
        FileLost: start over.
    """
    refused = _complete(client, file_id, title, channel_id)
    seconds = min(wait_seconds, _REFUSED_WAIT_SECONDS) if refused else wait_seconds
    try:
        _until(lambda: _has_type(client, file_id), seconds)
    except NotReady:
        if refused:
            raise FileLost(file_id) from None
        raise


def _complete(client: LeasedClient, file_id: str, title: str, channel_id: str | None) -> bool:
    """Whether Slack refused, which says that the bytes are missing or that an earlier try was complete."""
    try:
        client.files_completeUploadExternal(files=[{"id": file_id, "title": title}], channel_id=channel_id)
    except FAILURES as error:
        verdict = judge(error)
        if isinstance(verdict, NotPosted) or code_of(error) in _HOPELESS:
            raise
        return isinstance(verdict, Refused)
    return False


def _has_type(client: LeasedClient, file_id: str) -> bool:
    try:
        file = client.files_info(file=file_id).get("file") or {}
    except SlackApiError as error:
        if code_of(error) in ("file_not_found", "file_deleted"):
            raise FileLost(file_id) from error
        raise
    return bool(file.get("mimetype"))


def _until(ready: Callable[[], bool], seconds: float) -> None:
    deadline, wait = time.monotonic() + seconds, _FIRST_WAIT_SECONDS
    while not ready():
        if time.monotonic() + wait > deadline:
            raise NotReady
        time.sleep(wait)
        wait = min(_MOST_WAIT_SECONDS, wait * 1.5)
