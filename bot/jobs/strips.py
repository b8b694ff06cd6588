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


def queue(
    session: Session,
    house: House,
    card: Card,
    keys: Sequence[str],
    first: int,
    recipient: str,
    after: str | None = None,
) -> str:
    """Queues one picture of the strips at these keys of `places`, numbered from `first`, behind a row.

    The same picture is made once. Returns the key of its upload.
    """
    key = _key(card, keys, first)
    posting.put(
        session,
        house,
        key=key,
        recipient=recipient,
        kind="strips",
        ids={"card": card.id, "strips": list(keys), "first": first},
        action="upload",
        parent_key=after,
    )
    return key


def file_of(session: Session, card: Card, keys: Sequence[str], first: int = 1) -> str | None:
    """The Slack file of strips that were queued; None until it is there."""
    row = outbox.by_key(session, _key(card, keys, first))
    return str(row.ids["file"]) if row and row.state == outbox.SENT and row.ids.get("file") else None


def is_settled(session: Session, card: Card, keys: Sequence[str], first: int = 1) -> bool:
    """Whether nothing more is to come of these strips: they are there, failed, or were never queued."""
    row = outbox.by_key(session, _key(card, keys, first))
    return row is None or row.state not in outbox.UNSETTLED


def queue_doubts(session: Session, house: House, card: Card, recipient: str, after: str) -> str:
    """Queues the strips of the doubts asked about now behind the row `after`; once for each group.

    Returns the key a message with them must wait for: that of the upload, or `after` without doubts.
    """
    keys = _group(card)
    if not keys or not card.picture_sha:
        return after
    return queue(session, house, card, keys, 1, recipient, after)


def doubts_of(session: Session, card: Card) -> Doubts:
    """What a review asks about the card, with the picture of its strips once that is in Slack."""
    asked = doubts.asked(card)
    if not asked:
        return view.NONE
    known = [doubts.registered(session, card.workspace_id, doubt) for doubt in asked]
    return Doubts(asked, file_of(session, card, _group(card)), frozenset().union(*known))


def _group(card: Card) -> tuple[str, ...]:
    asked = doubts.asked(card)
    return asking.group_of(doubts.reading_of(card), asked[0].key) if asked else ()


def _key(card: Card, keys: Sequence[str], first: int) -> str:
    return f"strips:{card.id}:{first}:{'+'.join(keys)}"
