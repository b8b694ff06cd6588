"""The digest, its thread and the report in both languages, at Slack's limits."""

from datetime import timedelta
from typing import Any

import pytest

from bot.texts import Texts
from bot.views import away, digest, reminder_settings
from reminders.digest import Digest, NewContact, Told
from reminders.report import Line
from storage.away import Leave
from storage.reminder_settings import ReminderSettings
from storage.switches import Switches
from tests.bot.views.samples import DAY, EVIL, EVIL_PERSON, LANGUAGES, PERSON, TEXTS, fine, fine_view, shown

JA, EN = TEXTS
BOTH = pytest.mark.parametrize("t", TEXTS, ids=LANGUAGES)
NAMES = {"U1": "佐藤 健"}
ONE = Told("見積もり送付", "U1", DAY, PERSON)


@BOTH
def test_slack_takes_the_worst(t: Texts) -> None:
    evil = Told(EVIL, "U1", DAY, EVIL_PERSON)
    told = Digest(DAY, (evil,) * 200, (evil,) * 200, (NewContact(EVIL_PERSON, ("U1",) * 9),) * 200, 7)
    fine(digest.digest(told, {"U1": EVIL}, t))
    details = digest.details(told, {"U1": EVIL}, t)
    assert details
    fine(details)
    fine(digest.report([Line("U1", 3, DAY)] * 60, {"U1": EVIL}, DAY, t))
    for code in digest.ANSWERS:
        fine(digest.answer(code, t))


def test_the_digest_groups_by_customer_and_mentions_nobody() -> None:
    told = Digest(DAY, (ONE, ONE), stale=3, overdue=(Told("x", "U1", DAY - timedelta(days=2), PERSON),))
    text = shown(digest.digest(told, NAMES, JA))
    assert "*山田商事*  見積もり送付(佐藤 健さん)、見積もり送付(佐藤 健さん)" in text
    assert "<@" not in text
    details = digest.details(told, NAMES, JA)
    assert details
    assert "<@U1> x" in shown(details)


@BOTH
def test_forms_of_leave_and_settings_are_fine(t: Texts) -> None:
    fine_view(away.form(DAY, Leave(DAY, DAY, "U2"), t))
    fine_view(reminder_settings.form(Switches(), None, t))
    rules = ReminderSettings(tag_days={"VIP": 30}, obon=True)
    fine_view(
        reminder_settings.form(
            Switches(False, False, False, False, False),
            reminder_settings.TeamForm(rules, rules.quiet_until),
            t,
        )
    )


def test_what_they_promised_for_yesterday_was_due() -> None:
    theirs = Told("仕様書", "U1", DAY - timedelta(days=1), PERSON)
    assert "期限は11月19日(木)でした" in shown(digest.digest(Digest(DAY, theirs=(theirs,)), NAMES, JA))


def test_what_is_due_on_a_closed_day_ahead_says_its_date() -> None:
    sunday = Told("納品の確認", "U1", DAY + timedelta(days=2), PERSON)
    text = shown(digest.digest(Digest(DAY, (ONE, sunday)), NAMES, JA))
    assert "見積もり送付(佐藤 健さん)、納品の確認(佐藤 健さん、期限は11月22日(日)(休業日))" in text


@BOTH
def test_no_line_of_the_thread_or_the_report_is_lost_without_a_word(t: Texts) -> None:
    long = [Told(f"{number}. " + "あ" * 90, "U1", DAY, PERSON) for number in range(60)]
    details = digest.details(Digest(DAY, tuple(long)), NAMES, t)
    assert details
    text = shown(details)
    listed = [number for number in range(60) if f" {number}. あ" in text or f"、{number}. あ" in text]
    assert 15 < len(listed) < 60
    assert t("list.more", n=60 - len(listed)) in text
    report = shown(digest.report([Line(f"U{n}", 3, DAY) for n in range(60)], NAMES, DAY, t))
    assert report.count("3") >= 60


@BOTH
def test_an_hour_within_the_quiet_hours_is_refused(t: Texts) -> None:
    rules = ReminderSettings(obon=False)
    team = reminder_settings.TeamForm(rules, rules.quiet_from)
    values: dict[str, object] = {
        block["block_id"]: {"value": _as_shown(block["element"])}
        for block in reminder_settings.form(Switches(), team, t)["blocks"]
        if block["type"] == "input"
    }
    view = {"state": {"values": values}, "private_metadata": "team"}
    with pytest.raises(reminder_settings.Wrong) as wrong:
        reminder_settings.sent(view, t)
    assert list(wrong.value.errors) == ["hour"]
    values["hour"] = {"value": {"selected_time": "08:00"}}
    sent = reminder_settings.sent(view, t).team
    assert sent
    assert sent.reminders == rules


def _as_shown(element: dict[str, Any]) -> dict[str, Any]:
    """What Slack sends of an input that nobody touched."""
    return {
        "value": element.get("initial_value"),
        "selected_time": element.get("initial_time"),
        "selected_option": element.get("initial_option"),
        "selected_options": element.get("initial_options"),
    }
