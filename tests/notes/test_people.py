from datetime import datetime

import pytest

from contacts.values import Person
from contacts.workdays import Workdays
from notes import Draft, understand
from tests.notes.folk import PEOPLE

NOW = datetime.fromisoformat("2026-11-20T18:00+09:00")


def draft(text: str, people: list[Person] | None = None, **more: object) -> Draft:
    found = PEOPLE if people is None else people
    return understand(text, NOW, found, Workdays(), **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("三栄運輸の大槻所長と打ち合わせ", [1]),
        ("ベルウッドの大槻さんに電話しました", [2]),
        ("大槻所長を訪ねてきた", [1]),
        ("大槻美帆さんから着信", [2]),
        ("北斗精工で久保課長と髙橋さんに会った", [3, 8]),
        ("高橋主任(北斗精工)とオンラインで話した", [8]),
        ("久保田部長に納期の件でメール", [4]),
        ("東さんのところで試作品を見せてもらった", [5]),
        ("南町クリニックの院長に会えた", [6]),
        ("つばさ会の原先生と面談", [6]),
        ("森監督と足場の確認", [7]),
        ("柏木酒造の大将に蔵を案内してもらった", [14]),
        ("西田さん(Blue Harbor)にサンプルを渡した", [11]),
        ("ニシダさんとランチ", [11]),
        ("ダニエル・レイエスさんとZoom", [15]),
        ("おおつき所長と電話", [1]),
        ("千葉係長、三栄運輸、配車の相談", [12]),
        ("平次長と会食しました", [13]),
        ("南マネージャーと企画の打ち合わせ", [16]),
        ("Lunch with Naomi from Larkfield", [10]),
        ("Grant from Larkfield called about the arm", [9]),
        ("Dan Reyes wants the term sheet", [15]),
        ("met nishida-san at blue harbor", [11]),
        ("N. Fischer emailed the drawings", [10]),
        ("Talked to Larkfield's plant manager", [9]),
        ("call with Otsuki Miho", [2]),
        ("オリバーさん(ラークフィールド)とZoom", [9]),
        ("柏木さんに寄って新酒の話", [14]),
        ("ベルウッド商会の大槻です、と電話あり", [2]),
        ("代表の柏木さんと蔵を見て回る", [14]),
        ("Grant @ Larkfield wants spare parts", [9]),
        ("北斗精工の瑞穂さんに図面を渡した", [8]),
        ("沙織さんから折り返し", [16]),
        ("三栄運輸の明さん(配車室)と電話", [12]),
        ("うちの千葉と三栄運輸へ。千葉係長に挨拶", [12]),
    ],
)
def test_who_is_meant(text: str, ids: list[int]) -> None:
    assert list(draft(text).contact_ids) == ids


@pytest.mark.parametrize(
    "text",
    [
        "久保田鉄工の展示を見た",
        "千葉の倉庫を下見した",
        "南側の壁を補修することになった",
        "東京の関東支社で会議",
        "平日の午前中が良いとのこと",
        "森林組合の説明会に参加",
        "We granted them a discount",
        "our harbor project moves on",
        "お客さんが増えているそうです",
        "Met Anna Fischer of another firm",
        "Grant us more time, they said",
    ],
)
def test_words_and_places_are_nobody(text: str) -> None:
    understood = draft(text)
    assert understood.contact_ids == ()
    assert understood.ambiguous == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("山本 隼", "山本部長"),
        ("矢部 蘭", "矢部支配人"),
        ("磯部 力", "磯部事務長"),
        ("一ノ瀬 唯", "一ノ瀬さん"),
        ("神 大輝", "神さん"),
        ("二階堂 希", "二階堂営業二課長"),
        ("三浦 楓", "三浦課長補佐"),
        ("髙﨑 凪", "高崎様"),
        ("田邊 奏", "田辺係長"),
        ("Akira Yamamoto", "山本さん"),
        ("小鳥遊 碧", "小鳥遊 主任"),
        ("佐々木 澪", "佐々木さん"),
    ],
)
def test_family_names_end_where_titles_begin(name: str, said: str) -> None:
    people = [Person(1, name, "甲斐物流株式会社"), Person(2, "本田 迅", "甲斐物流株式会社")]
    understood = draft(f"甲斐物流の{said}と打ち合わせ", people)
    assert understood.contact_ids == (1,)
    assert understood.unknown_people == ()


