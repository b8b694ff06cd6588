"""Addresses, mail addresses, titles, normal text."""

import pytest

from contacts import addresses, emails
from contacts.normal import clean, kanji_forms, key
from contacts.titles import UNRANKED, address_title, rank


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("東京都千代田区千代田1丁目2番3号 山田ビル三階", "東京都千代田区千代田１−２−３　山田ビル3F"),
        ("〒100-0001 千代田区丸の内二丁目1番地1", "千代田区丸の内2-1-1"),
        ("千代田区丸の内二ー一ー一", "千代田区丸の内2-1-1"),
        ("札幌市中央区北三条西6丁目1", "札幌市中央区北3条西6-1"),
        ("中野区上高田三の十二の五", "中野区上高田3-12-5"),
    ],
)
def test_spellings_of_one_address_agree(a: str, b: str) -> None:
    first, second = addresses.parts(a), addresses.parts(b)
    assert first == second
    assert first.numbers


def test_an_address_in_parts() -> None:
    found = addresses.parts("北海道札幌市中央区北二条西6－16－12桑原ビル2階")
    assert found == addresses.Address("北海道", "札幌市中央区北2条西", ("6", "16", "12"), "桑原ビル2f")


def test_a_town_called_banchou_keeps_its_name() -> None:
    assert addresses.parts("東京都千代田区一番町二十三番地3").town == "千代田区一番町"
    assert addresses.parts("東京都千代田区一番町二十三番地3").numbers == ("23", "3")


@pytest.mark.parametrize(("kanji", "value"), [("二十三", 23), ("一〇五", 105), ("百二", 102), ("十", 10)])
def test_kanji_numerals(kanji: str, value: int) -> None:
    assert addresses.number(kanji) == value


def test_postcodes() -> None:
    assert addresses.postcode("〒一〇〇−〇〇〇一 東京都") == "1000001"
    assert addresses.postcode("03-1234-5678") is None


def test_mail_addresses() -> None:
    assert emails.normal("E-mail: Ichiro.Tanaka@Yamada.example ") == "ichiro.tanaka@yamada.example"
    assert emails.normal("none") is None
    assert emails.local("ichiro+fair@yamada.example") == "ichiro"
    assert emails.is_role("info@yamada.example")
    assert emails.is_role("sales-2@yamada.example")
    assert not emails.is_role("infosaki@yamada.example")
    assert emails.is_free("taro@docomo.ne.jp")
    assert not emails.is_free("taro@yamada.example")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.tokyo.yamada.co.jp/x", "yamada.co.jp"),
        ("www.yamada.example/", "yamada.example"),
        ("mail.yamada.example", "yamada.example"),
        ("localhost", ""),
    ],
)
def test_registered_domains(url: str, site: str) -> None:
    assert emails.site(url) == site


def test_ranks_in_order() -> None:
    titles = [
        "代表取締役社長",
        "取締役副社長",
        "専務取締役",
        "営業部長",
        "担当部長",
        "部長代理",
        "次長",
        "課長",
        "係長",
        "主任",
    ]
    orders = [rank(title).order for title in titles]
    assert orders == sorted(set(orders))
    assert rank("副部長").order > rank("部長").order
    assert rank("Deputy General Manager").order > rank("General Manager").order
    assert rank("スタッフ").order == rank(None).order == UNRANKED


def test_an_office_stands_beside_the_post() -> None:
    found = rank("執行役員 営業本部長")
    assert (found.post, found.beside) == ("本部長", ("執行役員",))
    assert address_title("常務執行役員") == "常務"
    assert address_title("取締役 兼 営業本部長") == "本部長"


def test_normal_text() -> None:
    assert clean("ﾔﾏﾀﾞ　 電機―") == "ヤマダ 電機-"
    assert key("髙﨑　邉𠮷") == "高崎辺吉"
    assert key("アルファソリュ一ションズ") == key("ｱﾙﾌｧｿﾘｭｰｼｮﾝｽﾞ")
    assert "﨑" in kanji_forms("崎")
    assert kanji_forms("邉") == kanji_forms("辺")
