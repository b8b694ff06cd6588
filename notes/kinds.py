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
from notes.people.english import no_name
from notes.plans import is_diary, is_plan_label, is_planned, names_later

# A cue that is what the talk is about, not how it was held: メールの件, 訪問日, "the call centre".
_ABOUT = (
    "件(?!数)|内容|返事|お?礼|議事録|資料|日程|日時|予定|アポ|調整|手配|準備|招待|案内|申し?込|参加(?:者|費|依頼|の?お?礼|を(?:検討|打診))|"
    "担当|会場(?!で|にて)|出展(?:料|費)|日(?:を|は|が|程)|先(?!方|日)|用の?|向け|管理|機能|ツール|システム|業務|依頼|希望"
)
_TOPIC = re.compile(
    rf"の?(?:{_ABOUT})|の[^、。\s]{{1,6}}?(?:手配|準備|日程|調整|招待|案内|申し?込|予約)|を?(?:希望|依頼|お願い|打診|検討|提案|予定|調整|設定|セット)|について|に関して|に向け|までに|前に"
    # Why somebody has no time: 学会で頭いっぱい, 展示会の準備で忙しい.
    r"|(?:の?準備)?[でに]?(?:頭|手一杯|手いっぱい|忙し|お?忙し|かかりきり|追われ|出張|不在|お?留守|お?休み)"
)


_NOT_DONE = re.compile(
    r"\s?(?:は|が|も)?(?:特に)?(?:なし|無し|ナシ|ありません|なかった|中止|キャンセル|延期|取りやめ|見送り|できてない)"
    r"|(?i: (?:didn't|did not|failed|wouldn't|was cancel+ed|got cancel+ed|cancel+ed|postponed))"
)
_CALLED_OFF = re.compile(
    r"(?i)\b(?:cancel+ed|postponed|rescheduled|skipped|instead of|called off) (?:the |our |an? )?(?:\w+ )?$"
)
_SITE = (
    "(?:の?(?:本社|工場|支店|支社|営業所|事務所|店舗|本店|会議室|応接室?|フロント|受付|ロビー|倉庫|現場|"
    "ショールーム|センター|病棟|店頭|売り?場|食堂|研究所))?"
)
# "Meeting at Acme" may be anywhere; in Japanese の会社で is where it was.
_AT = re.compile(
    rf"(?:さん|様|さま)?{_SITE}(?:にて|で)(?!は|す|の|も|、?(?:導入|採用|使|検討|発注|話題|問題|決))"
)
_THERE = re.compile(
    r"(?:さん|様|さま)?(?:の?(?:本社|工場|支店|支社|営業所|事務所|店舗|本店))?へ(?:。|、|$|\s)"
)
_BUSY = re.compile(
    rf"(?:さん|様|さま)?{_SITE}(?:にて|で)[、\s]?(?:[^、。]{{0,12}}(?:提案|お?渡し|雑談|相談|完了|件[。、])"
    rf"|[^、。]{{1,20}}(?:確認|点検|調整|交換|修理|試運転|検品|採寸|見積|立ち?会い?|引き渡し|ご?挨拶)(?=。|、|\n|$)|。)"
)
_THEN = re.compile(
    r"(?:[しいきっえけせれべりみ]て|んで|って)(?=[ぁ-ん一-龯ァ-ヺA-Za-z0-9])"
    r"(?!い[るたまな]|お[りっき]|ほし|欲し|くだ|下さ|もら|いただ|頂|くれ|き[たま]|しま|[もはか]|る|た|み[たま]|あ[るっ]|く|言|話)"
)


# The past tense right behind a cue: done, whatever the rest of a long clause plans.
_JUST_DONE = re.compile(
    r"[^、。\s]{0,5}?(?:てき|しまし|してまし|いたしまし|きまし|い?ただきまし|もらいまし|もらっ|し|っ|ん|け|れ|え|げ|め|べ|せ)[ただ](?!い|け|めに|ら|方|際|時|とき)"
)
# "Quick call with …": so far into a clause its headline may begin.
_HEADLINE = 12
# Where a cue stands that is the heading of what follows: "メール:", 【電話】.
HEAD = -1
# They came to us.
_CAME = re.compile(
    r".{0,6}?(?:寄っ|訪ね|訪問し|顔を?出し|覗い)て(?:くれ|いただ|頂|くださ|下さ|もら|き(?:た|まし)と)"
)


_GUESTS = re.compile(
    r"来社|来店|来所(?!属)|お越し|お見えに|いらして|いらっしゃって|ショールームへ?来て|場所:(?:当社|弊社|自社)"
)


