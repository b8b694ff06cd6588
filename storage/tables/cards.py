"""Photos, the cards on them, and their pictures."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import DateTime, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.tables.base import Base
from storage.tables.contacts import Contact


class Picture(Base):
    """Bytes of a photo or a straightened card, keyed by their SHA-256."""

    __tablename__ = "pictures"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    mime: Mapped[str]
    size: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)


class Batch(Base):
    """Photos of one person in one conversation, posted within minutes of each other."""

    __tablename__ = "batches"
    __table_args__ = (Index("ix_batches_open", "workspace_id", "user_id", "last_photo_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str]
    user_id: Mapped[str]
    channel_id: Mapped[str | None]
    thread_ts: Mapped[str | None]
    started_at: Mapped[datetime]
    last_photo_at: Mapped[datetime]
    event_name: Mapped[str | None]
    tags: Mapped[list[Any]] = mapped_column(default=list)
    received_by: Mapped[str | None]


class Photo(Base):
    """A posted photo and what became of it.

    `state` is waiting, reading, read, not_card, unreadable or cancelled; `shot_at` is the camera's own clock.
    """

    __tablename__ = "photos"
    __table_args__ = (
        UniqueConstraint("workspace_id", "file_id"),
        Index("ix_photos_message", "workspace_id", "channel_id", "message_ts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str]
    file_id: Mapped[str]
    channel_id: Mapped[str | None]
    message_ts: Mapped[str | None]
    thread_ts: Mapped[str | None]
    poster_id: Mapped[str]
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)
    mime: Mapped[str | None]
    name: Mapped[str | None]
    mentioned: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(default="message")
    state: Mapped[str] = mapped_column(default="waiting", index=True)
    problem: Mapped[str | None]
    picture_sha: Mapped[str | None] = mapped_column(ForeignKey("pictures.sha256"), index=True)
    shot_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=False))
    posted_at: Mapped[datetime] = mapped_column(index=True)

    batch: Mapped[Batch | None] = relationship()
    cards: Mapped[list[Card]] = relationship(back_populates="photo", order_by="Card.position")


class Card(Base):
    """One card as printed: what was read, what a person made of it, who received it and when.

    `state` is pending, saved, discarded or cancelled; `reading` and `fields` are `CardFields.to_dict()`.
    `role` is card, back, colleague, or apart where a person said that it is a card of its own; `front_id`
    tells of which card this is the other side.
    """

    __tablename__ = "cards"
    __table_args__ = (Index("ix_cards_settled", "workspace_id", "settled_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str]
    photo_id: Mapped[int | None] = mapped_column(ForeignKey("photos.id"), index=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("batches.id"), index=True)
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"), index=True)
    position: Mapped[int] = mapped_column(default=0)
    state: Mapped[str] = mapped_column(default="pending", index=True)
    role: Mapped[str] = mapped_column(default="card", server_default="card")
    front_id: Mapped[int | None] = mapped_column(ForeignKey("cards.id"), index=True)
    reading: Mapped[dict[str, Any]]
    fields: Mapped[dict[str, Any]]
    picture_sha: Mapped[str | None] = mapped_column(ForeignKey("pictures.sha256"), index=True)
    slack_file_id: Mapped[str | None]
    exchanged_on: Mapped[date]
    exchanged_from: Mapped[str] = mapped_column(default="post")
    poster_id: Mapped[str]
    received_by: Mapped[str]
    checked: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime]
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str | None]

    photo: Mapped[Photo | None] = relationship(back_populates="cards")
    batch: Mapped[Batch | None] = relationship()
    contact: Mapped[Contact | None] = relationship()
