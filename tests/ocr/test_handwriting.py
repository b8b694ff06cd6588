"""A pen's note on a card: kept as a remark, its number no phone; print stays print."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from ocr.engines import best_engine
from ocr.handwriting import parted
from ocr.pipeline import read_photo
from ocr.values import Line, Quad

SAMPLES = Path(__file__).parents[1] / "samples"
CARD: Quad = ((0.0, 0.0), (1000.0, 0.0), (1000.0, 600.0), (0.0, 600.0))


def line(text: str, top: float, angle: float = 0.0, confidence: float = 0.99) -> Line:
    across = np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))]) * 400
    down = np.array([0.0, 30.0])
    start = np.array([80.0, top])
    corners = (start, start + across, start + across + down, start + down)
    quad: Quad = tuple((float(x), float(y)) for x, y in corners)  # type: ignore[assignment]  # four corners
    return Line(text, quad, confidence)


PRINT = [line(f"printed line {n}", 60.0 + 70 * n) for n in range(6)]
PAPER = np.full((600, 1000, 3), 250, np.uint8)


def test_an_unsure_line_far_askew_is_written():
    note = line("call in May", 500.0, angle=8.0, confidence=0.7)
    assert parted(PAPER, [*PRINT, note], CARD) == (tuple(PRINT), (note,))


@pytest.mark.parametrize(("angle", "confidence"), [(0.5, 0.6), (8.0, 0.99), (2.5, 0.8)])
def test_print_stays_print(angle, confidence):
    lines = [*PRINT, line("logo of a firm", 500.0, angle, confidence)]
    assert parted(PAPER, lines, CARD) == (tuple(lines), ())


def test_a_note_in_blue_ink_becomes_the_remark():
    data = (SAMPLES / "demo_ja.jpg").read_bytes()
    (card,) = read_photo(data, best_engine()).cards
    picture = cv2.imdecode(np.frombuffer(card.picture, np.uint8), cv2.IMREAD_COLOR)
    height, width = picture.shape[:2]
    sheet = np.full_like(picture, 255)
    place = (int(0.45 * width), int(0.24 * height))
    cv2.putText(
        sheet, "call 090 555 0199", place, cv2.FONT_HERSHEY_SCRIPT_SIMPLEX, 1.6, (150, 60, 20), 3, cv2.LINE_AA
    )
    turn = cv2.getRotationMatrix2D(place, 7, 1.0)
    sheet = cv2.warpAffine(sheet, turn, (width, height), borderValue=(255, 255, 255))
    noted = cv2.imencode(".jpg", np.minimum(picture, sheet))[1].tobytes()
    (with_note,) = read_photo(noted, best_engine()).cards
    assert "555" in (with_note.fields.remark or "")
    assert with_note.fields.phones == card.fields.phones
    assert with_note.fields.name == card.fields.name
