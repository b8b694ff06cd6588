"""What stands between the recogniser and a line of text."""

from __future__ import annotations

import re

import cv2
import numpy as np
import pytest
from PIL import Image

from ocr.engines.boxes import MOST_BOXES, largest, without_overlaps
from ocr.engines.characters import Decoder, Text, expected
from ocr.engines.columns import better, relaid, wants_relaying
from ocr.engines.rapidocr_engine import PaddleEngine
from ocr.engines.tesseract_engine import TesseractEngine
from ocr.engines.variants import Variants, pairs
from ocr.values import Quad
from tests.ocr.pictures import CARD, SAMPLES

# The lines of variants.png, each in a gothic and a mincho typeface by turns.
VARIANTS = [
    "髙橋健一",
    "高橋健一",
    "山﨑拓",
    "山崎拓",
    "渡邉学",
    "渡邊学",
    "𠮷田守",
    "吉田守",
    "増田恵",
    "德永穂",
    "徳永薫",
    "髙木誠",
    "高木誠",
]
ALPHABET = ["blank", "帯", "带", "A", " "]


def predictions(*steps: dict[int, float]) -> np.ndarray:
    made = np.zeros((1, len(steps), len(ALPHABET)), np.float32)
    for number, step in enumerate(steps):
        for index, value in step.items():
            made[0, number, index] = value
    return made


@pytest.mark.parametrize(
    ("character", "known"), [("帯", True), ("带", False), ("髙", True), ("é", True), ("课", False)]
)
def test_only_characters_of_japanese_cards(character: str, known: bool) -> None:
    assert expected(character) is known


def test_the_decoder_strikes_out_and_folds_repeats() -> None:
    decode = Decoder(ALPHABET)
    ((text, _),), _ = decode(predictions({2: 0.9, 1: 0.08}, {0: 1.0}, {3: 0.8}, {3: 0.9}, {4: 0.5}))
    assert text.text == "帯A "
    assert text.least == pytest.approx(0.8)


def test_a_detailed_decoder_tells_what_else_may_be_meant() -> None:
    decode = Decoder(ALPHABET, detailed=True)
    ((text, _),), _ = decode(predictions({1: 1.0}, {0: 0.3, 3: 0.7}, {0: 1.0}))
    assert text.text == "帯A"
    assert text.signs == pytest.approx((1.0, 0.7))
    assert text.others == (("帯", pytest.approx(0.3)),)


@pytest.mark.parametrize("backend", ["openvino", "onnxruntime"])
def test_variants_of_kanji_are_told_apart(backend: str) -> None:
    engine = PaddleEngine(backend)
    strips = np.split(cv2.imread(str(SAMPLES / "variants.png")), len(VARIANTS))
    assert [re.sub(r"\s", "", engine.read_closely(strip).text) for strip in strips] == VARIANTS


def test_a_form_is_as_sure_as_what_speaks_for_it() -> None:
    marker = next(pair for pair in pairs() if pair.usual == "高").weights
    alphabet = ["blank", "高", "髙", *(letter for letter, _ in marker if letter not in "高髙")]
    row = np.full(len(alphabet), 1e-9, np.float32)
    row[1] = 0.99
    form, sure, other, likely = Variants(alphabet).settled("高", row)
    assert (form, other) == ("高", "髙")
    assert sure + likely == pytest.approx(row[1] + row[2])


def test_boxes_that_reach_into_each_other_are_one() -> None:
    first: Quad = ((0, 0), (110, 0), (110, 40), (0, 40))
    second: Quad = ((90, 1), (200, 1), (200, 41), (90, 41))
    below: Quad = ((0, 60), (110, 60), (110, 100), (0, 100))
    joined = without_overlaps([first, second, below])
    assert len(joined) == 2
    assert max(x for quad in joined for x, _ in quad) == 200


def test_of_a_page_of_print_only_the_largest_boxes_are_read() -> None:
    small: list[Quad] = [((x, 0), (x + 1, 0), (x + 1, 1), (x, 1)) for x in range(400)]
    large: Quad = ((0, 9), (90, 9), (90, 39), (0, 39))
    assert len(largest([*small, large])) == MOST_BOXES
    assert large in largest([*small, large])
    assert largest([large, *small[:9]]) == [large, *small[:9]]


def test_a_column_is_cut_into_its_signs() -> None:
    column = np.full((420, 60, 3), 245, np.uint8)
    for number in range(7):
        cv2.rectangle(column, (12, 12 + 58 * number), (48, 48 + 58 * number), (30, 30, 30), 5)
    strip = relaid(column, turn_strokes=True)
    assert strip is not None
    assert strip.shape[:2] == (48, 7 * 48)


def test_columns_that_lie_badly_are_read_again() -> None:
    assert wants_relaying(Text("電話〇七五", 0.999, 0.99), 5)
    assert wants_relaying(Text("海外事業部", 0.9, 0.6), 5)
    assert not wants_relaying(Text("海外事業部", 0.999, 0.99), 5)
    assert not wants_relaying(Text("電話075-555-0101", 0.9, 0.6), 5.5)
    assert wants_relaying(Text("千代田区神田5281109", 0.9, 0.6), 9)
    assert wants_relaying(Text("山", 0.999, 0.99), 2.1)


def test_a_whole_number_beats_a_sure_one() -> None:
    short, whole = Text("電話〇七五五五五〇一〇", 0.99, 0.9), Text("電話〇七五五五五〇一〇一", 0.8, 0.5)
    assert better(short, whole) is whole


def test_tesseract_reads_a_card_without_the_other_engine() -> None:
    picture = np.asarray(Image.open(CARD).convert("RGB"))[:, :, ::-1].copy()
    text = " ".join(line.text for line in TesseractEngine().read(picture))
    assert "Lindqvist" in text


def test_upright_signs_tell_hyphens_and_overlooked_signs() -> None:
    hyphens = better(Text("三宮町113110", 0.98, 0.9), Text("三宮町1|3|10", 0.97, 0.8))
    assert hyphens.text == "三宮町1-3-10"
    missing = better(Text("千葉奈", 0.98, 0.9), Text("干葉玲奈", 0.6, 0.5))
    assert missing.text == "千葉玲奈"
