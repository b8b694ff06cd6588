"""Which process is which: every running process holds one of the names goen-1, goen-2, … alone.

A process that comes back takes the first free name, which after a crash is its old one, and so finds
its unfinished work; a heartbeat tells the others when a holder is gone for good.
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, make_url, select, text
from sqlalchemy.orm import Session

from storage.database import Database
from storage.tables import Replica

MOST_REPLICAS = 64
SILENT_AFTER = timedelta(seconds=30)
POSTGRES_LOCKS = 0x60E8


class NoNameFree(Exception):
    """More processes on one database than there are names."""


class Name(Protocol):
    """A name held by this process alone until it is let go or the process ends."""

    executor_id: str

    def let_go(self) -> None: ...


def take_name(database: Database) -> Name:
    """The first free name.

    Raises:
        NoNameFree: all names are taken.
    """
    take = _take_file if database.is_sqlite else _take_advisory
    for number in range(1, MOST_REPLICAS + 1):
        name = take(database, number)
        if name:
            return name
    raise NoNameFree


class _FileName:
    def __init__(self, executor_id: str, handle: int) -> None:
        self.executor_id = executor_id
        self._handle = handle

    def let_go(self) -> None:
        os.close(self._handle)


def _take_file(database: Database, number: int) -> Name | None:
    path = make_url(database.url).database or ":memory:"
    folder = Path(path).parent if path != ":memory:" else Path()
    handle = os.open(folder / f".goen-{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return _FileName(f"goen-{number}", handle)


class _AdvisoryName:
    def __init__(self, executor_id: str, connection: Connection) -> None:
        self.executor_id = executor_id
        self._connection = connection

    def let_go(self) -> None:
        self._connection.invalidate()
        self._connection.close()


def _take_advisory(database: Database, number: int) -> Name | None:
    connection = database.writer.connect().execution_options(isolation_level="AUTOCOMMIT")
    lock = text("SELECT pg_try_advisory_lock(:family, :number)")
    if connection.scalar(lock, {"family": POSTGRES_LOCKS, "number": number}):
        return _AdvisoryName(f"goen-{number}", connection)
    connection.close()
    return None


def beat(session: Session, executor_id: str, now: datetime) -> None:
    """Notes that this process is alive."""
    row = session.get(Replica, executor_id)
    if row is None:
        row = Replica(executor_id=executor_id, host=socket.gethostname(), started_at=now)
        session.add(row)
    row.heartbeat_at = now


def silent(session: Session, now: datetime) -> Iterator[str]:
    """Names that were not heard of for a while, or not at all."""
    late = select(Replica.executor_id).where(Replica.heartbeat_at < now - SILENT_AFTER)
    yield from session.scalars(late)


def forget(session: Session, executor_id: str) -> None:
    """Removes a name whose work was taken over."""
    row = session.get(Replica, executor_id)
    if row:
        session.delete(row)
