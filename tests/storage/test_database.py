"""The two doors of a database, instants, and the migrations."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier, Thread
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import event, inspect, select, text
from sqlalchemy.exc import OperationalError, StatementError

from storage import migrate
from storage.database import Database
from storage.tables import Base, Incoming, Replica, Workspace
from storage.tables.base import UtcDateTime


def test_a_write_is_all_or_nothing(database: Database) -> None:
    with suppress(ZeroDivisionError), database.write() as session:
        session.add(Workspace(id="T1"))
        session.flush()
        raise ZeroDivisionError
    with database.write() as session:
        session.add(Workspace(id="T2"))
    with database.read() as session:
        assert session.scalars(select(Workspace.id)).all() == ["T2"]


def test_the_reading_door_changes_nothing(database: Database) -> None:
    with database.write() as session:
        session.add(Workspace(id="T1", name="before"))
    with database.read() as session:
        session.get_one(Workspace, "T1").name = "after"
        with suppress(OperationalError):
            session.flush()
    with database.read() as session:
        assert session.get_one(Workspace, "T1").name == "before"


def test_sqlite_is_set_up_as_a_small_server(sqlite_database: Database) -> None:
    for engine in (sqlite_database.writer, sqlite_database.reader):
        with engine.connect() as connection:
            found = [
                connection.scalar(text(f"PRAGMA {name}"))
                for name in ("journal_mode", "synchronous", "foreign_keys")
            ]
            assert found == ["wal", 2, 1]


def test_sqlite_writers_wait_for_each_other_and_readers_do_not(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        session.add(Workspace(id="T0", settings={"n": 0}))
    barrier = Barrier(6)

    def add_five() -> None:
        barrier.wait()
        for _ in range(5):
            with sqlite_database.write() as session:
                row = session.get_one(Workspace, "T0")
                row.settings = {"n": row.settings["n"] + 1}

    threads = [Thread(target=add_five) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with sqlite_database.write() as held:
        held.get_one(Workspace, "T0").settings = {"n": -1}
        held.flush()
        with sqlite_database.read() as session:
            assert session.get_one(Workspace, "T0").settings == {"n": 30}


def test_instants_come_back_in_utc_whatever_zone_they_had(database: Database) -> None:
    tokyo = timezone(timedelta(hours=9))
    moment = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=tokyo)
    with database.write() as session:
        session.add(Replica(executor_id="goen-1", started_at=moment, heartbeat_at=moment))
    with database.read() as session:
        found = session.get_one(Replica, "goen-1").started_at
        early = select(Replica.executor_id).where(Replica.started_at < moment + timedelta(seconds=1))
        assert session.scalars(early).all() == ["goen-1"]
    assert found == moment
    assert found.tzinfo is UTC


def test_an_instant_without_a_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 11, 24, 9, 0)
    with database.write() as session, pytest.raises(StatementError, match="zone"):
        session.scalars(select(Incoming.id).where(Incoming.received_at < naive)).all()


def test_the_migrations_make_exactly_the_tables(database: Database) -> None:
    with database.writer.connect() as connection:
        options = {"compare_type": lambda *parts: None if isinstance(parts[4], UtcDateTime) else False}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []
    assert not migrate.pending(database)


def test_the_migrations_lead_back_to_nothing(database: Database) -> None:
    settings = migrate.config()
    with database.writer.connect() as connection, connection.begin():
        settings.attributes["connection"] = connection
        command.downgrade(settings, "base")
    assert set(inspect(database.writer).get_table_names()) == {"alembic_version"}
    assert migrate.pending(database)
    migrate.upgrade(database)
    assert set(inspect(database.writer).get_table_names()) == {"alembic_version", *Base.metadata.tables}


def test_replicas_that_start_together_migrate_once(database: Database) -> None:
    settings = migrate.config()
    with database.writer.connect() as connection, connection.begin():
        settings.attributes["connection"] = connection
        command.downgrade(settings, "base")
    barrier, failures = Barrier(4), []

    def start() -> None:
        own = Database.open(database.url)
        barrier.wait()
        try:
            migrate.upgrade(own)
        except Exception as error:
            failures.append(error)
            raise
        finally:
            own.dispose()

    threads = [Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert not migrate.pending(database)


def test_foreign_keys_hold_again_after_a_migration(sqlite_database: Database) -> None:
    migrate.upgrade(sqlite_database)
    with sqlite_database.write() as session:
        assert session.scalar(text("PRAGMA foreign_keys")) == 1


def test_a_password_never_shows_in_the_engine(postgres_database: Database) -> None:
    assert "***" in repr(Database.open("postgres://goen:secret@localhost/goen").writer.url)
    assert postgres_database.writer.dialect.driver == "psycopg"


def test_writers_of_one_process_wait_for_each_other_before_sqlite_has_to(sqlite_database: Database) -> None:
    @event.listens_for(sqlite_database.writer, "connect")
    def _never_wait(connection: Any, _: Any) -> None:
        connection.execute("PRAGMA busy_timeout=0")

    sqlite_database.writer.dispose()
    with sqlite_database.write() as session:
        session.execute(text("CREATE TABLE turns (number INTEGER)"))

    def write(number: int) -> None:
        with sqlite_database.write() as session:
            session.execute(text("INSERT INTO turns VALUES (:number)"), {"number": number})

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(write, range(80)))
    with sqlite_database.read() as session:
        assert session.scalar(text("SELECT count(DISTINCT number) FROM turns")) == 80
