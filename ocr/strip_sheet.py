"""Strips of several values under one another in one picture, numbered as the questions below it are."""

from __future__ import annotations

from collections.abc import Mapping

import cv2
import numpy as np

from contacts.values import Place
from ocr.open import Picture
from ocr.strips import JPEG_QUALITY, WIDTH, strip_of

MARGIN, GAP = 76, 10
_PAPER, _INK, _LINE = (255, 255, 255), (60, 60, 60), (215, 215, 215)


def strip_sheet(picture: bytes, places: Mapping[int, Place]) -> bytes | None:
    """A JPEG of the strips at `places` on a card picture, each beside its number; None when none can be cut.

    Places are in shares of the card picture; the sheet is about 980 pixels wide.
    """
    rows = [
        row for number, place in sorted(places.items()) if (row := _row(picture, number, place)) is not None
    ]
    if not rows:
        return None
    gap = np.full((GAP, MARGIN + WIDTH, 3), _PAPER, dtype=np.uint8)
    sheet = np.vstack([part for row in rows for part in (gap, row)][1:])
    done, encoded = cv2.imencode(".jpg", sheet, [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY])
    return encoded.tobytes() if done else None


def _row(picture: bytes, number: int, place: Place) -> Picture | None:
    """One strip on white, centred, its number in a circle left of it."""
    try:
        strip = cv2.imdecode(np.frombuffer(strip_of(picture, place), dtype=np.uint8), cv2.IMREAD_COLOR)
    except ValueError:
        return None
    assert strip is not None, "strip_of returns a JPEG"
    height = max(strip.shape[0], MARGIN)
    row = np.full((height, MARGIN + WIDTH, 3), _PAPER, dtype=np.uint8)
    top, left = (height - strip.shape[0]) // 2, MARGIN + (WIDTH - strip.shape[1]) // 2
    row[top : top + strip.shape[0], left : left + strip.shape[1]] = strip
    end = left + strip.shape[1] - 1, top + strip.shape[0] - 1
    cv2.rectangle(row, (left, top), end, _LINE, 2)
    _number(row, number, height // 2)
    return row


def _number(row: Picture, number: int, middle: int) -> None:
    centre = MARGIN // 2, middle
    cv2.circle(row, centre, 27, _INK, -1, cv2.LINE_AA)
    (width, height), _ = cv2.getTextSize(str(number), cv2.FONT_HERSHEY_SIMPLEX, 1.1, 3)
    origin = centre[0] - width // 2, centre[1] + height // 2
    cv2.putText(row, str(number), origin, cv2.FONT_HERSHEY_SIMPLEX, 1.1, _PAPER, 3, cv2.LINE_AA)
