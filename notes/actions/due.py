"""The date of a piece that an action is due on."""

from __future__ import annotations

import re
from itertools import pairwise

from notes.actions.pieces import Piece, attributive
from notes.dates import FoundDate

# 年始は5日に; 月末締めの翌月10日
_SETS_SCENE = re.compile(r"は(?=.*\d日)|締め?の?(?=翌|次)")


# 金曜だったが月曜に変更, 明日から来週火曜に, "from the 10th to the 17th": the later date stands.
_MOVED_FROM = re.compile(
    r"\s?(?:\d{1,2}時)?(?:の?予定)?(?:だった|でした|から|ではなく|じゃなく|でなく|の(?:はず|つもり)だった|→|⇒)(?!が?っ)"
)
_MOVED_TO = re.compile(
    r"変更|延期|延び|延ば|前倒し|ずれ|ズレ|ずら|リスケ|移|なった|なりました|なり、|変わ|決定|決ま|に?なる"
    r"|(?i:\bnow\b|\bmoved\b|\bpushed\b|\brescheduled\b|\bshifted\b|\bslipped\b|\bbrought forward\b)"
)


def moved(piece: Piece) -> FoundDate | None:
    """The date that took the place of the one before it, where a piece tells of two."""
    own = [one for one in piece.dates if piece.start <= one.start < piece.end]
    for old, new in pairwise(own):
        behind = piece.text[old.end - piece.start :]
        before = piece.text[: old.start - piece.start]
        left = _MOVED_FROM.match(behind) or re.search(r"(?i)\bfrom (?:the )?$", before)
        if left and _MOVED_TO.search(piece.text):
            return new
    return None


def due_of(piece: Piece) -> FoundDate | None:
    """The date that belongs to the action: the one behind which まで or a limit stands, else the first."""
    new = moved(piece)
    if new is not None:
        return new
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
