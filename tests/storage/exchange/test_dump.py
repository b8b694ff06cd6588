import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from contacts.values import Kind
from storage import cards, contacts, interactions, known, merging, outbox, workspaces
from storage.database import Database
from storage.exchange import dump
from storage.exchange.values import UnreadableFile
from storage.tables import Card, Contact, Incoming, Outbox
from tests.storage.build import DAY, NOW, SUZUKI, TANAKA
from tests.storage.build import card as new_card


@pytest.fixture
def whole(sqlite_database: Database, tmp_path: Path) -> Path:
    """A full export of an SQLite database with cards, pictures, a back, a merged contact and interactions."""
    with sqlite_database.write() as session:
        workspaces.put(session, "T1", "Team", "UBOT")
        rows = [
            new_card(session, fields, f"F{number}") for number, fields in enumerate((TANAKA, SUZUKI, TANAKA))
        ]
        for row in rows:
            cards.save(session, row, "U1", NOW)
        # The front comes after its other side.
        rows[0].front_id = rows[2].id
        first, gone = rows[1].contact, rows[2].contact
        assert first is not None
        assert gone is not None
        interactions.add(
            session,
            workspace_id="T1",
            user_id="U1",
            kind=Kind.VISIT,
            happened_on=DAY,
            contact_ids=[gone.id, first.id],
            at=NOW,
            note="改行\nと\u2028印",
        )
        merging.merge(session, first, gone, {}, "U1", NOW)
        session.add(
            Incoming(key="k", kind="event", workspace_id="T1", payload={"secret": 1}, received_at=NOW)
        )
    path = tmp_path / "whole.jsonl"
    dump.write(sqlite_database, path)
    return path


def rows_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")


@pytest.fixture
def empty(request: pytest.FixtureRequest, postgres_database: Database, tmp_path: Path) -> Database:
    from storage import migrate

    if request.param == "postgres":
        return postgres_database
    database = Database.open(f"sqlite:///{tmp_path / 'other.db'}")
    migrate.upgrade(database)
    return database


@pytest.mark.parametrize("empty", ["sqlite", "postgres"], indirect=True)
def test_a_full_export_comes_back_as_it_was(whole: Path, empty: Database, tmp_path: Path) -> None:
    counts = dump.read(empty, whole)
    again = tmp_path / "again.jsonl"
    assert {name: number for name, number in dump.write(empty, again).items() if number} == counts
    assert rows_of(again) == rows_of(whole)
    with empty.write() as session:
        assert len(contacts.search(session, "T1", "鈴木", 5)) == 1
        assert known.known(session, "T1", SUZUKI)
        row = new_card(session, SUZUKI, "F7")
        assert row.id == (session.scalar(select(func.max(Card.id))) or 0)
        cards.save(session, row, "U1", NOW)


@pytest.mark.parametrize("empty", ["sqlite"], indirect=True)
def test_what_a_fresh_start_wrote_gives_way(whole: Path, empty: Database) -> None:
    with empty.write() as session:
        workspaces.put(session, "T1", "Other name", "UOLD")
    dump.read(empty, whole)
    with empty.read() as session:
        row = workspaces.get(session, "T1")
        assert row is not None
        assert row.bot_user_id == "UBOT"


def test_a_goen_with_data_is_left_alone(whole: Path, sqlite_database: Database) -> None:
    with pytest.raises(dump.NotEmpty):
        dump.read(sqlite_database, whole)


def test_nothing_of_running_processes_is_in_it(whole: Path) -> None:
    rows = [json.loads(line) for line in rows_of(whole)[1:] if line]
    assert "secret" not in whole.read_text(encoding="utf-8")
    assert not [row for row in rows if row["table"] in ("replicas", "job_attempts")]
    assert [row["table"] for row in rows].count("incoming") == 1


@pytest.mark.parametrize("empty", ["sqlite"], indirect=True)
@pytest.mark.parametrize("harm", ["cut", "version", "table"])
def test_a_harmed_export_is_refused_whole(whole: Path, empty: Database, harm: str) -> None:
    lines = rows_of(whole)
    if harm == "cut":
        lines[-2] = lines[-2][:20]
    elif harm == "version":
        lines[0] = '{"goen": 1, "tables": "0001"}'
    else:
        lines.insert(3, '{"table": "sqlite_master", "row": {}}')
    whole.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(UnreadableFile):
        dump.read(empty, whole)
    with empty.read() as session:
        assert session.scalar(select(func.count()).select_from(Contact)) == 0


def test_messages_that_wait_are_not_sent_twice(sqlite_database: Database, tmp_path: Path) -> None:
    with sqlite_database.write() as session:
        outbox.put(session, key="a", workspace_id="T1", recipient="U1", kind="x", ids={}, at=NOW)
        outbox.put(session, key="b", workspace_id="T1", recipient="U1", kind="x", ids={}, at=NOW)
        session.scalars(select(Outbox).where(Outbox.key == "b")).one().state = "sent"
    dump.write(sqlite_database, tmp_path / "x.jsonl")
    rows = [json.loads(line) for line in rows_of(tmp_path / "x.jsonl")[1:] if line]
    assert [row["row"]["key"] for row in rows if row["table"] == "outbox"] == ["b"]
