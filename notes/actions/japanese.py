"""Whether a Japanese piece promises, asks, agrees, schedules or waits for something, and whose it is."""

from __future__ import annotations

import re

from contacts.values import Side
from notes.actions import japanese_patterns as say
from notes.actions.japanese_around import Around, of
from notes.actions.japanese_nouns import by_noun
from notes.actions.japanese_verbs import by_verb
from notes.actions.judged import Judged, Weight
from notes.actions.phrases import topic_of
from notes.actions.pieces import Piece
from notes.actions.tail import Tail, tail_of
from notes.actions.words import noun_group, says
from notes.dates import FoundDate


def judge(piece: Piece, around: Around) -> Judged | None:
    """What the piece commits to, None where it tells a wish, a fact or something done."""
    words = piece.bare
    tail = tail_of(words)
    dated = any(
        not (tail.continues and one.words.endswith("の")) and not _scene(one, piece, tail)
        for one in piece.all_dates
    )
    if _labelled_off(piece) and not dated:
        return None
    todo = (
        bool(piece.label and say.TODO_LABEL.search(piece.label))
        or around.arrow
        or bool(say.TODO_HEAD.match(words))
    )
    if dated and say.NEXT.fullmatch(words.strip(" 、。")):
        return Judged(Side.OURS)
    if (around.first and not dated and say.DIARY.search(words)) or say.LASTS.search(piece.text):
        return None
    enough = say.ENOUGH.search(words)
    if enough and dated:
        return of(Side.OURS, around)
    if not tail.core or (tail.noun or "").endswith(("ため", "為", "おかげ", "関係")):
        return None
    side = _request(words, tail, dated, around)
    if side is not None:
        return side if isinstance(side, Judged) else None
    if (
        say.TERMS.search(words)
        or say.RECURRING.search(piece.text)
        or (say.WISHED.search(words) and not says("requested", words))
    ):
        return None
    if tail.verb is None and say.REASON_END.search(piece.text) and not (tail.planned or tail.hearsay):
        return None
    if says("wait", tail.core[-8:]):
        return _wait(tail, dated)
    if tail.verb is not None:
        return by_verb(piece, words, tail, dated, todo, around)
    return by_noun(piece, words, tail, dated, todo, around)


def _scene(one: FoundDate, piece: Piece, tail: Tail) -> bool:
    """Whether the date is a bare 今日 that tells when the talk was."""
    if not say.TODAY.fullmatch(one.words) or (tail.verb and not tail.past and not tail.continues):
        return False
    inside = piece.start <= one.start < piece.end
    if inside and piece.text[: one.start - piece.start].endswith("を"):
        return False
    behind = piece.text[one.end - piece.start :] if inside else ""
    return not re.match(r"\s?(?:中|まで|夕|夜|午後|いっぱい|\d|EOD)", behind)


def _labelled_off(piece: Piece) -> bool:
    return bool(
        piece.label and say.OTHER_LABEL.search(piece.label) and not say.TODO_LABEL.search(piece.label)
    )


def _request(words: str, tail: Tail, dated: bool, around: Around) -> Judged | bool | None:
    """Something asked, by us or by them; False where it commits nobody, None where nobody asks."""
    if re.search(r"伝言|言付け|言づけ|ことづけ", words) and not dated:
        return False
    if words.rstrip("、, ").endswith(("ところ", "際", "時に")):
        return False
    if say.CONCESSION.search(words) and not dated:
        return False
    if says("asked", words) and not re.search(r"お願い(?:した|し)?いと|(?:さ|頼ま)れ", words):
        colleague = around.actor.name if around.actor is not None else None
        return Judged(Side.OURS, colleague) if colleague else Judged(Side.THEIRS)
    if (
        around.absent
        and re.search(r"折り?返し", words)
        and re.search(r"依頼|お願い|希望|$", words)
        and tail.verb is None
    ):
        return Judged(Side.THEIRS)
    if says("requested", words):
        if say.REFUSED.search(words):
            return False
        if (
            re.search(r"(?:折り返し|お電話).{0,6}(?:ほしい|欲しい)", words)
            and around.absent
            and not tail.hearsay
        ):
            return Judged(Side.THEIRS)
        if dated and not tail.negative:
            actor = around.actor
            return Judged(Side.OURS, actor.name if actor and actor.side is Side.OURS else None)
        return (
            Judged(Side.OURS, weight=Weight.ASKED)
            if noun_group(topic_of(words) or "") in ("ours", "event")
            else False
        )
    return None


def _wait(tail: Tail, dated: bool) -> Judged | None:
    """What we wait for; a bare 返事待ち says nothing more than that a mail was sent."""
    bare = re.fullmatch(
        r"(?:ご?(?:返事|返信|回答|返答|連絡|反応))(?:を|の)?待(?:ち|つ|って(?:いる|る|います|ます)?)",
        tail.core,
    )
    return (
        None
        if (bare and not dated)
        or tail.core.endswith("だけ")
        or re.match(r"(?:それ|これ|その|連絡|順番|信号)待", tail.core)
        else Judged(Side.THEIRS)
    )
