from pathlib import Path

from ocr.report import read_files
from tests.ocr.pictures import CARD, SAMPLES


def test_one_object_a_photo_in_the_order_given(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(CARD.read_bytes()[:3_000])
    paths = [SAMPLES / "no_card.jpg", CARD, broken, tmp_path / "missing.jpg", tmp_path]
    rows = list(read_files(paths, workers=2))
    assert [row["image"] for row in rows] == [path.name for path in paths]
    assert [row["error"] for row in rows] == [None, None, "corrupt", "no_file", "no_file"]
    assert [len(row["contacts"]) for row in rows] == [0, 1, 0, 0, 0]


def test_a_contact_has_plain_values_and_a_confidence_for_each() -> None:
    ((row),) = read_files([CARD], workers=1)
    (contact,) = row["contacts"]
    assert contact["phones"][0] == {
        "type": "work",
        "number": "+44 114 496 0123",
        "e164": "+441144960123",
        "ext": None,
    }
    told = set(contact) - {"confidence", "unsure"}
    assert told <= set(contact["confidence"]) | {"handles", "posts", "places", "candidates"}
    assert all(0 <= sure <= 1 for sure in contact["confidence"].values())
    assert set(contact["unsure"]) <= told