def test_two_of_one_name_are_asked_about() -> None:
    understood = draft("大槻さんと打ち合わせ。資料を送る")
    assert understood.contact_ids == ()
    assert [(one.said, one.ids) for one in understood.ambiguous] == [("大槻さん", (1, 2))]


def test_letters_do_not_decide_between_scripts() -> None:
    people = [
        Person(1, "Ryo Kobayashi", "Pinewood Games K.K."),
        Person(2, "小林 蓮", "南風薬局", name_kana="こばやし れん"),
    ]
    assert draft("Kobayashi-san called", people).ambiguous[0].ids == (1, 2)
    assert draft("Kobayashi-san from Pinewood called", people).contact_ids == (1,)


def test_rare_kanji_decide_where_the_note_has_them() -> None:
    people = [Person(1, "渡辺 翼", "大和設計"), Person(2, "渡邉 純", "大和設計")]
    assert draft("渡邉さんと面談", people).contact_ids == (2,)
    assert draft("渡辺さんと面談", people).contact_ids == ()


@pytest.mark.parametrize(
    ("text", "ours", "ids"),
    [
        ("うちの大槻課長と東雲薬品の久保田部長を訪問", "大槻課長", [4]),
        ("上司の久保と三栄運輸の大槻所長に挨拶", "久保", [1]),
        ("弊社の技術の森さんも同席、原院長と面談", "森さん", [6]),
        ("Visited Naomi Fischer with my colleague Oliver", "Oliver", [10]),
    ],
)
def test_our_own_people_are_nobodys_customers(text: str, ours: str, ids: list[int]) -> None:
    understood = draft(text)
    assert ours in understood.colleagues
    assert list(understood.contact_ids) == ids


def test_colleagues_of_the_team_are_known_by_name() -> None:
    understood = draft("岩瀬さんと三栄運輸の大槻所長へ", colleagues=["岩瀬 隼人"])
    assert understood.colleagues == ("岩瀬さん",)
    assert understood.unknown_people == ()


@pytest.mark.parametrize(
    ("text", "said", "company"),
    [
        ("株式会社ヨツバ工機の児玉課長と名刺交換", "児玉課長", "株式会社ヨツバ工機"),
        ("三栄運輸の大槻所長と面談。決裁は黒沢常務", "黒沢常務", "三栄運輸株式会社"),
        ("三栄運輸の久保田部長と初めて会った", "久保田部長", "三栄運輸株式会社"),
        ("New lead: met Petra Novotny, Head of Sourcing at Zelena GmbH", "Petra Novotny", "Zelena GmbH"),
    ],
)
def test_strangers_are_kept_as_written(text: str, said: str, company: str) -> None:
    understood = draft(text)
    assert said in [one.said for one in understood.unknown_people]
    assert understood.company == company


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("久保課長の紹介で髙橋主任と面談", [8, 3]),
        ("三栄運輸で打ち合わせ。大槻所長は欠席、千葉係長が対応", [12, 1]),
        ("Naomi introduced me to Oliver Grant at Larkfield", [10, 9]),
        ("久保田部長の紹介で三栄運輸の千葉係長とオンラインで話した", [12, 4]),
    ],
)
def test_who_was_met_stands_first(text: str, ids: list[int]) -> None:
    assert list(draft(text).contact_ids) == ids


def test_no_people_stored() -> None:
    understood = draft("新規のところで雑談", [])
    assert understood.contact_ids == ()
    assert understood.occurred_on == NOW.date()


def test_two_of_one_family_name_are_told_apart_by_the_department_said_before_the_name() -> None:
    people = [
        Person(1, "北村 浩", "三栄包装株式会社", "購買部長"),
        Person(2, "北村 浩美", "三栄包装株式会社", "品質管理"),
    ]
    text = "三栄包装様で購買部の北村部長、品質管理の北村様と打ち合わせ"
    assert set(draft(text, people).contact_ids) == {1, 2}


def test_a_given_name_alone_is_no_stored_person_where_another_company_is_named() -> None:
    assert draft("三栄運輸の香織さんと電話").contact_ids == ()


def test_a_company_in_hiragana_is_found_before_a_role() -> None:
    people = [Person(1, "大塚 米造", "農事組合法人みのり", "組合長")]
    assert draft("みのりの組合長さんとこ行ってきた", people).contact_ids == (1,)
