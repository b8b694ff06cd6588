"""A card under review as if it had been read with doubts, whatever the readers of the day are sure of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

from sqlalchemy import delete

from bot.house import House, utc_now
from bot.jobs import announce, strips
from contacts.values import CardFields
from storage import outbox
from storage.history import unrecorded
from storage.tables import Card, Outbox
from tests.bot.running import Running


def doubted(goen: Running, card: Card, candidates: Mapping[str, tuple[str, ...]]) -> Card:
    """Makes the card unsure of these values ("emails.0"), with these candidates, and its review anew."""
    house = cast(House, SimpleNamespace(workspace_id=card.workspace_id, clock=utc_now))
    with goen.database.write() as session:
        row = session.get_one(Card, card.id)
        read = CardFields.from_dict(row.reading)
        unsure = tuple(dict.fromkeys(key.partition(".")[0] for key in candidates))
        offered = {key: texts for key, texts in candidates.items() if texts}
        sure = {name: min(read.confidence.get(name, 0.5), 0.5) for name in unsure}
        confidence = {**read.confidence, **sure}
        with unrecorded(session):
            row.reading = replace(read, unsure=unsure, candidates=offered, confidence=confidence).to_dict()
            row.fields = row.reading
        session.execute(delete(Outbox).where(Outbox.key.like(f"strips:{row.id}:%")))
        posted = outbox.by_key(session, announce.review_key(row.id))
        after = announce.review_key(row.id) if posted else announce.picture_key(row.id)
        strips.queue_doubts(session, house, row, row.poster_id, after)
        announce.refresh_card(session, house, row)
    return card
