"""Text in heaps: lines that lie near each other, for cards whose edges cannot be seen."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ocr.values import Line

# Lines of one card lie closer than this many heights of a line; cards lie further apart.
REACH = 3.6
_REACHABLE = re.compile(
    r"@|www\.|https?:|\d[\d\-() .]{7,}\d|[〇一二三四五六七八九]{3}\D?[〇一二三四五六七八九]{4}"
)


def clusters(lines: Sequence[Line], reach: float = REACH) -> list[list[Line]]:
    """Lines grouped so that each lies within `reach` line heights of another one; largest groups first."""
    if not lines:
        return []
    boxes = np.array([(line.left, line.top, line.right, line.bottom) for line in lines])
    heights = np.array([line.size for line in lines])
    near = _gaps(boxes) < reach * np.minimum.outer(heights, heights)
    groups: list[list[Line]] = []
    left = set(range(len(lines)))
    while left:
        group = {min(left)}
        while grown := {n for n in left - group if near[n, list(group)].any()}:
            group |= grown
        left -= group
        groups.append([lines[n] for n in sorted(group)])
    return sorted(groups, key=len, reverse=True)


def _gaps(boxes: NDArray[np.float64]) -> NDArray[np.float64]:
    """How far boxes (left, top, right, bottom) lie apart, in pixels, pair by pair."""
    across = np.maximum(boxes[:, None, 0] - boxes[None, :, 2], boxes[None, :, 0] - boxes[:, None, 2])
    down = np.maximum(boxes[:, None, 1] - boxes[None, :, 3], boxes[None, :, 1] - boxes[:, None, 3])
    return np.hypot(np.maximum(across, 0.0), np.maximum(down, 0.0))


def reaches_somebody(lines: Sequence[Line]) -> bool:
    """Whether lines hold a way to reach somebody, as every card does: an address on the net or a number."""
    return any(_REACHABLE.search(line.text) for line in lines)
