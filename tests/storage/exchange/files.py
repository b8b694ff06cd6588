"""Files as other systems write them, with invented people; and short ways to read them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from storage.exchange.files import open_file
from storage.exchange.values import Problem, Record


def table(path: Path, *rows: Sequence[str], encoding: str = "utf-8", separator: str = ",") -> Path:
    """Writes a CSV file; the first row is its heading."""
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    path.write_bytes(out.getvalue().encode(encoding))
    return path


def read(path: Path) -> list[Record | Problem]:
    return list(open_file(path).records())


def only(path: Path) -> Record:
    (record,) = read(path)
    assert isinstance(record, Record)
    return record
