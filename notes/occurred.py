"""The day an interaction happened: the day of the note unless the note names an earlier one for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from notes.clauses import Clause, clauses
from notes.dates import FoundDate, Moment, find_dates
from notes.plans import is_planned

# Past days of what the talk was about: 昨日送った見積の件, "the quote I sent yesterday".
_MADE = (
    "送[っり]|付し|提出し|出し|渡し|いただい|頂い|もらっ|頼まれ|依頼され|納品し|届い|納入し|発注し|受注し|連絡し|メールし|伝え|"
    "見積もっ|お送りし|発送し|作っ|契約し|購入し|導入し|発生し|起き|決まっ|発表され"
)
_ABOUT = re.compile(
    rf"(?:に|の)?[^、。\n]{{0,14}}?(?:{_MADE})(?:た|ました|ていた)(?!が|け|。|、|$|ので|ところ|後|あと|ら)"
)
_WHO = "I|we|he|she|they|sent|received|delivered|shipped|ordered|invoiced|quoted|submitted|that|which"
_ABOUT_EN = re.compile(
    rf"(?i)\b(?:the|my|our|their|his|her) (?:\w+ ){{0,4}}(?:{_WHO})(?: \w+){{0,3}} $"
    r"|\b(?:since|from|due|expired|dated|of|by|until|before|in|out) (?:the )?$"
)
_PAST = re.compile(
    r"昨|一昨|おととい|おとつい|先[週月日]|先々週|前日|ゆうべ|きのう|yesterday|last |previous|ago|前$|前に",
    re.IGNORECASE,
)


def find_day(text: str, at: Moment) -> date:
    """The local day of what a note tells; plans and deadlines are not looked at."""
    past = replace(at, happened=True)
    for piece in clauses(text):
        for found in _days(piece, past):
            if found.day > at.today or _about(piece.text, found):
                continue
            said_past = bool(_PAST.search(found.words))
            if said_past or (not is_planned(piece, at) and (found.day < at.today or _is_today(found))):
                return found.day
    return at.today


def _days(piece: Clause, past: Moment) -> Iterator[FoundDate]:
    yield from find_dates(piece.text, past)


def _about(text: str, found: FoundDate) -> bool:
    return bool(_ABOUT.match(text, found.end) or _ABOUT_EN.search(text[: found.start]))


def _is_today(found: FoundDate) -> bool:
    return bool(re.match(r"今日|本日|きょう|今朝|今晩|today|this morning", found.words, re.IGNORECASE))
