"""An import of ever more rows: rows a second, and the memory of the process when it ends.

ROWS=10000,100000 contacts of invented companies, written as a table with Japanese headings and imported
into an empty database; each size into SQLite and PostgreSQL. Memory is the highest of the process so far.
"""

from __future__ import annotations

import csv
import os
import resource
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from contacts.values import PhoneType
from storage.database import Database
from storage.exchange import importing
from storage.exchange.files import open_file
from storage.exchange.taking import Wanted
from tests.bench.candidates import databases
from tests.bench.measure import cpu
from tests.bench.team import card, person
from tests.bench.team_seed import WORKSPACE

ROWS = "10000,100000"
HEADINGS = ("会社名", "部署名", "役職", "氏名", "e-mail", "住所", "TEL会社", "携帯電話", "URL")


def run() -> None:
    """Prints the figures of each size on both databases."""
    for rows in (int(one) for one in os.environ.get("ROWS", ROWS).split(",")):
        with tempfile.TemporaryDirectory() as folder, databases() as both:
            path = Path(folder) / "contacts.csv"
            _write(path, rows)
            for database in both:
                _import(database, path, rows)


def _write(path: Path, rows: int) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        table = csv.writer(out)
        table.writerow(HEADINGS)
        for number in range(rows):
            fields = card(person(number, rows))
            numbers = {phone.type: phone.number for phone in fields.phones}
            texts = (fields.company, fields.department, fields.title, fields.name, *fields.emails[:1])
            reach = (
                fields.address,
                numbers.get(PhoneType.WORK),
                numbers.get(PhoneType.MOBILE),
                *fields.urls[:1],
            )
            table.writerow([*texts, *[""] * (5 - len(texts)), *reach])


def _import(database: Database, path: Path, rows: int) -> None:
    begun, spent = time.perf_counter(), cpu()
    wanted = Wanted(WORKSPACE, "U1", datetime.now(UTC), "U1")
    report = importing.run(database, open_file(path), wanted)
    seconds, spent = time.perf_counter() - begun, cpu() - spent
    name = "SQLite" if database.is_sqlite else "PostgreSQL"
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"import {name:<10} rows {rows}  new {report.counts['new']}  seconds {seconds:.0f} (CPU {spent:.0f})"
        f"  rows a second {rows / seconds:.0f}  megabytes {megabytes:.0f}",
        flush=True,
    )
