"""Printed rows to fields, in words that no photo set of ours uses."""

from __future__ import annotations

import pytest

from contacts.values import CardFields, PhoneType
from ocr.fields import read_fields
from ocr.layout import Row


def rows(*texts: str, size: float = 0.04, left: float = 0.1) -> list[Row]:
    """Rows below each other; a text that begins with # is twice as large."""
    made, top = [], 0.05
    for text in texts:
        height = 2 * size if text.startswith("#") else size
        plain = text.lstrip("#")
        right = left + 0.6 * height * len(plain)
        made.append(Row(plain, left, top, right, top + height, height, False, 0.99))
        top += 1.25 * height
    return made


def read(*texts: str, codes: tuple[str, ...] = ()) -> CardFields:
    return read_fields(rows(*texts), codes)


JAPANESE = (
    "㈱つばめ観測機器",
    "計測事業部 第三課 主任技師",
    "もちづき しおん",
    "#望月 詩音",
    "〒310-0803 茨城県水戸市城南2丁目6-13",
    "常磐野ビル 4階",
    "TEL 029-555-0131(代表) FAX 029-555-0132",
    "携帯 090-5550-0133",
    "E-mail: mochizuki@tsubame-keisoku.example",
)


def test_a_plain_japanese_card() -> None:
    fields = read(*JAPANESE)
    assert (fields.name, fields.family_name, fields.given_name) == ("望月 詩音", "望月", "詩音")
    assert fields.name_kana == "もちづき しおん"
    assert fields.company == "(株)つばめ観測機器"
    assert (fields.department, fields.title) == ("計測事業部 第三課", "主任技師")
    assert fields.postal_code == "310-0803"
    assert fields.address == "茨城県水戸市城南2丁目6-13 常磐野ビル 4階"
    assert [(phone.type, phone.e164) for phone in fields.phones] == [
        (PhoneType.WORK, "+81295550131"),
        (PhoneType.FAX, "+81295550132"),
        (PhoneType.MOBILE, "+819055500133"),
    ]
    assert fields.emails == ("mochizuki@tsubame-keisoku.example",)
    assert fields.country == "JP"


def test_a_plain_english_card() -> None:
    fields = read(
        "Quillbrook Surveying Ltd",
        "#Imogen Hartwell, MRICS",
        "Associate Partner, Rural Estates",
        "14 Weavers Lane",
        "Norwich NR2 1TF",
        "Direct +44 1603 555 014 | Mob. +44 7700 900 142",
        "i.hartwell@quillbrook.example",
        "quillbrook.example",
    )
    assert fields.name == "Imogen Hartwell"
    assert fields.company == "Quillbrook Surveying Ltd"
    assert (fields.title, fields.department) == ("Associate Partner", "Rural Estates")
    assert (fields.address, fields.postal_code) == ("14 Weavers Lane, Norwich NR2 1TF", "NR2 1TF")
    assert fields.country == "GB"
    assert [phone.type for phone in fields.phones] == [PhoneType.DIRECT, PhoneType.MOBILE]
    assert fields.urls == ("quillbrook.example",)


@pytest.mark.parametrize(
    ("row", "department", "title"),
    [
        ("資材調達部課長", "資材調達部", "課長"),
        ("品質保証室 室長代理", "品質保証室", "室長代理"),
        ("設備課チームリーダー", "設備課", "チームリーダー"),
        ("シニアマネージャー", None, "シニアマネージャー"),
        ("商品本部 企画グループ", "商品本部 企画グループ", None),
        ("信頼でつなぐ物流のパートナー", None, None),
    ],
)
def test_departments_and_titles(row: str, department: str | None, title: str | None) -> None:
    fields = read("ひなた倉庫株式会社", row, "#黒岩 玲", "TEL 03-5550-0101")
    assert (fields.department, fields.title, fields.name) == (department, title, "黒岩 玲")


def test_a_title_in_front_of_the_name_is_no_part_of_it() -> None:
    fields = read("ひなた倉庫株式会社", "#所長 黒岩 玲", "TEL 03-5550-0101")
    assert (fields.name, fields.title) == ("黒岩 玲", "所長")


def test_a_loan_word_title_is_no_reading() -> None:
    fields = read("ひなた倉庫株式会社", "プランナー", "#黒岩 玲", "TEL 03-5550-0101")
    assert (fields.name_kana, fields.title) == (None, "プランナー")


@pytest.mark.parametrize(
    ("row", "postal_code"),
    [
        ("〒604-8571 京都府京都市中京区上本能寺前町488番地", "604-8571"),
        ("T604-8571 京都府京都市中京区上本能寺前町488番地", "604-8571"),
        ("〒六〇四－八五七一　京都府京都市中京区上本能寺前町四八八", "604-8571"),
        ("６０４−８５７１ 京都府京都市中京区上本能寺前町488番地", "604-8571"),
    ],
)
def test_postal_codes(row: str, postal_code: str) -> None:
    fields = read("ひなた倉庫株式会社", "#黒岩 玲", row, "TEL 075-555-0101")
    assert fields.postal_code == postal_code
    assert fields.address
    assert fields.address.startswith("京都府京都市中京区上本能寺前町")


def test_a_misread_postal_code_is_repaired_and_left_unsure() -> None:
    fields = read("ひなた倉庫株式会社", "#黒岩 玲", "〒310-0808 茨城県水戸市城南2-6-13", "TEL 029-555-0131")
    assert fields.postal_code == "310-0803"
    assert "postal_code" in fields.unsure


