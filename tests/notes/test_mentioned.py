import pytest

from notes import Form, mentions


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("三栄運輸の大槻所長と打ち合わせ", "大槻"),
        ("渡邊さんに電話", "渡辺"),
        ("西田さんにサンプルを渡した", "Nishida"),
        ("やまねさんと面談", "やまね"),
        ("ダニエル・レイエスさんとZoom", "ダニエル"),
        ("lunch with Otsuki", "おつき"),
        ("Bob called about the order", "Robert"),
        ("great call with naomi today", "naomi"),
        ("松塚製薬の熊津さんと打ち合わせ", "熊津"),
        ("Met Yoshio TAKAHASHI at Furusaka", "Yoshio TAKAHASHI"),
    ],
)
def test_names_to_look_up(text: str, name: str) -> None:
    assert name in [one.words for one in mentions(text) if one.form is Form.NAME]


@pytest.mark.parametrize(
    ("text", "company"),
    [
        ("三栄運輸の大槻所長と打ち合わせ", "三栄運輸"),
        ("ヒビキロジ斎藤さんと会食", "ヒビキロジ"),
        ("みなみ水産さんを訪問", "みなみ水産"),
        ("Visited Larkfield with Ann", "Larkfield"),
        ("Ann from Blue Harbor Foods called", "Blue Harbor Foods"),
    ],
)
def test_companies_to_look_up(text: str, company: str) -> None:
    assert company in [one.words for one in mentions(text) if one.form is Form.COMPANY]


def test_everyday_words_are_not_looked_up() -> None:
    said = {one.words for one in mentions("来週火曜までに見積書を送付。工場に確認して再度連絡")}
    assert not said & {"来週", "見積書", "工場", "送付", "確認", "再度連絡"}


def test_a_long_note_asks_for_a_bounded_number() -> None:
    assert len(mentions("大槻さん、久保さん、森さん、" * 200)) <= 40
    assert len(mentions(" ".join(f"Ann{chr(97 + n % 26)}{chr(97 + n // 26)} met" for n in range(300)))) <= 80
