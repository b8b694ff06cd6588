"""`goen audit` says whether the log is whole, and prints it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage import audit, migrate, workspaces
from storage.database import Database
from tests.bot.test_cli import goen

NOW = datetime(2026, 11, 24, 1, 2, 3, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A place with a database that has three entries."""
    (tmp_path / "data").mkdir()
    database = Database.open(f"sqlite:///{tmp_path / 'data' / 'goen.db'}")
    migrate.upgrade(database)
    with database.write() as session:
        workspaces.put(session, "T1", "会社", "UGOEN")
        audit.write(session, "T1", "U1", audit.Action.LOOKED_UP, "contacts", 12, NOW)
        audit.write(session, "T1", "U2", audit.Action.REFUSED, "action", "edit_contact", NOW, role="viewer")
        audit.write(session, "T1", "U1", audit.Action.ERASED, "contacts", 12, NOW)
    database.dispose()
    return tmp_path


def test_verify_prints_count_and_last_hash_that_expect_takes_back(folder: Path) -> None:
    answer = goen("audit", "verify", folder=folder)
    assert answer.returncode == 0
    assert answer.stdout.startswith("3 rows hold; last 3:")
    kept = answer.stdout.split()[-1]
    assert goen("audit", "verify", "--expect", kept, folder=folder).returncode == 0
    other = goen("audit", "verify", "--expect", "3:00ff", folder=folder)
    assert (other.returncode, "rewritten" in other.stdout) == (1, True)
    wrong = goen("audit", "verify", "--expect", "three", folder=folder)
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)


def test_verify_names_the_first_broken_row(folder: Path) -> None:
    with sqlite3.connect(folder / "data" / "goen.db") as connection:
        connection.execute("DROP TRIGGER audit_log_no_update")
        connection.execute("UPDATE audit_log SET actor_id = 'U9' WHERE number = 2")
    answer = goen("audit", "verify", folder=folder)
    assert answer.returncode == 1
    assert answer.stdout == "BROKEN after 1 rows that hold: row 2 is not as it was written\n"


def test_list_prints_the_newest_first_and_filters(folder: Path) -> None:
    lines = goen("audit", "list", folder=folder).stdout.splitlines()
    assert [line.split()[0] for line in lines] == ["3", "2", "1"]
    assert "2026-11-24 01:02:03" in lines[1]
    assert lines[1].endswith('U2  refused  action:edit_contact  {"role":"viewer"}')
    about = goen("audit", "list", "--subject", "contacts:12", "--action", "erased", folder=folder)
    assert [line.split()[0] for line in about.stdout.splitlines()] == ["3"]
    wrong = goen("audit", "list", "--subject", "12", folder=folder)
    assert (wrong.returncode, len(wrong.stderr.splitlines())) == (2, 1)
