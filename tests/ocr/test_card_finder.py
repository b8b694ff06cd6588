"""Cards found among drawn paper, desks and given lines."""

from __future__ import annotations

import cv2
import numpy as np

from ocr.card_finder import find_cards
from ocr.open import Picture
from ocr.values import Line, Quad

Corners = list[tuple[int, int]]


def desk() -> Picture:
    noise = np.random.default_rng(5).normal(0, 12, (900, 1200, 1))
    return np.clip(np.array([60, 90, 120]) + noise, 0, 255).astype(np.uint8)


def lay(picture: Picture, corners: Corners, paper: tuple[int, int, int] = (240, 242, 240)) -> None:
    cv2.fillConvexPoly(picture, np.array(corners), paper, cv2.LINE_AA)


def printed(picture: Picture, left: int, top: int, count: int) -> list[Line]:
    """Bars where text would stand, with the lines an engine would tell."""
    lines = []
    for number in range(count):
        y = top + 40 * number
        cv2.rectangle(picture, (left, y + 4), (left + 220, y + 18), (60, 60, 60), -1)
        quad: Quad = ((left, y), (left + 220, y), (left + 220, y + 22), (left, y + 22))
        lines.append(Line(f"line {left} {number}", quad, 0.99))
    return lines


def off(found: Quad, corners: Corners) -> float:
    return float(np.abs(np.array(found) - np.array(corners)).max())


def test_a_card_on_a_desk() -> None:
    picture, corners = desk(), [(250, 220), (950, 250), (930, 690), (230, 650)]
    lay(picture, corners)
    lines = printed(picture, 320, 300, 6)
    (card,) = find_cards(picture, lines)
    assert off(card.quad, corners) < 15
    assert set(card.lines) == set(lines)


def test_three_cards_keep_their_lines_apart() -> None:
    picture = desk()
    places = [(40, 60), (640, 80), (330, 500)]
    expected = []
    for left, top in places:
        lay(picture, [(left, top), (left + 500, top), (left + 500, top + 310), (left, top + 310)])
        expected.append(set(printed(picture, left + 60, top + 40, 5)))
    cards = find_cards(picture, [line for lines in expected for line in lines])
    assert sorted(sorted(line.text for line in card.lines) for card in cards) == sorted(
        sorted(line.text for line in lines) for lines in expected
    )


def test_a_dark_card() -> None:
    picture, corners = desk(), [(250, 220), (950, 220), (950, 660), (250, 660)]
    lay(picture, corners, (25, 20, 22))
    lines = printed(picture, 320, 300, 6)
    for line in lines:
        (x, y), (right, bottom) = line.quad[0], line.quad[2]
        cv2.rectangle(picture, (int(x), int(y) + 4), (int(right), int(bottom) - 4), (230, 230, 230), -1)
    (card,) = find_cards(picture, lines)
    assert off(card.quad, corners) < 15


def test_without_a_border_the_text_is_the_card() -> None:
    picture = np.full((600, 900, 3), 250, np.uint8)
    lines = printed(picture, 200, 150, 6)
    (card,) = find_cards(picture, lines)
    assert set(card.lines) == set(lines)
    assert cv2.pointPolygonTest(np.array(card.quad, np.float32), (200.0, 150.0), False) > 0


def test_text_beside_a_panel_on_the_card_belongs_to_the_card() -> None:
    picture = np.full((600, 900, 3), 250, np.uint8)
    lay(picture, [(60, 100), (500, 100), (500, 400), (60, 400)], (150, 110, 60))
    lines = printed(picture, 120, 140, 5) + printed(picture, 520, 160, 2)
    (card,) = find_cards(picture, lines)
    assert set(card.lines) == set(lines)


def test_no_text_no_card() -> None:
    assert find_cards(desk(), []) == []


def test_a_scrap_of_text_beside_a_card_does_not_stretch_it() -> None:
    picture, corners = desk(), [(150, 220), (850, 220), (850, 640), (150, 640)]
    lay(picture, corners)
    lines = printed(picture, 220, 300, 6)
    scrap = Line("PL", ((950, 400), (990, 400), (990, 422), (950, 422)), 0.8)
    (card,) = find_cards(picture, [*lines, scrap])
    assert off(card.quad, corners) < 15


def test_desk_that_runs_out_of_the_photo_is_no_card() -> None:
    picture = desk()
    lay(picture, [(0, 150), (1199, 150), (1199, 899), (0, 899)])
    lines = printed(picture, 500, 400, 5)
    (card,) = find_cards(picture, lines)
    assert cv2.contourArea(np.array(card.quad, dtype=np.float32)) < 300 * 300
