"""Companies told without a legal form, over two rows, by their domain, and by being the only thing left."""

import pytest

from ocr.fields import company, company_signs
from ocr.layout import Row


def row(text, top, size=0.04, left=0.1):
    return Row(text, left, top, left + size * len(text), top + size, size, False, 0.99)


@pytest.mark.parametrize(
    "name",
    [
        "こもれび動物病院",
        "三日月不動産",
        "カフェ ひなた",
        "割烹 ながせ",
        "Konditorei Amsel",
        "Poole & Larkin",
        "Ridge Dental",
    ],
)
def test_a_word_of_trade_makes_a_company(name):
    assert company_signs.ends(name)


@pytest.mark.parametrize("name", ["田中 一郎", "営業部", "Mary Poole", "人と街をつなぐ"])
def test_people_and_posts_carry_no_such_word(name):
    assert not company_signs.ends(name)


@pytest.mark.parametrize(
    ("name", "domain"),
    [
        ("葉月", "hazuki.example"),
        ("ほしぞら保育園", "mail.hoshizora.example"),
        ("Bäckerei Weiß", "baeckerei.example"),
        ("Lark & Stone", "larkandstone.co.uk"),
        ("松の湯旅館", "matsu-no-yu.co.jp"),
    ],
)
def test_the_domain_spells_the_name(name, domain):
    assert company_signs.in_domain(name, [domain])


def test_mail_providers_say_nothing():
    assert not company_signs.in_domain("Gmail Shop", ["gmail.com"])


def test_two_rows_are_one_name():
    rows = [row("医療法人 朋和会", 0.1), row("みさき台病院", 0.15), row("事務長", 0.3, 0.03)]
    found = company.japanese(rows, [])
    assert found is not None
    assert found.text == "医療法人 朋和会 みさき台病院"


def test_a_name_that_goes_on_is_one():
    rows = [row("Harrow Quill &", 0.1), row("Denholm LLP", 0.15), row("Partner", 0.3, 0.03)]
    found = company.latin(rows, [])
    assert found is not None
    assert found.text == "Harrow Quill & Denholm LLP"


def test_what_is_left_is_an_unsure_company():
    found = company.left_over([row("月の舟", 0.1, 0.06), row("since 1921", 0.2, 0.02)], [])
    assert found is not None
    assert found.text == "月の舟"
    assert found.confidence <= company.BY_ELIMINATION


def test_no_company_is_made_of_numbers():
    assert company.left_over([row("03-1111-2222", 0.1)], []) is None


@pytest.mark.parametrize(
    ("read", "name"),
    [
        ("Onda Verde S.r.I.", "Onda Verde S.r.l."),
        ("Kita Marine Co.. Ltd.", "Kita Marine Co., Ltd."),
        ("Elm lnc.", "Elm Inc."),
        ("般社団法人 森の会", "一般社団法人 森の会"),
    ],
)
def test_forms_are_repaired(read, name):
    assert company.folded_name(read) == name


def test_a_title_is_no_company():
    rows = [row("パートナー", 0.1), row("東風特許事務所", 0.3)]
    found = company.japanese(rows, [])
    assert found is not None
    assert found.text == "東風特許事務所"
    assert company.left_over([row("パートナー", 0.1)], []) is None
