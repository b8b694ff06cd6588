"""Cards photographed at every turn are read upright, also where the model is of two minds."""

from pathlib import Path

import cv2
import pytest

from ocr.engines import best_engine
from ocr.turn import mostly_lies, read_upright, sure_letters
from ocr.values import Line

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


def _line(text: str, *, vertical: bool, sure: float = 0.9) -> Line:
    return Line(text, ((0, 0), (9, 0), (9, 9), (0, 9)), sure, vertical)


def test_a_card_of_letters_on_their_side_counts_half_however_surely_it_was_read():
    words = ["Redwood Data Systems", "Solutions Architect", "500 Castro Street"]
    lying = [_line(text, vertical=True, sure=1.0) for text in words]
    upright = [_line(text, vertical=False) for text in words]
    assert mostly_lies(lying)
    assert sure_letters(lying) < sure_letters(upright)


def test_figures_in_japanese_columns_do_not_lie():
    column = [_line("03-5550-0101", vertical=True), _line("税理士法人東稜 資産税部", vertical=True)]
    assert not mostly_lies([*column, _line("090-5550-0102", vertical=True)])
