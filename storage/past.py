"""What a contact said before: every change of its fields, newest first."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.history import CREATED, REMOVED
from storage.tables import Change, Contact

# What follows from other fields, and marks of Goen's own, are no news to a reader.
UNTOLD = (
    CREATED,
    REMOVED,
    "checked_at",
    "merged_into_id",
    "family_name",
    "given_name",
    "ask_after",
    "country",
)


def changes_of(session: Session, contact: Contact, limit: int = 45) -> list[Change]:
    """The changes of a contact's fields since it was saved, newest first."""
    rows = select(Change).where(
        Change.entity == Contact.__tablename__,
        Change.entity_id == contact.id,
        Change.field.not_in(UNTOLD),
    )
    return list(session.scalars(rows.order_by(Change.id.desc()).limit(limit)))
