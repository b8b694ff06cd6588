"""The audit log: who did what with whose data, row by row chained by hashes; rows are never changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class AuditEntry(Base):
    """One row of the log: `number` counts from 1 in each workspace, `hash` covers it and the former hash.

    It holds ids and codes only, no value about a person, so nothing of it is ever erased; triggers in the
    database refuse UPDATE and DELETE.
    """

    __tablename__ = "audit_log"
    # Without row ids the primary key is the only way to replace a row, and a trigger watches it.
    __table_args__ = (
        Index("ix_audit_log_subject", "workspace_id", "subject_kind", "subject_id"),
        {"sqlite_with_rowid": False},
    )

    workspace_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[str]
    action: Mapped[str]
    subject_kind: Mapped[str | None]
    subject_id: Mapped[str | None]
    ids: Mapped[dict[str, Any]]
    hash: Mapped[str]


class AuditHead(Base):
    """The end of a workspace's chain; locked while a transaction appends to it."""

    __tablename__ = "audit_heads"

    workspace_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int]
    hash: Mapped[str]
