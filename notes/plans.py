"""Whether a clause tells of what is to come rather than of what was done."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from contacts.normal import has_japanese
from notes.clauses import Clause
from notes.data import any_of, patterns, words
from notes.dates import FoundDate, Moment, find_dates

# "Call with Ann" and "Email from Bo" tell of what was; "Call Ann" is an order.
_NOUN = (
    r" (?:with|from|at|on|w/|to (?!him|her|them)|lasted|went|was|request|@|re\b|about|this|today|and|call|"
    r"meeting|chat)"
)
_ORDER = re.compile(
    rf"(?i)^(?:and |then |also |so |pls |please |- )?(?:{any_of(words('orders'))})\b(?!{_NOUN}|:|,|\.)"
)


_NEXT = re.compile(r"次回|次は|今後|予定|つもり|後日|改めて|あらためて|再度|また|もう一[回度]|まで|約束")


# A day that only tells which one: 年末の挨拶, 来期の予算.
_OF = re.compile(
    r"のご?(?:挨拶|あいさつ)|の(?=[一-龯ァ-ヺ])(?!午|朝|夕|昼|夜|予定|便|訪問|打|面|会[うっ]|商談)"
)


def is_planned(clause: Clause, at: Moment) -> bool:
    """Whether a clause is a plan, a wish or an order: such words, or a later day without the past tense."""
    text, told = clause.text, patterns("plans")
    if clause.label and is_plan_label(clause.label):
        return True
    ahead = told["ahead" if has_japanese(text) else "ahead_en"]
    if _ORDER.search(text) or ahead.search(text):
        return True
    later = names_later(text, at)
    return later and not (told["done"].search(text) and not told["settled"].search(text))


def is_diary(clause: Clause, at: Moment) -> bool:
    """Whether the head of a note tells in the dictionary form what was done: 営業所に顔を出す。"""
    if clause.sentence or clause.label or names_later(clause.text, at):
        return False
    return bool(patterns("plans")["diary"].search(clause.text)) and not _NEXT.search(clause.text)


def names_later(text: str, at: Moment) -> bool:
    """Whether the words name a day that lies ahead."""
    return any(_is_later(found, text, at) for found in find_dates(text, at))


def is_plan_label(label: str) -> bool:
    """Whether a heading stands over what is to come: 次回, 宿題, next."""
    return bool(patterns("plans")["label"].search(label))


def is_done(clause: Clause, at: Moment) -> bool:
    """Whether a clause speaks in the past tense, or of a thing done, and of no plan."""
    return bool(patterns("plans")["done"].search(clause.text)) and not is_planned(clause, at)


def _is_later(found: FoundDate, text: str, at: Moment) -> bool:
    """Whether a date lies ahead; one without a year (10/28) is the nearer of the last and the next."""
    if found.day <= at.today or _OF.match(text, found.end):
        return False
    past = find_dates(text, replace(at, happened=True))
    last = next(
        (one.day for one in past if one.start == found.start),
        found.day,
    )
    if last > at.today:
        return True
    return found.day - at.today < at.today - last and found.day - last > timedelta(days=7)
