"""How long it takes to decide what is due in a large team, and what a tick costs when nothing is.

As a program, `python -m tests.bench.reminders_scale DATABASE NOW`, it measures in a process of its own, so
that the memory is that of the decision and of the modules it needs.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any, cast

from sqlalchemy import CTE, ColumnElement, String, Table, insert, literal, select
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session

from contacts.workdays import Workdays
from reminders.hours import Hours
from reminders.morning import Mornings
from storage import workspaces
from storage.database import Database
from storage.tables import Contact, FollowUp, StaleClock, User

TEAM, OWNERS, TICKS = "T0LARGE0001", 2_000, 200
# The rows of a table come in as many parts; each part has dates of its own.
_PARTS = 20
_DUE_DAYS = (-1, 0, *range(5, 5 + _PARTS - 2))
_ASK_DAYS = tuple(range(-60, 30 * _PARTS - 60, 30))


def seed(database: Database, contacts: int, follow_ups: int, now: datetime, day: date) -> None:
    """So many contacts, every other with a stale clock, and open follow-ups, a tenth of them due by `day`."""
    with database.write() as session:
        workspaces.put(session, TEAM, "Large", "U0GOEN")
        known = {"workspace_id": TEAM, "tz": "Asia/Tokyo"}
        people = [{"slack_id": f"U{number}", "name": "", **known} for number in range(OWNERS)]
        session.execute(insert(_table(User)), people)
        for part in range(_PARTS):
            rows = _numbers(part, contacts // _PARTS)
            common: dict[str, Any] = {"id": rows.c.number, "owner_id": _owner(rows), "workspace_id": TEAM}
            written = {"created_at": now - timedelta(days=400), "updated_at": now - timedelta(days=400)}
            lists = ("posts", "qualifications", "other_addresses", "phones", "emails", "urls", "handles")
            names = {"name": "田中 一郎", "state": "active", "tags": [], **{name: [] for name in lists}}
            _fill(session, Contact, rows, {**common, **written, **names})
            ask_on = day + timedelta(days=_ASK_DAYS[part])
            _fill(session, StaleClock, rows, _clock(common, ask_on), step=2)
            due_on = day + timedelta(days=_DUE_DAYS[part])
            promises = _numbers(part, follow_ups // _PARTS)
            _fill(session, FollowUp, promises, _promise(promises, due_on, now))
    with database.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE" if database.is_sqlite else "VACUUM ANALYZE")


def _clock(common: dict[str, Any], ask_on: date) -> dict[str, Any]:
    own = {name: value for name, value in common.items() if name != "id"}
    days = {"base_on": ask_on - timedelta(days=180), "period_days": 180, "ask_on": ask_on}
    return {"contact_id": common["id"], **own, **days, "met_again": True, "asks": 0, "doublings": 0}


def _promise(rows: CTE, due_on: date, now: datetime) -> dict[str, Any]:
    return {
        "workspace_id": TEAM,
        "contact_id": rows.c.number,
        "text": "見積もり送付",
        "due_on": due_on,
        "side": "ours",
        "owner_id": _owner(rows),
        "state": "open",
        "created_at": now - timedelta(days=40),
    }


def _numbers(part: int, size: int) -> CTE:
    """The numbers of a part, from 1 on."""
    first = select(literal(part * size + 1).label("number")).cte("numbers", recursive=True)
    return first.union_all(select(first.c.number + 1).where(first.c.number < (part + 1) * size))


def _owner(rows: CTE) -> Any:
    return literal("U").concat(sql_cast(rows.c.number // 2 % OWNERS, String))


def _fill(session: Session, model: Any, rows: CTE, values: dict[str, Any], step: int = 1) -> None:
    """Writes a row for every `step`-th number; values are constants or made of the number."""
    columns = _table(model).c
    made = [
        value if isinstance(value, ColumnElement) else literal(value, columns[name].type)
        for name, value in values.items()
    ]
    wanted = select(*made).where(rows.c.number % step == 0)
    session.execute(insert(_table(model)).from_select(list(values), wanted))


def decided(database: Database, now: datetime) -> dict[str, float]:
    """The figures of a process of its own: seconds, MB and milliseconds by name."""
    command = [sys.executable, "-m", "tests.bench.reminders_scale", database.url, now.isoformat()]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    figures: dict[str, float] = json.loads(answer)
    return figures


def main() -> None:
    """Decides once what is due, queues it, and lets many ticks find nothing."""
    url, now = sys.argv[1], datetime.fromisoformat(sys.argv[2])
    mornings = Mornings(Database.open(url), Hours(), lambda _: Workdays(country="JP"))
    before = _megabytes()
    begun, worked = time.perf_counter(), time.process_time()
    due = mornings.due(TEAM, now)
    figures = {
        "seconds": time.perf_counter() - begun,
        "cpu_seconds": time.process_time() - worked,
        "megabytes": _megabytes(),
        "of_them_modules": before,
        "people": len(due),
        "items": sum(len(one.entries) for one in due),
        "early": _ticks(mornings, now - timedelta(hours=5)),
        "queued": mornings.tick(now),
        "done": _ticks(mornings, now),
    }
    print(json.dumps(figures))


def _ticks(mornings: Mornings, now: datetime) -> float:
    """CPU milliseconds of a tick that has nothing to queue, the median of many."""
    spent = []
    for number in range(TICKS):
        begun = time.process_time()
        mornings.tick(now + timedelta(seconds=number))
        spent.append(1000 * (time.process_time() - begun))
    return median(spent)


def _megabytes() -> float:
    """The most memory this process has held so far; `ru_maxrss` would count the one it was started by."""
    (line,) = [line for line in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in line]
    return int(line.split()[1]) / 1024


def _table(model: Any) -> Table:
    return cast(Table, model.__table__)


if __name__ == "__main__":
    main()
