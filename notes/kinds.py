"""How an interaction happened, by the words of what was done rather than of what is planned."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from contacts.values import Kind
from notes.clauses import Clause, clauses
from notes.data import table
from notes.dates import Moment
from notes.plans import is_planned

# A cue that is what the talk is about, not how it was held: メールの件, 訪問日, "the call centre".
_ABOUT = (
    "件(?!数)|内容|返事|お?礼|議事録|資料|日程|日時|予定|アポ|調整|手配|準備|招待|案内|申し?込|参加(?:者|費|依頼|を(?:検討|打診))|"
    "担当|会場|出展(?:料|費)|日(?:を|は|が|程)|先(?!方|日)|用の?|向け|管理|機能|ツール|システム|業務|依頼|希望"
)
_TOPIC = re.compile(
    rf"の?(?:{_ABOUT})|を?(?:希望|依頼|お願い|打診|検討|提案|予定|調整|設定|セット)|について|に関して|に向け|までに|前に"
)


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: Kind
    sentence: int
    place: int
    rank: int
    topic: bool
    planned: bool


def find_kind(text: str, at: Moment) -> tuple[Kind | None, tuple[Kind, ...]]:
    """The kind of the interaction a note tells of and, where that is None, what it may be, likeliest first.

    Without any word about how it happened it is `other`; attempts count (no answer is a call).
    """
    cues = list(_cues(clauses(text), at))
    done = [cue for cue in cues if not (cue.planned or cue.topic)]
    if not done:
        weak = [cue for cue in cues if cue.topic and not cue.planned]
        return _unsure(weak)
    first = min(cue.sentence for cue in done)
    return min((cue for cue in done if cue.sentence == first), key=lambda cue: cue.rank).kind, ()


def _unsure(weak: Sequence[_Cue]) -> tuple[Kind | None, tuple[Kind, ...]]:
    kinds = tuple(dict.fromkeys(cue.kind for cue in weak))
    return (None, (*kinds, Kind.OTHER)) if kinds else (Kind.OTHER, ())


def _cues(pieces: Sequence[Clause], at: Moment) -> Iterator[_Cue]:
    for piece in pieces:
        planned = is_planned(piece, at)
        words = f"{piece.label or ''} {piece.text}"
        for rank, (kind, pattern) in enumerate(_patterns()):
            for found in pattern.finditer(words):
                topic = bool(_TOPIC.match(words, found.end()))
                yield _Cue(kind, piece.sentence, found.start(), rank, topic, planned)


@cache
def _patterns() -> tuple[tuple[Kind, re.Pattern[str]], ...]:
    return tuple((Kind(kind), re.compile(pattern, re.IGNORECASE)) for kind, pattern in table("kinds"))
