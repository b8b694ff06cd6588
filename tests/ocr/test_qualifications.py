"""Qualifications by form and by data, told from titles, given names and notices."""

from __future__ import annotations

import pytest

from ocr.fields import qualifications
from ocr.layout import Row


def row(text: str, top: float = 0.1) -> Row:
    return Row(text, 0.1, top, 0.6, top + 0.04, 0.04, False, 0.99)


def taken(*texts: str) -> tuple[list[str], list[str]]:
    """The qualifications of a card's rows, and the texts that are left."""
    found, rest = qualifications.find([row(text, 0.1 * place) for place, text in enumerate(texts)])
    return [name for name, _ in found], [left.text for left in rest]


@pytest.mark.parametrize(
    "text",
    [
        "博士(文学)",
        "技術士(上下水道部門)",
        "技術士(建設・環境部門)",
        "2級管工事施工管理技士",
        "第三種電気主任技術者",
        "甲種消防設備士",
        "日本糖尿病学会指導医",
        "コンクリート診断士",
        "視能訓練士",
        "測量士補",
        "樹木医",
        "米国公認会計士(USCPA)",
        "秘書検定準1級",
        "BVSc",
        "LL.M.",
        "M.Arch.",
        "Six Sigma Black Belt",
    ],
)
def test_a_qualification_on_a_row_of_its_own(text: str) -> None:
    assert taken(text, "課長") == ([text], ["課長"])


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("一級建築士・宅地建物取引士", ["一級建築士", "宅地建物取引士"]),
        ("税理士・行政書士・CFP", ["税理士", "行政書士", "CFP"]),
        ("技術士(森林部門) 1級造園施工管理技士", ["技術士(森林部門)", "1級造園施工管理技士"]),
        ("(中小企業診断士)", ["中小企業診断士"]),
        ("CEng, MIStructE", ["CEng", "MIStructE"]),
        ("l級土木施工管理技士", ["1級土木施工管理技士"]),
    ],
)
def test_several_on_a_row_and_slips_of_reading(text: str, names: list[str]) -> None:
    assert taken(text, "課長")[0] == names


@pytest.mark.parametrize(
    ("text", "names", "left"),
    [
        ("所長 税理士", ["税理士"], "所長"),
        ("税理士 黒岩 玲", ["税理士"], "黒岩 玲"),
        ("黒岩 玲 博士(理学)", ["博士(理学)"], "黒岩 玲"),
        ("Imogen Hartwell, PhD, FRSC", ["PhD", "FRSC"], "Imogen Hartwell"),
        ("Imogen Hartwell, lic. iur.", ["lic. iur."], "Imogen Hartwell"),
        ("Imogen Hartwell, M.Sc. (Oxon)", ["M.Sc. (Oxon)"], "Imogen Hartwell"),
    ],
)
def test_beside_a_name_or_title(text: str, names: list[str], left: str) -> None:
    assert taken(text, "課長") == (names, [left, "課長"])


@pytest.mark.parametrize(
    "text",
    ["代表弁護士", "主任理学療法士", "代表社員 司法書士", "管理薬剤師", "田中 博士", "高橋 篤士", "Ma Jing"],
)
def test_titles_and_names_are_none(text: str) -> None:
    assert taken(text, "課長") == ([], [text, "課長"])


def test_a_lone_profession_is_the_title() -> None:
    assert taken("弁理士", "黒岩 玲") == ([], ["弁理士", "黒岩 玲"])
    assert taken("意匠部 弁理士", "黒岩 玲") == ([], ["意匠部 弁理士", "黒岩 玲"])
    assert taken("弁理士", "部長", "黒岩 玲") == (["弁理士"], ["部長", "黒岩 玲"])


def test_a_graded_one_stays_a_qualification_without_any_title() -> None:
    assert taken("二級建築士", "黒岩 玲") == (["二級建築士"], ["黒岩 玲"])


@pytest.mark.parametrize("text", ["運行管理者", "海技士", "日本証券アナリスト協会認定アナリスト"])
def test_licences_and_what_an_association_certifies(text: str) -> None:
    assert qualifications.is_one(text)


def test_a_profession_beside_another_title_is_a_qualification() -> None:
    assert taken("主任研究員", "学芸員")[0] == ["学芸員"]
    assert taken("学芸員")[0] == []
