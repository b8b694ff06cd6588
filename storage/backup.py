"""Backups: one file with everything, pictures included, made while Goen runs and compared before it counts.

The file is a tar of `manifest.json` and the database as one moment held it: SQLite's by VACUUM INTO,
PostgreSQL's by pg_dump in a snapshot in which the rows were counted.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import sqlite3
import subprocess
import tarfile
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, CursorResult, func, make_url, select, text, update

from storage import migrate, outbox
from storage.database import Database
from storage.tables import Base, Outbox

SQLITE, POSTGRES = "sqlite", "postgresql"
MANIFEST, CONTENT = "manifest.json", "database"
FORM = 1
SUFFIX = ".goen-backup"
_CHUNK = 1 << 20


class BackupFailed(Exception):
    """A backup could not be made or brought back; the message is one sentence that says why."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup holds: `kind` of database, `tables` (the migration), `rows` by table, its SHA-256."""

    made_at: str
    kind: str
    tables: str
    rows: Mapping[str, int]
    sha256: str
    form: int = FORM


def make(database: Database, path: Path, at: datetime) -> Manifest:
    """Writes a backup, compares it, and only then gives it its name; `at` is the aware moment.

    Raises:
        BackupFailed: nothing was written; the message says why.
    """
    if path.exists():
        raise BackupFailed(f"{path} exists already; choose another name")
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            content = Path(folder) / CONTENT
            rows = _copied(database, content)
            kind = SQLITE if database.is_sqlite else POSTGRES
            made = Manifest(at.astimezone(UTC).isoformat(), kind, migrate.head(), rows, _digest(content))
            _pack(unfinished, made, content)
        check(unfinished)
        os.replace(unfinished, path)
    except OSError as error:
        raise BackupFailed(f"{path}: {error.strerror or error}") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return made


def _copied(database: Database, target: Path) -> dict[str, int]:
    if not database.is_sqlite:
        return _dumped(database, target)
    source = make_url(database.url).database
    with closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as copier:
        copier.execute("VACUUM INTO ?", (str(target),))
    return _rows_of_file(target)


def _dumped(database: Database, target: Path) -> dict[str, int]:
    """pg_dump in the snapshot of a transaction that counts the rows."""
    with database.reader.connect() as connection, connection.begin():
        connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"))
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        rows = _rows(connection)
        _run(
            "pg_dump",
            database.url,
            f"--snapshot={snapshot}",
            "--format=custom",
            "--no-owner",
            f"--file={target}",
        )
    return rows


def _rows(connection: Connection) -> dict[str, int]:
    counted = {name: select(func.count()).select_from(table) for name, table in Base.metadata.tables.items()}
    return {name: int(connection.scalar(query) or 0) for name, query in counted.items()}


def _rows_of_file(path: Path) -> dict[str, int]:
    database = Database.open(f"sqlite:///{path}")
    try:
        with database.reader.connect() as connection:
            return _rows(connection)
    finally:
        database.dispose()
        for rest in ("-wal", "-shm"):
            path.with_name(path.name + rest).unlink(missing_ok=True)


def _pack(path: Path, made: Manifest, content: Path) -> None:
    with tarfile.open(path, "w") as archive:
        plain = json.dumps(asdict(made), indent=1).encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size = len(plain)
        archive.addfile(entry, io.BytesIO(plain))
        archive.add(content, CONTENT)
    path.chmod(0o600)


def check(path: Path) -> Manifest:
    """Reads a backup through and compares it with what its manifest says.

    Raises:
        BackupFailed: it is damaged, or no backup.
    """
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        return _unpacked(path, Path(folder) / CONTENT)


def _unpacked(path: Path, target: Path) -> Manifest:
    try:
        with tarfile.open(path, "r:") as archive:
            entry = archive.extractfile(MANIFEST)
            told = Manifest(**json.load(entry)) if entry else None
            content = archive.extractfile(CONTENT)
            if told is None or content is None or told.form != FORM:
                raise BackupFailed(f"{path} is no backup of this Goen")
            with target.open("wb") as out:
                shutil.copyfileobj(content, out, _CHUNK)
    except (tarfile.TarError, KeyError, TypeError, ValueError) as error:
        raise BackupFailed(f"{path} is damaged, or no backup") from error
    if _digest(target) != told.sha256:
        raise BackupFailed(f"{path} is damaged: its content is not what was written")
    if told.kind == SQLITE:
        _compare(told, _rows_of_file(target))
    return told


