"""How long a contact's data holds, and what in a note says that it does not any more. Pure rules.

A contact's own period wins over its tags (the shortest counts), its company, its rank, and the workspace's
default, in this order.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

DEFAULT_DAYS = 180
RANK_DAYS = {"A": 30, "B": 90, "C": 180}
# A question that nobody answered comes again after a week, once.
AGAIN_DAYS = 7
ASKS_A_DOUBLING = 2
DORMANT_DAYS = 365
LEFT, MOVED, BOUNCED = "left", "moved", "bounced"


@dataclass(frozen=True, slots=True)
class Periods:
    """The team's periods in days: the default, by rank, by tag."""

    default: int = DEFAULT_DAYS
    by_rank: Mapping[str, int] = field(default_factory=lambda: dict(RANK_DAYS))
    by_tag: Mapping[str, int] = field(default_factory=dict)

    def of(self, own: int | None, tags: Collection[str], company: int | None, rank: str | None) -> int:
        """The period of a contact in days; `own` and `company` are what was set for it and its company."""
        tagged = min((self.by_tag[tag] for tag in tags if tag in self.by_tag), default=None)
        return own or tagged or company or self.by_rank.get(rank or "") or self.default


def ask_on(base: date, period: int, asked_on: date | None = None, asks: int = 0, doublings: int = 0) -> date:
    """The first day to ask whether data touched or checked on `base` still holds.

    `asks` questions were not answered, the last on `asked_on`; after every second one the period is doubled
    and counts from the question where `base` is too long ago.
    """
    day = base + timedelta(days=period * 2**doublings)
    if asked_on is None:
        return day
    if asks % ASKS_A_DOUBLING:
        return asked_on + timedelta(days=AGAIN_DAYS)
    return max(day, asked_on + timedelta(days=period))


def overdue_share(today: date, ask_day: date, period: int) -> float:
    """By how much of its period a question is overdue: what the order of questions goes by."""
    return (today - ask_day).days / period


_WORDS = (
    (
        LEFT,
        re.compile(
            r"退職|退社(?!時)|離職|辞め(?:た|られ|て)|定年|逝去"
            r"|\bleft the company|\bretired\b|\bresigned\b|\bleft (?:his|her|their) (?:job|post)"
            r"|\bno longer (?:with|at|works)",
            re.IGNORECASE,
        ),
    ),
    (MOVED, re.compile(r"転職|異動|転勤|出向|\btransferred\b|\bmoved to another\b", re.IGNORECASE)),
    (
        BOUNCED,
        re.compile(
            r"(?:メール|mail).{0,12}(?:戻って|返って|届か(?:な|ず)|不達|エラー)|宛先不明|あて先不明"
            r"|\bbounced?\b|undeliverable|delivery (?:failed|failure)",
            re.IGNORECASE,
        ),
    ),
)
# Said of what will not happen, or did not.
_NOT = re.compile(
    r"(?:退職|退社|転職|異動|転勤|出向)(?:の?(?:予定|話)は?(?:ない|なし|無)|(?:し|され)(?:ない|ません|ていない))"
)
_SENTENCE = re.compile(r"[^。.!?!?\n]+")
_PERSON = re.compile(
    r"([一-龯々〆ヶァ-ヴー]{1,6})(?:さん|様|さま|氏|部長|課長|係長|主任|社長|専務|常務|次長|室長|所長)"
)


def evidence_in(note: str, family_name: str | None, alone: bool) -> str | None:
    """What a note says of a contact's data: left, moved, bounced, or nothing.

    A sentence counts when it holds the family name, or names nobody and the contact is `alone` in the note.
    """
    for sentence in _SENTENCE.findall(note):
        kind = next((kind for kind, words in _WORDS if words.search(_NOT.sub("", sentence))), None)
        if kind and _is_about(sentence, family_name, alone):
            return kind
    return None


def _is_about(sentence: str, family_name: str | None, alone: bool) -> bool:
    if family_name and family_name.casefold() in sentence.casefold():
        return True
    return alone and not _PERSON.search(sentence)


def latest(days: Iterable[date | None]) -> date | None:
    """The latest of the days that are known."""
    return max(filter(None, days), default=None)
