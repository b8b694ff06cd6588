"""A card that lies turned among others or small in its photo: cut out, turned upright and read by itself."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.engines import Engine
from ocr.found import Found, border_of
from ocr.open import Picture
from ocr.turn import mostly_lies, sure_letters, turn_needed
from ocr.values import Quad

# A card's text is read again at no less than this length of its longer side, in pixels.
LEAST_SIDE = 900
# A card whose longer side takes a smaller share of the photo's has text that the detector may overlook.
SMALL = 0.5
_QUARTERS = {
    cv2.ROTATE_90_COUNTERCLOCKWISE: 1,
    cv2.ROTATE_180: 2,
    cv2.ROTATE_90_CLOCKWISE: 3,
}


def upright(engine: Engine, picture: Picture, found: Found, *, several: bool) -> tuple[Picture, Found, Quad]:
    """A card of a photo in a picture where it is upright and large, and its corners in the photo.

    The picture is the photo itself where the card lies as the photo does and fills a good part of it; else
    the card cut out and turned, if it reads better so. Costs a look of the orientation model a card of
    `several`, and one reading a card that is turned or small.
    """
    small = _longer_side(found.quad) < SMALL * max(picture.shape[:2])
    if not several and not small:
        return picture, found, found.quad
    cut = _cut_out(picture, found.quad)
    turn = turn_needed(cut) if several else None
    if turn is None and several and mostly_lies(found.lines):
        turn = cv2.ROTATE_90_COUNTERCLOCKWISE
    if turn is None and not small:
        return picture, found, found.quad
    turned = cut if turn is None else cv2.rotate(cut, turn)
    lines = engine.read(turned)
    if sure_letters(lines) <= sure_letters(found.lines):
        return picture, found, found.quad
    height, width = turned.shape[:2]
    whole: Quad = ((0.0, 0.0), (float(width), 0.0), (float(width), float(height)), (0.0, float(height)))
    start = 0 if turn is None else _QUARTERS[turn]
    quad = found.quad[start:] + found.quad[:start]
    return turned, Found(whole, tuple(lines)), quad  # type: ignore[return-value]  # four corners stay four


def _sides(quad: Quad) -> tuple[float, float]:
    """Width and height in pixels."""
    corners = border_of(quad)
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    return float(max(sides[0], sides[2])), float(max(sides[1], sides[3]))


def _longer_side(quad: Quad) -> float:
    return max(_sides(quad))


def _cut_out(picture: Picture, quad: Quad) -> Picture:
    corners = border_of(quad)
    width, height = _sides(quad)
    scale = max(1.0, LEAST_SIDE / max(width, height, 1.0))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    target = np.array([[0, 0], [size[0], 0], [size[0], size[1]], [0, size[1]]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    cut: Picture = cv2.warpPerspective(picture, matrix, size, borderMode=cv2.BORDER_REPLICATE)
    return cut
