"""The photos we ship read to the scorer's satisfaction, whichever way they lie."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from PIL import Image

from ocr.pipeline import read_photo
from tests.bench.fields_scorer import score
from tests.ocr.pictures import SAMPLES, saved

TRUTH = [json.loads(line) for line in (SAMPLES / "truth.jsonl").read_text().splitlines()]
# Beyond the key fields: types of phones, parts of names, every digit of an address.
MORE = ("phones_typed", "family_name", "given_name", "name_kana", "company_en", "address_exact", "qr")
PHOTOS = list(dict.fromkeys(row["image"] for row in TRUTH))


def rows_of(name: str) -> list[dict[str, Any]]:
    """The truth of one photo, a row a card."""
    return [row for row in TRUTH if row["image"] == name]


@pytest.mark.parametrize("name", PHOTOS)
def test_every_key_field_of_a_sample_is_right(name: str) -> None:
    cards = read_photo((SAMPLES / name).read_bytes()).cards
    found = [card.fields.to_dict() for card in cards]
    scores = score(rows_of(name), {name: found})
    assert scores.errors == []
    assert {scores.groups["all"].f1(more) for more in MORE} <= {1.0, None}


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("name", ["card_ja.jpg", "vertical.jpg"])
def test_a_turned_photo_reads_the_same(name: str, turn: int) -> None:
    turned = Image.open(SAMPLES / name).rotate(turn, expand=True)
    found = [card.fields.to_dict() for card in read_photo(saved(turned, "JPEG", quality=90)).cards]
    tally = score(rows_of(name), {name: found}).groups["all"]
    assert tally.whole == tally.cards == 1


@pytest.mark.parametrize("name", ["card_en.jpg", "vertical.jpg", "dark.jpg", "qr_vcard.jpg", "bilingual.jpg"])
def test_corners_and_picture_of_a_card(name: str) -> None:
    (row,) = rows_of(name)
    (card,) = read_photo((SAMPLES / name).read_bytes()).cards
    assert np.abs(np.array(card.quad) - np.array(row["quad"])).max() < 40
    assert card.picture.startswith(b"\xff\xd8")


def test_the_code_of_a_card_is_kept() -> None:
    (row,) = rows_of("qr_vcard.jpg")
    (card,) = read_photo((SAMPLES / "qr_vcard.jpg").read_bytes()).cards
    assert card.fields.qr == row["fields"]["qr"]


def test_a_blank_photo_has_no_card() -> None:
    assert read_photo(saved(Image.new("RGB", (800, 600), "white"), "PNG")).cards == ()
