"""The calls that write to Slack: the only ones to `chat.postMessage` and `chat.update` in Goen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web import SlackResponse

from bot.delivery.answers import code_of
from bot.delivery.lookup import metadata
from bot.delivery.registry import Message
from bot.delivery.transport import LeasedClient

_Blocks = list[dict[str, Any]]
_GONE = {"message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found"}


class MessageGone(Exception):
    """The message to change was deleted or can no longer be changed."""


def open_direct_message(client: LeasedClient, user_id: str) -> str:
    """The channel id of the direct message with a user; asking twice opens the same one."""
    return str(client.conversations_open(users=user_id)["channel"]["id"])


def post(
    client: LeasedClient, channel_id: str, thread_ts: str | None, message: Message, opaque: str
) -> tuple[str, str]:
    """Posts with our key in the metadata; returns channel and `ts`."""
    asked: dict[str, Any] = {
        "channel": channel_id,
        "thread_ts": thread_ts,
        "text": message.text,
        "metadata": metadata(opaque),
        "unfurl_links": False,
        "unfurl_media": False,
    }
    answer = _with_pictures_if_shown(message, lambda blocks: client.chat_postMessage(blocks=blocks, **asked))
    return str(answer["channel"]), str(answer["ts"])


def update(client: LeasedClient, channel_id: str, ts: str, message: Message) -> None:
    """Shows `message` in place of an earlier one, whose metadata Slack keeps.

    Raises:
        MessageGone: there is no such message any more.
    """
    try:
        asked: dict[str, Any] = {"channel": channel_id, "ts": ts, "text": message.text}
        _with_pictures_if_shown(message, lambda blocks: client.chat_update(blocks=blocks or [], **asked))
    except SlackApiError as error:
        if code_of(error) in _GONE:
            raise MessageGone(str(code_of(error))) from error
        raise


def delete(client: LeasedClient, channel_id: str, ts: str) -> None:
    """Deletes a message of ours; nothing when it is gone."""
    _unless({"message_not_found"}, lambda: client.chat_delete(channel=channel_id, ts=ts))


def delete_file(client: LeasedClient, file_id: str) -> None:
    """Deletes a file of ours wherever it is shown; nothing when it is gone."""
    _unless({"file_not_found", "file_deleted"}, lambda: client.files_delete(file=file_id))


def _unless(codes: set[str], call: Callable[[], object]) -> None:
    try:
        call()
    except SlackApiError as error:
        if code_of(error) not in codes:
            raise


def ephemeral(
    client: LeasedClient, channel_id: str, thread_ts: str | None, user_id: str, message: Message
) -> None:
    """Shows a message to one member of a channel."""
    client.chat_postEphemeral(
        channel=channel_id,
        user=user_id,
        thread_ts=thread_ts,
        text=message.text,
        blocks=_plain(message) or None,
    )


def react(client: LeasedClient, channel_id: str, ts: str, emoji: str, add: bool) -> None:
    """Adds or removes our reaction; one that is already there (or gone) is fine.

    Raises:
        MessageGone: there is no such message any more.
    """
    try:
        if add:
            client.reactions_add(channel=channel_id, timestamp=ts, name=emoji)
        else:
            client.reactions_remove(channel=channel_id, timestamp=ts, name=emoji)
    except SlackApiError as error:
        if code_of(error) in _GONE:
            raise MessageGone(str(code_of(error))) from error
        if code_of(error) not in ("already_reacted", "no_reaction"):
            raise


def _with_pictures_if_shown(
    message: Message, call: Callable[[_Blocks | None], SlackResponse]
) -> SlackResponse:
    """A picture that Slack will not show (deleted, hidden, not ready) does not keep the words back."""
    blocks = _plain(message)
    try:
        return call(blocks or None)
    except SlackApiError as error:
        if code_of(error) != "invalid_blocks" or without_pictures(blocks) == blocks:
            raise
        return call(without_pictures(blocks))


def _plain(message: Message) -> _Blocks:
    return [dict(block) for block in message.blocks]


def without_pictures(blocks: Iterable[Mapping[str, Any]]) -> _Blocks:
    """The blocks less every image that shows an uploaded file."""
    kept = [dict(block) for block in blocks if not _is_picture(block)]
    for block in kept:
        if _is_picture(block.get("accessory")):
            del block["accessory"]
        if block.get("type") == "context":
            block["elements"] = [item for item in block["elements"] if not _is_picture(item)]
    return [block for block in kept if block.get("type") != "context" or block["elements"]]


def _is_picture(element: Mapping[str, Any] | None) -> bool:
    return element is not None and element.get("type") == "image" and "slack_file" in element
