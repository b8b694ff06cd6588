"""The morning message and its modal: every kind of item, taps, what was handled, the limits of Slack."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.texts import Texts
from bot.views import brief as brief_view
from bot.views import dormant, reminder, stale
from contacts.values import FollowUpState, Kind, Side
from localslack.blockkit import lint_view
from reminders.brief import Brief, Changed, Open, Talk
from reminders.compose import Morning
from reminders.items import CardsItem, Item, MetItem, MorningItem, ReportItem, StaleItem
from tests.bot.views.samples import (
    DAY,
    EVIL,
    EVIL_PERSON,
    LANGUAGES,
    PERSON,
    TEXTS,
    fine,
    fine_view,
    shown,
    taps,
)

JA, EN = TEXTS
BOTH = pytest.mark.parametrize("t", TEXTS, ids=LANGUAGES)


def item(**more: Any) -> MorningItem:
    values: dict[str, Any] = {
        "follow_up_id": 9,
        "text": "見積もり送付",
        "due_on": DAY,
        "side": Side.OURS,
        "state": FollowUpState.OPEN,
        "person": PERSON,
        "overdue_days": 0,
        "due_on_closed_day": False,
        "snoozed_until": None,
    }
    return MorningItem(**{**values, **more})


def question(**more: Any) -> StaleItem:
    return StaleItem(**{"contact_id": 3, "person": PERSON, "last_on": DAY - timedelta(days=215), **more})


def morning(*items: Item, **more: Any) -> Morning:
    return Morning("T1", "U1", DAY, items, **more)


NAMES = {"U2": "鈴木 花"}


@BOTH
def test_slack_takes_every_morning(t: Texts) -> None:
    evil = item(text=EVIL, person=EVIL_PERSON, side=Side.THEIRS, due_on=DAY - timedelta(days=400), times=9)
    done = [replace(evil, state=state) for state in FollowUpState]
    asked = [question(person=EVIL_PERSON, evidence=one) for one in (None, *stale.EVIDENCE)]
    answered = [question(person=EVIL_PERSON, answer=one) for one in stale.ANSWERS]
    put_off = replace(evil, snoozed_until=DAY + timedelta(days=1))
    news = [CardsItem(9, (EVIL,) * 3), MetItem(EVIL_PERSON, "U2", DAY), ReportItem(3, DAY, DAY)]
    others = [replace(evil, handed_to="U2"), replace(evil, on_behalf_of="U2"), replace(evil, offered_by="U2")]
    for items in ([evil] * 200, [*done, put_off], asked, answered, news, others, []):
        for superseded in (False, True):
            message = morning(*items, superseded=superseded)
            fine(reminder.morning(message, t, names={"U2": EVIL}))
            assert len(reminder.morning(message, t).blocks) <= 50


@BOTH
def test_two_hundred_due_items_are_seven_and_a_modal_with_all_the_others(t: Texts) -> None:
    message = morning(*(item(follow_up_id=n) for n in range(1, 201)))
    shown_first = reminder.morning(message, t)
    fine(shown_first)
    assert taps(shown_first)["morning_more"] == "2026-11-20"
    listed = []
    for page in range(8):
        view = reminder.more(message, t, page)
        fine_view(view)
        listed += [
            int(element["value"])
            for block in view["blocks"]
            for element in block.get("elements", ())
            if element["action_id"] == reminder.DONE
        ]
    assert listed == list(range(8, 201))
    assert lint_view(reminder.more(message, t, 9)) == []


def test_a_morning_item_can_be_done_put_off_edited_and_dropped() -> None:
    message = reminder.morning(morning(item()), JA)
    assert shown(message).split("\n")[-1] == "1. 見積もり送付、田中 一郎様(山田商事)、期限は今日"
    assert taps(message) == {"followup_done": "9", "followup_snooze": "", "followup_more": ""}
    assert reminder.choice_of("9:next_week") == (9, "next_week")


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (item(due_on=date(2026, 11, 22), due_on_closed_day=True), "期限は11月22日(日)(休業日)"),
        (
            item(due_on=date(2026, 11, 18), overdue_days=2, times=3),
            "期限は11月18日(水)でした(2営業日超過、3回目",
        ),
        (
            item(due_on=date(2026, 11, 19), side=Side.THEIRS),
            "先方の約束、見積もり送付、田中 一郎様(山田商事)、期限は11月19日",
        ),
        (item(on_behalf_of="U2"), "鈴木 花さん(休暇中)の代理"),
        (item(offered_by="U2"), "鈴木 花さんからの依頼"),
        (item(handed_to="U2"), "(鈴木 花さんの担当になりました)"),
        (question(), "最後のご連絡から7か月です。情報はそのままでよろしいですか"),
        (question(last_on=DAY - timedelta(days=31)), "最後のご連絡から31日です"),
        (question(evidence="left"), "退職とあります"),
        (CardsItem(3, ("田中 一郎",)), "保存していない名刺が3件あります: 田中 一郎"),
        (MetItem(PERSON, "U2", DAY), "鈴木 花さんが11月20日(金)に田中 一郎様(山田商事)と名刺を交換しました"),
        (ReportItem(2, DAY - timedelta(days=3), DAY + timedelta(days=3)), "期限超過 2件"),
    ],
)
def test_what_an_item_says(one: Item, words: str) -> None:
    assert words in shown(reminder.morning(morning(one), JA, names=NAMES))


def test_an_offer_is_accepted_or_returned_and_a_question_answered() -> None:
    message = reminder.morning(morning(item(offered_by="U2")), JA, names=NAMES)
    assert taps(message) == {"followup_accept": "9", "followup_return": "9"}
    asked = taps(reminder.morning(morning(question()), JA))
    assert asked == {"stale_correct": "3", "stale_update": "3", "stale_moved": "3", "stale_later": ""}


@pytest.mark.parametrize(
    ("one", "words", "undo"),
    [
        (item(state=FollowUpState.DONE), "(完了)", {"followup_undo": "9"}),
        (item(state=FollowUpState.DROPPED), "(取りやめ)", {"followup_undo": "9"}),
        (item(snoozed_until=date(2026, 11, 24)), "11月24日(火)に再度", {"followup_undo": "9"}),
        (item(handed_to="U2", may_take_back=True), "担当になりました", {"followup_undo": "9"}),
        (item(handed_to="U2"), "担当になりました", {}),
        (question(answer="correct"), "(確認済み)", {"stale_undo": "3"}),
        (question(answer="snoozed", snoozed_until=date(2026, 12, 20)), "12月20日", {"stale_undo": "3"}),
        (question(answer="never"), "もう聞きません", {"stale_undo": "3"}),
        (question(answer="touched"), "その後やり取りがありました", {}),
        (CardsItem(0), "未保存の名刺はなくなりました", {}),
    ],
)
def test_what_was_handled_shows_so_and_can_only_be_undone(
    one: Item, words: str, undo: dict[str, str]
) -> None:
    message = reminder.morning(morning(one), JA)
    assert words in shown(message)
    assert taps(message) == undo


@pytest.mark.parametrize(
    "one", [item(), question(), item(offered_by="U2"), CardsItem(2), item(state=FollowUpState.DONE)]
)
def test_yesterdays_message_has_no_taps(one: Item) -> None:
    assert taps(reminder.morning(morning(one, superseded=True), JA)) == {}


@BOTH
def test_the_list_of_dormant_contacts(t: Texts) -> None:
    evil = dormant.Listed(3, EVIL_PERSON, DAY)
    asleep = dormant.Listing((evil,) * dormant.MOST_DORMANT, 10, 5_000)
    never = dormant.Listing((evil,) * dormant.MOST_UNTOUCHED, 0, 2_000)
    full = dormant.dormant(asleep, never, DAY, t)
    fine(full)
    assert "5000" in shown(full)
    assert "2000" in shown(full)
    assert taps(full)["dormant_more"] == "20"
    assert taps(full)["untouched_more"] == "20"
    fine(dormant.dormant(dormant.Listing(), dormant.Listing(), DAY, t))
    last = dormant.dormant(dormant.Listing(), dormant.Listing((dormant.Listed(3, PERSON),), 0, 1), DAY, t)
    fine(last)
    assert not taps(last)


def test_news_alone_is_announced_as_news_and_not_as_work_done() -> None:
    news = morning(ReportItem(2, DAY, DAY), MetItem(PERSON, "U2", DAY))
    assert "今日はお知らせのみです" in shown(reminder.morning(news, JA, names=NAMES))
    done = morning(item(state=FollowUpState.DONE), MetItem(PERSON, "U2", DAY))
    assert "すべて済みました" in shown(reminder.morning(done, JA, names=NAMES))


@pytest.mark.parametrize("briefs", range(6))
def test_a_morning_full_of_briefs_and_long_words_is_taken_and_loses_nothing(briefs: int) -> None:
    long = "新製品の品質に関する打ち合わせと工場の見学、あわせて次期計画のご相談。" * 4
    person = replace(PERSON, company="日本総合産業機械製作所ホールディングス東日本営業統括本部株式会社")
    promises = tuple(Open(long, DAY, side) for side in (Side.OURS, Side.THEIRS) for _ in range(3))
    changes = tuple(Changed(field, long, long, DAY) for field in ("department", "title", "name"))
    known = Brief(3, person, DAY, "たなか いちろう", Talk(DAY, Kind.MEETING, "U1", long), promises, changes)
    block = brief_view.block(known, {"U1": "佐藤 健"}, {}, JA)
    times = {"overdue_days": 9, "times": 3, "due_on": DAY - timedelta(days=9)}
    message = morning(*(item(follow_up_id=n, text=long, person=person, **times) for n in range(1, 26)))
    shown_first = reminder.morning(message, JA, briefs=dict.fromkeys(range(1, briefs + 1), block))
    fine(shown_first)
    behind = reminder.more(message, JA, 0, briefs=dict.fromkeys(range(1, briefs + 1), block))
    fine_view(behind)
    first, rest = (
        [one["elements"][0]["value"] for one in blocks if one["type"] == "actions"]
        for blocks in (shown_first.blocks, behind["blocks"])
    )
    assert [*first[:-1], *rest] == [str(number) for number in range(1, 26)]
    assert f"他 {len(rest)} 件" in str(shown_first)
