"""Small builders of rows for the storage tests, and a picture of all audited rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.values import CardFields, Phone, PhoneType
from storage import batches, cards, photos, pictures
from storage.history import AUDITED, values
from storage.tables import Base, CandidateKey, Card, InteractionContact, Photo, SearchTerm

NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
DAY = date(2026, 11, 24)

TANAKA = CardFields(
    name="田中 一郎",
    name_kana="たなか いちろう",
    name_romaji="Ichiro Tanaka",
    company="山田商事株式会社",
    department="営業部 第一課",
    title="課長",
    phones=(
        Phone(PhoneType.WORK, "03-1234-5678", "+81312345678"),
        Phone(PhoneType.MOBILE, "090-1234-5678", "+819012345678"),
    ),
    emails=("tanaka@yamada.example",),
    confidence={"name": 0.98, "title": 0.4},
    unsure=("title",),
)
SUZUKI = CardFields(name="鈴木 花子", company="未来電機株式会社", emails=("suzuki@mirai.example",))


def later(**parts: float) -> datetime:
    return NOW + timedelta(**parts)


def photo(session: Session, file_id: str = "F1", at: datetime = NOW, **columns: Any) -> Photo:
    asked = {
        "channel_id": "C1",
        "message_ts": "1.1",
        "thread_ts": None,
        "poster_id": "U1",
        "mime": "image/jpeg",
        "name": "card.jpg",
        "mentioned": False,
        "source": "message",
    }
    row = photos.take_in(session, workspace_id="T1", file_id=file_id, at=at, **{**asked, **columns})
    assert row is not None
    row.batch = batches.join(session, "T1", row.poster_id, row.channel_id, row.thread_ts, at)
    row.picture_sha = pictures.put(session, f"photo {file_id}".encode(), "image/jpeg")
    row.state = "read"
    return row


def card(session: Session, fields: CardFields = TANAKA, file_id: str = "F1", at: datetime = NOW) -> Card:
    shown = pictures.put(session, f"card {file_id}".encode(), "image/jpeg")
    return cards.add(session, photo(session, file_id, at), 0, fields, shown, at.date(), "post", at)


def everything(session: Session) -> dict[str, list[Any]]:
    """All audited rows, who was met with whom, search terms and keys, as plain values."""
    session.flush()
    found: dict[str, list[Any]] = {}
    for table in AUDITED:
        rows = session.scalars(select(table).execution_options(populate_existing=True))
        found[table.__tablename__] = sorted((values(row) for row in rows), key=lambda row: int(row["id"]))
    pairs: tuple[type[Base], ...] = (InteractionContact, SearchTerm, CandidateKey)
    for pair in pairs:
        rows_of = session.execute(select(pair.__table__))
        found[pair.__tablename__] = sorted(tuple(row) for row in rows_of)
    return found
