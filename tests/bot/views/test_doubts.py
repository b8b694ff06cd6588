"""The questions of a review and the modal that says where values come from, in every language."""

import pytest

from bot.texts import Texts
from bot.views import review
from bot.views.doubts import NONE, Doubts, Pick, blocks, differences, pick_of, pick_value
from bot.views.why import Why, WhyCard, WhyField, WhySheet, why
from contacts.doubts import Doubt
from tests.bot.views.samples import (
    DAY,
    EVIL,
    HOSTILE,
    LANGUAGES,
    TEXTS,
    USUAL,
    card,
    fine,
    fine_view,
    shown,
    taps,
)

JA, EN = TEXTS
BOTH = pytest.mark.parametrize("t", TEXTS, ids=LANGUAGES)
NAME = Doubt("name", "高橋 遥", ("高橋 遥", "髙橋 遥"), number=1)
MAIL = Doubt("emails.0", "bell@x.example", ("bel1@x.example", "bell@x.example"), number=2)
DEPARTMENT = Doubt("department", "営業部 第一課", ("営業部 第一課",), number=3)
WORST = tuple(
    Doubt(key, EVIL, (EVIL, EVIL[1:], EVIL[2:]), number=n)
    for n, key in enumerate(("name", "emails.1", "posts"), 1)
)
LONG = tuple(
    Doubt(key, "長" * 120, tuple(f"{n}{'長' * 119}" for n in "123"), number=n)
    for n, key in enumerate(("name", "address", "company"), 1)
)


@BOTH
@pytest.mark.parametrize("asked", [(NAME, MAIL, DEPARTMENT), WORST, LONG], ids=["usual", "worst", "long"])
def test_slack_takes_every_question(asked: tuple[Doubt, ...], t: Texts) -> None:
    every = frozenset(one for doubt in asked for one in doubt.candidates)
    shown_card = card(HOSTILE, doubts=Doubts(asked, "F0123456789", every))
    fine(review.message(shown_card, t))
    fine(review.messages([shown_card] * 3, t))
    assert len(review.message(shown_card, t).blocks) <= 12


def test_each_doubt_is_a_row_and_save_stays_last() -> None:
    asked = Doubts((NAME, MAIL, DEPARTMENT), "F0STRIPS", frozenset({"高橋 遥"}))
    message = review.message(card(USUAL, doubts=asked), JA)
    assert [block["type"] for block in message.blocks] == [
        *("image", "section", "context", "image"),
        *("section", "actions") * 3,
        "actions",
    ]
    rows = [
        [one["text"]["text"] for one in block["elements"]]
        for block in message.blocks
        if block["type"] == "actions"
    ]
    assert rows == [
        ["高橋 遥(登録済み)", "髙橋 遥", "その他(編集)"],
        ["bel1@x.example(数字の1)", "bell@x.example(小文字のl)", "その他(編集)"],
        ["この通り", "編集"],
        ["保存", "編集", "破棄"],
    ]
    assert "③ *部署*  営業部 第一課" in shown(message)
    assert "自信がありません" not in shown(message), "the department is asked about"
    assert pick_of(taps(message)["doubt_2_1"]) == Pick(7, "emails.0", "bel1@x.example")
    assert pick_of(taps(message)["doubt_3_1"]) == Pick(7, "department", None)
    assert taps(message)["doubt_2_edit"] == "7"


def test_what_is_not_asked_about_is_still_told() -> None:
    asked = Doubts((NAME,))
    assert "⚠ 部署の読み取りに自信がありません" in shown(review.message(card(USUAL, doubts=asked), JA))
    assert blocks(NONE, 7, JA) == []


def test_a_settled_card_asks_nothing() -> None:
    for state in ("saved", "discarded", "cancelled"):
        assert not [
            one
            for one in taps(review.message(card(USUAL, state=state, doubts=Doubts((NAME,))), JA))
            if "doubt" in one
        ]


