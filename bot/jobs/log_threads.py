"""Whom a thread is about: the contact, or the people of the note, in its first message."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs.log import LOG
from bot.jobs.words import query_of
from storage import contacts, interactions, outbox
from storage.history import linked


def people_under(session: Session, house: House, channel_id: str, thread_ts: str | None) -> tuple[int, ...]:
    """The ids of whom Goen showed in a thread's first message: one contact, or the people of a note."""
    row = outbox.at(session, house.workspace_id, channel_id, thread_ts) if thread_ts else None
    if row is None:
        return ()
    if row.kind == "contact":
        return (int(row.ids["contact"]),)
    if row.kind == LOG:
        note = interactions.load(session, int(row.ids["interaction"]), house.workspace_id)
        return tuple(linked(note)) if note else ()
    query = query_of(session, house, row.ids["incoming"]) if row.kind == "found" else None
    found = contacts.search(session, house.workspace_id, query, 2, str(row.ids["user"])) if query else []
    return (found[0].id,) if len(found) == 1 else ()
