"""Landline numbers and prefectures."""

from __future__ import annotations

import pytest

from contacts.area_codes import prefecture_in, prefecture_of
from contacts.data import table


@pytest.mark.parametrize(
    ("number", "prefecture"),
    [
        ("+81332100001", "東京都"),
        ("+81662100001", "大阪府"),
        ("+81292100001", "茨城県"),
        ("+81988620001", "沖縄県"),
        ("+819012345678", None),
        ("+81120123456", None),
        ("+442071234567", None),
    ],
)
def test_a_landline_number_tells_its_prefecture(number: str, prefecture: str | None) -> None:
    assert prefecture_of(number) == prefecture


def test_an_address_begins_with_its_prefecture() -> None:
    assert prefecture_in("茨城県水戸市城南2丁目6-13") == "茨城県"
    assert prefecture_in("水戸市城南2丁目6-13") is None


def test_every_prefecture_has_codes_and_no_code_two_prefectures() -> None:
    rows = table("area_codes")
    assert [name for name, _ in rows] == [row[0] for row in table("prefectures")]
    codes = [code for _, these in rows for code in these.split()]
    assert len(codes) == len(set(codes))
    assert all(code.startswith("0") for code in codes)
