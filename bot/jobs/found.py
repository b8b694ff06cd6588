"""Whom a look-up finds: by what contacts hold, then by the notes about them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from storage import contacts, visibility
from storage.search import find_in_notes
from storage.tables import Contact


def people(session: Session, workspace_id: str, query: str, limit: int, reader_id: str) -> list[Contact]:
    """At most `limit` contacts, the reader's own first; notes are searched only where room is left."""
    found = contacts.search(session, workspace_id, query, limit, reader_id)
    if len(found) == limit:
        return found
    ids = find_in_notes(session, workspace_id, query, limit, reader_id)
    others = (contacts.load(session, one, workspace_id) for one in ids)
    told = [one for one in others if one and _is_new(session, one, found, reader_id)]
    return [*found, *told][:limit]


def _is_new(session: Session, one: Contact, found: list[Contact], reader_id: str) -> bool:
    return not one.merged_into_id and one not in found and visibility.sees(session, one, reader_id)