def _compare(told: Manifest, found: Mapping[str, int]) -> None:
    if wrong := sorted(name for name, count in told.rows.items() if found.get(name) != count):
        raise BackupFailed(f"the rows of {', '.join(wrong)} are not those that were counted")


def restore(path: Path, url: str) -> tuple[Manifest, int]:
    """Brings a backup back into an empty place and up to date; returns what it held, and how many messages
    were on their way: those are looked for in Slack before they are posted.

    Raises:
        BackupFailed: the place is not empty, the backup is damaged or of the other kind of database.
    """
    try:
        with tempfile.TemporaryDirectory(dir=path.parent) as folder:
            content = Path(folder) / CONTENT
            told = _unpacked(path, content)
            _bring_back(told, content, url)
    except OSError as error:
        raise BackupFailed(f"{path}: {error.strerror or error}") from error
    database = Database.open(url)
    try:
        with database.reader.connect() as connection:
            _compare(told, _rows(connection))
        migrate.upgrade(database)
        return told, _hold(database)
    finally:
        database.dispose()


def _bring_back(told: Manifest, content: Path, url: str) -> None:
    place = make_url(url)
    kind = SQLITE if place.get_backend_name() == "sqlite" else POSTGRES
    if kind != told.kind:
        raise BackupFailed(
            f"this is a backup of {told.kind}; take goen export FILE.jsonl to change databases"
        )
    if kind == POSTGRES:
        _into_server(content, url)
        return
    target = Path(str(place.database))
    if any(target.with_name(target.name + rest).exists() for rest in ("", "-wal", "-shm", "-journal")):
        raise BackupFailed(f"{target} is there already; move it away, or restore into another folder")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(content, target)
    target.chmod(0o600)


def _into_server(content: Path, url: str) -> None:
    database = Database.open(url)
    try:
        with database.reader.connect() as connection:
            known = connection.scalar(
                text(
                    "SELECT count(*) FROM information_schema.tables WHERE table_schema IN ('public', 'dbos')"
                )
            )
    finally:
        database.dispose()
    if known:
        raise BackupFailed("the database has tables already; restore into an empty one")
    _run("pg_restore", url, "--no-owner", "--exit-on-error", "--single-transaction", str(content))


def _hold(database: Database) -> int:
    """Messages that were on their way when the backup was made may have been posted since."""
    waiting = update(Outbox).where(Outbox.state.in_((outbox.PENDING, outbox.SENDING)))
    with database.write() as session:
        done = session.execute(waiting.values(state=outbox.UNKNOWN))
        return cast("CursorResult[Any]", done).rowcount


def _run(program: str, url: str, *words: str) -> None:
    """Runs one of PostgreSQL's programs; the password goes by the environment, where others do not see it."""
    place = make_url(url).set(drivername="postgresql")
    secret = {"PGPASSWORD": str(place.password)} if place.password else {}
    shown = place.set(password=None).render_as_string(hide_password=False)
    command = [program, f"--dbname={shown}", *words]
    try:
        done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **secret})
    except FileNotFoundError as error:
        raise BackupFailed(f"{program} is not installed; install PostgreSQL's client programs") from error
    if done.returncode:
        raise BackupFailed(f"{program}: {(done.stderr.strip().splitlines() or ['failed'])[-1]}")


def _digest(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def latest(folder: Path) -> Path | None:
    """The newest backup of a folder, by its name."""
    return max(folder.glob(f"goen-*{SUFFIX}"), default=None)


def is_due(folder: Path, at: datetime, every: timedelta = timedelta(days=1)) -> bool:
    """Whether the newest backup of a folder is older than that."""
    newest = latest(folder)
    return newest is None or at.timestamp() - newest.stat().st_mtime >= every.total_seconds()


def rotate(database: Database, folder: Path, keep: int, at: datetime) -> Path:
    """Makes the next backup of a folder and removes all but the newest `keep`.

    Raises:
        BackupFailed: as `make`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"goen-{at.astimezone(UTC):%Y%m%dT%H%M%SZ}{SUFFIX}"
    make(database, path, at)
    for old in sorted(folder.glob(f"goen-*{SUFFIX}"))[:-keep]:
        old.unlink()
    return path
