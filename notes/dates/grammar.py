"""The grammar: one rule a line, a pattern made of named pieces and what it resolves to.

Vague periods are due on their last day, 頭, 初 and 明け on their first business day; a named weekday or
date stays as named, on a holiday as well. The first rule in the list that matches at a place wins, so
the longer and stranger ones stand first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from contacts.workdays import Workdays
from notes.dates import days
from notes.dates.words import KANJI_DIGITS, MONTHS, NUMBERS_EN, WEEKDAYS, number


@dataclass(frozen=True, slots=True)
class Moment:
    """What a date is resolved against: the local day of the note, business days, and the year's shape.

    `happened` reads bare weekdays and dates as the last ones instead of the next; `fiscal_start` is the
    month a fiscal year begins in.
    """

    today: date
    workdays: Workdays
    happened: bool = False
    fiscal_start: int = 4


Resolve = Callable[[Moment, Mapping[str, str]], date]


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled pattern and what a match of it means; `resolve` raises ValueError for 13/45."""

    pattern: re.Pattern[str]
    resolve: Resolve


def _any(names: Iterable[str]) -> str:
    """Any of the names, the longest first."""
    return "|".join(sorted(names, key=len, reverse=True))


_KANJI = "".join(KANJI_DIGITS) + "十"
_PIECES = {
    "N": rf"(?P<n>\d{{1,3}}|[{_KANJI}]{{1,3}})",
    "EN": rf"(?P<n>\d{{1,3}}|{_any(NUMBERS_EN)})",
    "M": rf"(?P<m>1[0-2]|0?[1-9]|[{_KANJI}]{{1,2}})",
    "D": rf"(?P<d>3[01]|[12]\d|0?[1-9]|[{_KANJI}]{{1,3}})",
    "Y": r"(?P<y>20\d\d)",
    "W": r"(?P<w>[月火水木金土日])(?:曜日?|(?![一-龯ぁ-んァ-ヶ]))",
    "WD": r"(?P<w>[月火水木金土日])曜日?",
    "EW": rf"(?P<w>{_any(name for name in WEEKDAYS if name.isascii())})\b\.?",
    "EM": rf"(?P<m>{_any(MONTHS)})\b\.?",
    "ED": r"(?P<d>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b",
}


def _rule(pattern: str, resolve: Resolve) -> Rule:
    for name, piece in _PIECES.items():
        pattern = pattern.replace(f"<{name}>", piece)
    return Rule(re.compile(pattern, re.IGNORECASE), resolve)


def _month(text: str) -> int:
    return MONTHS.get(text.casefold().rstrip(".")) or number(text)


def _weekday(g: Mapping[str, str]) -> int:
    return WEEKDAYS[g["w"].casefold().rstrip(".")]


def _plus(count: int) -> Resolve:
    return lambda at, g: days.plus(at.today, count)


def _in_week(weeks: int, weekday: int | None = None) -> Resolve:
    return lambda at, g: days.in_week(at.today, weeks, _weekday(g) if weekday is None else weekday)


def _week_start(weeks: int) -> Resolve:
    return lambda at, g: at.workdays.on_or_after(days.in_week(at.today, weeks, 0))


def _month_end(months: int) -> Resolve:
    return lambda at, g: days.month_end(*days.months_on(at.today, months))


def _month_start(months: int) -> Resolve:
    return lambda at, g: at.workdays.on_or_after(date(*days.months_on(at.today, months), 1))


def _named_month(at: Moment, g: Mapping[str, str]) -> tuple[int, int]:
    return days.month_ahead(at.today, _month(g["m"]))


def _date(at: Moment, month: int, day: int) -> date:
    return (days.day_before if at.happened else days.day_ahead)(at.today, month, day)


def _slashed(at: Moment, g: Mapping[str, str]) -> date:
    """12/4; 25/11 is day and month where it can be nothing else."""
    first, second = int(g["a"]), int(g["b"])
    return _date(at, second, first) if first > 12 else _date(at, first, second)


def _bare_weekday(at: Moment, g: Mapping[str, str]) -> date:
    return (days.last_weekday if at.happened else days.next_weekday)(at.today, _weekday(g))


