"""One database, two doors: `write()` for transactions that change something, `read()` for all others.

SQLite is set up as a small server would be: WAL, full synchronisation, writers queue at BEGIN IMMEDIATE
instead of failing at their first write, and readers have an engine of their own that cannot write.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, Self

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

import storage.events
import storage.stale  # noqa: F401 (their listeners belong to every session)

BUSY_MILLISECONDS = 30_000


class Database:
    """The team's data in SQLite or PostgreSQL."""

    def __init__(self, url: str, writer: Engine, reader: Engine) -> None:
        self.url = url
        self.writer = writer
        self.reader = reader
        self._turn = RLock()

    @classmethod
    def open(cls, url: str) -> Self:
        """Opens `sqlite:///…` or `postgresql://…`; makes no tables, see `storage.migrate`.

        Raises:
            sqlalchemy.exc.ArgumentError: the URL cannot be read.
        """
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            return cls(url, _sqlite(url, "BEGIN IMMEDIATE"), _sqlite(url, "BEGIN", read_only=True))
        if parsed.drivername in ("postgres", "postgresql"):
            parsed = parsed.set(drivername="postgresql+psycopg")
        full = parsed.render_as_string(hide_password=False)
        engine = create_engine(full, pool_pre_ping=True, pool_size=20, hide_parameters=True)
        return cls(full, engine, engine)

    @property
    def is_sqlite(self) -> bool:
        return self.writer.dialect.name == "sqlite"

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that commits at the end of the block and rolls back on any exception."""
        with self._in_turn(), Session(self.writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def _in_turn(self) -> Iterator[None]:
        """This process's writers to SQLite wake each other: its own way of waiting is to look again, ever
        more seldom, so that a writer among many comes a second late. Other processes wait as SQLite does."""
        mine = self.is_sqlite and self._turn.acquire(timeout=BUSY_MILLISECONDS / 1000)
        try:
            yield
        finally:
            if mine:
                self._turn.release()

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A consistent view; whatever the block changes is thrown away."""
        with Session(self.reader, expire_on_commit=False, autoflush=False) as session:
            session.info["read_only"] = True
            yield session

    def dispose(self) -> None:
        """Closes all connections."""
        self.reader.dispose()
        self.writer.dispose()


def _sqlite(url: str, begin: str, *, read_only: bool = False) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_MILLISECONDS / 1000})

    @event.listens_for(engine, "connect")
    def _prepare(connection: Any, _: Any) -> None:
        # The driver must not open transactions of its own: it would begin them late and deferred.
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
        if read_only:
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)

    return engine
