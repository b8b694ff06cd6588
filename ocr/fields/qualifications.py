"""Qualifications: 一級建築士, MBA, Ph.D. and their like, from rows and from behind a name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocr.fields.text import folded, is_japanese
from ocr.fields.words import QUALIFICATIONS
from ocr.layout import Row

_SPLIT = re.compile(r"[・、,/／|\s]+")


def find(rows: Sequence[Row]) -> list[tuple[str, Row]]:
    """Qualifications with the row each stands on, in printed order."""
    return [(found, row) for row in rows for found in _in(folded(row.text))]


def _in(text: str) -> list[str]:
    if is_japanese(text):
        parts = [part for part in _SPLIT.split(text) if part]
        return [part for part in parts if _is_one(part)]
    return [
        name
        for name in QUALIFICATIONS
        if name.isascii() and re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", text)
    ]


def _is_one(part: str) -> bool:
    bare = re.sub(r"[(（].*?[)）]", "", part)
    return any(
        bare.endswith(name) and len(bare) <= len(name) + 6 for name in QUALIFICATIONS if not name.isascii()
    )