def _new_year(at: Moment, g: Mapping[str, str]) -> date:
    return at.workdays.on_or_after(date(at.today.year + 1, 1, 4))


def _fiscal_year_end(at: Moment, g: Mapping[str, str]) -> date:
    """The last day of the fiscal year that is running."""
    year = at.today.year + (at.today.month >= at.fiscal_start)
    return days.plus(date(year, at.fiscal_start, 1), -1)


def _quarter_end(at: Moment, g: Mapping[str, str]) -> date:
    return days.month_end(at.today.year, (at.today.month + 2) // 3 * 3)


def _quarter(at: Moment, g: Mapping[str, str]) -> date:
    month = 3 * int(g["q"])
    year = at.today.year + (days.month_end(at.today.year, month) < at.today)
    return days.month_end(year, month)


def _reiwa(at: Moment, g: Mapping[str, str]) -> date:
    return date(2018 + number(g["n"]), _month(g["m"]), number(g["d"]))


RULES: tuple[Rule, ...] = tuple(
    _rule(pattern, resolve)
    for pattern, resolve in (
        (r"<Y>[-/.年]<M>[-/.月]<D>日?", lambda at, g: date(int(g["y"]), _month(g["m"]), number(g["d"]))),
        (r"(?:令和|R)<N>[.年]<M>[.月]<D>日?", _reiwa),
        # Japanese: days from today
        (r"明々後日|しあさって", _plus(3)),
        (r"明後日|あさって", _plus(2)),
        (r"明日|あした|あす(?=中|まで|に|の|朝)", _plus(1)),
        (r"今日|本日|きょう|今朝|今晩|今夜", _plus(0)),
        (r"一昨日|おととい|おとつい", _plus(-2)),
        (r"昨日|きのう|昨晩|昨夜|ゆうべ", _plus(-1)),
        (r"一両日", _plus(2)),
        (r"<N>営業日(?:以内|後)?", lambda at, g: at.workdays.shift(at.today, number(g["n"]))),
        (r"<N>週間?(?:以内|後)", lambda at, g: days.plus(at.today, 7 * number(g["n"]))),
        (r"<N>日(?:以内|後)", lambda at, g: days.plus(at.today, number(g["n"]))),
        (r"数日(?:以内|後|中)?", _plus(3)),
        (r"半月後", _plus(15)),
        # Japanese: weeks
        (r"再来週の?<W>", _in_week(2)),
        (r"来週の?<W>", _in_week(1)),
        (r"今週の?<W>", _in_week(0)),
        (r"先週の?<W>", _in_week(-1)),
        (r"来週(?:の)?(?:頭|あたま|早々)|週明け", _week_start(1)),
        (r"来週(?:の)?(?:前半|半ば|なかば)", _in_week(1, days.WEDNESDAY)),
        (r"再来週", _in_week(2, days.FRIDAY)),
        (r"来週中?", _in_week(1, days.FRIDAY)),
        (r"今週(?:中|末|いっぱい|内)?|こんしゅうちゅう|週内|週末", _in_week(0, days.FRIDAY)),
        # Japanese: months and years
        (r"来月末|来月中|来月いっぱい", _month_end(1)),
        (r"来月(?:の)?(?:頭|初め?|早々)|月初", _month_start(1)),
        (r"来月<D>日", lambda at, g: date(*days.months_on(at.today, 1), number(g["d"]))),
        (r"翌月<D>日", lambda at, g: date(*days.months_on(at.today, 1), number(g["d"]))),
        (r"来月", _month_end(1)),
        (r"今月末|今月中|今月いっぱい|月末|月内", _month_end(0)),
        (r"<M>月(?:の)?第<N>週", lambda at, g: days.week_of_month(*_named_month(at, g), number(g["n"]))),
        (r"<M>月(?:の)?上旬", lambda at, g: date(*_named_month(at, g), 10)),
        (r"<M>月(?:の)?中旬", lambda at, g: date(*_named_month(at, g), 20)),
        (r"<M>月(?:の)?(?:半ば|なかば)", lambda at, g: date(*_named_month(at, g), 15)),
        (
            r"<M>月(?:の)?(?:頭|初め?|早々)",
            lambda at, g: at.workdays.on_or_after(date(*_named_month(at, g), 1)),
        ),
        (r"<M>月<D>日", lambda at, g: _date(at, _month(g["m"]), number(g["d"]))),
        (r"<M>月(?:下旬|末|中|いっぱい)?(?!額|次|刊|謝)", lambda at, g: days.month_end(*_named_month(at, g))),
        (r"年内|年末", lambda at, g: date(at.today.year, 12, 31)),
        (r"年明け|新年(?!度)", _new_year),
        (r"年度[末内]|期末", _fiscal_year_end),
        (r"(?:連休|GW|ゴールデンウィーク|お盆)明け", lambda at, g: at.workdays.after_break(at.today)),
        # English: days from today
        (r"\bday after tomorrow\b", _plus(2)),
        (r"\bday before yesterday\b", _plus(-2)),
        (r"\btomorrow\b", _plus(1)),
        (r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", _plus(0)),
        (r"\b(?:yesterday|last night)\b", _plus(-1)),
        (
            r"\b(?:with)?in <EN> (?:business|working) days?\b",
            lambda at, g: at.workdays.shift(at.today, number(g["n"])),
        ),
        (r"\b<EN> (?:business|working) days?\b", lambda at, g: at.workdays.shift(at.today, number(g["n"]))),
        (r"\b(?:with)?in <EN> weeks?\b", lambda at, g: days.plus(at.today, 7 * number(g["n"]))),
        (r"\b(?:with)?in <EN> days?\b", lambda at, g: days.plus(at.today, number(g["n"]))),
        (r"\b(?:in )?a fortnight\b", _plus(14)),
        # English: weeks
        (r"\ba week on <EW>", lambda at, g: days.plus(_bare_weekday(at, g), 7)),
        (r"\b<EW> week\b", lambda at, g: days.plus(_bare_weekday(at, g), 7)),
        (r"\bnext <EW>", _in_week(1)),
        (r"\bthis <EW>", _in_week(0)),
        (r"\blast <EW>", _in_week(-1)),
        (r"\bearly next week\b", _week_start(1)),
        (r"\bmid[- ]?(?:dle of )?next week\b", _in_week(1, days.WEDNESDAY)),
        (r"\bnext week\b", _in_week(1, days.FRIDAY)),
        (r"\b(?:this week|end of (?:the )?week|EOW|(?:the|this) weekend)\b", _in_week(0, days.FRIDAY)),
        # English: months and years
        (r"\b(?:end of (?:the )?month|month[- ]end|EOM|this month)\b", _month_end(0)),
        (r"\b(?:end of )?next month\b", _month_end(1)),
        (r"\bend of (?:the )?quarter\b", _quarter_end),
        (r"\bQ(?P<q>[1-4])\b", _quarter),
        (r"\bin the new year\b", _new_year),
        (r"\b(?:year[- ]end|end of (?:the )?year|EOY)\b", lambda at, g: date(at.today.year, 12, 31)),
        (r"\bfirst week of <EM>", lambda at, g: days.week_of_month(*_named_month(at, g), 1)),
        (r"\bmid[- ]<EM>", lambda at, g: date(*_named_month(at, g), 15)),
        (r"\b<EM> <ED>(?!:)", lambda at, g: _date(at, _month(g["m"]), number(g["d"]))),
        (r"\b<ED> (?:of )?<EM>", lambda at, g: _date(at, _month(g["m"]), number(g["d"]))),
        (r"\b(?:in|by|end of|until|during) <EM>", lambda at, g: days.month_end(*_named_month(at, g))),
        # Numbers and bare weekdays last: they are part of much else
        (r"(?<![\d/.-])(?P<a>\d{1,2})/(?P<b>\d{1,2})(?![\d/])", _slashed),
        (r"\bthe <ED>", lambda at, g: days.number_ahead(at.today, number(g["d"]))),
        (
            r"(?<![\d月])<D>日(?!間|以内|後|程|当たり|目|々)",
            lambda at, g: days.number_ahead(at.today, number(g["d"])),
        ),
        (r"\b<EW>", _bare_weekday),
        (r"<WD>", _bare_weekday),
        (r"(?<![\d一-龯ァ-ヶ])<W>", _bare_weekday),
    )
)
