"""Company names: legal forms, normal names."""

import pytest

from contacts.companies import CompanyName, core_name, normal_name, split_form


@pytest.mark.parametrize(
    ("name", "core", "form", "leads"),
    [
        ("株式会社山田商事", "山田商事", "株式会社", True),
        ("㈱ 山田商事", "山田商事", "株式会社", True),
        ("山田商事（株）", "山田商事", "株式会社", False),
        ("山田商事　株式會社", "山田商事", "株式会社", False),
        ("Yamada Trading Co., Ltd.", "Yamada Trading", "Co., Ltd.", False),
        ("Yamada Trading Co.,LTD", "Yamada Trading", "Co., Ltd.", False),
        ("Yamada Trading K.K.", "Yamada Trading", "株式会社", False),
        ("Müller & Söhne GmbH & Co. KG", "Müller & Söhne", "GmbH", False),
        ("ー般社団法人みどり会", "みどり会", "一般社団法人", True),
        ("Incline Partners", "Incline Partners", None, False),
        ("株式会社", "株式会社", None, False),
        ("Costco", "Costco", None, False),
        ("医療法人社団 青葉会", "青葉会", "医療法人社団", True),
    ],
)
def test_the_legal_form_comes_off(name: str, core: str, form: str | None, leads: bool) -> None:
    assert split_form(name) == CompanyName(core, form, leads)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("株式会社髙﨑電機", "高崎電機 ㈱"),
        ("アルファソリュ一ションズ㈱", "アルファソリューションズ株式会社"),
        ("ｱﾙﾌｧ(有)", "有限会社アルファ"),
        ("O'Neill Software LLC", "O’Neill Software, Inc."),
        ("The Baxter and Sons Company", "Baxter & Sons Co."),
    ],
)
def test_spellings_of_one_company_share_their_normal_name(a: str, b: str) -> None:
    assert normal_name(a) == normal_name(b) != ""


def test_other_companies_do_not() -> None:
    assert normal_name("山田商事株式会社") != normal_name("山田商会株式会社")


def test_two_forms_both_come_off() -> None:
    assert core_name("株式会社 有限会社ひかり") == "ひかり"
