"""Whom a thread is about: the contact that Goen showed in its first message."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs.words import query_of
from storage import contacts, outbox


def contact_under(session: Session, house: House, channel_id: str, thread_ts: str | None) -> tuple[int, ...]:
    """The id of the contact under whose message a thread hangs; empty where it is not one contact."""
    row = outbox.at(session, house.workspace_id, channel_id, thread_ts) if thread_ts else None
    if row is None:
        return ()
    if row.kind == "contact":
        return (int(row.ids["contact"]),)
    query = query_of(session, house, row.ids["incoming"]) if row.kind == "found" else None
    found = contacts.search(session, house.workspace_id, query, 2) if query else []
    return (found[0].id,) if len(found) == 1 else ()
