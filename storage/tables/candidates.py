"""Hashed blocking keys, by which contacts a new card may belong to is looked up; how far they are made."""

from __future__ import annotations

from typing import ClassVar

from sqlalchemy import BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class CandidateKey(Base):
    """One key of one contact; the hash (signed, 64 bits) has the workspace in it. See contacts.blocking."""

    __tablename__ = "candidate_keys"
    # The row is its primary key: without a row id SQLite keeps it once, not twice.
    __table_args__ = {"sqlite_with_rowid": False}  # noqa: RUF012 (SQLAlchemy reads it from the class)

    hash: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )


class IndexMark(Base):
    """By which version of the rules terms and keys are made, from the newest contact down to `reached`.

    `reached` is None before the first part and 0 when all is done. See storage.reindex.
    """

    __tablename__ = "index_marks"
    CONTACTS: ClassVar[str] = "contacts"

    name: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    reached: Mapped[int | None]
