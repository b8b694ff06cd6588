"""How an interaction happened, by the words of what was done rather than of what is planned."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
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


_NOT_DONE = re.compile(
    r"\s?(?:は|が|も)?(?:特に)?(?:なし|無し|ナシ|ありません|なかった|中止|キャンセル|延期|取りやめ|見送り|できて(?:い)?ない)"
)
_THERE = re.compile(
    r"(?:さん|様|さま)?(?:の?(?:本社|工場|支店|支社|営業所|事務所|店舗|本店))?へ(?:。|、|$|\s)"
)
_THEN = re.compile(
    r"(?:[しいきっえけせれべりみ]て|んで|って)(?=[ぁ-ん一-龯ァ-ヺA-Za-z0-9])"
    r"(?!い[るたまな]|お[りっき]|ほし|欲し|くだ|下さ|もら|いただ|頂|くれ|き[たま]|しま|[もはか]|る|た|み[たま]|あ[るっ]|く|言|話)"
)


# The past tense right behind a cue: done, whatever the rest of a long clause plans.
_JUST_DONE = re.compile(
    r"[^、。\s]{0,5}?(?:てき|しまし|してまし|いたしまし|きまし|い?ただきまし|もらいまし|もらっ|し|っ|ん|け|れ|え)[ただ](?!い|け|めに|ら|方|際|時|とき)"
)
# They came to us.
_CAME = re.compile(
    r".{0,6}?(?:寄っ|訪ね|訪問し|顔を?出し|覗い)て(?:くれ|いただ|頂|くださ|下さ|もら|き(?:た|まし)と)"
)


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: Kind
    sentence: int
    place: int
    rank: int
    topic: bool
    planned: bool


def find_kind(text: str, at: Moment, places: Collection[int] = ()) -> tuple[Kind | None, tuple[Kind, ...]]:
    """The kind of the interaction a note tells of and, where that is None, what it may be, likeliest first.

    Without any word about how it happened it is `other`; attempts count (no answer is a call). `places` are
    where the names of companies end in the plain text.
    """
    pieces = [fine for piece in clauses(text) for fine in _fine(piece)]
    cues = [*_cues(pieces, at), *_went(pieces, places, at)]
    done = [cue for cue in cues if not (cue.planned or cue.topic)]
    if not done:
        weak = [cue for cue in cues if cue.topic and not cue.planned]
        return _unsure(weak)
    first = min(cue.sentence for cue in done)
    return min((cue for cue in done if cue.sentence == first), key=lambda cue: cue.rank).kind, ()


def has_cue(piece: Clause, at: Moment) -> bool:
    """Whether a clause tells how something was done."""
    return any(not cue.planned for cue in _cues([piece], at))


def _fine(piece: Clause) -> Iterator[Clause]:
    """A clause cut at each て that joins one deed to the next: 電話で話して | 図面を送ると約束した."""
    start = 0
    for found in _THEN.finditer(piece.text):
        yield replace(piece, text=piece.text[start : found.end()], start=piece.start + start)
        start = found.end()
    yield replace(piece, text=piece.text[start:], start=piece.start + start)


def _went(pieces: Sequence[Clause], places: Collection[int], at: Moment) -> Iterator[_Cue]:
    """Visits told by nothing but a company and へ: 三栄運輸さんへ。"""
    for piece in pieces:
        for place in places:
            inside = piece.start <= place <= piece.start + len(piece.text)
            if inside and _THERE.match(piece.text, place - piece.start):
                rank = next(rank for rank, kind, _ in _patterns() if kind is Kind.VISIT)
                yield _Cue(Kind.VISIT, piece.sentence, place, rank, False, is_planned(piece, at))


def _unsure(weak: Sequence[_Cue]) -> tuple[Kind | None, tuple[Kind, ...]]:
    kinds = tuple(dict.fromkeys(cue.kind for cue in weak))
    return (None, (*kinds, Kind.OTHER)) if kinds else (Kind.OTHER, ())


def _cues(pieces: Sequence[Clause], at: Moment) -> Iterator[_Cue]:
    for piece in pieces:
        planned = is_planned(piece, at)
        words = f"{piece.label or ''} {piece.text}"
        for rank, kind, pattern in _patterns():
            for found in pattern.finditer(words):
                if _NOT_DONE.match(words, found.end()):
                    continue
                topic = bool(_TOPIC.match(words, found.end()))
                ahead = planned and not _JUST_DONE.match(words, found.end())
                came = kind is Kind.VISIT and _CAME.match(words, max(0, found.start() - 2))
                yield _Cue(Kind.MEETING if came else kind, piece.sentence, found.start(), rank, topic, ahead)


@cache
def _patterns() -> tuple[tuple[int, Kind, re.Pattern[str]], ...]:
    """The rows of the table with the rank of their kind: the order in which kinds first stand there."""
    order = list(dict.fromkeys(kind for kind, _ in table("kinds")))
    return tuple(
        (order.index(kind), Kind(kind), re.compile(pattern, re.IGNORECASE | re.ASCII))
        for kind, pattern in table("kinds")
    )
