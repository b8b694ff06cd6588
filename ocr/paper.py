"""Card paper grown from the text: the evenly coloured area around each line, as four corners."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np
from cv2.typing import MatLike
from numpy.typing import NDArray

from ocr.open import Picture
from ocr.values import Line

# How far lightness and the two colour axes (CIE Lab, 8 bit) may stray from the paper at a line.
TOLERANCES = ((42, 9, 9), (28, 8, 8), (20, 7, 7))
# Gradients (Canny, on lightness without its text) that growing does not cross.
EDGES = ((15, 45), (30, 90))
BORDER = 1
# Areas joined count only where they are larger than each of them by this share.
ONE_MORE = 0.1


def paper_areas(small: Picture, lines: Sequence[Line], scale: float) -> Iterator[NDArray[np.int32]]:
    """Convex outlines, in pixels of `small`, of the even areas that lines stand on.

    `scale` is the size of `small` as a share of the picture that the lines were read from.
    """
    boxes = [np.round(np.array(line.quad) * scale).astype(np.int32) for line in lines]
    lab = _without_text(cv2.cvtColor(cv2.medianBlur(small, 3), cv2.COLOR_BGR2LAB), boxes)
    blank = np.zeros(lab.shape[:2], np.uint8)
    ways = [(blank, tolerance) for tolerance in TOLERANCES]
    ways += [(_edges(lab, thresholds), TOLERANCES[0]) for thresholds in EDGES]
    for border, tolerance in ways:
        seen = np.zeros(lab.shape[:2], np.uint8)
        sizes: list[int] = []
        for box in boxes:
            x, y = (int(value) for value in box.mean(axis=0))
            if not (0 <= x < lab.shape[1] and 0 <= y < lab.shape[0]) or seen[y, x]:
                continue
            area = _grown(lab, (x, y), tolerance, border)
            seen |= area
            sizes.append(int(np.count_nonzero(area)))
            yield from _outline(area)
        yield from _joined(seen, sizes)


def _without_text(lab: Picture, boxes: Sequence[NDArray[np.int32]]) -> Picture:
    """The picture with each line painted over in the colour of its paper, the most common one there."""
    plain = lab.copy()
    for box in boxes:
        left, top = np.maximum(box.min(axis=0) - BORDER, 0)
        right, bottom = box.max(axis=0) + BORDER
        patch = lab[top:bottom, left:right].reshape(-1, 3)
        if len(patch):
            cv2.fillConvexPoly(plain, box, [int(value) for value in np.median(patch, axis=0)])
            cv2.polylines(plain, [box], True, [int(value) for value in np.median(patch, axis=0)], 3)
    return plain


def _edges(lab: Picture, thresholds: tuple[int, int]) -> Picture:
    light = cv2.GaussianBlur(np.ascontiguousarray(lab[:, :, 0]), (5, 5), 0)
    return cv2.dilate(cv2.Canny(light, *thresholds), np.ones((3, 3), np.uint8))


def _grown(
    lab: Picture, seed: tuple[int, int], tolerance: tuple[int, int, int], border: Picture
) -> NDArray[np.uint8]:
    mask = np.zeros((lab.shape[0] + 2, lab.shape[1] + 2), np.uint8)
    mask[1:-1, 1:-1] = np.where(border > 0, 2, 0)
    flags = 4 | cv2.FLOODFILL_FIXED_RANGE | cv2.FLOODFILL_MASK_ONLY | (1 << 8)
    cv2.floodFill(lab, mask, seed, (0, 0, 0), tolerance, tolerance, flags)
    return np.asarray(mask[1:-1, 1:-1] == 1, dtype=np.uint8)


def _joined(seen: NDArray[np.uint8], sizes: Sequence[int]) -> Iterator[NDArray[np.int32]]:
    """Outlines of areas that lie side by side: a card of two colours, such as a band over white."""
    closed = cv2.morphologyEx(seen, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    contours, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    for contour in contours:
        size = cv2.contourArea(contour)
        if all(abs(single - size) > ONE_MORE * size for single in sizes):
            yield from _evenly_bordered(contour)


def _evenly_bordered(contour: MatLike) -> Iterator[NDArray[np.int32]]:
    hull = cv2.convexHull(contour)
    if cv2.contourArea(contour) > 0.8 * cv2.contourArea(hull):
        yield np.asarray(hull, dtype=np.int32)


def _outline(area: NDArray[np.uint8]) -> Iterator[NDArray[np.int32]]:
    """The outline of an area after thin bridges to the desk are cut."""
    closed = cv2.morphologyEx(area, cv2.MORPH_CLOSE, np.ones((5, 5), np.uint8))
    opened = cv2.morphologyEx(closed, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    contours, _ = cv2.findContours(opened, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if contours:
        yield from _evenly_bordered(max(contours, key=cv2.contourArea))
