"""Imports of files: what each did, its cases that wait for a person, and headings a person explained."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class Import(Base):
    """One import: `state` is running, done or undone; `batch_id` holds the cards of its cases.

    `counts` and the first `problems` are as `storage.exchange.importing.Report` has them.
    """

    __tablename__ = "imports"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(index=True)
    actor_id: Mapped[str]
    act_id: Mapped[int] = mapped_column(ForeignKey("acts.id"))
    batch_id: Mapped[int] = mapped_column(ForeignKey("batches.id"))
    file_name: Mapped[str]
    system: Mapped[str]
    state: Mapped[str] = mapped_column(default="running")
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problems: Mapped[list[Any]] = mapped_column(default=list)
    started_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]


class ImportCase(Base):
    """A row that may be somebody known: it waits as a pending card. `digest` tells equal rows."""

    __tablename__ = "import_cases"

    card_id: Mapped[int] = mapped_column(
        ForeignKey("cards.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    import_id: Mapped[int] = mapped_column(ForeignKey("imports.id"), index=True)
    row: Mapped[int]
    digest: Mapped[str] = mapped_column(index=True)


class ImportHeading(Base):
    """What a heading means in this team's tables, in its normal form; see `storage.exchange.headings`."""

    __tablename__ = "import_headings"

    workspace_id: Mapped[str] = mapped_column(primary_key=True)
    heading: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str]
