"""A follow-up of a note as one line: what, by when, whose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from bot.texts import Mrkdwn, Texts, escape
from contacts.values import FollowUpState, Side

MOST_TEXT = 100


@dataclass(frozen=True, slots=True)
class LoggedAction:
    """One follow-up of a note; `owner` is the colleague's name, empty for the note's author.

    `offered` says that the colleague has not accepted yet.
    """

    id: int
    text: str
    due_on: date | None
    due_time: time | None = None
    side: Side = Side.OURS
    state: FollowUpState = FollowUpState.OPEN
    owner: str = ""
    offered: bool = False


def action_line(one: LoggedAction, today: date, t: Texts) -> Mrkdwn:
    """見積もり送付 11月24日(火)まで(自分)."""
    text = escape(one.text, MOST_TEXT)
    due = _due(one, today, t)
    line = t("log.action_due", text=text, due=due, whose=_whose(one, t)) if due else None
    return line or t("log.action", text=text, whose=_whose(one, t))


def _due(one: LoggedAction, today: date, t: Texts) -> Mrkdwn:
    if one.due_on is None:
        return Mrkdwn("")
    day = t.day(one.due_on, today)
    return t("log.by_time", day=day, time=f"{one.due_time:%H:%M}") if one.due_time else t("log.by", day=day)


def _whose(one: LoggedAction, t: Texts) -> Mrkdwn:
    if one.side is Side.THEIRS:
        return t("log.theirs")
    if not one.owner:
        return t("log.mine")
    return t("log.offered" if one.offered else "log.colleague", colleague=t.colleague(one.owner))
