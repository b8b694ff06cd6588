"""What `goen read` prints: one JSON object a photo, or a table for people."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from ocr.report import read_files


def print_readings(photos: list[Path], as_json: bool) -> None:
    """Prints the reading of each photo in the order given; a progress bar goes to a terminal's stderr."""
    readings = _with_progress(read_files(photos), len(photos))
    if as_json:
        for reading in readings:
            sys.stdout.write(json.dumps(reading, ensure_ascii=False) + "\n")
            sys.stdout.flush()
        return
    console = Console()
    for reading in readings:
        _print_reading(console, reading)


def _with_progress(readings: Iterable[dict[str, Any]], total: int) -> Iterator[dict[str, Any]]:
    console = Console(stderr=True)
    yield from track(readings, "reading", total=total, console=console, disable=not console.is_terminal)


def _print_reading(console: Console, reading: Mapping[str, Any]) -> None:
    if reading["error"]:
        console.print(f"{reading['image']}: {reading['error']}", markup=False)
    elif not reading["contacts"]:
        console.print(f"{reading['image']}: no card", markup=False)
    for contact in reading["contacts"]:
        console.print(_table(reading["image"], contact))


def _table(title: str, contact: Mapping[str, Any]) -> Table:
    table = Table(title=title, title_justify="left", show_header=False)
    for name, value in contact.items():
        if name not in ("confidence", "unsure") and value:
            doubt = "?" if name in contact["unsure"] else ""
            table.add_row(name, Text(_shown(value)), doubt)
    return table


def _shown(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(str(part) for part in value.values() if part)
    if isinstance(value, list):
        return "\n".join(_shown(item) for item in value)
    return str(value)
