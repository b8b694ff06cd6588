from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contacts.workdays import Workdays
from notes.dates import Moment, find_dates

FRIDAY = date(2026, 11, 20)


def day(text: str, today: date = FRIDAY, **more: object) -> str | None:
    found = find_dates(text, Moment(today, Workdays(), **more))  # type: ignore[arg-type]
    return found[0].day.isoformat() if found else None


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("見積は来週火曜までに送ります", "2026-11-24"),
        ("再来週の水曜に再訪", "2026-12-02"),
        ("来週中にサンプル発送", "2026-11-27"),
        ("週明けに電話します", "2026-11-24"),
        ("来週半ばには返事", "2026-11-25"),
        ("明日の朝イチで", "2026-11-21"),
        ("しあさって納品", "2026-11-23"),
        ("三日後に確認", "2026-11-23"),
        ("5営業日以内に回答", "2026-11-30"),
        ("月末までに", "2026-11-30"),
        ("来月頭に訪問", "2026-12-01"),
        ("来月10日が締切", "2026-12-10"),
        ("12月中旬に内示", "2026-12-20"),
        ("12月第1週に打ち合わせ", "2026-12-04"),
        ("1月上旬", "2027-01-10"),
        ("年内に契約", "2026-12-31"),
        ("年明けに再提案", "2027-01-04"),
        ("年度末まで", "2027-03-31"),
        ("連休明けに連絡", "2026-11-24"),
        ("12/4必着", "2026-12-04"),
        ("１２月４日（金）", "2026-12-04"),
        ("令和8年12月1日", "2026-12-01"),
        ("R8.12.1", "2026-12-01"),
        ("二十四日に伺う", "2026-11-24"),
        ("金曜までに", "2026-11-27"),
        ("Send it by next Tuesday", "2026-11-24"),
        ("by Friday", "2026-11-27"),
        ("a week on Monday", "2026-11-30"),
        ("Monday week", "2026-11-30"),
        ("within 5 business days", "2026-11-30"),
        ("in a couple of days", "2026-11-22"),
        ("in two weeks", "2026-12-04"),
        ("early next week", "2026-11-24"),
        ("end of the quarter", "2026-12-31"),
        ("in Q1", "2027-03-31"),
        ("mid January", "2027-01-15"),
        ("Dec 3 at 2pm", "2026-12-03"),
        ("14 December", "2026-12-14"),
        ("the 24th", "2026-11-24"),
        ("25/11", "2026-11-25"),
        # spoken and kana
        ("来週水に送る", "2026-11-25"),
        ("来週 火曜", "2026-11-24"),
        ("らいしゅう かようび", "2026-11-24"),
        ("こんげつちゅう", "2026-11-30"),
        ("@金", "2026-11-27"),
        ("2、3日中に", "2026-11-23"),
        ("1、2週間後", "2026-12-04"),
        ("48時間以内", "2026-11-22"),
        ("夕方までに", "2026-11-20"),
        ("17時までに", "2026-11-20"),
        # months and years
        ("来年3月末", "2027-03-31"),
        ("来年の4月中旬", "2027-04-20"),
        ("再来月頭", "2027-01-04"),
        ("12月第2火曜", "2026-12-08"),
        ("来月第1営業日", "2026-12-01"),
        ("12月7日の週", "2026-12-11"),
        ("1ヶ月後", "2026-12-20"),
        ("12/21〜23", "2026-12-21"),
        ("12/4(金)", "2026-12-04"),
        # business terms and seasons
        ("仕事納めまでに", "2026-12-28"),
        ("仕事始めに", "2027-01-04"),
        ("お盆明けに", "2027-08-17"),
        ("お盆前に", "2027-08-12"),
        ("GW前に", "2027-04-28"),
        ("GW明け", "2027-05-06"),
        ("20日締め", "2026-11-20"),
        ("翌月10日", "2026-12-10"),
        ("五十日に集金", "2026-11-20"),
        ("今期中に", "2027-03-31"),
        ("上期末", "2027-09-30"),
        ("下期中", "2027-03-31"),
        ("来期頭", "2027-04-01"),
        # English
        ("EOD Friday", "2026-11-27"),
        ("by noon", "2026-11-20"),
        ("COB", "2026-11-20"),
        ("Friday, Dec 4", "2026-12-04"),
        ("Tuesday next week", "2026-11-24"),
        ("the week after next", "2026-12-04"),
        ("week of Dec 7", "2026-12-11"),
        ("over the next few days", "2026-11-23"),
        ("within 48h", "2026-11-22"),
        ("before Christmas", "2026-12-24"),
        ("after New Year", "2027-01-04"),
        ("first half of March", "2027-03-15"),
        ("early January", "2027-01-04"),
        ("14 Dec 2026", "2026-12-14"),
        ("契約書はend of quarterまでに", "2026-12-31"),
    ],
)
def test_what_is_due_resolves_to_its_day(text: str, due: str) -> None:
    assert day(text) == due


