"""A whole team written into empty databases in bulk: contacts in chunks, keys in order of their hashes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from multiprocessing import get_context
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Table, insert

from contacts import blocking
from contacts.companies import normal_name
from contacts.profile import Profile
from storage.database import Database
from storage.tables import CandidateKey, Company, Contact, SearchTerm, Workspace
from tests.bench.team import card, company, company_count, person, row

WORKSPACE = "T1"
NOW = datetime(2026, 11, 24, tzinfo=UTC)
_CHUNK, _WORKERS = 5000, 2

Hashes = NDArray[np.int64]


class Seed:
    """The rows of a team of `size` contacts, whose keys are made once, by processes of their own.

    `table` is where the keys go, `hashes` makes those of a chunk as `hashes_of` does.
    """

    def __init__(
        self,
        size: int,
        table: type[CandidateKey] | type[SearchTerm] = CandidateKey,
        hashes: Callable[[tuple[int, int]], Hashes] | None = None,
    ) -> None:
        self.size = size
        self._table: Table = table.__table__  # type: ignore[assignment]  # declared as a FromClause
        self._pool = ProcessPoolExecutor(_WORKERS, get_context("spawn"))
        made = self._pool.map(hashes or hashes_of, [(size, start) for start in range(0, size, _CHUNK)])
        chunks = list(made)
        every = np.concatenate(chunks)
        self._keys = every[np.lexsort((every[:, 1], every[:, 0]))]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

    @property
    def keys(self) -> int:
        """How many keys the contacts have together."""
        return len(self._keys)

    def into(self, database: Database) -> None:
        """Writes companies, contacts and keys, and tells the database to look at what it has."""
        with database.writer.connect() as connection, _unchecked(connection), connection.begin():
            _insert(connection, Workspace, [{"id": WORKSPACE, "settings": {}}])
            _insert(connection, Company, map(self._company, range(company_count(self.size))))
            chunks = [(self.size, start) for start in range(0, self.size, _CHUNK)]
            for rows in self._pool.map(contacts_of, chunks):
                connection.execute(insert(Contact.__table__), rows)
            _in_order(connection, self._table, self._keys)
        with database.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE")

    def _company(self, number: int) -> dict[str, Any]:
        firm = company(number, self.size)
        # Numbered, because two companies of one name are one to the database.
        names = {"name": firm.name, "normal_name": f"{normal_name(firm.name)} {number}"}
        return {"id": number + 1, "workspace_id": WORKSPACE, "domain": firm.domain, **names}


def span(chunk: tuple[int, int]) -> range:
    """The numbers of the contacts of a chunk."""
    size, start = chunk
    return range(start, min(size, start + _CHUNK))


def contacts_of(chunk: tuple[int, int]) -> list[dict[str, Any]]:
    """The rows of (team's size, first contact)."""
    size, start = chunk
    made = {"workspace_id": WORKSPACE, "created_at": NOW, "updated_at": NOW}
    people = ((n, person(n, size)) for n in range(start, min(size, start + _CHUNK)))
    return [row(n + 1, card(who), who.firm, **made) for n, who in people]


def hashes_of(chunk: tuple[int, int]) -> Hashes:
    """(hash, contact id) of the contacts of a chunk."""
    size, start = chunk
    return np.array(
        [
            (blocking.hashed(key, WORKSPACE), n + 1)
            for n in range(start, min(size, start + _CHUNK))
            for key in blocking.keys(Profile.of_card(card(person(n, size))))
        ],
        dtype=np.int64,
    )


def _insert(connection: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    left = iter(rows)
    while chunk := list(islice(left, _CHUNK)):
        connection.execute(insert(table.__table__), chunk)


def _slices(keys: Hashes) -> Iterator[list[list[int]]]:
    for start in range(0, len(keys), 100_000):
        yield keys[start : start + 100_000].tolist()


@contextmanager
def _unchecked(connection: Connection) -> Iterator[None]:
    """No look at the contact of every single key, which are right by their making."""
    raw: Any = connection.connection.driver_connection
    off, on = ("PRAGMA foreign_keys=OFF", "PRAGMA foreign_keys=ON")
    if connection.dialect.name != "sqlite":
        off, on = (f"SET session_replication_role = {role}" for role in ("replica", "DEFAULT"))
    raw.execute(off)
    raw.commit()
    yield
    raw.execute(on)
    raw.commit()


def _in_order(connection: Connection, table: Table, keys: Hashes) -> None:
    """Keys in the order of the primary key; the other index once all are there."""
    (index,) = table.indexes
    index.drop(connection)
    write = _sqlite_keys if connection.dialect.name == "sqlite" else _postgres_keys
    write(connection, table.name, keys)
    index.create(connection)


def _sqlite_keys(connection: Connection, name: str, keys: Hashes) -> None:
    raw: Any = connection.connection.driver_connection
    for some in _slices(keys):
        raw.executemany(f"INSERT INTO {name} (hash, contact_id) VALUES (?, ?)", some)


def _postgres_keys(connection: Connection, name: str, keys: Hashes) -> None:
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY {name} (hash, contact_id) FROM STDIN") as copy:
        for some in _slices(keys):
            for pair in some:
                copy.write_row(pair)
