"""Questions about stale records, and the lists of dormant and never-touched contacts.

Action ids, each with the contact's id as value: `stale_correct`, `stale_update`, `stale_moved`,
`stale_undo`; `stale_later` (option values "id:choice").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.texts import Mrkdwn, Texts, join
from bot.views.message import Block, Message, actions, button, option, said, section
from bot.views.review import person_with_company
from contacts.values import Person
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
MOST_LISTED = 20
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


@dataclass(frozen=True, slots=True)
class Listed:
    """A contact of a list, with the day of its last touch if there was one."""

    person: Person
    last_on: date | None = None


def dormant(
    people: Sequence[Listed], untouched: Sequence[Listed], today: date, t: Texts, honorific: str = "様"
) -> Message:
    """休眠: contacts of old talks as chances, and apart from them those never talked to again."""
    if not people and not untouched:
        return said(t("stale.no_dormant"), [section([t("stale.no_dormant")])])
    head = t("stale.dormant", n=len(people))
    blocks = [section([head, *_lines(people, today, t, honorific)])] if people else []
    if untouched:
        lines = _lines(untouched, today, t, honorific)
        blocks.append(section([t("stale.untouched", n=len(untouched)), *lines]))
    return said(head, blocks)


def _lines(people: Sequence[Listed], today: date, t: Texts, honorific: str) -> list[Mrkdwn]:
    lines = [_line(one, today, t, honorific) for one in people[:MOST_LISTED]]
    rest = len(people) - MOST_LISTED
    return [*lines, t("list.more", n=rest)] if rest > 0 else lines


def _line(one: Listed, today: date, t: Texts, honorific: str) -> Mrkdwn:
    last = t("stale.last", day=t.day(one.last_on, today)) if one.last_on else ""
    return Mrkdwn(f"• {join(t('list.comma'), (person_with_company(one.person, t, honorific), last))}")
