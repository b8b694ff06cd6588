"""A printed page that a card lies on: its lines run out of the photo on several sides, the card's do not."""

from __future__ import annotations

from collections.abc import Sequence

from ocr.clusters import reaches_somebody
from ocr.values import Line

# How near to the photo's edge a line that runs out of it ends, as a share of the photo's longer side.
AT_EDGE = 0.004
# A page shows this many lines that run out, this share of all lines of the photo, over two sides or more.
LEAST_CUT, LEAST_SHARE = 8, 0.3
# What stays must be enough for a card.
LEAST_LEFT = 4


def without_page(lines: Sequence[Line], width: int, height: int) -> list[Line]:
    """The lines of a photo (`width`, `height` in pixels) without those of a page under its cards.

    All lines where nothing speaks for a page, or where nobody could be reached by what would be left.
    """
    sides = [_cut_at(line, width, height) for line in lines]
    cut = [line for line, own in zip(lines, sides, strict=True) if own]
    left = [line for line, own in zip(lines, sides, strict=True) if not own]
    runs_out = len(set().union(*sides)) > 1 if sides else False
    if not runs_out or len(cut) < max(LEAST_CUT, LEAST_SHARE * len(lines)):
        return list(lines)
    if len(left) < LEAST_LEFT or reaches_somebody(cut) or not reaches_somebody(left):
        return list(lines)
    return left


def _cut_at(line: Line, width: int, height: int) -> set[str]:
    """The sides of the photo that a line runs into."""
    near = AT_EDGE * max(width, height)
    gaps = {
        "left": line.left,
        "top": line.top,
        "right": width - line.right,
        "bottom": height - line.bottom,
    }
    return {side for side, gap in gaps.items() if gap < near}
