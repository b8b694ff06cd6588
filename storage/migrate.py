"""The tables are brought up to date by Alembic; replicas that start together wait for each other."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.database import Database

FOLDER = Path(__file__).parent / "migrations"
POSTGRES_LOCK = 0x60E7


def upgrade(database: Database) -> None:
    """Runs the migrations that are missing, in one transaction; nothing when there are none."""
    with database.writer.connect() as connection:
        if database.is_sqlite:
            _upgrade_sqlite(connection)
        else:
            with connection.begin():
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({POSTGRES_LOCK})")
                _run(connection)


def _upgrade_sqlite(connection: Connection) -> None:
    # Batch migrations rebuild tables: with foreign keys on, dropping the old one would delete child rows.
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.begin():
            _run(connection)
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def _run(connection: Connection) -> None:
    settings = config()
    settings.attributes["connection"] = connection
    command.upgrade(settings, "head")


def pending(database: Database) -> bool:
    """Whether `upgrade` would change anything."""
    with database.reader.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    return set(current) != set(ScriptDirectory.from_config(config()).get_heads())


def head() -> str:
    """The version of the tables that this Goen works with."""
    return str(ScriptDirectory.from_config(config()).get_current_head())


def config() -> Config:
    """Alembic's configuration, built in code so that it travels inside the package."""
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    return settings
