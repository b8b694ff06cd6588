"""Other systems: their tokens, the addresses that are told of events, and what is still to be told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class ApiToken(Base):
    """A system's key to the HTTP API; only the SHA-256 of its secret is kept."""

    __tablename__ = "api_tokens"
    __table_args__ = (UniqueConstraint("workspace_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str]
    name: Mapped[str]
    digest: Mapped[str] = mapped_column(unique=True)
    may_write: Mapped[bool] = mapped_column(default=False)
    created_by: Mapped[str]
    created_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Webhook(Base):
    """An address that is told of events; `kinds` names them, empty means all."""

    __tablename__ = "webhooks"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(index=True)
    url: Mapped[str]
    secret: Mapped[str]
    kinds: Mapped[list[Any]] = mapped_column(default=list)
    created_by: Mapped[str]
    created_at: Mapped[datetime]


class WebhookEvent(Base):
    """One event for one address, told once: ids only, its words are made when it is sent.

    `state` is waiting, sent, skipped (nothing to tell any more) or failed; `key` names the event wherever
    it is told, so that a receiver knows a repetition.
    """

    __tablename__ = "webhook_events"
    __table_args__ = (
        UniqueConstraint("webhook_id", "key"),
        Index("ix_webhook_events_due", "state", "next_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhooks.id", ondelete="CASCADE"))
    key: Mapped[str]
    kind: Mapped[str]
    ref: Mapped[int]
    actor_id: Mapped[str]
    at: Mapped[datetime]
    state: Mapped[str] = mapped_column(default="waiting")
    attempts: Mapped[int] = mapped_column(default=0)
    next_at: Mapped[datetime]
    problem: Mapped[str | None]
