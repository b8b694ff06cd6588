"""A card's place in a photo: its corners, the lines inside, and the area around lines that show no edge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.values import Line, Quad

TEXT_MARGIN = 0.8


@dataclass(frozen=True, slots=True)
class Found:
    """A card's corners in pixels, clockwise from its top left, and the lines inside."""

    quad: Quad
    lines: tuple[Line, ...]


def border_of(quad: Quad) -> NDArray[np.float32]:
    """Corners as OpenCV takes them."""
    return np.array(quad, dtype=np.float32)


def size_of(found: Found) -> float:
    """The area in square pixels."""
    return float(cv2.contourArea(border_of(found.quad)))


def around(lines: Sequence[Line]) -> Found:
    """The area of the text itself with a margin of about a line."""
    points = np.array([corner for line in lines for corner in line.quad], dtype=np.float32)
    angle = float(np.median([_angle(line) for line in lines]))
    turn = cv2.getRotationMatrix2D((0.0, 0.0), angle, 1.0)
    level = points @ turn[:, :2].T
    margin = TEXT_MARGIN * float(np.median([line.size for line in lines]))
    (left, top), (right, bottom) = level.min(axis=0) - margin, level.max(axis=0) + margin
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]])
    back = corners @ turn[:, :2]
    quad = tuple((float(x), float(y)) for x, y in back)
    return Found(quad, tuple(lines))  # type: ignore[arg-type]  # four corners


def _angle(line: Line) -> float:
    """Degrees by which a line of text leans, counted as `getRotationMatrix2D` does."""
    (ax, ay), (bx, by), _, (dx, dy) = line.quad
    if line.vertical:
        return float(np.degrees(np.arctan2(-(dx - ax), dy - ay)))
    return float(np.degrees(np.arctan2(by - ay, bx - ax)))
