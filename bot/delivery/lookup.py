"""Was it posted? Our opaque key in the metadata of the conversation's messages answers that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.delivery.answers import code_of
from bot.delivery.transport import LeasedClient

EVENT_TYPE = "goen"
PAGE = 200
# Slack refuses requests whose clock is more than 300 s off, so ours is no further from Slack's than that.
CLOCK_MARGIN = timedelta(minutes=10)


def metadata(opaque: str) -> dict[str, Any]:
    """The metadata that marks a message as the one of an outbox row."""
    return {"event_type": EVENT_TYPE, "event_payload": {"key": opaque}}


def find(
    client: LeasedClient, channel_id: str, thread_ts: str | None, opaque: str, since: datetime
) -> str | None:
    """The `ts` of the message with this key among those posted after `since`; None when it is not there.

    Raises what the Web API raises; a thread that is gone holds no message.
    """
    try:
        for message in _messages(client, channel_id, thread_ts, since - CLOCK_MARGIN):
            if _key(message) == opaque:
                return str(message["ts"])
    except SlackApiError as error:
        if code_of(error) != "thread_not_found":
            raise
    return None


def _messages(
    client: LeasedClient, channel_id: str, thread_ts: str | None, oldest: datetime
) -> Iterator[Mapping[str, Any]]:
    asked: dict[str, Any] = {
        "channel": channel_id,
        "oldest": f"{oldest.timestamp():.6f}",
        "limit": PAGE,
        "include_all_metadata": True,
    }
    cursor: str | None = None
    while True:
        if thread_ts:
            page = client.conversations_replies(ts=thread_ts, cursor=cursor, **asked)
        else:
            page = client.conversations_history(cursor=cursor, **asked)
        yield from page.get("messages") or ()
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return


def _key(message: Mapping[str, Any]) -> str | None:
    data = message.get("metadata") or {}
    if data.get("event_type") != EVENT_TYPE:
        return None
    key = (data.get("event_payload") or {}).get("key")
    return str(key) if key else None
