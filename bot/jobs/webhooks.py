"""Tells other systems of events: signed, tried again for more than a day, one row once.

Headers and signature are those of Standard Webhooks (standardwebhooks.com, 1.0.0): `webhook-id` names the
event wherever and however often it is told, `webhook-signature` is "v1," and the base64 of
HMAC-SHA256(secret, "id.timestamp.body").
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import http.client
import json
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from pydantic import BaseModel
from sqlalchemy.orm import Session

from bot.api.shapes import ContactShape, FollowUpShape, InteractionShape
from bot.house import House
from storage import contacts, events, follow_ups, interactions, webhooks
from storage.tables import Webhook, WebhookEvent

MOST_A_ROUND, SECONDS = 20, 10
# The rest of a round waits so long for an address that did not answer.
_PAUSE = timedelta(minutes=1)
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Letter:
    """One event as it is sent; `body` is JSON."""

    event_id: int
    webhook_id: int
    url: str
    headers: dict[str, str]
    body: bytes


def tick(house: House) -> Callable[[], object]:
    """The tick that sends what waits."""
    return lambda: send_due(house)


def send_due(house: House) -> int:
    """Sends the oldest waiting events; returns how many were taken up."""
    now = house.clock()
    with house.database.read() as session:
        if not webhooks.is_any_due(session, now):
            return 0
    with house.database.write() as session:
        ids = webhooks.claim(session, now, MOST_A_ROUND)
    silent: set[int] = set()
    for event_id in ids:
        _tell(house, event_id, silent)
    return len(ids)


def _tell(house: House, event_id: int, silent: set[int]) -> None:
    """Sends one event; an address that did not answer in this round is left alone."""
    with house.database.read() as session:
        letter = written(session, house, event_id)
    if letter is None:
        with house.database.write() as session:
            webhooks.settle(session, event_id, webhooks.SKIPPED)
        return
    if letter.webhook_id in silent:
        with house.database.write() as session:
            webhooks.put_off(session, [event_id], house.clock() + _PAUSE)
        return
    problem = _sent(letter)
    with house.database.write() as session:
        if problem is None:
            webhooks.settle(session, event_id, webhooks.SENT)
        elif webhooks.fail(session, event_id, problem, house.clock()):
            log.error("webhook given up", webhook=letter.webhook_id, event=event_id, problem=problem)
    if problem:
        silent.add(letter.webhook_id)


def _sent(letter: Letter) -> str | None:
    """None when the address answered 2xx, else what went wrong in a word or two."""
    request = urllib.request.Request(letter.url, letter.body, letter.headers, method="POST")  # noqa: S310 (http or https, see storage.webhooks)
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):  # noqa: S310
            return None
    except urllib.error.HTTPError as error:
        return f"HTTP {error.code}"
    except (OSError, http.client.HTTPException) as error:
        return type(error).__name__


def written(session: Session, house: House, event_id: int) -> Letter | None:
    """An event in its words, made from current data; None when there is nothing to tell any more."""
    event = session.get(WebhookEvent, event_id)
    hook = session.get(Webhook, event.webhook_id) if event else None
    if event is None or hook is None:
        return None
    data = _data(session, hook.workspace_id, event)
    if data is None:
        return None
    said = {"type": event.kind, "timestamp": event.at.isoformat(), "actor": event.actor_id, "data": data}
    body = json.dumps(said, ensure_ascii=False).encode()
    headers = signed(hook.secret, event.key, house.clock(), body)
    return Letter(event.id, hook.id, hook.url, headers, body)


def signed(secret: str, message_id: str, now: datetime, body: bytes) -> dict[str, str]:
    """The headers of a body: its id, the moment in Unix seconds, the signature."""
    stamp = str(int(now.timestamp()))
    content = b".".join((message_id.encode(), stamp.encode(), body))
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signature = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    return {
        "Content-Type": "application/json",
        "User-Agent": "Goen",
        "webhook-id": message_id,
        "webhook-timestamp": stamp,
        "webhook-signature": f"v1,{signature}",
    }


def _data(session: Session, workspace_id: str, event: WebhookEvent) -> dict[str, Any] | None:
    if event.kind == events.REMOVED_CONTACT:
        return {"id": event.ref}
    shape = _shape(session, workspace_id, event.kind.partition(".")[0], event.ref)
    return shape.model_dump(mode="json") if shape else None


def _shape(session: Session, workspace_id: str, noun: str, ref: int) -> BaseModel | None:
    if noun == "contact":
        contact = contacts.load(session, ref, workspace_id)
        return ContactShape.of(contact) if contact else None
    if noun == "interaction":
        interaction = interactions.load(session, ref, workspace_id)
        return InteractionShape.of(interaction) if interaction and not interaction.private else None
    follow_up = follow_ups.load(session, ref, workspace_id)
    if follow_up is None or _is_private(session, workspace_id, follow_up.interaction_id):
        return None
    return FollowUpShape.of(follow_up)


def _is_private(session: Session, workspace_id: str, interaction_id: int | None) -> bool:
    note = interactions.load(session, interaction_id, workspace_id) if interaction_id else None
    return bool(note and note.private)
