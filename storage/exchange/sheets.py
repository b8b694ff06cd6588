"""Tables as rows of texts: CSV in any usual encoding and XLSX, one row in memory at a time."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from storage.exchange.text_files import encoding_of
from storage.exchange.values import UnreadableFile

Row = tuple[int, list[str]]
# A cell of a contact never comes near; a sheet that unpacks to more than this is a bomb.
MOST_CELL, MOST_UNPACKED = 1 << 20, 2 << 30
_SEPARATORS = ",\t;"


def csv_rows(path: Path) -> Iterator[Row]:
    """The rows of a CSV file with their numbers from 1; comma, tab or semicolon between the cells.

    Raises:
        UnreadableFile: a cell is longer than MOST_CELL, which an unclosed quotation mark makes.
    """
    csv.field_size_limit(MOST_CELL)
    with path.open(encoding=encoding_of(path), errors="replace", newline="") as file:
        separator = _separator("".join(islice(file, 30)))
        file.seek(0)
        lines = (line.replace("\0", "") for line in file)
        try:
            yield from enumerate(csv.reader(lines, delimiter=separator), 1)
        except csv.Error as error:
            raise UnreadableFile(f"the file is no CSV that can be read ({error})") from error


def _separator(start: str) -> str:
    return max(_SEPARATORS, key=lambda mark: (start.count(mark), -_SEPARATORS.index(mark)))


def xlsx_rows(path: Path, sheet: str | None = None) -> Iterator[Row]:
    """The rows of an XLSX file's sheet, the first one by default, with their numbers from 1.

    Dates come as ISO texts, whole numbers without a point, formulas as the values Excel kept of them.

    Raises:
        UnreadableFile: it is no XLSX file, or unpacks to more than MOST_UNPACKED bytes.
    """
    with closing(_workbook(path)) as book:
        chosen = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
        for number, cells in enumerate(chosen.iter_rows(values_only=True), 1):
            yield number, [_text(cell) for cell in cells]


def sheet_names(path: Path) -> list[str]:
    """The names of an XLSX file's sheets, in their order; raises as `xlsx_rows`."""
    with closing(_workbook(path)) as book:
        return list(book.sheetnames)


def _workbook(path: Path) -> Any:
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(entry.file_size for entry in packed.infolist())
        if size > MOST_UNPACKED:
            raise UnreadableFile("the XLSX file unpacks to more than Goen reads")
        return load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        raise UnreadableFile("the file is no XLSX file that can be read") from error


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return (cell.date() if cell.time().isoformat() == "00:00:00" else cell).isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
