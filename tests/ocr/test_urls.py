import pytest

from ocr.fields.urls import find


@pytest.mark.parametrize(
    ("row", "url"),
    [
        ("Web. www.maisonverdier.example", "www.maisonverdier.example"),
        ("W. www.jonan.example", "www.jonan.example"),
        ("URL.kikusuido.example.jp", "kikusuido.example.jp"),
        ("URL: https://www.takamatsu.example/a", "https://www.takamatsu.example/a"),
        ("ホームページ:kazahana.example.jp", "kazahana.example.jp"),
        ("https://web.example.jp/", "https://web.example.jp/"),
        ("w.example.co.jp", "w.example.co.jp"),
        ("HP tsubame.studio", "tsubame.studio"),
        ("roastery.coffee", "roastery.coffee"),
        ("URL yamada.co.jp/tokyo", "yamada.co.jp/tokyo"),
        ("https//yamada.example", "https://yamada.example"),
        ("https:/yamada.example", "https://yamada.example"),
        ("www,yamada.co.jp", "www.yamada.co.jp"),
    ],
)
def test_labels_are_no_part_of_an_address(row: str, url: str) -> None:
    assert find(row) == [url]


@pytest.mark.parametrize(
    "row", ["Yamada Co.Ltd", "co.ltd", "org.nr 556", "tel.no 12", "ver.2.0", "@yamada.official"]
)
def test_shorts_are_no_addresses(row: str) -> None:
    assert find(row) == []
