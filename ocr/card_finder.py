"""Finds the cards of a photo: bright or dark four-cornered areas that hold text, else the text's own area."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.card_choice import chosen
from ocr.found import Found, around, border_of, size_of
from ocr.open import Picture, shrunk
from ocr.paper import paper_areas
from ocr.values import Line, Quad

SIDE = 800
LEAST_AREA, MOST_AREA = 0.015, 0.88
LEAST_ASPECT, MOST_ASPECT = 1.15, 2.3
# How far from a card its own text may stand, in square roots of its area: with one card, and with several.
STRAY_REACH = (0.5, 0.2)
MOST_SKEW = 1.5
# An area with two corners this near the photo's edge, in shares of it, is desk if text fills less of it.
AT_EDGE, LEAST_FILLED = 0.015, 0.5
# Shorter or less sure text outside a card's border stands on a pen or a cup as likely as on the card.
LEAST_STRAY, SURE_STRAY = 3, 0.5


def find_cards(picture: Picture, lines: Sequence[Line]) -> list[Found]:
    """Cards of an upright BGR picture with their lines; empty when there is no text."""
    if not lines:
        return []
    scale = min(1.0, SIDE / max(picture.shape[:2]))
    small = shrunk(picture, SIDE)
    quads = [_scaled(quad, 1 / scale) for quad in _quads(small, lines, scale)]
    areas = [Found(quad, _inside(lines, quad)) for quad in quads]
    cards = chosen([area for area in areas if not _is_desk(area, picture)], lines)
    if not cards:
        return [around(lines)]
    return _with_strays(cards, lines)


def _is_desk(area: Found, picture: Picture) -> bool:
    """Whether an area runs out of the photo while its text takes little of it."""
    size = np.array([picture.shape[1], picture.shape[0]])
    shares = np.array(area.quad) / size
    out = int(((shares < AT_EDGE) | (shares > 1 - AT_EDGE)).any(axis=1).sum())
    return out > 1 and bool(area.lines) and size_of(around(area.lines)) < LEAST_FILLED * size_of(area)


def _scaled(quad: Quad, by: float) -> Quad:
    a, b, c, d = ((x * by, y * by) for x, y in quad)
    return a, b, c, d


def _quads(small: Picture, lines: Sequence[Line], scale: float) -> Iterator[Quad]:
    area = small.shape[0] * small.shape[1]
    for hull in chain(paper_areas(small, lines, scale), _hulls(small)):
        if LEAST_AREA * area < cv2.contourArea(hull) < MOST_AREA * area:
            quad = _four_corners(hull)
            if quad and _card_shaped(quad):
                yield quad


def _hulls(small: Picture) -> Iterator[NDArray[np.int32]]:
    for mask in _masks(small):
        contours, _ = cv2.findContours(mask, cv2.RETR_LIST, cv2.CHAIN_APPROX_SIMPLE)
        for contour in contours:
            yield np.asarray(cv2.convexHull(contour), dtype=np.int32)


def _masks(small: Picture) -> Iterator[Picture]:
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
    if max(sides[0], sides[2]) > MOST_SKEW * min(sides[0], sides[2]):
        return False
    if max(sides[1], sides[3]) > MOST_SKEW * min(sides[1], sides[3]):
        return False
    one, other = (sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2
    return bool(LEAST_ASPECT <= max(one, other) / max(1.0, min(one, other)) <= MOST_ASPECT)


def _inside(lines: Sequence[Line], quad: Quad) -> tuple[Line, ...]:
    border = border_of(quad)
    return tuple(line for line in lines if cv2.pointPolygonTest(border, line.middle, False) >= 0)


def _with_strays(cards: list[Found], lines: Sequence[Line]) -> list[Found]:
    """Text just outside a border belongs to that card too: the border may be a frame or a band on it."""
    inside = {line for card in cards for line in card.lines}
    strays = [line for line in lines if line not in inside]
    if len(cards) == 1 and len(strays) > len(inside):
        return [around(lines)]
    owned: dict[int, list[Line]] = {number: [] for number in range(len(cards))}
    for line in strays:
        depths = [cv2.pointPolygonTest(border_of(card.quad), line.middle, True) for card in cards]
        nearest = int(np.argmax(depths))
        if depths[nearest] > -STRAY_REACH[len(cards) > 1] * np.sqrt(size_of(cards[nearest])):
            owned[nearest].append(line)
    return [_stretched(card, owned[number]) for number, card in enumerate(cards)]


def _stretched(card: Found, strays: Sequence[Line]) -> Found:
    """The card with more lines, its corners moved out so that its text lies inside, save scraps."""
    lines = (*card.lines, *strays)
    certain = [line for line in lines if line in card.lines or _is_certain(line)]
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=np.float32)
    to_card = cv2.getPerspectiveTransform(border_of(card.quad), unit)
    points = np.array([[corner for line in certain for corner in line.quad]], dtype=np.float32)
    flat = cv2.perspectiveTransform(points, to_card)[0]
    low, high = np.minimum(flat.min(axis=0), 0.0), np.maximum(flat.max(axis=0), 1.0)
    corners = np.array([[[low[0], low[1]], [high[0], low[1]], [high[0], high[1]], [low[0], high[1]]]])
    back = cv2.perspectiveTransform(corners.astype(np.float32), np.linalg.inv(to_card))[0]
    a, b, c, d = ((float(x), float(y)) for x, y in back)
    return Found((a, b, c, d), lines)


def _is_certain(line: Line) -> bool:
    return len(line.text.strip()) >= LEAST_STRAY and line.confidence >= SURE_STRAY
