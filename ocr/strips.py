"""The zoomed piece of a card picture that shows one value, for a person to settle a doubt by eye."""

from __future__ import annotations

import cv2
import numpy as np

from contacts.values import Place
from ocr.open import Picture

WIDTH, MOST_HEIGHT = 900, 300
MOST_ZOOM = 6.0
# Context around the value, in shares of its shorter side; what is taller than wide is shown on a square.
CONTEXT = 0.35
# How much of the surroundings' contrast is left, so that the eye finds the value among its neighbours.
FADED = 0.45
JPEG_QUALITY = 88

Box = tuple[int, int, int, int]


def strip_of(picture: bytes, place: Place) -> bytes:
    """A JPEG of what stands at `place` on a card picture (JPEG or PNG bytes), sharpened.

    About 900 pixels wide and at most 300 high; a small value keeps its surroundings, faded.

    Raises:
        ValueError: the bytes are no picture, or the place is empty.
    """
    card = cv2.imdecode(np.frombuffer(picture, dtype=np.uint8), cv2.IMREAD_COLOR)
    if card is None:
        raise ValueError("the bytes are no picture")
    value = _pixels(place, card)
    shown = _widened(_padded(value, card), card)
    strip = _zoomed(_faded(card, value, shown))
    done, encoded = cv2.imencode(".jpg", strip, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    if not done:
        raise ValueError("the strip could not be encoded")
    return encoded.tobytes()


def _pixels(place: Place, card: Picture) -> Box:
    height, width = card.shape[:2]
    left, top, right, bottom = place
    box = round(left * width), round(top * height), round(right * width), round(bottom * height)
    if not (0 <= box[0] < box[2] <= width and 0 <= box[1] < box[3] <= height):
        raise ValueError("the place is empty or outside the picture")
    return box


def _padded(box: Box, card: Picture) -> Box:
    more = round(CONTEXT * min(box[2] - box[0], box[3] - box[1]))
    return _clipped((box[0] - more, box[1] - more, box[2] + more, box[3] + more), card)


def _widened(box: Box, card: Picture) -> Box:
    """The box made as wide as the strip's shape and the greatest zoom ask for, within the card."""
    left, top, right, bottom = box
    shape = WIDTH / MOST_HEIGHT if right - left > bottom - top else 1.0
    wanted = max((bottom - top) * shape, WIDTH / MOST_ZOOM)
    more = max(0, round((wanted - (right - left)) / 2))
    missing_left, missing_right = max(0, more - left), max(0, right + more - card.shape[1])
    return _clipped((left - more - missing_right, top, right + more + missing_left, bottom), card)


def _clipped(box: Box, card: Picture) -> Box:
    height, width = card.shape[:2]
    return max(0, box[0]), max(0, box[1]), min(width, box[2]), min(height, box[3])


def _faded(card: Picture, value: Box, shown: Box) -> Picture:
    """The shown piece of the card, everything beside the value drawn back towards its paper."""
    left, top, right, bottom = shown
    piece = card[top:bottom, left:right]
    paper = np.median(piece, axis=(0, 1))
    faded: Picture = (paper + FADED * (piece.astype(np.float32) - paper)).astype(np.uint8)
    inside = slice(value[1] - top, value[3] - top), slice(value[0] - left, value[2] - left)
    faded[inside] = piece[inside]
    return faded


def _zoomed(piece: Picture) -> Picture:
    scale = min(WIDTH / piece.shape[1], MOST_HEIGHT / piece.shape[0])
    size = max(1, round(piece.shape[1] * scale)), max(1, round(piece.shape[0] * scale))
    large = cv2.resize(piece, size, interpolation=cv2.INTER_CUBIC if scale > 1 else cv2.INTER_AREA)
    soft = cv2.GaussianBlur(large, (0, 0), 1.2 * max(1.0, scale / 2))
    sharp: Picture = cv2.addWeighted(large, 1.6, soft, -0.6, 0)
    return sharp