# A person told by how they are known: 展示会でお会いした方, 懇親会で名刺交換した関さん, 来場者.
_WHO = re.compile(
    r"(?:[^、。\s]{0,10}?(?:した|った|いた|くれた|だった))(?:方|人|お客|[一-龯ァ-ヺー]{1,6}(?:さん|様|氏|[社部課係店所]長|先生))"
    r"|来場者|参加者|出展者|の?お?礼"
)
_CAME_EN = re.compile(r"(?:\b[Hh]e|\b[Ss]he|\b[Tt]hey|(?P<who>\b[A-Z][a-z]+)(?:-san)?) (?:just |also )?$")
_BY = re.compile(r"(?:dropped|stopped|popped|swung) (?:by|in|over|round)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: Kind
    sentence: int
    place: int
    rank: int
    topic: bool
    planned: bool
    who: bool = False


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
    done = list(_without_who(done))
    first = min(cue.sentence for cue in done)
    heads = [cue for cue in done if cue.sentence == first and cue.place == HEAD]
    told = sorted(heads or (cue for cue in done if cue.sentence == first), key=lambda cue: cue.rank)
    kinds = tuple(dict.fromkeys(cue.kind for cue in told))
    if kinds == (Kind.MEETING,) and any(cue.kind is Kind.VISIT and cue.sentence == first + 1 for cue in done):
        kinds = (Kind.VISIT,)  # the place of the talk is told after it
    return (None, kinds) if _at_odds(kinds) else (kinds[0], ())


def _at_odds(kinds: Sequence[Kind]) -> bool:
    """Whether one sentence tells of two channels (mailed and called): only its author knows which counts."""
    named = [kind for kind in kinds if kind is not Kind.MEETING]
    return len(named) > 1 and bool({Kind.CALL, Kind.EMAIL, Kind.OTHER} & set(named))


def has_cue(piece: Clause, at: Moment) -> bool:
    """Whether a clause tells how something was done."""
    return any(not cue.planned for cue in _cues([piece], at))


def _without_who(done: Sequence[_Cue]) -> Sequence[_Cue]:
    """The cues but those that only tell who somebody is (展示会で会った関さん), where others say more."""
    others = [cue for cue in done if not cue.who]
    return others if any(cue.kind is not Kind.MEETING for cue in others) else done


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
            here = place - piece.start
            met = _AT.match(piece.text, here) and _spoken_to(piece.text, here)
            near = _BUSY.match(piece.text, here)
            if inside and (met or near or _THERE.match(piece.text, here)):
                rank = next(rank for rank, kind, _ in _patterns() if kind is Kind.VISIT)
                yield _Cue(Kind.VISIT, piece.sentence, place, rank, False, is_planned(piece, at))


def _spoken_to(text: str, start: int) -> bool:
    """Whether the words from there on tell of a talk."""
    return any(kind is Kind.MEETING and pattern.search(text, start) for _, kind, pattern in _patterns())


def _unsure(weak: Sequence[_Cue]) -> tuple[Kind | None, tuple[Kind, ...]]:
    kinds = tuple(dict.fromkeys(cue.kind for cue in weak))
    return (None, (*kinds, Kind.OTHER)) if kinds else (Kind.OTHER, ())


def _cues(pieces: Sequence[Clause], at: Moment) -> Iterator[_Cue]:
    for piece in pieces:
        planned = is_planned(piece, at)
        words, diary = piece.text, is_diary(piece, at)
        guests = any(_GUESTS.search(one.text) for one in pieces if one.sentence == piece.sentence)
        for rank, kind, pattern in _patterns():
            if piece.label and pattern.search(piece.label):
                who = bool(_WHO.search(piece.label))
                yield _Cue(kind, piece.sentence, HEAD, rank, False, is_plan_label(piece.label), who)
            for found in pattern.finditer(words):
                if _NOT_DONE.match(words, found.end()) or _CALLED_OFF.search(words[: found.start()]):
                    continue
                topic = bool(_TOPIC.match(words, found.end()))
                told = _JUST_DONE.match(words, found.end()) or _headline(
                    words, found.start(), found.end(), at
                )
                ahead = planned and not told and not diary
                who = bool(_WHO.match(words, found.end()))
                came = kind is Kind.VISIT and (guests or _they_came(words, found.start()))
                place = HEAD if words[found.end() :].startswith(":") else found.start()
                yield _Cue(Kind.MEETING if came else kind, piece.sentence, place, rank, topic, ahead, who)


def _headline(words: str, start: int, end: int, at: Moment) -> bool:
    """Whether a clause is headed by what was: "Email from Pat: they will …", "Call with Ann"."""
    headed = start <= _HEADLINE and re.match(r" (?:from|with)\b", words[end:])
    return bool(headed) and not names_later(words, at)


def _they_came(words: str, start: int) -> bool:
    """Whether words of visiting tell that they came to us: 立ち寄ってくれた, "Tom dropped by"."""
    subject = _CAME_EN.search(words[:start])
    named = subject is not None and not (subject["who"] and no_name(subject["who"]))
    return bool(_CAME.match(words, max(0, start - 2))) or (named and bool(_BY.match(words, start)))


@cache
def _patterns() -> tuple[tuple[int, Kind, re.Pattern[str]], ...]:
    """The rows of the table with the rank of their kind: the order in which kinds first stand there."""
    order = list(dict.fromkeys(kind for kind, _ in table("kinds")))
    return tuple(
        (order.index(kind), Kind(kind), re.compile(pattern, re.IGNORECASE | re.ASCII))
        for kind, pattern in table("kinds")
    )
