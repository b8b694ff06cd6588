import pytest

from notes.clauses import clauses, plain, sentences


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("本日訪問しました。次回は12/4です。", ["本日訪問しました。", "次回は12/4です。"]),
        ("昼過ぎに伺いました先方は乗り気です", ["昼過ぎに伺いました", "先方は乗り気です"]),
        ("検討しますとのことです", ["検討しますとのことです"]),
        ("価格は1.5M。quote by Fri", ["価格は1.5M。", "quote by Fri"]),
        ("Saw Mr. Hill of Oak Inc. today. He agreed.", ["Saw Mr. Hill of Oak Inc. today.", "He agreed."]),
        ("・見積 12/3\n・図面 来週", ["見積 12/3", "図面 来週"]),
        ("資料を渡した 喜ばれた", ["資料を渡した", "喜ばれた"]),
    ],
)
def test_sentences(text: str, cut: list[str]) -> None:
    assert [one.text for one in sentences(text)] == cut


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("見積は3,200,000円、納期は来月", ["見積は3,200,000円、", "納期は来月"]),
        ("在庫がないので明日連絡します", ["在庫がないので", "明日連絡します"]),
        ("good call with ann she wants a demo", ["good call with ann", "she wants a demo"]),
        ("Bank (Ann Lee, Bo Kim): fine, ship it", ["Bank (Ann Lee, Bo Kim): fine,", "ship it"]),
        ("due 11/30 or 12/4", ["due 11/30 or 12/4"]),
    ],
)
def test_clauses(text: str, cut: list[str]) -> None:
    assert [one.text for one in clauses(text)] == cut


def test_headings_are_labels_on_lines_and_within_them() -> None:
    found = clauses("【次回】12/4 デモ\n次: 提案書 / 宿題(先方): 図面")
    assert [(one.label, one.text) for one in found] == [
        ("次回", "12/4 デモ"),
        ("次", "提案書 /"),
        ("宿題(先方)", "図面"),
    ]


def test_offsets_count_in_the_plain_text() -> None:
    text = "㈱北山の原さん。１２／４に納品　請求は月末"
    for one in (*sentences(text), *clauses(text)):
        assert plain(text)[one.start : one.end] == one.text
