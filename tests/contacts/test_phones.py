"""Phone numbers out of printed text."""

import pytest

from contacts.phones import display, e164, label_type, may_be_either, parse, shape_type
from contacts.values import Phone, PhoneType


@pytest.mark.parametrize(
    ("text", "kind", "normal", "ext"),
    [
        ("TEL: 03-1234-5678（代表） 内線 12", PhoneType.WORK, "+81312345678", "12"),
        ("携帯 〇九〇―一二三四―五六七八", PhoneType.MOBILE, "+819012345678", None),
        ("FAX　０３−１２３４−５６７９", PhoneType.FAX, "+81312345679", None),
        ("06－6123－4567(直通)", PhoneType.DIRECT, "+81661234567", None),
        ("Direct: +1 212 555 0123 ext. 45", PhoneType.DIRECT, "+12125550123", "45"),
        ("フリーダイヤル 0120-123-456", PhoneType.TOLL_FREE, "+81120123456", None),
        ("+81 (0)3-1234-5678", PhoneType.WORK, "+81312345678", None),
        ("090 1234 5678", PhoneType.MOBILE, "+819012345678", None),
        ("F. 03(1234)5678", PhoneType.FAX, "+81312345678", None),
        ("M +44 7700 900123", PhoneType.MOBILE, "+447700900123", None),
    ],
)
def test_a_printed_number_is_parsed(text: str, kind: PhoneType, normal: str, ext: str | None) -> None:
    phone = parse(text)
    assert phone is not None
    assert (phone.type, phone.e164, phone.ext) == (kind, normal, ext)


@pytest.mark.parametrize("text", ["", "no number", "第12345号", "〒100-0001"])
def test_other_text_is_no_number(text: str) -> None:
    found = parse(text)
    assert found is None or found.e164 is None


def test_the_country_decides_a_number_without_plus() -> None:
    assert e164("(212) 555-0123", "US") == "+12125550123"
    assert e164("12") is None


def test_labels_and_shapes() -> None:
    assert label_type("℡") is PhoneType.WORK
    assert label_type("住所") is None
    assert shape_type("+818012345678") is PhoneType.MOBILE
    assert shape_type("+81312345678") is PhoneType.WORK
    assert shape_type("+818001234567") is PhoneType.TOLL_FREE


@pytest.mark.parametrize("number", ["+447700900461", "+33639981234", "+4915900000000", "+8210000000000"])
def test_a_mobile_range_counts_where_the_number_itself_is_not_known(number: str) -> None:
    assert shape_type(number) is PhoneType.MOBILE


def test_countries_that_do_not_tell_mobiles_from_landlines() -> None:
    assert may_be_either("+12025550143")
    assert may_be_either("+525512345678")
    assert not may_be_either("+819012345678")
    assert not may_be_either("+81312345678")
    assert not may_be_either("0312345678")


def test_shown_as_at_home_and_abroad() -> None:
    assert display(Phone(PhoneType.WORK, "03 1234 5678", "+81312345678", "12")) == "03-1234-5678 (12)"
    assert display(Phone(PhoneType.WORK, "212-555-0123", "+12125550123")) == "+1 212-555-0123"
    assert display(Phone(PhoneType.WORK, "03-XX-5678")) == "03-XX-5678"


@pytest.mark.parametrize("wrong", ["+999123", "+x", "0312345678"])
def test_a_number_that_is_none_is_shown_as_printed(wrong: str) -> None:
    assert display(Phone(PhoneType.WORK, "03-1234-5678", wrong)) == "03-1234-5678"
