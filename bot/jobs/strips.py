"""The strips of a card's values in Slack: queued for upload where they are asked for, found again by key."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import posting
from bot.views import doubts as view
from bot.views.doubts import Doubts
from contacts import doubts as asking
from storage import doubts, outbox
from storage.tables import Card


def queue_doubts(session: Session, house: House, card: Card, recipient: str, after: str) -> str:
    """Queues the strips of the doubts asked about now behind the row `after`; once for each group.

    Returns the key a message with them must wait for: that of the upload, or `after` without doubts.
    """
    keys = _group(card)
    if not keys or not card.picture_sha:
        return after
    key = _key(card, keys)
    ids = {"card": card.id, "strips": list(keys)}
    posting.put(
        session,
        house,
        key=key,
        recipient=recipient,
        kind="strips",
        ids=ids,
        action="upload",
        parent_key=after,
    )
    return key


def doubts_of(session: Session, card: Card) -> Doubts:
    """What a review asks about the card, with the picture of its strips once that is in Slack."""
    asked = doubts.asked(card)
    if not asked:
        return view.NONE
    known = [doubts.registered(session, card.workspace_id, doubt) for doubt in asked]
    return Doubts(asked, _file(session, card), frozenset().union(*known))


def _group(card: Card) -> tuple[str, ...]:
    asked = doubts.asked(card)
    return asking.group_of(doubts.reading_of(card), asked[0].key) if asked else ()


def _file(session: Session, card: Card) -> str | None:
    row = outbox.by_key(session, _key(card, _group(card)))
    return str(row.ids["file"]) if row and row.state == outbox.SENT and row.ids.get("file") else None


def _key(card: Card, keys: Sequence[str]) -> str:
    return f"strips:{card.id}:{keys[0]}"
