"""A file to be imported, whatever its form: who wrote it, what its columns mean, and its records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from storage.exchange import rows, vcards
from storage.exchange.headings import MOST_LINES_BEFORE, Columns, recognise
from storage.exchange.sheets import Row, csv_rows, sheet_names, xlsx_rows
from storage.exchange.values import Problem, Record, UnreadableFile

_ZIP, _OLD_EXCEL = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True, slots=True)
class Source:
    """A file that can be read: `system` wrote it, `columns` are a table's (None for vCards)."""

    path: Path
    system: str
    columns: Columns | None
    _read: Callable[[], Iterator[Record | Problem]]
    _count: Callable[[], int]

    def records(self) -> Iterator[Record | Problem]:
        """Its people and what is wrong with single rows, read anew from the start, one at a time."""
        return self._read()

    def length(self) -> int:
        """About how many records there are, without understanding them: for a progress bar."""
        return self._count()


def open_file(path: Path, chosen: Mapping[str, str] | None = None) -> Source:
    """Tells what a file is by its content; `chosen` says what headings mean that nobody knows.

    Raises:
        UnreadableFile: it is no CSV, XLSX or vCard file, or no line of it looks like a heading.
        OSError: it cannot be opened.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    if not start.strip():
        raise UnreadableFile("the file is empty")
    if start.startswith(_OLD_EXCEL):
        raise UnreadableFile("this is an Excel file of the old kind; save it as .xlsx or CSV first")
    if start.startswith(_ZIP):
        return _workbook(path, chosen)
    if b"begin:vcard" in start.replace(b"\0", b"").lower():
        return Source(path, "vCard", None, lambda: vcards.records(path), lambda: vcards.count(path))
    return _table(path, lambda: csv_rows(path), chosen)


def _workbook(path: Path, chosen: Mapping[str, str] | None) -> Source:
    """The sheet whose headings are known best is the one that is read."""
    found = []
    for name in sheet_names(path):
        try:
            found.append(_table(path, lambda name=name: xlsx_rows(path, name), chosen))  # type: ignore[misc]  # mypy: a lambda with a default
        except UnreadableFile:
            continue
    if not found:
        raise UnreadableFile("no sheet of the file has a line of headings that Goen knows")
    return max(found, key=lambda source: source.columns.known if source.columns else 0)


def _table(path: Path, lines: Callable[[], Iterator[Row]], chosen: Mapping[str, str] | None) -> Source:
    with closing(lines()) as start:  # type: ignore[type-var]  # a generator
        columns = recognise([line for _, line in islice(start, MOST_LINES_BEFORE)], chosen)
    if columns is None:
        raise UnreadableFile("no line at the start of the file has headings that Goen knows")

    def read() -> Iterator[Record | Problem]:
        for number, line in lines():
            if number > columns.row and (found := rows.record(number, line, columns)):
                yield found

    return Source(path, columns.system, columns, read, lambda: sum(1 for _ in lines()) - columns.row)
