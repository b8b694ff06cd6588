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
    ],
)
def test_labels_are_no_part_of_an_address(row: str, url: str) -> None:
    assert find(row) == [url]
