"""Finds the cards of a photo: bright or dark four-cornered areas that hold text, else the text's own area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.open import Picture
from ocr.values import Line, Quad

SIDE = 800
LEAST_AREA, MOST_AREA = 0.015, 0.97
LEAST_ASPECT, MOST_ASPECT = 1.15, 2.3
MOST_CARDS = 12
LEAST_LINES = 2
TEXT_MARGIN = 0.8


@dataclass(frozen=True, slots=True)
class Found:
    """A card's corners in pixels, clockwise from its top left, and the lines inside."""

    quad: Quad
    lines: tuple[Line, ...]


def find_cards(picture: Picture, lines: Sequence[Line]) -> list[Found]:
    """Cards of an upright BGR picture with their lines; empty when there is no text."""
    if not lines:
        return []
    scale = min(1.0, SIDE / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    quads = [tuple((x / scale, y / scale) for x, y in quad) for quad in _quads(small)]
    chosen = _chosen([Found(quad, _inside(lines, quad)) for quad in quads], lines)  # type: ignore[arg-type]  # four corners
    if not chosen:
        return [_around(lines)]
    return _with_strays(chosen, lines)


def _quads(small: Picture) -> Iterator[Quad]:
    area = small.shape[0] * small.shape[1]
    for mask in _masks(small):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            hull = cv2.convexHull(contour)
            if LEAST_AREA * area < cv2.contourArea(hull) < MOST_AREA * area:
                quad = _four_corners(hull)
                if quad and _card_shaped(quad):
                    yield quad


def _masks(small: Picture) -> Iterator[NDArray[np.uint8]]:
    grey = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2GRAY), (5, 5), 0)
    kernel = np.ones((5, 5), np.uint8)
    for low, high in ((30, 90), (60, 160)):
        yield cv2.dilate(cv2.Canny(grey, low, high), kernel)
    saturation = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_BGR2HSV)[:, :, 1], (5, 5), 0)
    for channel in (grey, saturation):
        _, bright = cv2.threshold(channel, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        for mask in (bright, 255 - bright):
            yield cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    for level in (90, 130, 170, 205):
        yield cv2.morphologyEx(cv2.threshold(grey, level, 255, cv2.THRESH_BINARY)[1], cv2.MORPH_CLOSE, kernel)


def _four_corners(hull: NDArray[np.int32]) -> Quad | None:
    length = cv2.arcLength(hull, True)
    for share in (0.02, 0.035, 0.05, 0.07):
        corners = cv2.approxPolyDP(hull, share * length, True)
        if len(corners) == 4 and cv2.contourArea(corners) > 0.9 * cv2.contourArea(hull):
            return _ordered(corners.reshape(4, 2).astype(np.float32))
    return None


def _ordered(corners: NDArray[np.float32]) -> Quad:
    """Corners clockwise from the top left of an upright card."""
    middle = corners.mean(axis=0)
    angles = np.arctan2(corners[:, 1] - middle[1], corners[:, 0] - middle[0])
    around = corners[np.argsort(angles)]
    start = int(np.argmin(around.sum(axis=1)))
    return tuple((float(x), float(y)) for x, y in np.roll(around, -start, axis=0))  # type: ignore[return-value]  # four corners


def _card_shaped(quad: Quad) -> bool:
    corners = np.array(quad)
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    one, other = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    return bool(LEAST_ASPECT <= max(one, other) / max(1.0, min(one, other)) <= MOST_ASPECT)


def _inside(lines: Sequence[Line], quad: Quad) -> tuple[Line, ...]:
    border = np.array(quad, dtype=np.float32)
    return tuple(line for line in lines if cv2.pointPolygonTest(border, line.middle, False) >= 0)


def _chosen(candidates: list[Found], lines: Sequence[Line]) -> list[Found]:
    """The tightest areas that together hold most text, none of them inside another."""
    holding = [found for found in candidates if len(found.lines) >= LEAST_LINES and _whole(found)]
    holding.sort(key=lambda found: (-len(found.lines), _area(found.quad)))
    best = _split(holding) or holding[:1]
    return best[:MOST_CARDS]


def _split(candidates: list[Found]) -> list[Found]:
    """Several cards that share no line, if together they hold as much as the largest area does."""
    taken: list[Found] = []
    seen: set[Line] = set()
    for found in sorted(candidates, key=lambda found: (_area(found.quad), -len(found.lines))):
        if len(found.lines) >= 3 and not seen & set(found.lines):
            taken.append(found)
            seen |= set(found.lines)
    most = max((len(found.lines) for found in candidates), default=0)
    alike = len(taken) > 1 and max(map(_size, taken)) < 3 * min(map(_size, taken))
    return taken if alike and len(seen) >= 0.9 * most else []


def _size(found: Found) -> float:
    return _area(found.quad)


def _whole(found: Found) -> bool:
    """No line sticks out: an area drawn through text is no card."""
    border = np.array(found.quad, dtype=np.float32)
    reach = -0.15 * np.sqrt(_area(found.quad))
    return all(
        cv2.pointPolygonTest(border, corner, True) > reach for line in found.lines for corner in line.quad
    )


def _area(quad: Quad) -> float:
    return float(cv2.contourArea(np.array(quad, dtype=np.float32)))


def _with_strays(cards: list[Found], lines: Sequence[Line]) -> list[Found]:
    """With one card, text outside its border belongs to it too: the border may be a frame on the card."""
    if len(cards) > 1:
        return cards
    inside = set(cards[0].lines)
    outside = [line for line in lines if line not in inside]
    if len(outside) > len(inside):
        return [_around(lines)]
    return cards


def _around(lines: Sequence[Line]) -> Found:
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
