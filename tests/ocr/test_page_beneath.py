from ocr.page_beneath import without_page
from ocr.values import Line

WIDTH, HEIGHT = 1600, 1200


def _line(text: str, left: float, top: float, right: float, bottom: float) -> Line:
    quad = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Line(text, quad, 0.99, vertical=False)


CARD = [
    _line("株式会社みなと商会", 500, 400, 900, 450),
    _line("営業部", 500, 470, 620, 510),
    _line("相原 健", 500, 530, 760, 600),
    _line("TEL 03-5550-0101", 500, 640, 860, 680),
    _line("aihara@minato.example", 500, 690, 900, 730),
]
PAGE = [
    line
    for top in range(20, 1180, 120)
    for line in (
        _line("本書は当期の活動の概要について", 0, top, 420, top + 40),
        _line("今後の課題を整理している", 1000, top, 1600, top + 40),
    )
]


def test_lines_that_run_out_of_the_photo_on_two_sides_are_a_page_s():
    assert without_page([*PAGE, *CARD], WIDTH, HEIGHT) == CARD


def test_a_card_cut_off_by_the_photo_keeps_its_lines():
    near = [_line(f"線 {number}", 0, 40 * number, 300, 40 * number + 30) for number in range(3, 12)]
    assert without_page([*near, *CARD], WIDTH, HEIGHT) == [*near, *CARD]


def test_nothing_is_left_out_where_the_rest_reaches_nobody():
    page = [*PAGE, *CARD[:3]]
    assert without_page(page, WIDTH, HEIGHT) == page


def test_lines_at_the_edge_with_a_number_are_the_card_s():
    reached = [*PAGE[:-1], _line("TEL 03-5550-0102", 1000, 1100, 1600, 1140), *CARD]
    assert without_page(reached, WIDTH, HEIGHT) == reached
