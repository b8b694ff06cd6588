"""Departments and titles of a card's rows, in Japanese and other languages, one post or several."""

from __future__ import annotations

import pytest

from contacts.values import Post
from ocr.fields import post, read_fields
from ocr.layout import Row


def rows(*texts: str) -> list[Row]:
    """Rows below each other, far enough apart to be blocks of their own; # makes a row larger."""
    made = []
    for place, text in enumerate(texts):
        size = 0.08 if text.startswith("#") else 0.04
        plain = text.lstrip("#")
        made.append(
            Row(plain, 0.1, 0.11 * place, 0.1 + size * len(plain) / 2, 0.11 * place + size, size, False, 0.99)
        )
    return made


def found(*texts: str) -> tuple[list[str], list[str]]:
    posts = post.find(rows(*texts))
    return posts.departments, posts.titles


@pytest.mark.parametrize(
    "title",
    [
        "支店長代理",
        "上席調査役",
        "審議役",
        "業務推進役",
        "監査等委員",
        "調律師",
        "庭師",
        "漆芸作家",
        "一等航海士",
        "窯元",
        "司書教諭",
        "焙煎責任者",
        "広報リーダー",
        "店舗開発担当",
        "データエンジニア",
        "コンシェルジュ",
        "経営企画部長",
        "総務課長",
    ],
)
def test_titles_stay_whole(title: str) -> None:
    assert found(title) == ([], [title])


@pytest.mark.parametrize(
    ("text", "departments", "titles"),
    [
        ("資材部 部長", ["資材部"], ["部長"]),
        ("資材部課長", ["資材部"], ["課長"]),
        ("(課長)", [], ["課長"]),
        ("第2技術部 主査", ["第2技術部"], ["主査"]),
        ("法人営業 マネージャー", ["法人営業"], ["マネージャー"]),
        ("関西支社 保全部 計装課 係長", ["関西支社", "保全部", "計装課"], ["係長"]),
        ("こどもの未来応援課", ["こどもの未来応援課"], []),
    ],
)
def test_departments_and_titles_of_a_row(text: str, departments: list[str], titles: list[str]) -> None:
    assert found(text) == (departments, titles)


@pytest.mark.parametrize(
    "text",
    [
        "地域とともに歩む",
        "精密加工のベストパートナー",
        "設計 施工 監理",
        "大工の黒岩",
        "住まいをつくる技術者",
        "代表 03-5550-0101",
    ],
)
def test_slogans_and_trades_are_no_posts(text: str) -> None:
    assert found(text) == ([], [])


@pytest.mark.parametrize(
    ("texts", "posts"),
    [
        (("取締役 兼 製造本部長",), [(None, "取締役"), (None, "製造本部長")]),
        (("製造部長兼品質部長",), [(None, "製造部長"), (None, "品質部長")]),
        (("資材部 部長 兼 輸送室 室長",), [("資材部", "部長"), ("輸送室", "室長")]),
        (("資材部 兼 輸送室", "部長 兼 室長"), [("資材部", "部長"), ("輸送室", "室長")]),
        (("資材部 部長", "兼 輸送室長"), [(None, "部長"), (None, "輸送室長")]),
        (("専務取締役 兼 兼松支店長",), [(None, "専務取締役"), (None, "兼松支店長")]),
        (("資材部 部長",), []),
    ],
)
def test_two_posts_are_a_list(texts: tuple[str, ...], posts: list[tuple[str | None, str]]) -> None:
    assert list(post.find(rows(*texts)).posts()) == [Post(*one) for one in posts]


@pytest.mark.parametrize(
    "title",
    [
        "Deputy Head",
        "Kundenberaterin",
        "Directrice des ventes",
        "Encargado de compras",
        "Responsabile Vendite",
        "Gerente de Projetos",
        "Zaakvoerder",
        "Projektledare",
        "Kierownik Sprzedaży",
        "Obchodní ředitel",
        "Toimitusjohtaja",
        "Genel Müdür",
    ],
)
def test_titles_in_letters(title: str) -> None:
    assert post.find(rows(title)).titles_en == [title]


@pytest.mark.parametrize(
    "department", ["Rechnungswesen", "Service Achats", "Recursos Humanos", "Supply Chain", "Inkoop"]
)
def test_departments_in_letters(department: str) -> None:
    posts = post.find(rows(department))
    assert (posts.departments_en, posts.titles_en) == ([department], [])


@pytest.mark.parametrize(
    "name", ["田中 隆行", "山本 剛士", "石井 孝業", "鬼頭 朱里", "服部 賢", "兼松 潤", "大工原 修"]
)
def test_names_that_end_or_begin_like_posts_stay_names(name: str) -> None:
    fields = read_fields(rows("ひなた倉庫株式会社", "課長", "#" + name, "TEL 03-5550-0101"))
    assert (fields.name, fields.title, fields.department) == (name, "課長", None)


@pytest.mark.parametrize(
    ("texts", "departments"),
    [
        (("アオゾラグループ", "編集部"), ["編集部"]),
        (("審査部", "企業審査グループ"), ["審査部", "企業審査グループ"]),
        (("まちの編集室", "開発部"), ["開発部"]),
        (("お客様の声相談室", "開発部"), ["お客様の声相談室", "開発部"]),
        (("本社", "開発部"), ["開発部"]),
    ],
)
def test_what_stands_beside_a_department_and_is_none(texts, departments):
    assert found(*texts)[0] == departments


def test_a_title_is_cut_from_the_place_of_work_before_it():
    assert found("中央研究所主任研究員") == (["中央研究所"], ["主任研究員"])
    assert found("回路設計課主任技術員") == (["回路設計課"], ["主任技術員"])
    assert found("研究所長") == ([], ["研究所長"])


def test_a_promise_to_customers_is_no_post():
    posts = post.find(rows("Managing Partner", "Clear counsel for growing firms"))
    assert (posts.titles_en, posts.departments_en) == (["Managing Partner"], [])
