"""The date of a piece that an action is due on."""

from __future__ import annotations

import re

from notes.actions.pieces import Piece, attributive
from notes.dates import FoundDate

# 年始は5日に; 月末締めの翌月10日
_SETS_SCENE = re.compile(r"は(?=.*\d日)|締め?の?(?=翌|次)")


def due_of(piece: Piece) -> FoundDate | None:
    """The date that belongs to the action: the one behind which まで or a limit stands, else the first."""
    plain = [one for one in piece.all_dates if not _described(piece, one)]
    marked = [one for one in plain if _limits(piece, one)]
    return next(iter(marked or plain or piece.all_dates), None)


def _described(piece: Piece, one: FoundDate) -> bool:
    """Whether the date belongs to a noun of the piece, or sets the scene for a nearer one (年始は5日に)."""
    if not piece.start <= one.start < piece.end:
        return False
    behind = piece.text[one.end - piece.start :]
    return attributive(" " * piece.start + piece.text, one) or bool(_SETS_SCENE.match(behind))


def _limits(piece: Piece, one: FoundDate) -> bool:
    if not piece.start <= one.start < piece.end:
        return False
    behind = piece.text[one.end - piece.start :]
    before = piece.text[: one.start - piece.start]
    limit = re.match(r"\s?(?:まで|迄|〆|締|必着)", behind)
    return bool(limit or re.search(r"(?i)\b(?:by|before|until|due)(?: the)? ?$", before))
