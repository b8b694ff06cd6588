"""What field rules know by heart, kept as data: one entry a line, `#` for where a list comes from."""

from __future__ import annotations

from functools import cache
from importlib import resources


@cache
def entries(name: str) -> tuple[str, ...]:
    """The entries of the list `name`.txt in the order of the file.

    Raises:
        FileNotFoundError: there is no such list.
    """
    text = resources.files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(line for line in lines if line and not line.startswith("#"))


@cache
def rows(name: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The rows of the table `name`.tsv: a key, and the values behind a tab, parted by "|".

    Raises:
        FileNotFoundError: there is no such table.
    """
    text = resources.files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = (line.partition("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple((key, tuple(values.split("|"))) for key, _, values in lines)
