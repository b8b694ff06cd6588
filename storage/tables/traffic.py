"""What came in, what goes out, and which replicas are alive."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class Incoming(Base):
    """One request from Slack; `payload` is purged after some days, the key stays."""

    __tablename__ = "incoming"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    kind: Mapped[str]
    workspace_id: Mapped[str]
    user_id: Mapped[str | None]
    payload: Mapped[dict[str, Any] | None]
    received_at: Mapped[datetime] = mapped_column(index=True)
    handled_at: Mapped[datetime | None]


class Outbox(Base):
    """One message on its way to Slack; see `storage.outbox`."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "state", "not_before"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    opaque: Mapped[str] = mapped_column(unique=True)
    workspace_id: Mapped[str]
    recipient: Mapped[str]
    kind: Mapped[str]
    ids: Mapped[dict[str, Any]] = mapped_column(default=dict)
    action: Mapped[str] = mapped_column(default="post")
    thread_ts: Mapped[str | None]
    parent_key: Mapped[str | None] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(default="pending")
    channel_id: Mapped[str | None]
    ts: Mapped[str | None]
    attempts: Mapped[int] = mapped_column(default=0)
    not_before: Mapped[datetime | None]
    lease_owner: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    problem: Mapped[str | None]


class Replica(Base):
    """A running process of Goen and when it was last heard of."""

    __tablename__ = "replicas"

    executor_id: Mapped[str] = mapped_column(primary_key=True)
    host: Mapped[str] = mapped_column(default="")
    started_at: Mapped[datetime]
    heartbeat_at: Mapped[datetime]


class JobAttempt(Base):
    """How often a job was begun, and why it was parked when it was."""

    __tablename__ = "job_attempts"

    key: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    attempts: Mapped[int] = mapped_column(default=0)
    parked_at: Mapped[datetime | None]
    problem: Mapped[str | None]
