"""Names and honorifics in every case the bot meets."""

import pytest

from contacts.honorifics import address, is_sensei
from contacts.values import Person


def person(name: str, **more: str) -> Person:
    return Person(id=1, name=name, **more)


@pytest.mark.parametrize(
    ("who", "full", "family"),
    [
        (person("田中 一郎"), "田中 一郎様", "田中様"),
        (person("佐藤 花子", title="部長"), "佐藤 花子部長", "佐藤部長"),
        (person("佐藤 花子", title="営業本部 部長代理"), "佐藤 花子部長代理", "佐藤部長代理"),
        (person("山田 太一", title="代表取締役社長"), "山田 太一社長", "山田社長"),
        (person("山田 太一", title="専務取締役"), "山田 太一専務", "山田専務"),
        (person("鈴木 次郎", title="スタッフ"), "鈴木 次郎様", "鈴木様"),
        (person("高野 恵", title="弁護士"), "高野 恵先生", "高野先生"),
        (person("高野 恵", title="代表社員・税理士"), "高野 恵先生", "高野先生"),
        (person("岸 真", title="主任教授"), "岸 真先生", "岸先生"),
        (person("岸 真", title="教授秘書"), "岸 真様", "岸様"),
        (person("岸 真", title="Professor"), "岸 真先生", "岸先生"),
        (person("田中様"), "田中様", "田中様"),
        (person("田中さん"), "田中様", "田中様"),
        (person("佐藤部長"), "佐藤部長", "佐藤部長"),
        (person("佐藤部長様"), "佐藤部長", "佐藤部長"),
        (person("山田先生"), "山田先生", "山田先生"),
        (person("鵜殿"), "鵜殿様", "鵜殿様"),
        (person("Jane Doe", title="Manager"), "Jane Doe 様", "Doe 様"),
        (person("Dr. Jane Doe"), "Jane Doe 様", "Doe 様"),
        (person("阿部 幸（旧姓 伊藤）"), "阿部 幸様", "阿部様"),
        (person("長谷川健", family_name="長谷川", given_name="健"), "長谷川健様", "長谷川様"),
    ],
)
def test_for_japanese_readers(who: Person, full: str, family: str) -> None:
    assert address(who, "ja-JP") == full
    assert address(who, "ja", form="family") == family


@pytest.mark.parametrize(
    ("who", "full", "family"),
    [
        (person("田中 一郎", name_kana="タナカ イチロウ"), "田中 一郎 (Ichiro TANAKA)", "田中 (TANAKA)"),
        (person("田中 一郎", name_romaji="TANAKA Ichiro"), "田中 一郎 (Ichiro TANAKA)", "田中 (TANAKA)"),
        (person("田中 一郎", name_romaji="Tanaka, Ichiro"), "田中 一郎 (Ichiro TANAKA)", "田中 (TANAKA)"),
        (person("田中 一郎", name_romaji="Ichiro Tanaka"), "田中 一郎 (Ichiro TANAKA)", "田中 (TANAKA)"),
        (
            person("大野 祐子", name_romaji="Ohno Yuko", name_kana="オオノ ユウコ"),
            "大野 祐子 (Yuko OHNO)",
            "大野 (OHNO)",
        ),
        (person("田中 一郎", title="部長"), "田中 一郎", "田中"),
        (person("Jane Doe", title="Manager"), "Jane Doe", "Doe"),
        (person("佐藤部長"), "佐藤部長", "佐藤部長"),
    ],
)
def test_for_english_readers(who: Person, full: str, family: str) -> None:
    assert address(who, "en-US") == full
    assert address(who, "en", form="family") == family


def test_colleagues_are_san_and_customers_may_be() -> None:
    assert address(person("佐藤 健"), "ja", colleague=True, form="family") == "佐藤さん"
    assert address(person("佐藤 健", title="課長"), "ja", colleague=True, form="family") == "佐藤課長"
    assert address(person("佐藤 健", title="弁護士"), "ja", colleague=True, form="family") == "佐藤さん"
    assert address(person("佐藤 健"), "ja", honorific="さん") == "佐藤 健さん"


def test_an_empty_name_stays_empty() -> None:
    assert address(person(""), "ja") == ""


@pytest.mark.parametrize(
    "title", ["税理士補助者", "医師会事務局", "Professor's Assistant", "Doctor relations", None, "部長"]
)
def test_not_every_title_with_the_word_is_sensei(title: str | None) -> None:
    assert not is_sensei(title)
