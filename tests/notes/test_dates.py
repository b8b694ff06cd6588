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
    "text", ["13/45", "2月30日", "月額5万円", "3日間の出張", "火災保険の話", "may I ask", "0120-12-3456"]
)
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert day(text) is None


def test_the_fiscal_year_is_the_teams() -> None:
    assert day("年度末", fiscal_start=1) == "2026-12-31"


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
