"""Tables of words (currencies, verbs, nouns of business), read through `table` and `words`."""

from __future__ import annotations

import re
from collections.abc import Iterable
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


@cache
def grouped(name: str) -> dict[str, tuple[str, ...]]:
    """A table whose first cell is a group and whose second holds its words, parted by spaces.

    A space inside a word is written as _. Raises as `table` does.
    """
    groups: dict[str, list[str]] = {}
    for group, words in table(name):
        groups.setdefault(group, []).extend(word.replace("_", " ") for word in words.split())
    return {group: tuple(words) for group, words in groups.items()}


@cache
def words(name: str) -> tuple[str, ...]:
    """The entries of `name`.txt, several on a line parted by spaces; lines starting with # are left out.

    Raises:
        FileNotFoundError: there is no such list.
    """
    lines = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return tuple(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def patterns(name: str) -> dict[str, re.Pattern[str]]:
    """A table of regular expressions by group (first cell), those of a group as alternatives, any case."""
    groups: dict[str, list[str]] = {}
    for group, pattern in table(name):
        groups.setdefault(group, []).append(pattern)
    return {group: re.compile("|".join(found), re.IGNORECASE | re.ASCII) for group, found in groups.items()}


def any_of(entries: Iterable[str]) -> str:
    """A pattern of any of the entries, the longest first."""
    return "|".join(re.escape(one) for one in sorted(set(entries), key=len, reverse=True))
