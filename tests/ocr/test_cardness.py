"""Cards told from labels, posters, inboxes and receipts by their fields and rows."""

import pytest

from contacts.values import CardFields, Phone, PhoneType
from ocr.cardness import is_card
from ocr.values import Line

PHONE = Phone(PhoneType.WORK, "03-5550-0101", "+81355500101")
QUAD = ((0.0, 0.0), (9.0, 0.0), (9.0, 1.0), (0.0, 1.0))


def lines(*texts: str) -> list[Line]:
    return [Line(text, QUAD, 0.99) for text in texts]


@pytest.mark.parametrize(
    "fields",
    [
        CardFields(name="森 悠", family_name="森", given_name="悠", phones=(PHONE,)),
        CardFields(name="Anna Keller", title="Architektin"),
        CardFields(company="株式会社ひより", phones=(PHONE,), urls=("hiyori.example",)),
        CardFields(name="喜友名 琉海", emails=("kiyuna@umi.example",)),
    ],
)
def test_cards_with_little_on_them(fields):
    assert is_card(fields, lines("森 悠", "03-5550-0101"))


@pytest.mark.parametrize(
    "texts",
    [
        ("名称：りんごジャム", "原材料名：りんご、砂糖", "内容量：180g", "製造者：津軽加工"),
        ("夏まつり", "会場：臨海公園", "主催：実行委員会", "045-555-0101"),
        ("受信トレイ(6)", "9:12", "8:55", "昨日", "森さん Re: 明日の件"),
        ("喫茶ひより", "コーヒー 480円", "紅茶 500円", "合計 980円"),
    ],
)
def test_other_pages_are_no_cards(texts):
    fields = CardFields(
        name="森 悠", family_name="森", company="ひより加工", phones=(PHONE,), address="青森県弘前市1"
    )
    assert not is_card(fields, lines(*texts))


def test_one_line_of_opening_hours_does_no_harm():
    fields = CardFields(name="森 悠", family_name="森", phones=(PHONE,))
    assert is_card(fields, lines("森 悠", "03-5550-0101", "営業時間 10:00〜19:00", "担当：贈答品"))