@pytest.mark.parametrize(
    ("text", "happened"),
    [
        ("昨日の展示会", "2026-11-19"),
        ("先週木曜に訪問", "2026-11-12"),
        ("水曜に電話", "2026-11-18"),
        ("11/6に面談", "2026-11-06"),
        ("12/4に面談", "2025-12-04"),
        ("Last Thursday we met", "2026-11-12"),
        ("on Tuesday", "2026-11-17"),
        ("last night", "2026-11-19"),
    ],
)
def test_what_happened_lies_behind(text: str, happened: str) -> None:
    assert day(text, happened=True) == happened


@pytest.mark.parametrize(
    "text",
    [
        "13/45",
        "2月30日",
        "月額5万円",
        "3日間の出張",
        "火災保険の話",
        "may I ask",
        "0120-12-3456",
        "24/7 support",
        "the 2nd floor",
        "we sat down",
        "1日2回",
        "20日分の在庫",
        "11月分の請求書",
        "3月決算",
        "十日町",
        "毎月10日",
        "一日社内で作業",
        "先方の決算",
        "水素の話",
        "それまでに",
    ],
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert day(text) is None


def test_the_fiscal_year_is_the_teams() -> None:
    assert day("年度末", fiscal_start=1) == "2026-12-31"


def test_quarters_and_halves_follow_the_settings() -> None:
    assert day("Q1", quarter_start=4) == "2027-06-30"
    assert day("上期", fiscal_start=1) == "2027-06-30"


def test_the_customers_own_close_is_known_or_no_date() -> None:
    assert day("先方の決算までに", customer_close=9) == "2027-09-30"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("昨日訪問。翌日お礼", ["2026-11-19", "2026-11-20"]),
        ("納品は12/10。その3日前までに確認", ["2026-12-10", "2026-12-07"]),
        ("会議は12/8、それまでに概算", ["2026-12-08", "2026-12-08"]),
        ("demo on Dec 8, slides the day before", ["2026-12-08", "2026-12-07"]),
        ("20日締め翌月10日払い", ["2026-11-20", "2026-12-10"]),
    ],
)
def test_some_count_from_the_date_before_them(text: str, days: list[str]) -> None:
    assert [one.day.isoformat() for one in find_dates(text, Moment(FRIDAY, Workdays()))] == days


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("明日14時", "14:00"),
        ("金曜の午後3時半", "15:30"),
        ("12月4日(金)10:30〜", "10:30"),
        ("明日3時", "15:00"),
        ("Dec 3 at 2pm", "14:00"),
        ("by 5pm tomorrow", "17:00"),
        ("Monday at 9:30", "09:30"),
    ],
)
def test_a_time_beside_a_date_is_kept(text: str, clock: str) -> None:
    (found,) = find_dates(text, Moment(FRIDAY, Workdays()))
    assert found.time is not None
    assert f"{found.time:%H:%M}" == clock


def test_several_dates_keep_their_order() -> None:
    found = find_dates("昨日訪問。見積は12/4、サンプルは来週水曜。", Moment(FRIDAY, Workdays()))
    assert [one.words for one in found] == ["昨日", "12/4", "来週水曜"]


@given(
    st.text(alphabet="来週月火水木金土日末頭0123456789/年再営業以内後 byMonday", max_size=20),
    st.dates(date(2000, 1, 1), date(2090, 1, 1)),
)
def test_nothing_breaks_it(text: str, today: date) -> None:
    for one in find_dates(text, Moment(today, Workdays())):
        assert one.words == text[one.start : one.end]
