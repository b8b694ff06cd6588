"""Tables of facts (titles, legal forms, variant kanji, trained coefficients), read through `table`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `name`.tsv: tab-separated cells, blank lines and lines starting with # left out.

    Raises:
        FileNotFoundError: there is no such table.
    """
    lines = files(__name__).joinpath(f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line.strip() and not line.startswith("#"))
