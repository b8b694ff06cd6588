"""Which process is which: every running process holds one of the names goen-1, goen-2, … alone.

A process that comes back takes the first free name, which after a crash is its old one, and so finds
its unfinished work. A name that is free, or whose holder was silent for long, leaves work for others.
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, make_url, select, text
from sqlalchemy.orm import Session

from storage.database import Database
from storage.tables import Replica

MOST_REPLICAS = 64
# A process that lost its machine keeps its PostgreSQL session for a while: then silence tells.
SILENT_AFTER = timedelta(seconds=60)
POSTGRES_LOCKS = 0x60E8


class NoNameFree(Exception):
    """More processes on one database than there are names, or the wanted name is taken."""


class Name(Protocol):
    """A name held by this process alone until it is let go or the process ends."""

    executor_id: str

    def let_go(self) -> None: ...


def take_name(database: Database, wanted: str | None = None) -> Name:
    """The first free name, or the wanted one.

    Raises:
        NoNameFree: all names are taken, or the wanted one is.
    """
    names = [wanted] if wanted else [f"goen-{number}" for number in range(1, MOST_REPLICAS + 1)]
    for executor_id in names:
        name = _take(database, executor_id)
        if name:
            return name
    raise NoNameFree


def _take(database: Database, executor_id: str) -> Name | None:
    take = _take_file if database.is_sqlite else _take_advisory
    return take(database, executor_id)


class _FileName:
    def __init__(self, executor_id: str, handle: int) -> None:
        self.executor_id = executor_id
        self._handle = handle

    def let_go(self) -> None:
        os.close(self._handle)


def _take_file(database: Database, executor_id: str) -> Name | None:
    path = Path(make_url(database.url).database or "memory")
    lock = path.parent / f".{path.name}.{executor_id}.lock"
    handle = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return _FileName(executor_id, handle)


class _AdvisoryName:
    def __init__(self, executor_id: str, connection: Connection) -> None:
        self.executor_id = executor_id
        self._connection = connection

    def let_go(self) -> None:
        # Back in the pool the session would go on holding the lock.
        self._connection.invalidate()
        self._connection.close()


def _take_advisory(database: Database, executor_id: str) -> Name | None:
    connection = database.writer.connect().execution_options(isolation_level="AUTOCOMMIT")
    lock = text("SELECT pg_try_advisory_lock(:family, hashtext(:name))")
    if connection.scalar(lock, {"family": POSTGRES_LOCKS, "name": executor_id}):
        return _AdvisoryName(executor_id, connection)
    connection.close()
    return None


def beat(session: Session, executor_id: str, now: datetime) -> None:
    """Notes that this process is alive."""
    row = session.get(Replica, executor_id)
    if row is None:
        row = Replica(executor_id=executor_id, host=socket.gethostname(), started_at=now)
        session.add(row)
    row.heartbeat_at = now


def others(session: Session, executor_id: str) -> list[str]:
    """The other names that were used and not yet taken over."""
    return list(session.scalars(select(Replica.executor_id).where(Replica.executor_id != executor_id)))


@contextmanager
def gone(database: Database, executor_id: str, now: datetime) -> Iterator[bool]:
    """Whether a name's holder is gone; inside the block no new process can take a free name.

    A taken name counts as gone too when its holder said nothing for `SILENT_AFTER`.
    """
    name = _take(database, executor_id)
    try:
        yield name is not None or _silent(database, executor_id, now)
    finally:
        if name:
            name.let_go()


def _silent(database: Database, executor_id: str, now: datetime) -> bool:
    with database.read() as session:
        row = session.get(Replica, executor_id)
        return row is not None and row.heartbeat_at < now - SILENT_AFTER


def forget(session: Session, executor_id: str) -> None:
    """Removes a name whose work was taken over."""
    row = session.get(Replica, executor_id)
    if row:
        session.delete(row)
