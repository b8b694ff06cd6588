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
        ("電話〇七五一五五五一〇一一一〇", "電話075-555-0111"),
        ("第〇〇三号", "第〇〇三号"),
        ("03-5550-0109", "03-5550-0109"),
    ],
)
def test_hyphens_of_columns(line, number):
    assert (
        japanese_numbers.plain(line.translate(str.maketrans("０１２３４５６７８９", "0123456789"))) == number
    )


def _told(line: str, country: str) -> str:
    found = (one.phone for one in phones.find(line, 0.99, country))
    return " ".join(f"{one.type} {one.e164}" + (f" x{one.ext}" if one.ext else "") for one in found)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("TEL・FAX 兼用 03-5550-0101", "work +81355500101"),
        ("03-5550-0101(FAX)", "fax +81355500101"),
        ("TEL 03-5550-0101 直通", "direct +81355500101"),
        ("(代)03-5550-0100(直)03-5550-0101", "work +81355500100 direct +81355500101"),
        ("TEL 03-5550-0101(内線2345) 携帯 090-5550-0102", "work +81355500101 x2345 mobile +819055500102"),
        ("電話〇三(五五五〇)〇一〇一 内線一二", "work +81355500101 x12"),
        ("TEL O3-555O-01O1", "work +81355500101"),
        ("TEL 0 3 - 5 5 5 0 - 0 1 0 1", "work +81355500101"),
        ("F A X 03-5550-0101", "fax +81355500101"),
        ("0120-555-010 (9:00~17:00)", "toll_free +81120555010"),
        ("☎ 03-5550-0101 📠 03-5550-0102", "work +81355500101 fax +81355500102"),
        ("中央区銀座7-13-20 03-5550-0101", "work +81355500101"),
        ("WhatsApp +39 335 555 0123", "mobile +393355550123"),
    ],
)
def test_japanese_rows(line: str, told: str) -> None:
    assert _told(line, "JP") == told


@pytest.mark.parametrize(
    ("country", "line", "told"),
    [
        ("US", "Office 415.555.0199 x12 | Cell 415.555.0142", "work +14155550199 x12 mobile +14155550142"),
        ("US", "415-555-0199 mobile", "mobile +14155550199"),
        ("US", "(415) 555-0199 (415) 555-0142", "work +14155550199 work +14155550142"),
        ("US", "1-800-555-0199", "toll_free +18005550199"),
        ("GB", "T: +44(0)20 7946 0123", "work +442079460123"),
        ("DE", "Tel. +49 (0) 89 / 55 50 12-34", "work +498955501234"),
        ("DE", "Mobil 0170 / 555 01 23", "mobile +491705550123"),
        ("SE", "Direkt 08-555 012 34", "direct +46855501234"),
        ("TW", "電話:(02)2555-0123 分機 123", "work +886225550123 x123"),
        ("TW", "專線 02-2555-0123", "direct +886225550123"),
        ("CN", "13800138000", "mobile +8613800138000"),
        ("KR", "H.P 010-5550-1234", "mobile +821055501234"),
        ("SG", "DID: 6555 0123 HP: 9123 4567", "direct +6565550123 mobile +6591234567"),
        ("BR", "WhatsApp (11) 95555-0123", "mobile +5511955550123"),
    ],
)
def test_rows_of_other_countries(country: str, line: str, told: str) -> None:
    assert _told(line, country) == told


@pytest.mark.parametrize(
    ("country", "line"),
    [
        ("JP", "千代田区丸の内3-27-24 860-0047"),
        ("JP", "登録番号 T1234567890123"),
        ("JP", "2024-10-15"),
        ("GB", "VAT No. GB 123 4567 89"),
        ("IT", "C.F. 01234567890"),
        ("PL", "NIP 123-456-78-90"),
        ("SE", "Org.nr 556123-4567"),
        ("BR", "CNPJ 12.345.678/0001-90"),
        ("BR", "CEP 01310-100"),
    ],
)
def test_other_numbers_are_no_phones(country: str, line: str) -> None:
    assert phones.find(line, 0.99, country) == []
