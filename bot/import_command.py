"""What `goen import` does and prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from bot.command_house import CommandRefused, actor, open_database, workspace_id
from bot.settings import Settings
from storage import reindex
from storage.database import Database
from storage.exchange import chosen_headings, dump, importing, undoing
from storage.exchange.files import Source, open_file
from storage.exchange.headings import targets
from storage.exchange.importing import Report
from storage.exchange.taking import Wanted
from storage.exchange.values import Fault, Problem, UnreadableFile

MOST_SHOWN = 20
_FAULTS = {
    Fault.NOBODY: "no name, company, mail address or phone number",
    Fault.DATE: "no date that can be read; kept as a remark",
    Fault.MAIL: "no mail address; kept as a remark",
    Fault.PHONE: "no phone number; kept as a remark",
    Fault.TOO_LONG: "longer than a value of a contact may be",
    Fault.TOO_MANY_CELLS: "more cells than there are headings",
    Fault.UNREADABLE: "characters that cannot be read",
}


def import_file(
    path: Path,
    settings: Settings,
    out: TextIO,
    *,
    trial: bool,
    workspace: str | None,
    acting_as: str | None,
    owner: str | None,
    tags: Sequence[str],
    meanings: Sequence[str],
) -> None:
    """Imports a file, or with `trial` says what an import would do.

    Raises:
        CommandRefused: it cannot be imported; nothing was written.
    """
    with _refusing(path), open_database(settings) as database:
        reindex.finish(database)
        if _is_full_export(path):
            _restore(database, path, out, trial)
            return
        # A dry run writes nothing, not even the workspace it is told of.
        scope = workspace if trial and workspace else workspace_id(database, workspace)
        source = open_file(path, _explained(database, scope, meanings))
        who = actor(database, scope, acting_as)
        wanted = Wanted(scope, who, datetime.now(UTC), owner, tuple(tags))
        work = importing.dry_run if trial else importing.run
        with _bar(source.length()) as progress:
            report = work(database, source, wanted, progress)
        _tell(report, source, out)


def undo(number: int, settings: Settings, out: TextIO, acting_as: str | None) -> None:
    """Takes an import back.

    Raises:
        CommandRefused: there is no import of this number.
    """
    with open_database(settings) as database:
        who = actor(database, workspace_id(database, None), acting_as)
        try:
            done = undoing.undo(database, number, who, datetime.now(UTC))
        except LookupError as error:
            raise CommandRefused(f"there is no import {number}") from error
    out.write(
        f"import {number} taken back: {done.contacts:,} contacts and {done.cases:,} waiting cards removed\n"
    )
    if done.kept:
        out.write(f"{done.kept:,} contacts stay, because somebody changed or used them since\n")


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except UnreadableFile as error:
        raise CommandRefused(f"{path.name}: {error}") from error
    except OSError as error:
        raise CommandRefused(f"{path.name}: {error.strerror or error}") from error
    except dump.NotEmpty as error:
        raise CommandRefused(
            "this Goen holds data already; a full export goes into an empty one (another GOEN_DATA_DIR)"
        ) from error


@contextmanager
def _bar(total: int) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error, where that is a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task("rows", total=total)
        yield lambda rows: shown.advance(task, rows)


def _explained(database: Database, scope: str, meanings: Sequence[str]) -> Mapping[str, str]:
    """What headings mean: as the team said before, and as it says now, which is remembered."""
    said = {}
    for meaning in meanings:
        heading, mark, target = meaning.rpartition("=")
        if not mark or target not in targets():
            known = ", ".join(sorted(targets()))
            raise CommandRefused(f"--map {meaning}: write HEADING=VALUE, where VALUE is one of {known}")
        said[heading] = target
    with database.write() as session:
        return chosen_headings.remember(session, scope, said)


def _is_full_export(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(dump.START)) == dump.START


def _restore(database: Database, path: Path, out: TextIO, trial: bool) -> None:
    if trial:
        raise CommandRefused("a full export has no dry run: it goes into an empty Goen whole or not at all")
    counts = dump.read(database, path)
    out.write(f"restored {counts.get('contacts', 0):,} contacts, {sum(counts.values()):,} rows in all\n")


def _tell(report: Report, source: Source, out: TextIO) -> None:
    counts = report.counts
    form = "vCards" if source.columns is None else f"table of {source.system}"
    kind = form.replace("table of table", "table")
    out.write(
        f"{kind}, {counts['rows']:,} rows: {counts['new']:,} new, {counts['known']:,} known already, "
        f"{counts['case']:,} need a person, {counts['bad']:,} bad\n"
    )
    if report.import_id is None:
        _tell_first(report, out)
    for problem in report.problems[:MOST_SHOWN]:
        out.write(f"  {_sentence(problem)}\n")
    if len(report.problems) > MOST_SHOWN:
        out.write(f"  and {len(report.problems) - MOST_SHOWN:,} more\n")
    if source.columns and source.columns.unknown:
        out.write(f"columns not taken over (--map HEADING=VALUE): {', '.join(source.columns.unknown)}\n")
    for owner, rows in report.strangers.most_common(MOST_SHOWN):
        out.write(f"owner {owner!r} is no colleague that Goen knows ({rows:,} rows)\n")
    if report.import_id is not None:
        _tell_what_next(report, out)


def _tell_first(report: Report, out: TextIO) -> None:
    for record in report.first:
        fields = record.fields
        shown = (fields.name, fields.company, fields.department, fields.title, *fields.emails[:1])
        out.write(f"  row {record.row}: {', '.join(filter(None, shown))}\n")
    out.write("nothing was written\n")


def _tell_what_next(report: Report, out: TextIO) -> None:
    if report.counts["case"]:
        out.write("rows that may be somebody known wait as cards in Slack\n")
    out.write(f"import {report.import_id}; `goen import --undo {report.import_id}` takes it back\n")


def _sentence(problem: Problem) -> str:
    where = f"row {problem.row}, {problem.detail}" if problem.detail else f"row {problem.row}"
    return f"{where}: {_FAULTS[problem.fault]}"
