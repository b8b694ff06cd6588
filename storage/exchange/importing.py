"""An import: records become contacts in parts, each part a transaction, all of them one act.

A part is some hundred rows, so that cards are saved between them and memory stays flat. Rows that may be
somebody known wait as pending cards in a batch of the import, with the verdict any card would get. Killed in
the middle, an import is started again: what is there already counts as known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.normal import key
from contacts.values import CardFields
from storage import users
from storage.database import Database
from storage.exchange.files import Source
from storage.exchange.judging import decide
from storage.exchange.taking import KIND, Taking, Wanted
from storage.exchange.values import Problem, Record
from storage.history import acting, resuming
from storage.tables import (
    Act,
    Batch,
    Card,
    Import,
    ImportCase,
)

PART = 400
MOST_PROBLEMS = 1000
FIRST = 5
Progress = Callable[[int], object]


def _silent(rows: int) -> None:
    """Nobody watches."""


@dataclass
class Report:
    """What an import did, or in a dry run would do.

    `counts` has rows, new, known, case, bad and warned; `problems` the first MOST_PROBLEMS, `first` the
    first records, `strangers` owners who are no colleagues' names, with how often each is named.
    """

    import_id: int | None = None
    counts: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    first: list[Record] = field(default_factory=list)
    strangers: Counter[str] = field(default_factory=Counter)


def dry_run(database: Database, source: Source, wanted: Wanted, progress: Progress = _silent) -> Report:
    """Says what an import would do; nothing is written.

    Rows that are like each other, not like anybody stored, count as new here; the import itself finds them.
    """
    report = Report()
    colleagues = _colleagues(database, wanted.workspace_id)
    for part in _parts(source.records()):
        with database.read() as session:
            for found in part:
                if record := _noted(report, found):
                    _owner(record, colleagues, wanted, report)
                    report.counts[decide(session, wanted.workspace_id, record)] += 1
        progress(len(part))
    return report


def run(database: Database, source: Source, wanted: Wanted, progress: Progress = _silent) -> Report:
    """Imports a file; `progress` is called with every part that is in the database.

    Raises:
        UnreadableFile: the rest of the file cannot be read; what was imported stays and can be undone.
    """
    report = Report()
    colleagues = _colleagues(database, wanted.workspace_id)
    with database.write() as session:
        report.import_id = _begin(session, source, wanted)
    for part in _parts(source.records()):
        with database.write() as session:
            row, act = _loaded(session, report.import_id)
            with resuming(session, act, KIND, wanted.at):
                taking = Taking(session, row, wanted)
                for record in taking.prepare([one for found in part if (one := _noted(report, found))]):
                    owner = _owner(record, colleagues, wanted, report)
                    report.counts[taking.take(record, owner)] += 1
                taking.finish()
            _note(row, report)
        progress(len(part))
    with database.write() as session:
        row, _ = _loaded(session, report.import_id)
        row.state, row.finished_at = "done", wanted.at
    return report


def _parts(records: Iterable[Record | Problem]) -> Iterator[list[Record | Problem]]:
    left = iter(records)
    while part := list(islice(left, PART)):
        yield part


def _begin(session: Session, source: Source, wanted: Wanted) -> int:
    batch = Batch(
        workspace_id=wanted.workspace_id,
        user_id=wanted.actor_id,
        started_at=wanted.at,
        last_photo_at=wanted.at,
        tags=list(wanted.tags),
    )
    session.add(batch)
    with acting(session, wanted.workspace_id, wanted.actor_id, KIND, KIND, wanted.at) as act:
        pass
    row = Import(
        workspace_id=wanted.workspace_id,
        actor_id=wanted.actor_id,
        act_id=act.id,
        batch_id=batch.id,
        file_name=source.path.name,
        system=source.system,
        started_at=wanted.at,
    )
    session.add(row)
    session.flush()
    return row.id


def _loaded(session: Session, import_id: int | None) -> tuple[Import, Act]:
    row = session.get_one(Import, import_id)
    return row, session.get_one(Act, row.act_id)


def _note(row: Import, report: Report) -> None:
    row.counts = dict(report.counts)
    row.problems = [asdict(problem) for problem in report.problems]


def _noted(report: Report, found: Record | Problem) -> Record | None:
    """Counts a row and keeps what is wrong with it; None when it cannot be taken in."""
    report.counts["rows"] += 1
    wrong = (found,) if isinstance(found, Problem) else found.problems
    report.problems += wrong[: MOST_PROBLEMS - len(report.problems)]
    if isinstance(found, Problem):
        report.counts["bad"] += 1
        return None
    report.counts["warned"] += bool(wrong)
    if len(report.first) < FIRST:
        report.first.append(found)
    return found


def _colleagues(database: Database, workspace_id: str) -> dict[str, str]:
    """Slack ids by what a table may call a colleague: the id itself, the names Slack knows."""
    with database.read() as session:
        people = users.members(session, workspace_id)
    return {
        key(text): person.slack_id
        for person in people
        for text in (person.name, person.real_name, person.slack_id)
        if text
    }


def _owner(record: Record, colleagues: Mapping[str, str], wanted: Wanted, report: Report) -> str | None:
    if not record.owner:
        return wanted.owner_id
    found = colleagues.get(key(record.owner))
    if found is None:
        report.strangers[record.owner] += 1
    return found or wanted.owner_id


def case_fields(session: Session, import_id: int) -> list[tuple[int, int, CardFields]]:
    """The rows of an import that wait for a person: number, id of the pending card, what it says."""
    rows = session.execute(
        select(ImportCase.row, Card.id, Card.fields)
        .join(Card, Card.id == ImportCase.card_id)
        .where(ImportCase.import_id == import_id, Card.state == "pending")
        .order_by(ImportCase.row)
    )
    return [(row, card_id, CardFields.from_dict(fields)) for row, card_id, fields in rows]
