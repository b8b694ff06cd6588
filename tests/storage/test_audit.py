"""The audit log is whole: appended with the change or not at all, never altered, chained for everybody."""

from __future__ import annotations

from contextlib import suppress
from multiprocessing import get_context

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DatabaseError

from storage import acts, audit, cards, contacts
from storage.audit import Action
from storage.database import Database
from storage.history import acting
from storage.tables import Act, AuditEntry, AuditHead, Contact, Workspace
from tests.storage.build import NOW, card


def look_up(database: Database, number: int = 1, workspace: str = "T1") -> None:
    for one in range(1, number + 1):
        with database.write() as session:
            audit.write(session, workspace, "U1", Action.LOOKED_UP, "contacts", one, NOW)


def verdict(database: Database, workspace: str = "T1") -> audit.Verdict:
    with database.read() as session:
        return audit.verify(session, workspace)


def unguarded(database: Database, statement: str) -> None:
    """What somebody does who owns the database and drops its triggers."""
    with database.writer.begin() as connection:
        if database.is_sqlite:
            for name in ("update", "delete", "replace"):
                connection.execute(text(f"DROP TRIGGER audit_log_no_{name}"))
        else:
            connection.execute(text("DROP TRIGGER audit_log_append_only ON audit_log"))
        connection.execute(text(statement))


def test_entries_are_chained_in_each_workspace(database: Database) -> None:
    look_up(database, 3)
    look_up(database, 2, "T2")
    with database.read() as session:
        rows = audit.entries(session, "T1")
        assert [(row.number, row.subject_id) for row in rows] == [(3, "3"), (2, "2"), (1, "1")]
        assert len({row.hash for row in rows}) == 3
        head = session.get_one(AuditHead, "T1")
        assert (head.number, head.hash) == (3, rows[0].hash)
    assert verdict(database) == audit.Verdict("T1", 3, rows[0].hash)
    assert verdict(database, "T2").count == 2
    assert verdict(database, "T3") == audit.Verdict("T3", 0, "")


def test_an_entry_comes_with_its_transaction_or_not_at_all(database: Database) -> None:
    with suppress(ZeroDivisionError), database.write() as session:
        audit.write(session, "T1", "U1", Action.EXPORTED, None, None, NOW)
        raise ZeroDivisionError
    assert verdict(database).count == 0
    with database.write() as session:
        audit.write(session, "T1", "U1", Action.EXPORTED, None, None, NOW)
        with suppress(ZeroDivisionError), session.begin_nested():
            audit.write(session, "T1", "U2", Action.EXPORTED, None, None, NOW)
            raise ZeroDivisionError
        with session.begin_nested():
            audit.write(session, "T1", "U3", Action.EXPORTED, None, None, NOW)
    with database.read() as session:
        assert [row.actor_id for row in audit.entries(session, "T1")] == ["U3", "U1"]


def test_a_reading_session_cannot_pretend_to_write(database: Database) -> None:
    with database.read() as session, pytest.raises(audit.ReadOnly):
        audit.write(session, "T1", "U1", Action.LOOKED_UP, "contacts", 1, NOW)


@pytest.mark.parametrize(
    "value", ["田中 一郎", "tanaka@yamada.example", "Ichiro Tanaka", "+81 3", ["田中"], 1.5]
)
def test_nothing_but_ids_goes_in(database: Database, value: object) -> None:
    with database.write() as session, pytest.raises(audit.NotAnId):
        audit.write(session, "T1", "U1", Action.LOOKED_UP, "contacts", 1, NOW, found=value)


def test_a_system_of_any_name_is_told_by_a_digest(database: Database) -> None:
    with database.write() as session:
        audit.write(session, "T1", "api:経理 システム", Action.LOOKED_UP, "contacts", 1, NOW)
    with database.read() as session:
        (entry,) = audit.entries(session, "T1", actor_id="api:経理 システム")
        assert entry.actor_id.startswith("name:")
        assert audit.entries(session, "T1", actor_id="api:別") == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_log SET actor_id = 'U9'",
        "DELETE FROM audit_log",
        "DELETE FROM audit_log WHERE number = 2",
    ],
)
def test_the_database_refuses_to_change_the_log(database: Database, statement: str) -> None:
    look_up(database, 2)
    with pytest.raises(DatabaseError, match="append-only"), database.writer.begin() as connection:
        connection.execute(text(statement))
    assert verdict(database).count == 2


def test_no_other_way_around_the_triggers(database: Database) -> None:
    look_up(database, 1)
    replace = (
        "INSERT OR REPLACE INTO audit_log SELECT workspace_id, number, at, 'U9', action, subject_kind,"
        " subject_id, ids, hash FROM audit_log"
        if database.is_sqlite
        else "TRUNCATE audit_log"
    )
    with pytest.raises(DatabaseError, match="append-only"), database.writer.begin() as connection:
        connection.execute(text(replace))
    with pytest.raises(DatabaseError), database.write() as session:
        session.execute(update(AuditEntry).values(actor_id="U9"))
    with pytest.raises(DatabaseError), database.write() as session:
        session.execute(delete(AuditEntry))
    assert verdict(database).broken is None


