"""Whom a look-up finds: by what contacts hold, then by the notes about them."""

from __future__ import annotations

from itertools import islice

from sqlalchemy.orm import Session

from contacts.search_terms import loosened
from storage import contacts, visibility
from storage.search import find_in_notes
from storage.tables import Contact

UNSHOWN, MOST_TOLD = ("merged", "archived"), 200


def people(session: Session, workspace_id: str, query: str, limit: int, reader_id: str) -> list[Contact]:
    """At most `limit` contacts, the reader's own first; notes are searched only where room is left.

    Where nobody holds the words as typed, they are taken as said: 山田商事の田中さん.
    """
    found = contacts.search(session, workspace_id, query, limit, reader_id)
    if len(found) < limit:
        found += _told_of(session, workspace_id, query, limit - len(found), reader_id, found)
    said = loosened(query)
    return found or (contacts.search(session, workspace_id, said, limit, reader_id) if said else [])


def _told_of(
    session: Session, workspace_id: str, query: str, limit: int, reader_id: str, known: list[Contact]
) -> list[Contact]:
    """Contacts in whose notes the words stand, beside those found already."""
    ids = find_in_notes(session, workspace_id, query, MOST_TOLD, reader_id)
    others = (contacts.load(session, one, workspace_id) for one in ids)
    told = (one for one in others if one and one not in known and _is_shown(session, one, reader_id))
    return list(islice(told, limit))


def _is_shown(session: Session, one: Contact, reader_id: str) -> bool:
    return one.state not in UNSHOWN and visibility.sees(session, one, reader_id)
