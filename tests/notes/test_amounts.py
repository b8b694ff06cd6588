import pytest
from hypothesis import given
from hypothesis import strategies as st

from notes.amounts import find_amount
from notes.draft import Amount


def amount(text: str) -> tuple[float, str] | None:
    found = find_amount(text)
    return (found.value, found.currency) if found else None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("予算は1億2,000万円だそうです", 120_000_000),
        ("一億二千万の案件", 120_000_000),
        ("総工費は三百五十万円", 3_500_000),
        ("3,500千円で合意", 3_500_000),
        ("2千5百万ほど", 25_000_000),
        ("1.5億規模", 150_000_000),
        ("見積金額 2,400,000", 2_400_000),
        ("¥980,000で提示", 980_000),
        ("￥１２０，０００です", 120_000),
        ("みつもりは ３２０まんえん", 3_200_000),
        ("予算500k、決裁は部長", 500_000),
        ("ざっくり2.5M円くらい", 2_500_000),
        ("予算感は150〜200万", 1_500_000),
        ("300万から350万の間で検討中", 3_000_000),
        ("見積を300→280万に改定", 2_800_000),
        ("450万から420万に変更となりました", 4_200_000),
        ("当初800万だったが、720万で合意", 7_200_000),
        ("見積500万を提示、450万にしてほしいと言われた", 5_000_000),
        ("競合は280万、うちは310万", 3_100_000),
        ("他社が90万で出しているとのこと。当社の見積は110万円", 1_100_000),
        ("単価1,200円で500個、合計60万円", 600_000),
        ("1台15万円を20台、総額300万円", 3_000_000),
        ("1セット65万", 650_000),
        ("月額8万円で契約", 80_000),
        ("年商50億の会社。予算は700万円", 7_000_000),
        ("20万円値引きして480万円で決着", 4_800_000),
        ("従業員3万人、予算は2000万", 20_000_000),
        ("本体240万、設置30万、合計270万円です", 2_700_000),
        ("現行は月30万払っている。うちの提案は月24万", 240_000),
        ("初期費用50万円+月額8万円で提示", 500_000),
        ("300万の予算に対し見積350万", 3_500_000),
        ("先方の希望は200万、こちらの見積は245万", 2_450_000),
        ("600万→550万→520万で最終合意", 5_200_000),
        ("A案180万、B案220万のうちB案で決定", 2_200_000),
        ("ご予算:0.8億円", 80_000_000),
        ("@3,200×150本=48万円", 480_000),
        ("手付金100万、残金400万、総額500万", 5_000_000),
        ("去年の実績は450万、今年は500万を見込む", 5_000_000),
        ("およそ1.4億円の総額", 140_000_000),
        ("補助金が上限200万出る。見積は1,100万円", 11_000_000),
    ],
)
def test_yen(text: str, value: int) -> None:
    assert amount(text) == (value, "JPY")


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("Deal is around $2.5M", 2_500_000, "USD"),
        ("budget is $120k", 120_000, "USD"),
        ("roughly 85,000 USD", 85_000, "USD"),
        ("20k EUR budget", 20_000, "EUR"),
        ("€45,500 all in", 45_500, "EUR"),
        ("they can spend £30k", 30_000, "GBP"),
        ("3 million yen", 3_000_000, "JPY"),
        ("JPY 4.8M", 4_800_000, "JPY"),
        ("Size maybe 30-40k USD", 30_000, "USD"),
        ("between $30k and $40k", 30_000, "USD"),
        ("negotiated down from $50k to $46.5k", 46_500, "USD"),
        ("competitor quoted $60k, we're at $72k", 72_000, "USD"),
        ("$45,000/yr", 45_000, "USD"),
        ("92,500 dollars", 92_500, "USD"),
        ("half a million dollars", 500_000, "USD"),
        ("$15 per seat, $36,000 total", 36_000, "USD"),
        ("they raised $20M last year; our quote is $80k", 80_000, "USD"),
        ("PO for 12.5k euros", 12_500, "EUR"),
        ("quoted 400 USD a unit, 60,000 USD in total", 60_000, "USD"),
        ("予算は20万元", 200_000, "CNY"),
        ("5万ドルの見積", 50_000, "USD"),
        ("ours is 44k USD, they'd sign at 42k", 44_000, "USD"),
        ("raised our price from $9,000 to $9,800", 9_800, "USD"),
        ("300 units at $25 = $7,500", 7_500, "USD"),
        ("NOK 4.2M for the refit", 4_200_000, "NOK"),
        ("S$90,000 for the rollout", 90_000, "SGD"),
        ("we quoted $95k, they want $85k", 95_000, "USD"),
    ],
)
def test_other_currencies(text: str, value: float, currency: str) -> None:
    assert amount(text) == (value, currency)


@pytest.mark.parametrize(
    "text",
    [
        "予算は未定",
        "数百万の話になりそう",
        "億単位の案件",
        "リベート率3%→5%の要望",
        "03-1234-5678に電話",
        "20名分の弁当を12/4に",
        "従業員3万人の会社",
        "競合のA社は250万円",
        "10万円値引きしてほしいとのこと",
        "会費5,000円の交流会",
        "5k units by March",
        "They have 120k users",
        "150 seats might become 400",
        "2026年12月4日 14:00",
        "年商300億円の上場企業",
        "saves them $40k a year",
        "万が一の場合",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    assert amount(text) is None


def test_a_sum_without_currency_takes_the_teams() -> None:
    assert find_amount("deal size 120k", currency="USD") == Amount(120_000, "USD")


@given(st.text(alphabet="0123456789,.億万千百円¥$kM予算→〜 から", max_size=30))
def test_nothing_breaks_it(text: str) -> None:
    found = find_amount(text)
    assert found is None or found.value > 0
