"""What contacts are found by, made anew after the rules that make it have changed.

A mark in the database says by which rules (found_by.VERSION) and down to which contact it is made, so that
the work goes on in parts where a killed process left it.
"""

from __future__ import annotations

import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import found_by
from storage.database import Database
from storage.tables import Contact, IndexMark

PART = 200
_ALL = 0


def finish(database: Database) -> int:
    """Renews all contacts that need it, and returns how many those were."""
    done = 0
    while count := some(database):
        done += count
    return done


def go_on(database: Database, seconds: float) -> int:
    """Renews contacts for about so many seconds; how many, 0 when all are up to date."""
    until, done = time.monotonic() + seconds, 0
    while time.monotonic() < until and (count := some(database)):
        done += count
    return done


def some(database: Database, most: int = PART) -> int:
    """Renews the newest `most` contacts that need it in one transaction; how many, 0 when none is left."""
    with database.read() as session:
        mark = session.get(IndexMark, IndexMark.CONTACTS)
        if mark and mark.version >= found_by.VERSION and mark.reached == _ALL:
            return 0
    with database.write() as session:
        return _next(session, most)


def _next(session: Session, most: int) -> int:
    mark = session.get(IndexMark, IndexMark.CONTACTS, with_for_update=True)
    if mark is None:
        mark = IndexMark(name=IndexMark.CONTACTS, version=0)
        session.add(mark)
    if mark.version < found_by.VERSION:
        mark.version, mark.reached = found_by.VERSION, None
    left = select(Contact.id).order_by(Contact.id.desc()).limit(most)
    ids = session.scalars(left if mark.reached is None else left.where(Contact.id < mark.reached)).all()
    found_by.renew_many(session, ids)
    mark.reached = ids[-1] if ids else _ALL
    return len(ids)
