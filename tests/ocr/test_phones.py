"""Phones by their printed labels, and the numbers of vertical cards."""

import pytest

from contacts.values import PhoneType
from ocr.fields import japanese_numbers, phones


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("直通電話 03-5550-0101", [("direct", "+81355500101")]),
        ("携蒂電話 080-5550-0102", [("mobile", "+818055500102")]),
        ("TEL 052-555-0101(代) 052-555-0115(直)", [("work", "+81525550101"), ("direct", "+81525550115")]),
        ("Mobile phone: 090-5550-0103", [("mobile", "+819055500103")]),
        ("電話 090-5550-0104", [("work", "+819055500104")]),
        ("フリーダイヤル 0120-555-010", [("toll_free", "+81120555010")]),
        ("TEL:03-5550-0105 FAX:03-5550-0106", [("work", "+81355500105"), ("fax", "+81355500106")]),
    ],
)
def test_the_label_tells_the_type(line, found):
    assert [(one.phone.type, one.phone.e164) for one in phones.find(line, 0.99, "JP")] == found


@pytest.mark.parametrize(
    ("line", "country", "kind"),
    [
        ("GSM +32 470 12 34 56", "BE", PhoneType.MOBILE),
        ("Port. 06 12 55 01 23", "FR", PhoneType.MOBILE),
        ("Durchwahl 0711 5550123", "DE", PhoneType.DIRECT),
        ("手机 138 0013 8000", "CN", PhoneType.MOBILE),
        ("Telemóvel 912 345 678", "PT", PhoneType.MOBILE),
        ("팩스 02-555-0123", "KR", PhoneType.FAX),
        ("O (415) 555-0123", "US", PhoneType.WORK),
    ],
)
def test_labels_of_other_countries(line, country, kind):
    assert [one.phone.type for one in phones.find(line, 0.99, country)] == [kind]


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("電話〇五八二二六五一七七一四", "電話058-265-7714"),
        ("電話〇三(五五五〇)〇一〇七", "電話03-5550-0107"),
        ("携帯〇九〇一五五五〇一〇一〇八", "携帯090-5550-0108"),
        ("電話〇七四二二三四一七一五九", "電話0742-34-7159"),
        ("０９８１１６３１６４５２", "098-163-6452"),
        ("第〇〇三号", "第〇〇三号"),
        ("03-5550-0109", "03-5550-0109"),
    ],
)
def test_hyphens_of_columns(line, number):
    assert (
        japanese_numbers.plain(line.translate(str.maketrans("０１２３４５６７８９", "0123456789"))) == number
    )
