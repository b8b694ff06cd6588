"""Whether a Japanese piece that closes with a noun names something to be done: 見積送付, 再訪予定."""

from __future__ import annotations

import re
from dataclasses import replace

from contacts.readings import tokenizer
from contacts.values import Side
from notes.actions import japanese_patterns as say
from notes.actions.japanese_around import Around, named, of
from notes.actions.judged import Judged, Weight
from notes.actions.pieces import Piece
from notes.actions.tail import Tail, tail_of
from notes.actions.words import noun_group, says


def by_noun(piece: Piece, words: str, tail: Tail, dated: bool, todo: bool, around: Around) -> Judged | None:
    """A piece that closes with a noun: 見積送付, 返事は, 再訪予定."""
    must = say.MUST.search(tail.core)
    hung = must or say.LASTING.search(tail.core)
    if hung:
        tail = tail_of(tail.core[: hung.start()])
    noun = tail.noun or ""
    finished = says("done", tail.core) and not (todo or tail.planned or tail.hearsay)
    if not noun or (finished and not (dated and say.FINISHED.search(tail.core))):
        return None
    noun = say.LIMIT.sub("", say.FINISHED.sub("", noun)) or noun
    tail = replace(tail, core=say.UNDER_WAY.sub("", tail.core)) if dated else tail
    noun = say.UNDER_WAY.sub("", noun) if dated else noun
    tail = _topic(words, tail) if noun_group(noun) is None else tail
    noun = tail.noun if noun_group(noun) is None and tail.noun else noun
    group = noun_group(noun)
    english = bool(say.ENGLISH_VERB.search(tail.core))
    if (
        (must or says("must", words))
        and (dated or group in ("ours", "event"))
        and group not in ("fact", "due")
    ):
        needed = Weight.ASKED if must and must.group().endswith(("必要", "要")) else Weight.SURE
        return replace(of(Side.OURS, around), weight=needed)
    if not dated:
        return _undated_noun(words, tail, group, todo or english, around, piece)
    if say.SETTLED_ALONE.fullmatch(tail.core):
        return Judged(Side.OURS)
    if noun in ("実施", "開催") and noun_group(named(words)) == "event":
        return Judged(Side.OURS)
    if noun.endswith("納期") and not must:
        return Judged(Side.OURS)
    if tail.particle in ("は", "が", "も", None) and group in ("fact", "due") and not todo:
        return None
    if _talk(piece, words, tail, around):
        return None
    if say.STATIVE_TAIL.search(tail.core) and not todo and group not in ("ours", "event"):
        return None
    if tail.hearsay:
        ours = group == "event" or (around.actor is not None and around.actor.side is Side.OURS)
        return of(Side.OURS if ours else Side.THEIRS, around)
    topic = tail.particle is not None or not _date_leads(piece)
    if group == "customer" or (group == "theirs" and topic):
        return of(Side.THEIRS, around)
    if group in ("ours", "event", "theirs") or english:
        return of(_label_side(piece), around)
    return _other_noun(piece, words, tail, todo, around)


def _topic(words: str, tail: Tail) -> Tail:
    """The tail with the topic before は as its noun where that says more: 撮影は12/14 10時スタジオ."""
    found = re.match(r"(?P<topic>[^をがにで、]{2,15}?)(?:は|:)", words)
    known = found and noun_group(found["topic"]) in ("ours", "event", "theirs", "customer", "fact")
    return replace(tail, noun=found["topic"], particle="は") if found and known else tail


def _other_noun(piece: Piece, words: str, tail: Tail, todo: bool, around: Around) -> Judged | None:
    """A noun no table knows: an action in notes of keywords, not as the topic of a statement."""
    if tail.particle in ("は", "が", "も") and not todo and not tail.planned:
        return None
    if todo or tail.planned or say.UNTIL.search(piece.text) or _deed_noun(tail):
        return of(_label_side(piece), around)
    return None


