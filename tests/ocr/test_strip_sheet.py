"""Strips of several values in one picture, each where its number says."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.strip_sheet import GAP, MARGIN, strip_sheet
from ocr.strips import WIDTH, strip_of

PLACES = {1: (0.1, 0.1, 0.6, 0.25), 2: (0.05, 0.7, 0.3, 0.8)}


def card() -> bytes:
    """A white card with a dark bar at each place, the second one darker."""
    picture = np.full((600, 1000, 3), 250, dtype=np.uint8)
    for number, (left, top, right, bottom) in PLACES.items():
        box = picture[round(top * 600) : round(bottom * 600), round(left * 1000) : round(right * 1000)]
        box[20:-20, 20:-20] = 140 - 60 * number
    return cv2.imencode(".jpg", picture)[1].tobytes()


def opened(content: bytes | None) -> np.ndarray:
    picture = cv2.imdecode(np.frombuffer(content or b"", dtype=np.uint8), cv2.IMREAD_GRAYSCALE)
    assert picture is not None
    return np.asarray(picture)


def test_strips_stand_under_one_another_beside_their_numbers() -> None:
    picture = card()
    first, second = (opened(strip_of(picture, place)) for place in PLACES.values())
    sheet = opened(strip_sheet(picture, PLACES))
    assert sheet.shape == (first.shape[0] + GAP + second.shape[0], MARGIN + WIDTH)
    upper, lower = sheet[: first.shape[0]], sheet[first.shape[0] + GAP :]
    for row, strip in ((upper, first), (lower, second)):
        left = MARGIN + (WIDTH - strip.shape[1]) // 2
        shown = row[:, left : left + strip.shape[1]].astype(int)
        assert float(np.median(abs(shown - strip))) <= 3
        assert row[:, :MARGIN].min() < 90, "the number's circle"
    assert lower[:, MARGIN:].min() < upper[:, MARGIN:].min()


def test_places_that_cannot_be_cut_are_left_out() -> None:
    picture = card()
    empty = {**PLACES, 3: (0.5, 0.5, 0.5, 0.5), 4: (0.9, 0.9, 1.4, 1.2)}
    assert opened(strip_sheet(picture, empty)).shape == opened(strip_sheet(picture, PLACES)).shape
    assert strip_sheet(picture, {3: (0.5, 0.5, 0.5, 0.5)}) is None
    assert strip_sheet(b"no picture", PLACES) is None
    assert strip_sheet(picture, {}) is None
