"""What was set over two rows, read as one."""

import pytest

from ocr.fields.split_rows import joined
from ocr.layout import Row
from tests.ocr.test_fields import rows


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        (
            ("E-mail: hanako.asagiri@", "asagiri-trading.example"),
            ["E-mail: hanako.asagiri@asagiri-trading.example"],
        ),
        (("hanako.asagiri", "@asagiri.example"), ["hanako.asagiri@asagiri.example"]),
        (("https://www.asagiri.example/", "tokyo/map"), ["https://www.asagiri.example/tokyo/map"]),
        (("TEL", "03-5550-0101"), ["TEL 03-5550-0101"]),
        (("Mobile:", "+44 7700 900123"), ["Mobile: +44 7700 900123"]),
        (("Hana Asagiri", "@asagiri_hana"), ["Hana Asagiri", "@asagiri_hana"]),
        (("www.asagiri.example", "Tokyo"), ["www.asagiri.example", "Tokyo"]),
        (("TEL 03-5550-0101", "03-5550-0102"), ["TEL 03-5550-0101", "03-5550-0102"]),
        (("FAX", "〒100-0005"), ["FAX", "〒100-0005"]),
    ],
)
def test_rows_below_each_other(printed: tuple[str, ...], read: list[str]) -> None:
    assert [row.text for row in joined(rows(*printed))] == read


def test_labels_and_numbers_in_two_columns() -> None:
    labels, numbers = ("TEL", "FAX"), ("03-5550-0101", "03-5550-0102")
    left = rows(*labels, left=0.1)
    right = rows(*numbers, left=0.4)
    assert [row.text for row in joined([*left, *right])] == ["TEL 03-5550-0101", "FAX 03-5550-0102"]


def test_both_places_are_kept() -> None:
    upper, lower = rows("FAX", "03-5550-0102")
    (row,) = joined([upper, lower])
    assert (row.top, row.bottom) == (upper.top, lower.bottom)
    assert isinstance(row, Row)
