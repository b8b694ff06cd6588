"""Questions about stale records.

Action ids, each with the contact's id as value: `stale_correct`, `stale_update`, `stale_moved`,
`stale_undo`; `stale_later` (option values "id:choice").
"""

from __future__ import annotations

from datetime import date

from bot.texts import Mrkdwn, Texts
from bot.views.message import Block, actions, button, option, section
from bot.views.review import person_with_company
from reminders.items import StaleItem

CORRECT, UPDATE, MOVED, LATER, UNDO = (
    "stale_correct",
    "stale_update",
    "stale_moved",
    "stale_later",
    "stale_undo",
)
LATERS = {
    "week": "stale.later_week",
    "month": "stale.later_month",
    "quarter": "stale.later_quarter",
    "archive": "stale.archive",
    "never": "stale.never",
}
ANSWERS = {
    "correct": "stale.was_correct",
    "touched": "stale.was_touched",
    "left": "stale.was_left",
    "archived": "stale.was_archived",
    "never": "stale.was_never",
}
EVIDENCE = {"left": "stale.says_left", "moved": "stale.says_moved", "bounced": "stale.says_bounced"}
_DAYS_A_MONTH, _FEW_DAYS = 30, 60


def question(
    number: int, item: StaleItem, today: date, t: Texts, honorific: str = "様", *, taps: bool = True
) -> list[Block]:
    """鈴木 花子様(未来電機): 最後のご連絡から7か月です。… with its taps, or what was answered."""
    who = person_with_company(item.person, t, honorific)
    text = Mrkdwn(f"{number}. {t('stale.line', person=who, why=_why(item, today, t))}")
    if item.answer is None:
        return [section([text]), _taps(item.contact_id, t)] if taps else [section([text])]
    undo = button(t.plain("reminder.undo"), UNDO, item.contact_id) if taps else None
    if item.answer == "snoozed" and item.snoozed_until:
        return [section([t("reminder.snoozed", line=text, day=t.day(item.snoozed_until, today))], undo)]
    shown = t(ANSWERS.get(item.answer, "stale.was_touched"), line=text)
    return [section([shown], undo if item.answer != "touched" else None)]


def _why(item: StaleItem, today: date, t: Texts) -> Mrkdwn:
    if item.evidence in EVIDENCE:
        return t(EVIDENCE[item.evidence])
    if item.last_on is None:
        return t("stale.never_touched")
    days = (today - item.last_on).days
    ago = t("stale.days", n=days) if days < _FEW_DAYS else t("stale.months", n=days // _DAYS_A_MONTH)
    return t("stale.ask", ago=ago)


def _taps(contact_id: int, t: Texts) -> Block:
    later: Block = {
        "type": "static_select",
        "action_id": LATER,
        "placeholder": {"type": "plain_text", "text": t.plain("reminder.snooze")},
        "options": [option(t.plain(key), f"{contact_id}:{choice}") for choice, key in LATERS.items()],
    }
    return actions(
        button(t.plain("stale.tap_correct"), CORRECT, contact_id, "primary"),
        button(t.plain("stale.tap_update"), UPDATE, contact_id),
        button(t.plain("stale.tap_moved"), MOVED, contact_id),
        later,
    )
