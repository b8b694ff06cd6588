import pytest

from ocr.fields.small_kana import with_small_kana
from ocr.fields.text import folded


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("グラフイツク", "グラフィック"),
        ("シヨツピングセンター", "ショッピングセンター"),
        ("フイットネス課", "フィットネス課"),
        ("キツズ事業部", "キッズ事業部"),
        ("クリエイテイブ", "クリエイティブ"),
    ],
)
def test_small_kana_are_put_back_where_the_word_is_known(read, printed):
    assert with_small_kana(read) == printed


@pytest.mark.parametrize(
    "name",
    ["キヤノン", "シヤチハタ", "キユーピー", "富士フイルム", "マツダ", "ユアサ商事", "アイオイ", "ツルハ"],
)
def test_names_that_are_written_with_large_kana_stay(name):
    assert with_small_kana(name) == name


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("藍染バイ才株式会社", "藍染バイオ株式会社"),
        ("ヴエント", "ヴェント"),
        ("金池町2-6-I5", "金池町2-6-15"),
    ],
)
def test_signs_that_look_like_kana_and_figures(read, printed):
    assert folded(read) == printed
