"""Cards photographed at every turn are read upright, also where the model is of two minds."""

from pathlib import Path

import cv2
import pytest

from ocr.engines import best_engine
from ocr.turn import read_upright

CARD = Path(__file__).parents[1] / "samples" / "demo_ja.jpg"
TURNS = [None, cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE]


@pytest.mark.parametrize("turn", TURNS)
def test_each_turn_is_undone(turn):
    picture = cv2.imread(str(CARD))
    _, upright = read_upright(best_engine(), picture)
    _, lines = read_upright(best_engine(), picture if turn is None else cv2.rotate(picture, turn))
    assert {line.text for line in lines} >= {line.text for line in upright if line.confidence > 0.99}


@pytest.mark.parametrize("turn", TURNS[1:])
def test_a_model_that_contradicts_itself_is_overruled(turn, monkeypatch):
    picture = cv2.imread(str(CARD))
    _, upright = read_upright(best_engine(), picture)
    monkeypatch.setattr("ocr.turn.turn_needed", lambda _: cv2.ROTATE_90_CLOCKWISE)
    _, lines = read_upright(best_engine(), cv2.rotate(picture, turn))
    assert {line.text for line in lines} >= {line.text for line in upright if line.confidence > 0.99}
