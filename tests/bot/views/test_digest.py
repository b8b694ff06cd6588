"""The digest, its thread and the report in both languages, at Slack's limits."""

from datetime import timedelta

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
    rules = ReminderSettings(tag_days={"VIP": 30}, managers=("U1",), obon=True)
    fine_view(
        reminder_settings.form(
            Switches(False, False, False, False, False),
            reminder_settings.TeamForm(rules, rules.quiet_until),
            t,
        )
    )
