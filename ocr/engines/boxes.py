"""Boxes of one line that overlap, as they do in wide-set names, made one box."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from ocr.values import Quad

MOST_BOXES = 300
SAME_LINE = 0.3
SAME_HEIGHT = 1.35


def largest(quads: Sequence[Quad]) -> list[Quad]:
    """The boxes, of a page of print only the largest: twelve cards hold fewer."""
    if len(quads) <= MOST_BOXES:
        return list(quads)
    return sorted(quads, key=lambda quad: -cv2.contourArea(np.array(quad, np.float32)))[:MOST_BOXES]


def without_overlaps(quads: Sequence[Quad]) -> list[Quad]:
    """The boxes, those of one line that cover the same place joined: half a sign in each reads as two."""
    done: list[Quad] = []
    for quad in quads:
        partner = next((other for other in done if _overlap(other, quad)), None)
        if partner is not None:
            done.remove(partner)
            quad = _joined(partner, quad)
        done.append(quad)
    return done


def _overlap(one: Quad, other: Quad) -> bool:
    """Whether two horizontal boxes of one height stand on one line and reach into each other."""
    if _apart(one, other):
        return False
    first, second = _along(one, one), _along(one, other)
    heights = first[3] - first[1], second[3] - second[1]
    if max(heights) > SAME_HEIGHT * min(heights) or first[2] - first[0] < 1.2 * heights[0]:
        return False
    if abs((first[1] + first[3]) - (second[1] + second[3])) / 2 > SAME_LINE * min(heights):
        return False
    reach = min(first[2], second[2]) - max(first[0], second[0])
    return bool(0 < reach < 1.2 * min(heights))


def _apart(one: Quad, other: Quad) -> bool:
    """Whether a straight line down or across the picture parts two boxes: cheap, a page of print has many."""
    return any(
        max(point[axis] for point in one) < min(point[axis] for point in other)
        or max(point[axis] for point in other) < min(point[axis] for point in one)
        for axis in (0, 1)
    )


def _along(frame: Quad, quad: Quad) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of a box in the direction of another box's text."""
    points = np.array(quad) @ _axes(frame)
    return (*points.min(axis=0), *points.max(axis=0))


def _axes(frame: Quad) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    a, b = np.array(frame[0]), np.array(frame[1])
    x = (b - a) / max(float(np.linalg.norm(b - a)), 1e-6)
    return np.array([x, [-x[1], x[0]]]).T


def _joined(one: Quad, other: Quad) -> Quad:
    """The upright-most rectangle around two boxes, in the direction of their text."""
    axes = _axes(one)
    points = np.array([*one, *other]) @ axes
    (left, top), (right, bottom) = points.min(axis=0), points.max(axis=0)
    corners = np.array([[left, top], [right, top], [right, bottom], [left, bottom]]) @ axes.T
    a, b, c, d = ((float(x), float(y)) for x, y in corners)
    return a, b, c, d