@pytest.mark.parametrize(
    ("statement", "count", "why"),
    [
        ("UPDATE audit_log SET actor_id = 'U9' WHERE number = 2", 1, "row 2 is not as it was written"),
        ("UPDATE audit_log SET ids = '{\"a\": 1}' WHERE number = 3", 2, "row 3 is not as it was written"),
        ("DELETE FROM audit_log WHERE number = 2", 1, "row 2 is missing"),
        ("DELETE FROM audit_log WHERE number = 3", 2, "row 3 is missing"),
        ("DELETE FROM audit_heads", 3, "row 3 was appended past the end of the chain"),
    ],
)
def test_verify_finds_the_first_row_that_does_not_hold(
    database: Database, statement: str, count: int, why: str
) -> None:
    look_up(database, 3)
    unguarded(database, statement)
    found = verdict(database)
    assert (found.count, found.broken) == (count, why)


def test_a_chain_that_was_rewritten_is_found_by_a_hash_kept_elsewhere(database: Database) -> None:
    look_up(database, 3)
    kept = verdict(database)
    unguarded(database, "DELETE FROM audit_log")
    with database.write() as session:
        session.execute(update(AuditHead).values(number=0, hash=""))
        for number in range(4):
            audit.write(session, "T1", "U9", Action.LOOKED_UP, "contacts", number, NOW)
    assert verdict(database).broken is None
    with database.read() as session:
        assert audit.verify(session, "T1", (kept.count, kept.last_hash)).broken is not None


def test_a_chain_with_the_expected_row_holds_when_more_was_appended(database: Database) -> None:
    look_up(database, 3)
    kept = verdict(database)
    look_up(database, 2)
    with database.read() as session:
        assert audit.verify(session, "T1", (kept.count, kept.last_hash)).broken is None
        assert audit.verify(session, "T1", (2, kept.last_hash)).broken is not None


def append_twenty(url: str, actor: str) -> None:
    database = Database.open(url)
    for number in range(20):
        with database.write() as session:
            audit.write(session, "T1", actor, Action.LOOKED_UP, "contacts", number, NOW)
    database.dispose()


def test_several_processes_append_to_one_chain(database: Database) -> None:
    with get_context("spawn").Pool(3) as pool:
        pool.starmap(append_twenty, [(database.url, f"U{number}") for number in range(3)])
    assert verdict(database).count == 60
    assert verdict(database).broken is None


def test_what_a_person_changes_is_audited_with_the_rows_it_touched(database: Database) -> None:
    with database.write() as session:
        row = card(session)
        act = cards.save(session, row, "U1", NOW)
        card_id, contact_id, act_id = row.id, row.contact_id, act.id
    with database.read() as session:
        (entry,) = audit.entries(session, "T1")
        assert (entry.actor_id, entry.action, entry.at) == ("U1", "changed", NOW)
        assert (entry.subject_kind, entry.subject_id) == ("acts", str(act_id))
        assert {f"cards:{card_id}", f"contacts:{contact_id}"} <= set(entry.ids["rows"])
        assert entry.ids["kind"] == "save"
    with database.write() as session:
        acts.undo(session, session.get_one(Act, act_id), "U2", NOW)
    with database.read() as session:
        assert [one.ids["kind"] for one in audit.entries(session, "T1")] == ["undo", "save"]


def test_the_log_names_no_value_of_what_changed(database: Database) -> None:
    with database.write() as session:
        cards.save(session, card(session), "U1", NOW)
    with database.write() as session:
        contact = session.scalars(select(Contact)).one()
        fields = contacts.fields_of(contact)
        contacts.edit(session, contact, fields, ["田仲 一郎"], ["秘密"], "U1", NOW)
    with database.read() as session:
        told = " ".join(str(one.ids) for one in audit.entries(session, "T1"))
    assert "田" not in told
    assert "秘密" not in told


def test_an_act_on_very_many_rows_names_the_first_and_the_number(database: Database) -> None:
    with database.write() as session, acting(session, "T1", "U1", "import", "import", NOW):
        for number in range(30):
            session.add(Contact(workspace_id="T1", name=f"人 {number}", created_at=NOW, updated_at=NOW))
    with database.read() as session:
        (entry,) = audit.entries(session, "T1")
        assert (entry.action, len(entry.ids["rows"]), entry.ids["count"]) == ("imported", 20, 30)


def test_entries_can_be_asked_for_by_who_what_and_whom(database: Database) -> None:
    look_up(database, 2)
    with database.write() as session:
        audit.write(session, "T1", "U2", Action.ERASED, "contacts", 2, NOW, why="request")
    with database.read() as session:
        assert [one.number for one in audit.entries(session, "T1", actor_id="U2")] == [3]
        assert [one.number for one in audit.entries(session, "T1", action="looked_up")] == [2, 1]
        assert [one.number for one in audit.entries(session, "T1", subject=("contacts", "2"))] == [3, 2]
        assert [one.number for one in audit.entries(session, "T1", limit=1)] == [3]


def test_a_transaction_without_entries_touches_no_chain(database: Database) -> None:
    with database.write() as session:
        session.add(Workspace(id="T1"))
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(AuditHead)) == 0
