from __future__ import annotations

import numpy as np
import pytest

from ocr.layout import card_height, leaning, onto_card, rows_of, steadier
from ocr.values import Line, Quad


def line(text: str, left: float, top: float, width: float, height: float, vertical: bool = False) -> Line:
    quad: Quad = ((left, top), (left + width, top), (left + width, top + height), (left, top + height))
    return Line(text, quad, 0.99, vertical)


def texts(*lines: Line) -> list[str]:
    return [row.text for row in rows_of(lines)]


def test_rows_come_from_the_top() -> None:
    assert texts(line("下", 0.1, 0.5, 0.1, 0.05), line("上", 0.1, 0.1, 0.1, 0.05)) == ["上", "下"]


def test_neighbours_of_one_height_become_one_row_with_its_space() -> None:
    assert texts(line("営業部", 0.1, 0.1, 0.15, 0.05), line("課長", 0.28, 0.1, 0.1, 0.05)) == ["営業部 課長"]


def test_a_wide_set_name_is_one_row() -> None:
    assert texts(line("黒岩", 0.1, 0.1, 0.2, 0.09), line("玲", 0.55, 0.1, 0.09, 0.09)) == ["黒岩 玲"]


def test_different_sizes_stay_apart() -> None:
    assert len(texts(line("黒岩玲", 0.1, 0.1, 0.3, 0.1), line("Rei", 0.42, 0.13, 0.1, 0.04))) == 2


def test_a_phone_beside_an_address_is_another_row() -> None:
    address = line("水戸市城南2-6-13", 0.1, 0.1, 0.4, 0.04)
    assert len(texts(address, line("TEL 029-555-0131", 0.52, 0.1, 0.3, 0.04))) == 2


def test_columns_come_from_the_right() -> None:
    right, left = (
        line("株式会社ひなた倉庫", 0.8, 0.1, 0.06, 0.5, True),
        line("黒岩玲", 0.4, 0.2, 0.1, 0.4, True),
    )
    assert texts(left, right) == ["株式会社ひなた倉庫", "黒岩玲"]


def test_a_lone_sign_under_a_column_belongs_to_it() -> None:
    name, last = line("長谷川", 0.4, 0.1, 0.1, 0.3, True), line("玲", 0.4, 0.55, 0.1, 0.1)
    assert texts(name, last) == ["長谷川 玲"]


def test_lines_are_moved_onto_the_upright_card() -> None:
    quad: Quad = ((100, 200), (1100, 200), (1100, 800), (100, 800))
    (moved,) = onto_card([line("玲", 100, 200, 500, 60)], quad)
    assert moved.quad[2] == pytest.approx((0.5, 0.06), abs=1e-4)
    assert card_height(quad) == pytest.approx(0.6)


def leaning_lines(turn: float) -> list[Line]:
    """Rows whose angles grow downwards by `turn` radians a row."""
    made = []
    for number in range(6):
        angle, top = turn * number, 100.0 * number + 100
        across = np.array([np.cos(angle), np.sin(angle)]) * 400
        down = np.array([-np.sin(angle), np.cos(angle)]) * 30
        corner = np.array([100.0, top])
        corners = (corner, corner + across, corner + across + down, corner + down)
        quad: Quad = tuple((float(x), float(y)) for x, y in corners)  # type: ignore[assignment]  # four corners
        made.append(Line(f"row {number}", quad, 0.99))
    return made


def test_a_frame_on_which_text_is_parallel_is_preferred() -> None:
    square: Quad = ((0.0, 0.0), (1000.0, 0.0), (1000.0, 700.0), (0.0, 700.0))
    wrong: Quad = ((0.0, 0.0), (1000.0, 0.0), (1000.0, 300.0), (0.0, 700.0))
    straight = leaning_lines(0.0)
    assert leaning(straight, square) < 0.001 < leaning(straight, wrong)
    assert steadier(straight, wrong, square) == square
    assert steadier(straight, square, wrong) == square
