"""Rows that hold more than one thing are parted before the field rules see them."""

import pytest

from ocr.fields.rows import prepared
from ocr.layout import Row


def texts(*lines):
    rows = [Row(text, 0.1, 0.1 * n, 0.5, 0.1 * n + 0.04, 0.04, False, 0.99) for n, text in enumerate(lines)]
    return [row.text for row in prepared(rows)]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("相馬 彩香 SOMA, Ayaka", ["相馬 彩香", "SOMA, Ayaka"]),
        ("後藤 実 (ごとう みのる)", ["後藤 実", "ごとう みのる"]),
        ("内藤京子 ナイトウ キョウコ", ["内藤京子", "ナイトウ キョウコ"]),
        ("田中 さくら", ["田中 さくら"]),
        ("Ines Calder | Managing Director", ["Ines Calder", "Managing Director"]),
        ("主任 / Assistant Manager", ["主任", "Assistant Manager"]),
        ("藤井 康子、", ["藤井 康子"]),
        ("株式会社みどり Midori Shoji", ["株式会社みどり Midori Shoji"]),
        (
            "一般社団法人川辺観光協議会 Kawabe Tourism Council",
            ["一般社団法人川辺観光協議会", "Kawabe Tourism Council"],
        ),
        (
            "Unit 4, Fernhill Business Park tel +44 (0)1494 555 408",
            ["Unit 4, Fernhill Business Park", "tel +44 (0)1494 555 408"],
        ),
        ("長野市南町1丁目10-1 Direct. 026-555-0162", ["長野市南町1丁目10-1", "Direct. 026-555-0162"]),
        ("K株式会社東陽堂", ["株式会社東陽堂"]),
    ],
)
def test_a_name_and_its_reading_are_two_rows(line, parts):
    assert texts(line) == parts


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("E. k.mori@sansui.co. jp", ["E. k.mori@sansui.co.jp"]),
        ("MAIL mori@sansui. ac. jpURL. http://www. sansui. ac. jp", 2),
    ],
)
def test_spaces_behind_the_dots_of_domains_are_taken_out(line, parts):
    found = texts(line)
    assert found == parts if isinstance(parts, list) else len(found) == parts
