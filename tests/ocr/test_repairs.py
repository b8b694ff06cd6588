"""Slips of reading that the rest of the row settles."""

from __future__ import annotations

import pytest

from ocr.fields import address, company, emails, urls


@pytest.mark.parametrize("dot", [" · ", "·", " ・ ", " | "])
def test_a_site_behind_a_mail_address_is_no_part_of_it(dot: str) -> None:
    row = f"k.rose@copperfield.example{dot}copperfield.example"
    assert [one.address for one in emails.find(row, 0.9)] == ["k.rose@copperfield.example"]


def test_the_site_behind_a_mail_address_is_found() -> None:
    assert urls.find("k.rose@copperfield.com · www.copperfield.com") == ["www.copperfield.com"]
    assert urls.find("k.rose@copperfield.com·copperfield.com") == ["copperfield.com"]


@pytest.mark.parametrize(
    ("read", "meant"),
    [("O (株)青葉商会", "(株)青葉商会"), ("A 株式会社", "A 株式会社"), ("Q 有限会社三浦", "有限会社三浦")],
)
def test_an_emblem_before_a_legal_form_is_no_letter(read: str, meant: str) -> None:
    assert company.folded_name(read) == meant


def test_a_mark_read_as_a_figure_is_told_by_the_table() -> None:
    assert address.marked("1680-0831鳥取県鳥取市栄町20-17") == "〒680-0831 鳥取県鳥取市栄町20-17"
    assert address.marked("1680-0831大阪府大阪市北区梅田1-1") == "1680-0831大阪府大阪市北区梅田1-1"
