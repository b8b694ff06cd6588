"""Names apart, their keys, and names that are one name."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from contacts.lookalikes import alike, fold_kana, misread, near_letters
from contacts.names import NameParts, former_family, name_key, romaji_display, split_name
from contacts.pair_names import Level, compare_names
from contacts.profile import Profile
from contacts.readings import word_reading
from contacts.romaji import from_kana, romaji_key


@pytest.mark.parametrize(
    ("name", "family", "given"),
    [
        ("田中 一郎", "田中", "一郎"),
        ("長谷川健", "長谷川", "健"),
        ("林真理子", "林", "真理子"),
        ("髙橋大輔", "髙橋", "大輔"),
        ("勅使河原三郎", "勅使河原", "三郎"),
        ("原 田 実 貴 子", "原田", "実貴子"),
        ("阿部匡佐子（旧姓 伊藤）", "阿部", "匡佐子"),
        ("マイケル・ブラウン", "ブラウン", "マイケル"),
        ("Kuniko TAMADA", "TAMADA", "Kuniko"),
        ("TAMADA Kuniko", "TAMADA", "Kuniko"),
        ("Tamada, Kuniko", "Tamada", "Kuniko"),
        ("Dr. John F. Smith Jr.", "Smith", "John"),
        ("Prof. Dr. med. Ulrike Sommer", "Sommer", "Ulrike"),
        ("Ludwig van der Berg", "van der Berg", "Ludwig"),
        ("KaoriIida", "Iida", "Kaori"),
        ("MacLeod", "MacLeod", ""),
        ("田中", "田中", ""),
        ("", "", ""),
    ],
)
def test_family_and_given_name(name: str, family: str, given: str) -> None:
    parts = split_name(name)
    assert (parts.family, parts.given) == (family, given)


@pytest.mark.parametrize(
    ("name", "country", "family", "given"),
    [
        ("Kim Seo-yeon", "KR", "Kim", "Seo-yeon"),
        ("Seo-yeon Kim", "KR", "Kim", "Seo-yeon"),
        ("Wang Xiaoli", "CN", "Wang", "Xiaoli"),
        ("Trần Thị Mai", "VN", "Trần", "Thị Mai"),
        ("Wang Xiaoli", "US", "Xiaoli", "Wang"),
        ("Peter Wong", "HK", "Wong", "Peter"),
    ],
)
def test_the_family_comes_first_where_it_is_custom(name: str, country: str, family: str, given: str) -> None:
    parts = split_name(name, country=country)
    assert (parts.family, parts.given) == (family, given)


def test_a_guessed_cut_says_so() -> None:
    assert split_name("田中 一郎") == NameParts("田中", "一郎")
    assert not split_name("五十嵐紀麗").sure


@pytest.mark.parametrize("spelling", ["Itō", "Itou", "Itoh", "ITO", "Ito"])
def test_long_vowels_meet(spelling: str) -> None:
    assert romaji_key(spelling) == "ito"


@pytest.mark.parametrize(
    ("a", "b"),
    [("Satsuki", "Satuki"), ("Shoji", "Syouzi"), ("Honma", "Homma"), ("Chie", "Tie"), ("Ohno", "Ono")],
)
def test_spelling_systems_meet(a: str, b: str) -> None:
    assert romaji_key(a) == romaji_key(b)


def test_other_names_do_not_meet() -> None:
    assert len({romaji_key(name) for name in ("Yuko", "Yuki", "Yukio", "Yuka")}) == 4


@pytest.mark.parametrize(
    ("kana", "letters"),
    [("サトウ", "Sato"), ("オオノ", "Ono"), ("ジュンイチロウ", "Junichiro"), ("なんば", "Namba")],
)
def test_kana_in_letters(kana: str, letters: str) -> None:
    assert from_kana(kana) == letters


def test_names_for_english_readers() -> None:
    assert romaji_display("ichiro tanaka") == "Ichiro TANAKA"
    assert romaji_display("Tanaka Ichiro", "タナカ") == "Ichiro TANAKA"


def test_keys_and_maiden_names() -> None:
    assert name_key("髙﨑　さくら") == name_key("高崎 さくら")
    assert name_key("SMITH John") == name_key("John Smith")
    assert former_family("阿部 幸（旧姓：伊藤）") == "伊藤"
    assert former_family("阿部 幸") is None


def test_look_alikes() -> None:
    assert alike("本", "木")
    assert alike("カ", "力")
    assert not alike("本", "田")
    assert misread("大野", "太野")
    assert not misread("大野", "大谷川")
    assert near_letters("jbrovvn", "jbrown")
    assert near_letters("Müller", "Mueller")
    assert not near_letters("Yuki", "Yuka")
    assert fold_kana("カズヒロ") == fold_kana("カスヒロ")


@pytest.mark.parametrize(
    ("a", "b", "family", "given"),
    [
        (Profile("渡邊 恵"), Profile("渡辺惠"), Level.EQUAL, Level.EQUAL),
        (Profile("大野　さくら"), Profile("太野さくら"), Level.NEAR, Level.EQUAL),
        (Profile("山田 桜"), Profile("山田 さくら"), Level.EQUAL, Level.READ),
        (Profile("安部 幸", "アベ サチ"), Profile("阿部 幸", "あべ さち"), Level.NEAR, Level.EQUAL),
        (Profile("玉田九二子"), Profile("Kuniko TAMADA"), Level.READ, Level.READ),
        (Profile("深山 大輔", "しんざん だいすけ"), Profile("D. Shinzan"), Level.READ, Level.INITIAL),
        (Profile("Tom Garcia"), Profile("THOMAS GARC1A"), Level.NEAR, Level.EQUAL),
        (Profile("TANAKA Ichiro"), Profile("Ichiro Tanaka"), Level.EQUAL, Level.EQUAL),
        (Profile("マイケル・ブラウン"), Profile("Michael Brown"), Level.NEAR, Level.NEAR),
        (Profile("金本 義之"), Profile("金本義男"), Level.EQUAL, Level.DIFFERENT),
        (Profile("伊藤 幸"), Profile("阿部 幸（旧姓 伊藤）"), Level.EQUAL, Level.EQUAL),
        (Profile(), Profile("田中 一郎"), Level.UNKNOWN, Level.UNKNOWN),
    ],
)
def test_two_printed_names(a: Profile, b: Profile, family: Level, given: Level) -> None:
    found = compare_names(a, b)
    assert (found.family, found.given) == (family, given)


def test_a_mail_address_tells_an_unusual_reading() -> None:
    kanji = Profile("安斎 樹奈", emails=("juna_anzai@aoba.example",))
    assert compare_names(kanji, Profile("Juna Anzai")).given is Level.READ
    assert compare_names(Profile("安斎 樹奈"), Profile("Juna Anzai")).given is not Level.READ


def test_readings_are_asked_for_by_many_threads() -> None:
    words = [f"山田{number}商事株式会社東京支店" for number in range(400)]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(word_reading, words * 3))
    assert found[:400] == found[400:800]
    assert all(reading.startswith("ヤマダ") for reading in found)


def test_printed_readings_may_contradict() -> None:
    same_kanji = compare_names(
        Profile("山本 裕子", "ヤマモト ユウコ"), Profile("山本 裕子", "ヤマモト ヒロコ")
    )
    assert same_kanji.given is Level.EQUAL
    assert same_kanji.reading is Level.DIFFERENT
