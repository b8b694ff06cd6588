"""Whether a Japanese piece that closes with a verb promises, settles or receives something."""

from __future__ import annotations

import re
from dataclasses import replace

from contacts.values import Side
from notes.actions import japanese_patterns as say
from notes.actions.japanese_around import Around, named, of, theirs
from notes.actions.judged import Judged, Weight
from notes.actions.pieces import Piece
from notes.actions.tail import Tail, receives
from notes.actions.words import noun_group, says, verbs


def by_verb(piece: Piece, words: str, tail: Tail, dated: bool, todo: bool, around: Around) -> Judged | None:
    """A piece that closes with a verb."""
    must = says("must", words)
    verb = str(tail.verb)
    if tail.negative and not must:
        return None
    if tail.wish:
        return of(Side.OURS, around) if dated and not tail.hearsay and not theirs(around) else None
    if tail.adjective:
        return None
    if tail.continues and not dated:
        return _step(tail, around)
    if tail.past and not tail.planned:
        return _agreed(words, tail, dated, around)
    if dated and say.VISITS.search(words):
        return Judged(Side.OURS)
    if verb in verbs("fact") and not (must or todo) and not receives(tail.core):
        return None
    if tail.ongoing and not (dated and (tail.planned or tail.hearsay)):
        return None
    humble = says("humble", words)
    if not humble and (receives(tail.core) or verb in verbs("receive")):
        return _received(words, tail, dated, around)
    if say.RIVAL.search(words) and (tail.hearsay or verb in verbs("arrive")):
        return None
    if verb in verbs("arrive") and not humble and dated and noun_group(named(words)) == "event":
        return Judged(Side.OURS)
    if (verb in verbs("arrive") or say.COMES.search(tail.core)) and not humble:
        return (
            (of(Side.THEIRS, around) if not says("appointment", words) else Judged(Side.OURS))
            if dated
            else None
        )
    if (
        not (dated or tail.hearsay or tail.planned or todo)
        and theirs(around)
        and "は" in words
        and not _by_them(words, tail)
    ):
        return None
    if not dated and not _promises(words, tail, verb, todo, must):
        return None
    if re.search(r"(?:ましょう|しよう|行こう|会おう)", words):
        return Judged(Side.OURS)
    if tail.hearsay and around.actor is None and not says("appointment", words):
        return Judged(Side.THEIRS)
    if around.actor is None and (_customer_deed(tail) or _money_comes(words, tail)) and not tail.polite:
        return Judged(Side.THEIRS)
    return of(Side.OURS, around)


def _by_them(words: str, tail: Tail) -> bool:
    """Whether the words name who of them will do it: 手順は先方で作る, not 先方は使う."""
    deed = tail.verb in verbs("act") or (tail.verb or "").endswith("する")
    return deed and bool(re.search(r"は[^、]{0,12}(?:側|方|さん|様|[長任])?(?:が|で|にて)", words))


def _step(tail: Tail, around: Around) -> Judged | None:
    """A deed on the way to the next: 在庫を確認し、"""
    deed = tail.verb in verbs("act") and not (tail.past or tail.negative or say.IN_TALK.search(tail.core))
    return replace(of(Side.OURS, around), weight=Weight.LEADS) if deed else None


def _customer_deed(tail: Tail) -> bool:
    """Whether the deed is one that customers do: 検収する, 入金する."""
    verb = tail.verb or ""
    return verb.endswith("する") and noun_group(verb.removesuffix("する")) == "customer"


def _money_comes(words: str, tail: Tail) -> bool:
    """Whether their money is to come in: 着手金は月末に入る."""
    return bool(say.MONEY.search(words)) and tail.verb in ("入る", "届く", "来る", "振り込まれる")


def _promises(words: str, tail: Tail, verb: str, todo: bool, must: bool) -> bool:
    """Whether a verb without a date is a promise: a deed in a form that says it will be done."""
    if tail.stem:
        return todo or bool(say.REASON.search(words))
    deed = (
        verb in verbs("act")
        or verb.endswith("直す")
        or bool(say.SET_ABOUT.search(tail.core))
        or (verb.endswith("する") and noun_group(verb.removesuffix("する")) in ("ours", "event"))
    )
    if not deed and not (todo or must or (tail.polite and "を" in words)):
        return False
    return (
        todo
        or must
        or tail.polite
        or tail.planned
        or tail.hearsay
        or bool(say.REASON.search(words))
        or "を" in words
        or deed
    )


def _agreed(words: str, tail: Tail, dated: bool, around: Around) -> Judged | None:
    """A past tense that settles something ahead: アポが取れた, 日程が決まった."""
    given = re.search(r"(?:を|も)(?:いただ|頂|もら|受け取)(?:いた|きまし|いまし|った|りまし)", words)
    if given and not re.search(r"約束|アポ|時間|機会|枠", words):
        return None
    if dated and noun_group(named(words)) in ("customer", "theirs") and say.MOVED.search(words):
        return Judged(Side.THEIRS)
    if dated and (says("planned", words) or say.MOVED.search(words)):
        theirs = receives(words) and not says("appointment", words)
        return of(Side.THEIRS if theirs else Side.OURS, around if theirs else Around())
    return None


def _received(words: str, tail: Tail, dated: bool, around: Around) -> Judged | None:
    """Something we are to get, or a visit we are granted."""
    if around.actor is not None and around.actor.side is Side.OURS:
        return Judged(Side.OURS, around.actor.name)
    if say.LEAVE.search(words):
        return None
    if say.OUR_DEED_FIRST.search(words):
        return Judged(Side.OURS)
    if re.search(r"(?:もらう|いただく|頂く)(?:必要|ことに)", words):
        return Judged(Side.THEIRS)
    if says("ours", words) and re.search(r"(?:て|で)もら", words):
        return Judged(Side.OURS)
    if says("appointment", words) and dated:
        return Judged(Side.OURS)
    if not dated and not re.search(
        r"(?:連絡|送っ|返|回答|共有|提出|提供|教え|サイン|押印|紹介).{0,4}(?:もら|くれ|いただける|"
        r"いただく予定|いただけ|頂け|もらえ|くださる)|(?:発注|注文|契約|入金|支払い?).{0,3}(?:もらえる|いただける)"
        r"|(?:て|で)(?:おいて)?もら(?:う|います|える|"
        r"えます)(?:こと)?$",
        tail.core,
    ):
        favour = re.search(r"(?:て|で)(?:おいて)?(?:くれ|くださ|下さ|いただけ|頂け|もらえ)", tail.core)
        if not (favour and theirs(around)):
            return None
    if tail.past:
        return None
    return Judged(Side.THEIRS)
