"""Mail signatures: read as cards, and told from notes and letters."""

from __future__ import annotations

import pytest

from contacts.values import CardFields
from ocr.signature import is_signature, read_signature

FRAMED = """━━━━━━━━━━━━━━━━━━━━
株式会社ミナモ計測
営業本部 第二営業部
課長 早乙女 律
〒310-0803 茨城県水戸市城南2丁目6-13 常磐野ビル4階
TEL：029-555-0131 / FAX：029-555-0132
携帯：090-5550-0133
E-mail：ritsu.saotome@minamo-keisoku.example
━━━━━━━━━━━━━━━━━━━━"""
BARS = """--
Harriet Cole
Head of Procurement | Pinemoor Dairy Ltd.
T: +44 1632 960123 | M: +44 7700 900456
harriet.cole@pinemoor.example | www.pinemoor.com
12 Mill Lane, Taunton TA1 1AA

This e-mail is confidential and meant for the intended recipient only."""
STARS = """*********************************
青葉工業(株) 購買課
鈴木 花子
hanako-suzuki@aoba-kogyo.example
045-555-0101（直通）
*********************************"""
BOX = """┏━━━━━━━━━━━━┓
┃ 中村 健 (NAKAMURA Ken)
┃ 株式会社つばめ観測機器　技術部　主任
┃ 電話 03-5550-0199　　　メール nakamura@tsubame.example
┗━━━━━━━━━━━━┛"""
GREETED = """Best regards,

Lars Hegg
Sales Director
Fjordlys AS
Mobile: +47 412 34 567
lars.hegg@fjordlys.example"""
GERMAN = """Anna Keller
Leiterin Einkauf

Nordlicht Maschinenbau GmbH
Hafenstraße 12
20457 Hamburg
Tel. +49 40 5550123
anna.keller@nordlicht.example"""


def told(fields: CardFields) -> tuple[str | None, ...]:
    return fields.name, fields.company, fields.department, fields.title, *fields.emails


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            FRAMED,
            (
                "早乙女 律",
                "株式会社ミナモ計測",
                "営業本部 第二営業部",
                "課長",
                "ritsu.saotome@minamo-keisoku.example",
            ),
        ),
        (
            BARS,
            (
                "Harriet Cole",
                "Pinemoor Dairy Ltd.",
                None,
                "Head of Procurement",
                "harriet.cole@pinemoor.example",
            ),
        ),
        (STARS, ("鈴木 花子", "青葉工業(株)", "購買課", None, "hanako-suzuki@aoba-kogyo.example")),
        (BOX, ("中村 健", "株式会社つばめ観測機器", "技術部", "主任", "nakamura@tsubame.example")),
        (GREETED, ("Lars Hegg", "Fjordlys AS", None, "Sales Director", "lars.hegg@fjordlys.example")),
        (
            GERMAN,
            (
                "Anna Keller",
                "Nordlicht Maschinenbau GmbH",
                None,
                "Leiterin Einkauf",
                "anna.keller@nordlicht.example",
            ),
        ),
    ],
)
def test_signatures_of_many_shapes(text: str, wanted: tuple[str | None, ...]) -> None:
    assert is_signature(text)
    assert told(read_signature(text)) == wanted


def test_numbers_are_told_by_their_labels() -> None:
    phones = [(phone.type.value, phone.number) for phone in read_signature(FRAMED).phones]
    assert phones == [("work", "029-555-0131"), ("fax", "029-555-0132"), ("mobile", "090-5550-0133")]
    assert [phone.type.value for phone in read_signature(BARS).phones] == ["work", "mobile"]


def test_a_name_in_letters_behind_a_name_is_its_romaji() -> None:
    assert read_signature(BOX).name_romaji == "NAKAMURA Ken"


@pytest.mark.parametrize(
    "text",
    [
        "山田商事の田中さんと打ち合わせ。\n見積もりは来週火曜までに送ります。\n連絡先 03-5550-0199",
        "・山田商事 田中課長\n・見積もり 火曜まで\n・tanaka@yamada.example にメール",
        "お世話になっております。\n田中です。電話番号が変わりました。\n090-5550-0133\ntanaka@yamada.example",
        "Called Harriet Cole.\nShe will send the drawings to me@example.com by Friday.\n+44 1632 960123",
        "山田商事 田中さん 03-5550-0199",
        "田中一郎",
        "",
        "━━━━━━━━\n━━━━━━━━",
    ],
)
def test_notes_letters_and_scraps_are_no_signatures(text: str) -> None:
    assert not is_signature(text)


def test_a_very_long_text_is_none_and_costs_nothing() -> None:
    assert not is_signature(FRAMED * 50)