def test_long_candidates_are_told_by_letters() -> None:
    address = Doubt(
        "address",
        "東京都千代田区神田錦町3-11-1 アーバンビル",
        ("東京都千代田区神田錦町3-11-1 アーバンビル", "東京都千代田区神田錦町3-11-7 アーバンビル"),
    )
    (text, buttons) = blocks(Doubts((address,)), 7, EN)[1:]
    assert text["text"]["text"].split("\n") == [
        "① *Address*",
        "A: 東京都千代田区神田錦町3-11-1 アーバンビル",
        "B: 東京都千代田区神田錦町3-11-7 アーバンビル",
    ]
    assert [one["text"]["text"] for one in buttons["elements"]] == ["A", "B", "Other (edit)"]


@pytest.mark.parametrize(
    ("texts", "told"),
    [
        (("bell", "be11"), {}),
        (("bell", "bel1"), {"bell": "l", "bel1": "1"}),
        (("カ丸", "力丸"), {"カ丸": "カ", "力丸": "力"}),
        (("高橋", "髙橋"), {}),
        (("ab", "abc"), {}),
        (("Iwa", "lwa", "1wa"), {"Iwa": "I", "lwa": "l", "1wa": "1"}),
    ],
)
def test_signs_that_look_alike_are_named_by_their_kind(texts: tuple[str, ...], told: dict[str, str]) -> None:
    assert differences(texts) == told


@pytest.mark.parametrize(
    "value", [None, "", "7", "[1]", '{"a": 1}', "[1, 2, 3, 4]", '[1, "name", 2]', '["x", "name", null]']
)
def test_a_value_that_is_none_of_ours_is_no_pick(value: str | None) -> None:
    assert pick_of(value) is None


def test_a_pick_comes_back_as_it_went() -> None:
    for pick in (Pick(7, "phones.2", '"03"-1234'), Pick(7, "name", None)):
        assert pick_of(pick_value(pick)) == pick


def told(**more: object) -> Why:
    fields = tuple(
        WhyField(name, "山田商事", number, "佐藤 健" if number % 2 else "", DAY, edited=number == 3)
        for number, name in enumerate(("name", "company", "title", "phones"), 1)
    )
    values = {
        "name": "田中 一郎",
        "company": "山田商事",
        "cards": (WhyCard(DAY, "佐藤 健", (WhySheet(fields, "F0STRIPS"), WhySheet(fields))),),
        "elsewhere": (
            WhyField("remark", "展示会で", None, "鈴木 花", DAY, edited=True),
            WhyField("urls", "x"),
        ),
    }
    return Why(**{**values, **more})  # type: ignore[arg-type]  # a test's keywords


@BOTH
def test_slack_takes_every_answer_to_why(t: Texts) -> None:
    fine_view(why(told(waiting=True), t, "why:1"))
    evil = (WhyField("name", EVIL, 1, EVIL, DAY), WhyField("company", EVIL, 40))
    many = tuple(WhyCard(DAY, EVIL, (WhySheet(evil * 2, "F0STRIPS"),) * 9) for _ in range(12))
    fine_view(why(told(name=EVIL, company=EVIL, cards=many, elsewhere=evil * 10), t, "why:1"))


def test_why_says_who_when_and_from_which_card() -> None:
    view = why(told(), JA, "why:1")
    words = [block["text"]["text"] for block in view["blocks"] if block["type"] == "section"]
    assert words[1] == "🗓 *11月20日(金)* に交換した名刺(受取: 佐藤 健さん)"
    assert words[2].split("\n") == [
        "① *お名前*: 山田商事",
        "　✅ 佐藤 健さんが11月20日(金)に確認",
        "② *会社名*: 山田商事",
        "　OCR(確認なし)",
        "③ *役職*: 山田商事",
        "　✏ 佐藤 健さんが11月20日(金)に入力",
        "④ *電話番号*: 山田商事",
        "　OCR(確認なし)",
    ]
    assert words[-1].split("\n")[1:] == [
        "*手書きのメモ*: 展示会で",
        "　✏ 鈴木 花さんが11月20日(金)に入力",
        "*ウェブサイト*: x",
    ]
    assert view["external_id"] == "why:1"
