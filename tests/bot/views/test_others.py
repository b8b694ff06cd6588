"""Problems, help, the photo modal, contacts, look-ups, the morning message and the Home tab."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from bot.access import Refusal
from bot.texts import Texts
from bot.views import card_modal, contact, help, home, problems, reminder, search
from contacts.values import FollowUpState, Side
from reminders.morning import Morning, MorningItem
from tests.bot.views.samples import (
    DAY,
    EVIL,
    EVIL_PERSON,
    LANGUAGES,
    PEOPLE,
    PERSON,
    TEXTS,
    fine,
    fine_view,
    shown,
    stored,
    taps,
)

JA, EN = TEXTS
COMMANDS = SimpleNamespace(
    card_command="/card", contact_command="/contact", log_command="/log", goen_command="/goen"
)
BOTH = pytest.mark.parametrize("t", TEXTS, ids=LANGUAGES)


@BOTH
@pytest.mark.parametrize("code", [*problems.PROBLEMS, "never heard of"])
def test_every_problem_is_said(code: str, t: Texts) -> None:
    fine(problems.problem(code, t))


@BOTH
@pytest.mark.parametrize("reason", [*Refusal, "never heard of"])
def test_every_refusal_is_said(reason: str, t: Texts) -> None:
    fine(problems.refused(reason, t))


def test_every_refusal_has_words_of_its_own() -> None:
    assert set(problems.REFUSALS) == {reason.value for reason in Refusal}


@BOTH
def test_others_are_told_who_may_act(t: Texts) -> None:
    fine(problems.not_yours([EVIL] * 9, t))
    fine(problems.not_yours([], t))


def test_who_may_act_by_name() -> None:
    assert (
        problems.not_yours(["佐藤 健", "鈴木 花"], JA).text
        == "この名刺を操作できるのは 佐藤 健さん、鈴木 花さん です。"
    )


@BOTH
def test_help_is_three_lines_with_a_sample_each(t: Texts) -> None:
    message = help.help_message(t, COMMANDS)
    fine(message)
    assert [line.count("`") for line in shown(message).split("\n")] == [2, 2, 2]


@BOTH
def test_the_photo_modal_takes_ten_files(t: Texts) -> None:
    view = card_modal.card_modal(t)
    fine_view(view)
    assert view["blocks"][0]["element"]["max_files"] == 10
    state = {"values": {"photos": {"value": {"type": "file_input", "files": [{"id": "F1"}]}}}}
    assert card_modal.files_in({"state": state}) == [{"id": "F1"}]
    assert card_modal.files_in({"state": {"values": {}}}) == []


@BOTH
@pytest.mark.parametrize("who", PEOPLE)
def test_slack_takes_every_contact(who: str, t: Texts) -> None:
    fields = PEOPLE[who]
    for state in ("active", "left", "archived"):
        fine(contact.contact(stored(fields, state=state), t, shareable=True))
    fine(search.found(EVIL, [stored(fields)] * 9, t, shareable=True))
    fine(search.found("x", [stored(fields)], t, shareable=False))


def test_a_contact_tells_career_and_interactions() -> None:
    message = contact.contact(
        stored(today=date(2027, 1, 4), met_by=("鈴木 花",), tags=("VIP",)), JA, shareable=True
    )
    assert "担当: 佐藤 健さん  面識: 鈴木 花さん  #VIP" in shown(message)
    assert "*経歴*\n2026年11月20日(金)" in shown(message)
    assert "打ち合わせ、佐藤 健さん" in shown(message)
    assert taps(message) == {"contact_share": "3", "contact_why": "3"}


@BOTH
def test_look_ups_without_a_hit_or_a_query(t: Texts) -> None:
    fine(search.found(EVIL, [], t, shareable=True))
    fine(search.usage(t, COMMANDS))


def test_share_only_where_there_is_somebody_to_share_with() -> None:
    people = [stored(), stored(id=4)]
    assert taps(search.found("田中", people, JA, shareable=False)) == {}
    message = search.found("田中", people, JA, shareable=True)
    assert message.text == "🔍 「田中」の検索結果 2件"
    assert [block["accessory"]["value"] for block in message.blocks if "accessory" in block] == ["3", "4"]


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


def morning(*items: MorningItem, **more: Any) -> Morning:
    return Morning("T1", "U1", DAY, items, **more)


@BOTH
def test_slack_takes_every_morning(t: Texts) -> None:
    evil = item(text=EVIL, person=EVIL_PERSON, side=Side.THEIRS, due_on=DAY - timedelta(days=400))
    done = [replace(evil, state=state) for state in FollowUpState]
    fine(reminder.morning(morning(*([evil] * 200)), t))
    fine(reminder.morning(morning(*done, replace(evil, snoozed_until=DAY + timedelta(days=1))), t))
    fine(reminder.morning(morning(evil, superseded=True), t))
    fine(reminder.morning(morning(), t))


def test_a_morning_item_can_be_done_or_put_off() -> None:
    message = reminder.morning(morning(item()), JA)
    assert shown(message).split("\n")[-1] == "1. 見積もり送付、田中 一郎様(山田商事)、期限は今日"
    assert taps(message) == {"followup_done": "9", "followup_snooze": ""}
    assert reminder.snooze_of("9:next_week") == (9, "next_week")


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (item(state=FollowUpState.DONE), "(完了)"),
        (item(state=FollowUpState.DROPPED), "(取りやめ)"),
        (item(snoozed_until=date(2026, 11, 24)), "11月24日(火)に再度"),
    ],
)
def test_what_was_handled_shows_so_without_taps(one: MorningItem, words: str) -> None:
    message = reminder.morning(morning(one), JA)
    assert words in shown(message)
    assert taps(message) == {}


def test_yesterdays_message_has_no_taps() -> None:
    assert taps(reminder.morning(morning(item(), superseded=True), JA)) == {}


@BOTH
def test_slack_takes_every_home(t: Texts) -> None:
    cards = [home.RecentCard(EVIL, EVIL, DAY, state) for state in ("pending", "saved", "odd")] * 20
    promises = [home.OpenFollowUp(n, EVIL, DAY if n % 2 else None, EVIL_PERSON) for n in range(60)]
    fine_view(home.home(cards, promises, DAY, t, COMMANDS))
    fine_view(home.home([], [], DAY, t, COMMANDS))
