"""The morning message: what is due today, each with its taps.

Action ids: `followup_done` (value: follow-up id) and `followup_snooze` (option value
"id:tomorrow", "id:next_week" or "id:next_workday").
"""

from __future__ import annotations

from bot.texts import Mrkdwn, Texts, escape, join
from bot.views.message import Block, Message, actions, button, option, said, section
from bot.views.review import person_with_company
from contacts.values import FollowUpState, Side
from reminders.morning import Morning, MorningItem

DONE, SNOOZE = "followup_done", "followup_snooze"
SNOOZES = {
    "tomorrow": "reminder.snooze_tomorrow",
    "next_workday": "reminder.snooze_next_workday",
    "next_week": "reminder.snooze_next_week",
}
MOST_ITEMS = 7


def morning(message: Morning, t: Texts, honorific: str = "様") -> Message:
    """One person's message of a day; what was handled since shows so, a superseded one has no buttons."""
    n = len(message.open_items)
    head = t("reminder.head", n=n) if n else t("reminder.all_done")
    blocks: list[Block] = [section([head])]
    for number, item in enumerate(message.items[:MOST_ITEMS], 1):
        blocks += _item(number, item, message, t, honorific)
    rest = len(message.items) - MOST_ITEMS
    if rest > 0:
        blocks.append(section([t("reminder.rest", n=rest)]))
    return said(head, blocks)


def snooze_of(value: str) -> tuple[int, str]:
    """Follow-up id and kind of a `followup_snooze` choice."""
    follow_up, _, until = value.partition(":")
    return int(follow_up), until


def line(item: MorningItem, message: Morning, t: Texts, honorific: str = "様") -> Mrkdwn:
    """見積もり送付、田中 一郎様(山田商事)、期限は今日."""
    who = person_with_company(item.person, t, honorific) if item.person else ""
    theirs = t("reminder.theirs") if item.side is Side.THEIRS else ""
    return join(t("list.comma"), (theirs, escape(item.text, 150), who, _due(item, message, t)))


def _item(number: int, item: MorningItem, message: Morning, t: Texts, honorific: str) -> list[Block]:
    text = Mrkdwn(f"{number}. {line(item, message, t, honorific)}")
    if item.state is not FollowUpState.OPEN:
        key = "reminder.done" if item.state is FollowUpState.DONE else "reminder.dropped"
        return [section([t(key, line=text)])]
    if item.snoozed_until and item.snoozed_until > message.day:
        return [section([t("reminder.snoozed", line=text, day=t.day(item.snoozed_until, message.day))])]
    return [section([text])] if message.superseded else [section([text]), _taps(item, t)]


def _taps(item: MorningItem, t: Texts) -> Block:
    snooze: Block = {
        "type": "static_select",
        "action_id": SNOOZE,
        "placeholder": {"type": "plain_text", "text": t.plain("reminder.snooze")},
        "options": [option(t.plain(key), f"{item.follow_up_id}:{kind}") for kind, key in SNOOZES.items()],
    }
    return actions(button(t.plain("reminder.tap_done"), DONE, item.follow_up_id, "primary"), snooze)


def _due(item: MorningItem, message: Morning, t: Texts) -> Mrkdwn:
    if item.due_on == message.day:
        return t("reminder.due_today")
    key = "reminder.was_due" if item.due_on < message.day else "reminder.due"
    return t(key, day=t.day(item.due_on, message.day))
