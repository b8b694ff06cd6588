"""Everything Goen holds as JSON lines, and back into an empty Goen: the same rows in another database.

The first line names the version of the tables; each other line is one row. Left out is what belongs to
running processes only: replicas, attempts at jobs, requests' payloads, messages that were not sent yet.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from itertools import groupby
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, LargeBinary, Table, func, insert, select, text, update
from sqlalchemy.types import TypeDecorator

from storage import migrate
from storage.database import Database
from storage.exchange.values import UnreadableFile
from storage.tables import (
    Act,
    AuditEntry,
    Base,
    Card,
    Contact,
    Interaction,
    JobAttempt,
    Outbox,
    Photo,
    Replica,
)

_RUNNING = {table.__tablename__ for table in (Replica, JobAttempt)}
_HOLDS_DATA = (Contact, Card, Photo, Interaction, Act, AuditEntry)
_PART, _FEW = 500, 20
START = b'{"goen": '


class NotEmpty(Exception):
    """The database holds data or an audit log already: a full export goes into an empty Goen only."""


def write(database: Database, path: Path) -> dict[str, int]:
    """Writes everything as it is at this moment; how many rows of each table."""
    counts: dict[str, int] = {}
    with database.reader.connect() as connection, path.open("w", encoding="utf-8") as file:
        if not database.is_sqlite:
            connection = connection.execution_options(isolation_level="REPEATABLE READ")
        file.write(json.dumps({"goen": 1, "tables": migrate.head()}) + "\n")
        for table in _tables():
            counts[table.name] = 0
            for row in _rows(connection, table):
                line = {"table": table.name, "row": row}
                file.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")
                counts[table.name] += 1
    return counts


def read(database: Database, path: Path, progress: Callable[[int], object] = int) -> dict[str, int]:
    """Puts a full export into an empty Goen, all of it or nothing; how many rows of each table.

    Raises:
        NotEmpty: there are contacts, cards, photos, interactions or an audit log already.
        UnreadableFile: a line is none of a full export, or the tables were of another version.
    """
    counts: dict[str, int] = {}
    with path.open(encoding="utf-8") as file, database.writer.begin() as connection:
        _check_version(file.readline())
        _make_room(connection)
        later: list[tuple[Table, dict[str, Any]]] = []
        for name, lines in groupby(_lines(file), key=lambda line: line["table"]):
            table = Base.metadata.tables.get(name)
            if table is None or name in _RUNNING:
                raise UnreadableFile(f"the export names a table {name!r} that Goen does not have")
            counts[name] = _put(connection, table, (line["row"] for line in lines), later, progress)
        for table, values in later:
            same = [column == values[column.name] for column in table.primary_key]
            connection.execute(update(table).where(*same).values(**values))
        _set_sequences(connection)
    return counts


def _tables() -> list[Table]:
    return [table for table in Base.metadata.sorted_tables if table.name not in _RUNNING]


def _rows(connection: Connection, table: Table) -> Iterator[dict[str, Any]]:
    rows = select(table).order_by(*table.primary_key)
    if table.name == Outbox.__tablename__:
        rows = rows.where(table.c.state == "sent")
    binary = any(isinstance(column.type, LargeBinary) for column in table.columns)
    found = connection.execution_options(yield_per=_FEW if binary else _PART).execute(rows)
    for row in found.mappings():
        values = {name: _plain(value) for name, value in row.items() if value is not None}
        if table.name == "incoming":
            values.pop("payload", None)
        yield values


def _plain(value: Any) -> Any:
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _check_version(line: str) -> None:
    try:
        version = json.loads(line)["tables"]
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableFile("the file is no full export of Goen") from error
    if version != migrate.head():
        raise UnreadableFile(f"the export has tables of version {version}, this Goen has {migrate.head()}")


def _make_room(connection: Connection) -> None:
    """What a Goen that only just started knows of its workspace comes from the export instead."""
    for table in _HOLDS_DATA:
        if connection.scalar(select(func.count()).select_from(table.__table__)):
            raise NotEmpty(table.__tablename__)
    for one in reversed(_tables()):
        if one is not AuditEntry.__table__:
            connection.execute(one.delete())


def _lines(file: Iterator[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(file, 2):
        try:
            found = json.loads(line)
            found["table"], found["row"]
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableFile(f"line {number} of the export cannot be read") from error
        yield found


def _put(
    connection: Connection,
    table: Table,
    rows: Iterator[dict[str, Any]],
    later: list[tuple[Table, dict[str, Any]]],
    progress: Callable[[int], object],
) -> int:
    """Rows of one table; links within it are set at the end, for either row may come first."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    number, part = 0, []
    for row in rows:
        values = {column.name: _typed(column, row.get(column.name)) for column in table.columns}
        links = {name: values[name] for name in own if values[name] is not None}
        if links:
            later.append((table, {**{key.name: values[key.name] for key in table.primary_key}, **links}))
            values |= dict.fromkeys(links)
        part.append(values)
        number += 1
        if len(part) >= (_FEW if "content" in values else _PART):
            connection.execute(insert(table), part)
            progress(len(part))
            part = []
    if part:
        connection.execute(insert(table), part)
        progress(len(part))
    return number


def _typed(column: Any, value: Any) -> Any:
    if value is None:
        return None
    kind = _kind(column)
    if kind is bytes:
        return base64.b64decode(value)
    return kind.fromisoformat(value) if kind in (datetime, date, time) else value


def _kind(column: Any) -> type[Any]:
    given: Any = column.type
    plain: Any = given.impl if isinstance(given, TypeDecorator) else given
    kind: type[Any] = plain.python_type
    return kind


def _set_sequences(connection: Connection) -> None:
    """PostgreSQL's counters do not follow ids that are given."""
    if connection.dialect.name != "postgresql":
        return
    for table in _tables():
        if (
            "id" in table.columns
            and table.columns["id"].autoincrement
            and table.columns["id"].type.python_type is int
        ):
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'),"  # noqa: S608 (own names)
                    f" (SELECT max(id) FROM {table.name}))"
                )
            )
