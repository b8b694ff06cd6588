"""What a contact is found by, written anew with it: search terms for people who ask, keys for new cards."""

from __future__ import annotations

from sqlalchemy.orm import Session

from storage import candidates, search
from storage.tables import Contact


def renew(session: Session, contact: Contact) -> None:
    """To be called in the transaction that changed a contact, its company or its tags."""
    search.renew(session, contact)
    candidates.renew(session, contact)