def _deed_noun(tail: Tail) -> bool:
    """Whether the noun is one する makes a verb of, such as 送付."""
    tokens = list(tokenizer().tokenize(tail.noun or ""))
    if not tokens:
        return False
    part, surface = tokens[-1].part_of_speech(), tokens[-1].surface()
    deverbal = len(surface) > 1 and re.search(r"[いきしちみりぎじびえけせてめれげべ]$", surface)
    return part[2] == "サ変可能" or (part[0] == "名詞" and bool(deverbal))


def _date_leads(piece: Piece) -> bool:
    """Whether words follow the date: 金曜に回答, not 回答は金曜."""
    if not piece.dates:
        return False
    behind = piece.text[piece.dates[-1].end - piece.start :]
    return (
        len(
            re.sub(
                r"^(?:まで|迄|に|は|の|朝|夕方|午前中?|午後|中|頃|ごろ|以内|必着|〆|締切?|を?予定|です|"
                r"目処|着|か|ら)+|[\s。、!?)]",
                "",
                behind,
            )
        )
        > 1
    )


def _label_side(piece: Piece) -> Side:
    if piece.label and say.THEIR_LABEL.search(piece.label) and not say.OUR_LABEL.search(piece.label):
        return Side.THEIRS
    return Side.OURS


def _undated_noun(
    words: str, tail: Tail, group: str | None, todo: bool, around: Around, piece: Piece
) -> Judged | None:
    """Without a date a noun is mostly something done; a plan, a heading or a reason makes it an action."""
    if (
        group == "fact"
        or re.search(r"OK$|NG$|済み?$|なし$", tail.core)
        or (say.STATIVE_TAIL.search(tail.core) and not todo)
    ):
        return None
    if tail.particle is not None and not todo:
        return None
    if not around.first and around.actor is not None and _done_by(tail):
        return of(Side.OURS, around)
    if todo or tail.planned:
        side = Side.THEIRS if group == "customer" else _label_side(piece)
        return of(side, around) if group is not None or _deed_noun(tail) else None
    if tail.hearsay and group in ("customer", "theirs"):
        return Judged(Side.THEIRS)
    if (group in ("ours", "event") or _deed_noun(tail)) and (
        say.REASON.search(words) or ("て" in words and "を" in words)
    ):
        return of(Side.OURS, around)
    return None


def _done_by(tail: Tail) -> bool:
    """Whether who does it stands right before the closing deed: 手配はうちで, 店は向こうが予約."""
    noun = tail.noun or ""
    before = tail.core[: len(tail.core) - len(noun)]
    told = tail.core.endswith(noun) and "は" in before and say.BY_WHOM.search(before)
    return bool(told) and _deed_noun(tail) and not say.NO_DEED.search(noun)


def _talk(piece: Piece, words: str, tail: Tail, around: Around) -> bool:
    """Whether date and noun tell of the talk itself: 本日面談, 11/20 打合せ at the head of a note."""
    if tail.planned or say.UNTIL.search(piece.text) or (piece.label and say.TODO_LABEL.search(piece.label)):
        return False
    today = any(say.TODAY.search(one.words) and not one.words.endswith("中") for one in piece.all_dates)
    talk = re.search(
        r"訪問|打ち?合わ?せ|面談|面会|商談|会議|MTG|ミーティング|来社|来訪|会食|ランチ|飲み|懇親|"
        r"挨拶|電話|TEL|架電|Zoom|Teams|定例|デモ|見学|立ち?会い?|食事|ヒアリング|プレゼン$",
        tail.noun or "",
        re.IGNORECASE,
    )
    described = all(one.words.endswith("の") or f"{one.words}の" in words for one in piece.all_dates)
    weekday = around.first and all(
        re.fullmatch(r"[月火水木金土日]曜?日?", one.words) for one in piece.all_dates
    )
    return (
        bool(talk)
        and tail.particle is None
        and (today or weekday or described)
        and not re.search(r"次回|次は|次に|今度|また|再|改めて", words)
    )
