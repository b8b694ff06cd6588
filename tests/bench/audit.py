"""What the audit log costs: a person's edit of a contact with it and without, and a look through the chain.

EDITS=600 edits of one contact, each a transaction, with and without in turn; then LONG=100000 entries
are verified. Each on SQLite and PostgreSQL; seconds as they pass, the median of an edit.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from statistics import median

from sqlalchemy import event
from sqlalchemy.orm import Session

from storage import audit, contacts
from storage.database import Database
from storage.tables import Contact
from tests.bench.candidates import databases
from tests.bench.team import card, person

WORKSPACE, WHO = "T1", "U1"
_PART = 1_000


def run() -> None:
    """Prints the figures of both databases."""
    edits, length = int(os.environ.get("EDITS", "600")), int(os.environ.get("LONG", "100000"))
    with databases() as both:
        for database in both:
            name = "SQLite" if database.is_sqlite else "PostgreSQL"
            plain, told = _edits(database, edits)
            print(
                f"audit {name:<10} edit without {1000 * plain:.2f} ms  with {1000 * told:.2f} ms"
                f"  ({100 * (told - plain) / plain:+.0f} %)",
                flush=True,
            )
            rows, seconds = _chain(database, length)
            print(f"audit {name:<10} verified {rows} rows in {seconds:.1f} s", flush=True)


def _edits(database: Database, number: int) -> tuple[float, float]:
    """The median seconds of an edit without the log and with it."""
    now = datetime.now(UTC)
    fields = card(person(1, 100))
    with database.write() as session:
        contact = Contact(workspace_id=WORKSPACE, created_at=now, updated_at=now)
        contacts.fill(session, contact, fields, now)
        contact_id = contact.id
    taken: dict[bool, list[float]] = {False: [], True: []}
    for turn in range(2 * number):
        with_log = bool(turn % 2)
        begun = time.perf_counter()
        with _log(with_log), database.write() as session:
            row = session.get_one(Contact, contact_id)
            contacts.edit(session, row, replace(fields, title=f"課長{turn}"), (), (), WHO, now)
        taken[with_log].append(time.perf_counter() - begun)
    return median(taken[False]), median(taken[True])


@contextmanager
def _log(on: bool) -> Iterator[None]:
    """Without the log: entries are dropped at the commit instead of being written."""
    if on:
        yield
        return
    event.remove(Session, "before_commit", audit._append)
    try:
        yield
    finally:
        event.listen(Session, "before_commit", audit._append)


def _chain(database: Database, length: int) -> tuple[int, float]:
    now = datetime.now(UTC)
    for start in range(0, length, _PART):
        with database.write() as session:
            for number in range(start, min(start + _PART, length)):
                audit.write(session, WORKSPACE, WHO, audit.Action.LOOKED_UP, "contacts", number, now)
    begun = time.perf_counter()
    with database.read() as session:
        found = audit.verify(session, WORKSPACE)
    assert found.broken is None, found.broken
    return found.count, time.perf_counter() - begun
