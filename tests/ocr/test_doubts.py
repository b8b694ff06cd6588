"""What makes a field unsure: how it was read, what it looks like, what the rest of the card says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contacts.values import CardFields, Phone, PhoneType
from ocr.doubt_signs import Card, signs
from ocr.doubts import Weights, with_doubts, wrong_chance
from ocr.values import Line

FIELDS = CardFields(
    name="田中 一郎",
    family_name="田中",
    given_name="一郎",
    company="山田商事株式会社",
    title="課長",
    department="営業部",
    postal_code="100-0005",
    address="東京都千代田区丸の内1-2-3",
    phones=(Phone(PhoneType.WORK, "03-3210-0001", "+81332100001"),),
    emails=("ichiro.tanaka@yamada-shoji.example",),
    urls=("https://www.yamada-shoji.example",),
    confidence=dict.fromkeys(
        ("name", "company", "title", "department", "postal_code", "address", "phones", "emails", "urls"), 1.0
    ),
)
TEXTS = (
    "山田商事株式会社",
    "営業部 課長",
    "田中一郎",
    "〒100-0005",
    "東京都千代田区丸の内1-2-3",
    "TEL 03-3210-0001",
    "ichiro.tanaka@yamada-shoji.example",
    "https://www.yamada-shoji.example",
)


def lines(*texts: str, sure: float = 1.0, vertical: bool = False) -> tuple[Line, ...]:
    return tuple(
        Line(
            text,
            ((0, top), (400, top), (400, top + size), (0, top + size)),
            sure,
            vertical,
            (sure,) * len(text),
        )
        for text, top, size in (
            (text, 100.0 * place, 60.0 if text == "田中一郎" else 30.0) for place, text in enumerate(texts)
        )
    )


def test_a_card_read_surely_and_at_one_with_itself_has_no_doubts() -> None:
    assert with_doubts(FIELDS, lines(*TEXTS)).unsure == ()


def test_what_was_read_unsurely_is_unsure() -> None:
    unsure = tuple(replace(one, confidence=0.5, signs=(0.5,) * len(one.text)) for one in lines(*TEXTS))
    low = replace(FIELDS, confidence=dict.fromkeys(FIELDS.confidence, 0.5))
    assert set(with_doubts(low, unsure).unsure) == set(FIELDS.confidence)


def test_what_a_rule_doubted_or_repaired_stays_unsure() -> None:
    repaired = replace(FIELDS, confidence={**FIELDS.confidence, "postal_code": 0.85})
    assert with_doubts(repaired, lines(*TEXTS)).unsure == ("postal_code",)


def test_other_fields_keep_their_doubts() -> None:
    kana = replace(FIELDS, name_kana="たなか いちろう", unsure=("name_kana",))
    assert with_doubts(kana, lines(*TEXTS)).unsure == ("name_kana",)


@pytest.mark.parametrize(
    ("field", "value", "sign"),
    [
        ("name", "田 一郎", "name: not told"),
        ("company", "医療法人社団 青葉会", "company: body alone"),
        ("title", "Consultant - Cyber Risk", "title: dash"),
        ("title", "第一営業部開発課主任", "title: department inside"),
        ("address", "東京都千代田区丸の内一二三", "address: bare number"),
        ("address", "東京都千代田区丸の内1-2-3 860-0047", "address: foreign body"),
        ("address", "大阪府大阪市北区梅田1-2-3", "address: disagrees"),
        ("phones", (Phone(PhoneType.WORK, "03-3210-01", "+81332101"),), "phones: odd length"),
        ("emails", ("ichiro.tanaka@other.example",), "emails: site disagrees"),
        ("urls", ("https://www.other.example",), "urls: mail disagrees"),
    ],
)
def test_signs_against_a_value(field: str, value: object, sign: str) -> None:
    assert not signs(Card(FIELDS, lines(*TEXTS)), field).get(sign)
    odd = replace(FIELDS, **{field: value}, **({"family_name": "田"} if field == "name" else {}))
    if field == "name":
        odd = replace(odd, emails=("hamaguchi@yamada-shoji.example",))
    assert signs(Card(odd, lines(*TEXTS)), field).get(sign)


def test_a_value_cut_out_of_its_line_and_a_line_left_over_beside_it_are_signs() -> None:
    part = signs(Card(replace(FIELDS, title="長"), lines("部課長代理", *TEXTS)), "title")
    whole = signs(Card(FIELDS, lines(*TEXTS)), "title")
    assert part["cut out of a word"] > whole["cut out of a word"]
    near = lines("グループ統括室", *TEXTS)
    beside = replace(near[0], quad=((0, 145.0), (400, 145.0), (400, 175.0), (0, 175.0)))
    assert signs(Card(FIELDS, (beside, *near[1:])), "company")["line beside left over"]


def test_signs_add_up() -> None:
    table = Weights(0.5, -1.0, {"a": 2.0, "b": -3.0})
    assert wrong_chance({"a": 1.0, "unknown": 9.0}, table) > 0.5 > wrong_chance({"a": 1.0, "b": 1.0}, table)
