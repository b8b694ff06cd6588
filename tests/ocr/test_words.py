"""The word lists: well formed, and what is asked of them."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from ocr.fields import data, words

LISTS = sorted(path.name for path in resources.files(data).iterdir() if path.name.endswith(".txt"))
PATTERNS = ("notices.txt", "other_pages.txt")


@pytest.mark.parametrize("name", LISTS)
def test_a_list_says_where_it_comes_from_and_names_nothing_twice(name: str) -> None:
    text = resources.files(data).joinpath(name).read_text(encoding="utf-8")
    found = data.entries(name.removesuffix(".txt"))
    assert text.startswith("#")
    assert found
    assert len(found) == len(set(found))


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_compile_and_match_no_empty_row(name: str) -> None:
    for pattern in data.entries(name.removesuffix(".txt")):
        assert not re.search(pattern, "")


def test_an_unknown_list_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        data.entries("no_such_list")


@pytest.mark.parametrize(
    "text",
    [
        "ISO 22301",
        "JIS Q 27001",
        "プライバシーマーク",
        "JQA-QM0123",
        "建設業許可 国土交通大臣許可(般-2)第45678号",
        "宅建業免許 福岡県知事(4)第3456号",
        "登録番号 T9876543210987",
        "古物商許可 大阪府公安委員会 第621110123456号",
        "創業大正七年",
        "営業時間 11:00〜20:00",
        "定休日 火曜",
        "年中無休",
        "24時間受付",
        "SDGs",
        "Follow us",
        "Open Tuesday to Sunday",
        "Regulated by RICS",
        "Licensed and insured",
        "Since 1954",
    ],
)
def test_notices(text: str) -> None:
    assert words.is_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "品質保証部",
        "黒岩 玲",
        "認定遺伝カウンセラー",
        "Open Innovation Office",
        "Membership Manager",
        "営業担当",
    ],
)
def test_no_notices(text: str) -> None:
    assert not words.is_notice(text)


@pytest.mark.parametrize(
    "text", ["第2技術部", "海外営業1課", "経営企画", "資材調達課", "理工学群", "くらし安全係"]
)
def test_departments(text: str) -> None:
    assert words.is_department(text)


@pytest.mark.parametrize(
    "text", ["403号室", "大会議室", "本町2丁目", "総務株式会社", "部", "システム開発", "設計"]
)
def test_no_departments(text: str) -> None:
    assert not words.is_department(text)


@pytest.mark.parametrize(
    "text", ["Engineering the future", "Your partner in growth", "Sales that move us", "We design!"]
)
def test_slogans_are_neither_title_nor_department(text: str) -> None:
    assert not words.english_title(text)
    assert not words.english_department(text)


@pytest.mark.parametrize(
    "text", ["Assistant to the President", "Professor of the History of Art", "Director, US Sales", "SRE"]
)
def test_english_titles(text: str) -> None:
    assert words.english_title(text)
