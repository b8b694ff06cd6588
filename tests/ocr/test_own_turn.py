"""Several cards in one photo, each lying at a turn of its own."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from ocr.engines import best_engine
from ocr.pipeline import read_photo

SAMPLES = Path(__file__).parents[1] / "samples"


def laid(turns: tuple[int | None, int | None]) -> bytes:
    """Two of our sample cards side by side on a dark desk, each turned; a JPEG."""
    sheet = np.full((1500, 3400, 3), 48, np.uint8)
    for number, (name, turn) in enumerate(zip(("demo_ja.jpg", "demo_en.jpg"), turns, strict=True)):
        card = cv2.imread(str(SAMPLES / name))
        card = card if turn is None else cv2.rotate(card, turn)
        scale = 1300 / max(card.shape[:2])
        small = cv2.resize(card, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        top, left = (1500 - small.shape[0]) // 2, 150 + 1650 * number
        sheet[top : top + small.shape[0], left : left + small.shape[1]] = small
    return cv2.imencode(".jpg", sheet)[1].tobytes()


@pytest.mark.parametrize(
    "turns",
    [
        (None, None),
        (None, cv2.ROTATE_180),
        (cv2.ROTATE_90_CLOCKWISE, None),
        (cv2.ROTATE_180, cv2.ROTATE_90_CLOCKWISE),
    ],
)
def test_each_card_is_read_upright(turns):
    alone = {
        card.fields.name
        for name in ("demo_ja.jpg", "demo_en.jpg")
        for card in read_photo((SAMPLES / name).read_bytes(), best_engine()).cards
    }
    assert len(alone) == 2
    assert {card.fields.name for card in read_photo(laid(turns), best_engine()).cards} == alone
