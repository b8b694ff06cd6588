"""What the delivery tests share: a delivery with short times, its outbox, and what Slack holds of it."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from slack_sdk import WebClient
from sqlalchemy.orm import Session

from bot.delivery import Delivery, Timing, everyone_may_read
from bot.delivery.registry import AudienceCheck, Renderer
from storage import outbox
from storage.database import Database
from storage.tables import Outbox

TIMEOUT_SECONDS = 1
TIMING = Timing(lease=3, settle=1.5, upload_lease=10, upload_wait=5)
WORKSPACE = "T1"


@dataclass(frozen=True)
class Said:
    """A message as renderers return it."""

    text: str
    blocks: tuple[dict[str, Any], ...] = field(default=())


def say(session: Session, row: Outbox) -> Said:
    """Renders any row as one section that names its ids."""
    text = f"{row.kind} {sorted(row.ids.items())}"
    return Said(text, ({"type": "section", "text": {"type": "plain_text", "text": text}},))


def client(url: str, token: str) -> WebClient:
    return WebClient(token=token, base_url=url, timeout=TIMEOUT_SECONDS, retry_handlers=[])


def delivery(
    database: Database,
    url: str,
    token: str,
    owner: str = "goen-1",
    renderers: dict[str, Renderer] | None = None,
    audience_ok: AudienceCheck = everyone_may_read,
    timing: Timing = TIMING,
    threads: int = 4,
) -> Delivery:
    """A delivery into the Slack at `url`; unnamed kinds are rendered by `say`."""
    known = renderers or {"review": say, "neutral": say}
    return Delivery(
        database,
        lambda workspace_id: client(url, token),
        known,
        owner,
        audience_ok,
        timing=timing,
        threads=threads,
    )


def put(database: Database, key: str, recipient: str, **more: Any) -> int:
    """Queues a row and returns its id."""
    asked = {"workspace_id": WORKSPACE, "kind": "review", "ids": {"card": 1}, **more}
    with database.write() as session:
        row = outbox.put(session, key=key, recipient=recipient, **asked)
        assert row is not None
        return row.id


def row(database: Database, key: str) -> Outbox:
    with database.read() as session:
        found = outbox.by_key(session, key)
        assert found is not None
        return found


def eventually(done: Callable[[], bool], seconds: float = 30) -> None:
    """Waits until `done`; the time is a limit for a broken run, not a measurement."""
    limit = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < limit, "did not happen"
        time.sleep(0.05)


def settled(database: Database) -> bool:
    """Whether every row was sent, dropped or parked."""
    with database.read() as session:
        return not set(outbox.counts(session)) & set(outbox.UNSETTLED)


def posted_keys(web: WebClient, channel: str, thread_ts: str | None = None) -> Counter[str]:
    """How often each opaque key stands in a conversation, as Slack itself tells."""
    keys: Counter[str] = Counter()
    cursor: str | None = None
    while True:
        asked: dict[str, Any] = {
            "channel": channel,
            "include_all_metadata": True,
            "cursor": cursor,
            "limit": 200,
        }
        page = (
            web.conversations_replies(ts=thread_ts, **asked)
            if thread_ts
            else web.conversations_history(**asked)
        )
        for message in page["messages"]:
            payload = (message.get("metadata") or {}).get("event_payload") or {}
            if "key" in payload:
                keys[payload["key"]] += 1
        cursor = (page.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            return keys
