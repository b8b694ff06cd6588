"""A channel's digest, the details in its thread, the managers' report, and what `/goen channel` answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import accumulate

from bot.texts import Mrkdwn, Texts, escape, join, mention
from bot.views.message import Block, Message, context, header, said, section, words
from bot.views.review import person_with_company
from reminders.digest import Digest, NewContact, Told
from reminders.report import Line

MOST_CUSTOMERS, MOST_NEW, MOST_THEIRS = 8, 8, 8
# Slack may refuse a message of more than 13 kB of blocks.
DETAILS_BYTES, OVERDUE_BYTES, LINES_A_SECTION = 7_500, 3_500, 10
ANSWERS = {
    "on": "digest.on",
    "off": "digest.off",
    "was_off": "digest.was_off",
    "mentions_on": "digest.mentions_on",
    "mentions_off": "digest.mentions_off",
    "direct": "digest.refused_direct",
    "shared": "digest.refused_shared",
    "guest": "digest.refused_guest",
    "unknown": "digest.refused_unknown",
    "ended_shared": "digest.ended_shared",
    "ended_guest": "digest.ended_guest",
    "ended_unknown": "digest.ended_unknown",
}
Names = Mapping[str, str]
"""What Slack calls a colleague, by user id."""


def digest(told: Digest, names: Names, t: Texts, honorific: str = "様") -> Message:
    """The day in one screen: due today by customer, the other side's promises, new contacts, stale counts."""
    head = t("digest.head", day=t.day(told.day))
    blocks: list[Block] = [header(t.plain("digest.head", day=t.day(told.day)))]
    if told.due:
        groups = list(told.by_customer().items())
        lines = [_customer(customer, some, names, t, told.day) for customer, some in groups[:MOST_CUSTOMERS]]
        blocks.append(_listed(t("digest.due", n=len(told.due)), lines, len(groups) - MOST_CUSTOMERS, t))
    if told.theirs:
        lines = [_line(one, names, t, honorific, told.day) for one in told.theirs[:MOST_THEIRS]]
        blocks.append(
            _listed(t("digest.theirs", n=len(told.theirs)), lines, len(told.theirs) - MOST_THEIRS, t)
        )
    if told.new:
        lines = [_new(one, names, t, honorific) for one in told.new[:MOST_NEW]]
        blocks.append(_listed(t("digest.new", n=len(told.new)), lines, len(told.new) - MOST_NEW, t))
    if told.stale:
        blocks.append(context(t("digest.stale", n=told.stale)))
    return said(head, blocks)


def details(told: Digest, names: Names, t: Texts, honorific: str = "様") -> Message | None:
    """The thread: every promise with person and date, and mentions for what is overdue when they are on.

    None when the digest itself says all there is.
    """
    lines = [_line(one, names, t, honorific, told.day) for one in (*told.due, *told.theirs)]
    overdue = [_overdue(one, t, honorific, told.day) for one in told.overdue]
    if len(lines) < 2 and not overdue:
        return None
    head = t("digest.details")
    blocks = _all(head, lines, t, DETAILS_BYTES)
    if overdue:
        blocks += _all(t("digest.overdue"), overdue, t, OVERDUE_BYTES)
    return said(head, blocks)


def _all(head: Mrkdwn, lines: Sequence[Mrkdwn], t: Texts, most: int) -> list[Block]:
    """The lines in as many sections as they need; what is beyond `most` bytes of text is counted."""
    sizes = accumulate(len(one.encode()) for one in lines)
    fitting = sum(size <= most for size in sizes)
    shown: list[Mrkdwn] = [head, *lines[:fitting]]
    if len(lines) > fitting:
        shown.append(t("list.more", n=len(lines) - fitting))
    return [
        section(shown[first : first + LINES_A_SECTION]) for first in range(0, len(shown), LINES_A_SECTION)
    ]


def report(lines: Sequence[Line], names: Names, day: date, t: Texts) -> Message:
    """The managers' weekly report."""
    head = t("digest.report", day=t.day(day))
    told = [
        t(
            "digest.report_line",
            colleague=t.colleague(names.get(one.user_id, "")),
            n=one.number,
            oldest=t.day(one.oldest, day),
        )
        for one in lines
    ]
    return said(head, [*_all(head, told, t, DETAILS_BYTES), context(t("digest.report_note"))])


def answer(code: str, t: Texts) -> Message:
    """What became of `/goen channel`, by a code of `ANSWERS`."""
    return words(t(ANSWERS[code]))


def _listed(head: Mrkdwn, lines: Sequence[Mrkdwn], rest: int, t: Texts) -> Block:
    more = [t("list.more", n=rest)] if rest > 0 else []
    return section([head, *lines, *more])


def _customer(customer: str, some: Sequence[Told], names: Names, t: Texts, today: date) -> Mrkdwn:
    parts = [_short(one, names, t, today) for one in some[:4]]
    rest = len(some) - 4
    told = join(t("list.comma"), [*parts, t("list.more", n=rest) if rest > 0 else ""])
    name = escape(customer, 60) if customer else t("digest.no_customer")
    return Mrkdwn(f"• *{name}*  {told}")


def _short(one: Told, names: Names, t: Texts, today: date) -> Mrkdwn:
    """見積もり送付(佐藤さん), with the date of what is due on a closed day ahead."""
    due = t("reminder.due_closed", day=t.day(one.due_on, today)) if one.due_on > today else ""
    who = join(t("list.comma"), (_name(one.owner_id, names, t), due))
    return t("digest.by", text=escape(one.text, 60), colleague=who)


def _line(one: Told, names: Names, t: Texts, honorific: str, today: date) -> Mrkdwn:
    parts = (
        person_with_company(one.person, t, honorific) if one.person else "",
        t("digest.by", text=escape(one.text, 80), colleague=_name(one.owner_id, names, t)),
        _due(one, t, today),
    )
    return Mrkdwn(f"• {join(t('list.comma'), parts)}")


def _due(one: Told, t: Texts, today: date) -> Mrkdwn:
    if one.due_on == today:
        return t("reminder.due_today")
    if one.due_on > today:
        return t("reminder.due_closed", day=t.day(one.due_on, today))
    return t("reminder.was_due", day=t.day(one.due_on, today))


def _overdue(one: Told, t: Texts, honorific: str, today: date) -> Mrkdwn:
    who = person_with_company(one.person, t, honorific) if one.person else ""
    due = t("reminder.was_due", day=t.day(one.due_on, today))
    return Mrkdwn(f"• {mention(one.owner_id)} {join(t('list.comma'), (escape(one.text, 80), who, due))}")


def _new(one: NewContact, names: Names, t: Texts, honorific: str) -> Mrkdwn:
    met = join(t("list.comma"), [_name(user, names, t) for user in one.met_by[:3]])
    who = person_with_company(one.person, t, honorific)
    return Mrkdwn(f"• {t('digest.met', person=who, colleagues=met) if met else who}")


def _name(user_id: str, names: Names, t: Texts) -> Mrkdwn:
    return t.colleague(names.get(user_id) or "?")
