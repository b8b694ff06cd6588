"""Which column holds what: headings of known systems and of anybody's tables, kept as data."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

IGNORE = "ignore"
MOST_LINES_BEFORE = 20
_FOLDER = files("storage.exchange.systems")


@dataclass(frozen=True, slots=True)
class Columns:
    """What the columns of a table mean.

    `system` is who wrote the table, as far as its headings tell; `targets` say for each column which value
    it holds (see systems/common.yaml), None where nobody knows; `row` is the heading's own number.
    """

    system: str
    row: int
    headings: tuple[str, ...]
    targets: tuple[str | None, ...]

    @property
    def unknown(self) -> tuple[str, ...]:
        """The headings that nobody knows."""
        return tuple(
            heading
            for heading, target in zip(self.headings, self.targets, strict=True)
            if target is None and heading.strip()
        )

    @property
    def known(self) -> int:
        """How many columns hold something that is taken in."""
        return sum(target not in (None, IGNORE) for target in self.targets)


def recognise(lines: Sequence[Sequence[str]], chosen: Mapping[str, str] | None = None) -> Columns | None:
    """The columns of a table by its first lines: the heading is the line most of which is known.

    `chosen` (heading -> target) is what a person said of headings; it outranks everything. None when no
    line among the first MOST_LINES_BEFORE has two known headings, or one in a table of one column.
    """
    said = {normal(heading): target for heading, target in (chosen or {}).items()}
    found = [
        _columns(number, line, said) for number, line in enumerate(lines[:MOST_LINES_BEFORE], 1) if any(line)
    ]
    best = max(found, key=lambda columns: columns.known, default=None)
    if best is None or best.known < min(2, sum(bool(heading.strip()) for heading in best.headings)):
        return None
    return best


def normal(heading: str) -> str:
    """A heading as it is compared: NFKC, no case, spaces or marks."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", heading).casefold().replace("〒", "郵便番号"))


def targets() -> frozenset[str]:
    """Everything a column can hold, by name, `ignore` included."""
    return frozenset(target for names in _systems().values() for target in names.values())


def _columns(number: int, line: Sequence[str], said: Mapping[str, str]) -> Columns:
    headings = [normal(heading) for heading in line]
    system = max(_systems(), key=lambda name: (_score(name, headings), name == "table"))
    known = _systems()[system]
    common = _systems()["table"]
    return Columns(
        system=system,
        row=number,
        headings=tuple(line),
        targets=tuple(
            said.get(one) or _target(one, known) or _target(one, common) if one else None for one in headings
        ),
    )


def _score(system: str, headings: Sequence[str]) -> float:
    """How many headings are a system's own; what every table has counts for no system in particular."""
    names = _systems()[system]
    return sum(one in names for one in headings) - (0.5 if system == "table" else 0.0)


def _target(heading: str, names: Mapping[str, str]) -> str | None:
    return names.get(heading) or names.get(re.sub(r"\d+", "", heading))


@cache
def _systems() -> dict[str, dict[str, str]]:
    """For each system its normalised headings with what they hold."""
    found = {}
    data_files = [file for file in _FOLDER.iterdir() if file.name.endswith(".yaml")]
    for file in sorted(data_files, key=lambda file: file.name):
        data: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
        names = {normal(one): target for target, all_of in data["headings"].items() for one in all_of}
        plain = {re.sub(r"\d+", "", one): target for one, target in names.items()}
        found[str(data["system"])] = plain | names
    return found