def test_a_phone_is_no_postal_code() -> None:
    fields = read("ひなた倉庫株式会社", "#黒岩 玲", "代表 (075)555-0101", "電話 075-555-0102")
    assert fields.postal_code is None
    assert len(fields.phones) == 2


@pytest.mark.parametrize(
    ("row", "e164", "kind"),
    [
        ("電話 〇七五・五五五・〇一〇一", "+81755550101", PhoneType.WORK),
        ("電話〇七五一五五五一〇一〇一", "+81755550101", PhoneType.WORK),
        ("携帯 〇九〇（五五五〇）〇一三三", "+819055500133", PhoneType.MOBILE),
        ("ファックス 075(555)0104", "+81755550104", PhoneType.FAX),
        ("直通 075.555.0105", "+81755550105", PhoneType.DIRECT),
        ("フリーダイヤル 0120-555-017", "+81120555017", PhoneType.TOLL_FREE),
        ("M 090 5550 0133", "+819055500133", PhoneType.MOBILE),
        ("TEL +81 (0)75 555 0101", "+81755550101", PhoneType.WORK),
    ],
)
def test_phones_by_label(row: str, e164: str, kind: PhoneType) -> None:
    (phone,) = read("ひなた倉庫株式会社", "#黒岩 玲", row).phones
    assert (phone.e164, phone.type) == (e164, kind)


def test_an_extension_belongs_to_the_number_before_it() -> None:
    (phone,) = read("ひなた倉庫株式会社", "#黒岩 玲", "TEL 075-555-0101 内線 204").phones
    assert (phone.e164, phone.ext) == ("+81755550101", "204")


def test_an_impossible_number_is_unsure() -> None:
    fields = read("ひなた倉庫株式会社", "#黒岩 玲", "TEL 075-555-01")
    assert not fields.phones or "phones" in fields.unsure


@pytest.mark.parametrize(
    ("row", "email"),
    [
        ("MAIL.kuroiwa@hinata-soko.example", "kuroiwa@hinata-soko.example"),
        ("メールkuroiwa@hinata-soko.example", "kuroiwa@hinata-soko.example"),
        ("E kuroiwa @ hinata-soko , example", "kuroiwa@hinata-soko.example"),
        ("Ekuroiwa@hinata-soko.example", "kuroiwa@hinata-soko.example"),
        ("kuroiwal7@hinata-soko.example", "kuroiwa17@hinata-soko.example"),
        ("Iris.kuroiwa@hinata-soko.example", "lris.kuroiwa@hinata-soko.example"),
    ],
)
def test_emails(row: str, email: str) -> None:
    assert read("ひなた倉庫株式会社", "#黒岩 玲", row).emails == (email,)


def test_a_mended_email_is_unsure() -> None:
    assert "emails" in read("ひなた倉庫株式会社", "#黒岩 玲", "kuroiwal7@hinata-soko.example").unsure


def test_two_offices() -> None:
    left = rows("ひなた倉庫株式会社", "#黒岩 玲")
    first = rows("本社", "〒310-0803", "茨城県水戸市城南2-6-13", "TEL 029-555-0131")
    second = rows("関西支店", "〒604-8571", "京都府京都市中京区上本能寺前町488番地", left=0.6)
    below = [
        Row(r.text, r.left, r.top + 0.4, r.right, r.bottom + 0.4, r.size, False, 0.99) for r in first + second
    ]
    fields = read_fields(left + sorted(below, key=lambda row: row.middle_y))
    assert fields.address == "茨城県水戸市城南2-6-13"
    assert fields.postal_code == "310-0803"
    (office,) = fields.other_addresses
    assert (office.label, office.postal_code) == ("関西支店", "604-8571")
    assert fields.department is None


def test_accounts_and_qualifications() -> None:
    fields = read(
        "ひなた倉庫株式会社", "一級建築士", "#黒岩 玲", "Instagram @hinata_soko", "TEL 03-5550-0101"
    )
    assert fields.handles == ("Instagram @hinata_soko",)
    assert fields.qualifications == ("一級建築士",)


def test_a_code_confirms_and_fills() -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:3.0\r\nN:望月;詩音;;;\r\nORG:㈱つばめ観測機器\r\nTEL:+81295550131\r\n"
        "EMAIL:mochizuki@tsubame-keisoku.example\r\nEND:VCARD"
    )
    fields = read(
        "㈱つばめ観測機器", "#望月 詩音", "E-mail: mochizukl@tsubame-keisoku.example", codes=(card,)
    )
    assert fields.emails == ("mochizuki@tsubame-keisoku.example",)
    assert [phone.e164 for phone in fields.phones] == ["+81295550131"]
    assert fields.qr == card
    assert "name" not in fields.unsure


def test_an_unsure_line_makes_an_unsure_field() -> None:
    name = Row("黒岩 玲", 0.1, 0.1, 0.4, 0.18, 0.08, False, 0.42)
    assert "name" in read_fields([*rows("ひなた倉庫株式会社"), name]).unsure


def test_nothing_gives_nothing() -> None:
    assert read_fields([]).name is None
    assert read("~~~~", "===").to_dict()["unsure"] == []


def test_two_firms_on_a_card_make_everything_unsure() -> None:
    both = read(*JAPANESE, "E-mail: sawa@kogane.example")
    one = read(*JAPANESE, "E-mail: keisoku@tsubame-keisoku.example")
    assert {"company", "emails", "title"} <= set(both.unsure)
    assert "company" not in one.unsure
