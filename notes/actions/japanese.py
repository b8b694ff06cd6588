"""Whether a Japanese piece promises, asks, agrees, schedules or waits for something, and whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from contacts.values import Side
from notes.actions import japanese_patterns as say
from notes.actions.judged import Judged, Weight
from notes.actions.phrases import topic_of
from notes.actions.pieces import Piece
from notes.actions.sides import Actor
from notes.actions.tail import Tail, receives, tail_of
from notes.actions.words import noun_group, says, verbs
from notes.dates import FoundDate


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a piece: its actor, whether nobody was met, whether it begins the note."""

    actor: Actor | None = None
    absent: bool = False
    first: bool = False
    arrow: bool = False
    stated_before: bool = False


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
        return _of(Side.OURS, around)
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
        return _by_verb(piece, words, tail, dated, todo, around)
    return _by_noun(piece, words, tail, dated, todo, around)


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


def _of(side: Side, around: Around) -> Judged:
    """That side, unless an actor is named."""
    if around.actor is not None:
        return Judged(around.actor.side, around.actor.name)
    return Judged(side)


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


def _by_verb(piece: Piece, words: str, tail: Tail, dated: bool, todo: bool, around: Around) -> Judged | None:
    """A piece that closes with a verb."""
    must = says("must", words)
    verb = str(tail.verb)
    if tail.negative and not must:
        return None
    if tail.wish:
        return _of(Side.OURS, around) if dated and not tail.hearsay and not _their(around) else None
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
    if verb in verbs("arrive") and not humble and dated and noun_group(_named(words)) == "event":
        return Judged(Side.OURS)
    if (verb in verbs("arrive") or say.COMES.search(tail.core)) and not humble:
        return (
            (_of(Side.THEIRS, around) if not says("appointment", words) else Judged(Side.OURS))
            if dated
            else None
        )
    if (
        not (dated or tail.hearsay or tail.planned or todo)
        and _their(around)
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
    return _of(Side.OURS, around)


def _by_them(words: str, tail: Tail) -> bool:
    """Whether the words name who of them will do it: 手順は先方で作る, not 先方は使う."""
    deed = tail.verb in verbs("act") or (tail.verb or "").endswith("する")
    return deed and bool(re.search(r"は[^、]{0,12}(?:側|方|さん|様|[長任])?(?:が|で|にて)", words))


def _named(words: str) -> str:
    """What a piece is about: the words before its first は or が, or before を."""
    found = re.match(r"(?P<topic>[^はが、]{1,20}?)(?:は|が)", words) or re.match(
        r"(?P<topic>[^を、]{1,20}?)を", words
    )
    return found["topic"] if found else ""


def _step(tail: Tail, around: Around) -> Judged | None:
    """A deed on the way to the next: 在庫を確認し、"""
    deed = tail.verb in verbs("act") and not (tail.past or tail.negative or say.IN_TALK.search(tail.core))
    return replace(_of(Side.OURS, around), weight=Weight.LEADS) if deed else None


def _their(around: Around) -> bool:
    return around.actor is not None and around.actor.side is Side.THEIRS


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
    if dated and noun_group(_named(words)) in ("customer", "theirs") and say.MOVED.search(words):
        return Judged(Side.THEIRS)
    if dated and (says("planned", words) or say.MOVED.search(words)):
        theirs = receives(words) and not says("appointment", words)
        return _of(Side.THEIRS if theirs else Side.OURS, around if theirs else Around())
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
        if not (favour and _their(around)):
            return None
    if tail.past:
        return None
    return Judged(Side.THEIRS)


def _by_noun(piece: Piece, words: str, tail: Tail, dated: bool, todo: bool, around: Around) -> Judged | None:
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
        return replace(_of(Side.OURS, around), weight=needed)
    if not dated:
        return _undated_noun(words, tail, group, todo or english, around, piece)
    if say.SETTLED_ALONE.fullmatch(tail.core):
        return Judged(Side.OURS)
    if noun in ("実施", "開催") and noun_group(_named(words)) == "event":
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
        return _of(Side.OURS if ours else Side.THEIRS, around)
    topic = tail.particle is not None or not _date_leads(piece)
    if group == "customer" or (group == "theirs" and topic):
        return _of(Side.THEIRS, around)
    if group in ("ours", "event", "theirs") or english:
        return _of(_label_side(piece), around)
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
        return _of(_label_side(piece), around)
    return None


def _deed_noun(tail: Tail) -> bool:
    """Whether the noun is one する makes a verb of, such as 送付."""
    from contacts.readings import tokenizer

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
        return _of(Side.OURS, around)
    if todo or tail.planned:
        side = Side.THEIRS if group == "customer" else _label_side(piece)
        return _of(side, around) if group is not None or _deed_noun(tail) else None
    if tail.hearsay and group in ("customer", "theirs"):
        return Judged(Side.THEIRS)
    if (group in ("ours", "event") or _deed_noun(tail)) and (
        say.REASON.search(words) or ("て" in words and "を" in words)
    ):
        return _of(Side.OURS, around)
    return None


def _done_by(tail: Tail) -> bool:
    """Whether who does it stands right before the closing deed: 手配はうちで, 店は向こうが予約."""
    noun = tail.noun or ""
    before = tail.core[: len(tail.core) - len(noun)]
    named = tail.core.endswith(noun) and "は" in before and say.BY_WHOM.search(before)
    return bool(named) and _deed_noun(tail) and not say.NO_DEED.search(noun)


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
