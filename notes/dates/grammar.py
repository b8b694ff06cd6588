"""How a rule is written: a pattern of named pieces, and what a match of it resolves to.

The rules themselves are the tables in `japanese` and `english`. To add an expression, add a line there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import count

from notes.dates.moment import Moment
from notes.dates.words import KANA_WEEKDAYS, KANJI_DIGITS, MONTHS, NUMBERS_EN, ORDINALS_EN, WEEKDAYS

Groups = Mapping[str, str]
Resolve = Callable[[Moment, Groups], date]


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled pattern and what a match of it means; `resolve` raises ValueError for 13/45.

    A `relative` rule (翌日) counts from the date the note named before it, or from today; a `bound` one
    (それまでに) is no date without one. A `weak` one (EOD) is today
    only where no other date stands beside it.
    """

    pattern: re.Pattern[str]
    resolve: Resolve
    relative: bool = False
    weak: bool = False
    bound: bool = False

    def day(self, at: Moment, match: re.Match[str]) -> date:
        """What a match of the pattern resolves to; raises ValueError when there is no such date."""
        groups = {name.partition("_")[0]: value for name, value in match.groupdict().items() if value}
        return self.resolve(at, groups)


def _any(names: Iterable[str]) -> str:
    """Any of the names, the longest first."""
    return "|".join(sorted(names, key=len, reverse=True))


_KANJI = "".join(KANJI_DIGITS) + "十"
_FULL_WEEKDAY = rf"(?:[月火水木金土日]曜日?|(?:{_any(KANA_WEEKDAYS)})び?)"
_AFTER_WEEKDAY = r"(?:(?![一-龯ァ-ヶ])|(?=朝|昼|夕|夜|午|必|着|〆|締|頃|以降|中に))"
_ENGLISH_WEEKDAY = _any(name for name in WEEKDAYS if name.isascii())
_ORDINAL = r"3[01]|[12]\d|0?[1-9]"

PIECES = {
    # Numbers; of "2、3" the last one counts
    "N": rf"(?:[\d{_KANJI}]{{1,2}}[、,~〜・-])?(?P<n>\d{{1,3}}|[{_KANJI}]{{1,3}})",
    "EN": rf"(?:\d{{1,2}}(?:-| to | or ))?(?P<n>\d{{1,3}}|{_any(NUMBERS_EN)})",
    "D": rf"(?P<d>{_ORDINAL}|[{_KANJI}]{{1,3}})",
    "ED": rf"(?P<d>{_ORDINAL})(?:st|nd|rd|th)?\b",
    "EO": rf"(?P<d>{_ORDINAL})(?:st|nd|rd|th)\b",
    # Said in a word: the twenty-fifth
    "ES": rf"(?P<d>{_any(ORDINALS_EN)})\b",
    "Q": rf"(?P<q>[1-4{_KANJI[1:5]}])",
    "Y": r"(?P<y>20\d\d)",
    "EY": r"(?:,? (?P<y>20\d\d))?",
    # Months: 12月, 来年の3月, 令和9年1月, 来月
    "M": rf"(?P<m>1[0-2]|0?[1-9]|[{_KANJI}]{{1,2}})",
    "MONTH": rf"(?:(?:(?P<y>20\d\d)年|令和(?P<r>[\d{_KANJI}]+)年|(?P<yr>来年|明年|今年|本年|再来年)の?)?"
    rf"(?P<m>1[0-2]|0?[1-9]|[{_KANJI}]{{1,2}})月"
    r"|(?P<mr>再来月|来月|らいげつ|今月|こんげつ|当月|翌々月|翌月)の?)",
    "EM": rf"(?P<m>{_any(MONTHS)})\b(?:\.(?=,|\s?\d))?",
    "EMONTH": rf"(?:(?P<mr>next|this|the) month|(?P<m>{_any(MONTHS)})\b(?:\.(?=,|\s?\d))?)",
    # Weekdays: 火曜, and 火 alone where nothing can be glued to it
    "W": rf"(?P<w>{_FULL_WEEKDAY}|[月火水木金土日]{_AFTER_WEEKDAY})",
    "WD": rf"(?P<w>{_FULL_WEEKDAY})",
    "EW": rf"(?P<w>{_ENGLISH_WEEKDAY})\b(?:\.(?=,|\s?\d))?",
    # A weekday that only repeats the date before it: 12/4(金)
    "P": r"(?:\s?\([月火水木金土日](?:曜日?)?(?:[・/]?祝)?\)|の?[月火水木金土日]曜日?)?",
    # The end of a span: 12/21〜23 counts from its first day
    "TO": r"(?:\s?[~〜-]\s?(?:\d{1,2}[/月])?\d{1,2}日?(?![\d:時]))?",
    "EP": rf"(?:\s?\((?:{_ENGLISH_WEEKDAY})\))?",
    "EL": rf"(?:(?:{_ENGLISH_WEEKDAY})\b(?:\.(?=,|\s?\d))?,? (?:the )?)?",
    # Weeks, with their kana
    "NEXT": r"(?:来週|らいしゅう|次週)",
    "AFTERNEXT": r"(?:再来週|さ来週|来々週|さらいしゅう)",
    "THIS": r"(?:今週|こんしゅう|当週)",
    "HEAD": r"(?:頭|あたま|初め|はじめ|始め|早々|初)",
}


def rule(
    pattern: str, resolve: Resolve, *, relative: bool = False, weak: bool = False, bound: bool = False
) -> Rule:
    """A rule from a pattern whose <PIECES> are filled in; a piece may stand in it twice (<Q>Q|Q<Q>).

    Word boundaries are those of ASCII, so that "Fridayまで" ends a word.
    """
    for name, piece in PIECES.items():
        pattern = pattern.replace(f"<{name}>", piece)
    places = count()
    pattern = re.sub(r"\(\?P<(\w+)>", lambda group: f"(?P<{group[1]}_{next(places)}>", pattern)
    return Rule(re.compile(pattern, re.IGNORECASE | re.ASCII), resolve, relative, weak, bound)
