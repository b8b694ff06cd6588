"""One line of text cut out of a photo and laid level for a recogniser."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from ocr.open import Picture
from ocr.values import Line


@dataclass(frozen=True, slots=True)
class Cut:
    """How a line is cut: more (or less) of its surroundings in character heights, and its width stretched."""

    ahead: float = 0.0
    beyond: float = 0.0
    across: float = 0.0
    stretch: float = 1.0


def line_strip(picture: Picture, line: Line, cut: Cut) -> Picture:
    """The BGR strip of a line, the direction of reading from left to right; columns lie on their side.

    `cut.ahead` and `cut.beyond` are what is added before its start and behind its end.
    """
    corners = _corners(line, cut)
    width, height = (max(1, round(float(np.linalg.norm(corners[n] - corners[0])))) for n in (1, 3))
    wide = max(1, round(width * cut.stretch))
    target = np.array([[0, 0], [wide, 0], [wide, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    return cv2.warpPerspective(
        picture, matrix, (wide, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )


def _corners(line: Line, cut: Cut) -> np.ndarray:
    """The corners of the strip, that at the start of reading and on the upper side first."""
    a, b, c, d = (np.array(corner, dtype=np.float64) for corner in line.quad)
    if line.vertical:
        a, b, c, d = b, c, d, a
    along = (b - a) / max(float(np.linalg.norm(b - a)), 1e-6) * line.size
    across = (d - a) / max(float(np.linalg.norm(d - a)), 1e-6) * line.size * cut.across
    start, end = along * cut.ahead, along * cut.beyond
    return np.array([a - start - across, b + end - across, c + end + across, d - start + across])
