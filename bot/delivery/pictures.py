"""The pictures that go up to Slack: a card's straightened picture, by the card's id."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from bot.delivery.upload import Picture
from storage import pictures
from storage.tables import Card

_SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


def picture_of(session: Session, ids: Mapping[str, Any]) -> Picture | None:
    """The picture of `ids["card"]`; None when card or picture are gone or it is in Slack already."""
    card = session.get(Card, ids["card"])
    if card is None or not card.picture_sha or card.slack_file_id:
        return None
    try:
        content, mime = pictures.get(session, card.picture_sha)
    except pictures.PictureGone:
        return None
    return Picture(content, f"card-{card.id}.{_SUFFIXES.get(mime, 'jpg')}", "business card")


def keep_file(session: Session, ids: Mapping[str, Any], file_id: str) -> None:
    """Notes on the card where its picture is in Slack."""
    card = session.get(Card, ids["card"])
    if card:
        card.slack_file_id = file_id
