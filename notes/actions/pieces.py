"""A note in pieces that each may say one action, every date with the piece it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from notes.actions.japanese_patterns import MUST
from notes.actions.tail import tail_of
from notes.actions.words import noun_group, verbs
from notes.clauses import Clause, clauses
from notes.dates import FoundDate, Moment, find_dates

_CONDITION = re.compile(r"(?i)(?:if|unless)\b")
_INSTEAD = re.compile(r"(?i)^(?:and |but )?(?:now\b|it'?s now|instead)|^(?:やはり|やっぱり|いまは|現在は)")
_BOTH = re.compile(r"どちらも|いずれも|両方|ともに|共に|(?i:\bboth\b)")
_SENT = re.compile(
    r"(?:送付|郵送|提出|発送|返送|連絡|回答|納品|訪問|持参|共有|返却|手配|提示|送信|返信|出荷|FAX)$"
)
# Stands for a date while the note is cut, so that "2、3日" and "Friday, Dec 4" stay whole.
_MASK = "仝"
# In a note without Japanese: a letter, after which a space ends no clause.
_MASK_EN = "ʘ"
_JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龯]")
_MORE_CUTS = re.compile(
    r"(?:とのこと|ということ|そう|との話)(?:な)?(?:ので|で(?!す|し))(?=\S)|"
    r"(?<=[うくぐすつぬぶむるたいな])(?:んで|ので|ため)(?=\S)"
    r"|って(?=[\s]\S)|(?<=[一-龯ぁ-んァ-ヶー仝)!?◎○×])\s(?=\S)|(?<=仝)\s(?=[一-龯ァ-ヶ])"
    r"|[\U0001F300-\U0001FAFF\u2600-\u27BF](?=.)"
)
_ENGLISH_CUTS = re.compile(
    r"\s+(?=(?:and|but|so|then)\s+(?:i|we|he|she|they|will|their|our|[A-Z][a-z]+ (?:will|to|is going))\b)"
    r"|\s+(?=(?:because|since|although|though|while|whereas|unless)\s)",
    re.IGNORECASE,
)
_AFTER_DATE = (
    r"(?:\s?(?:までに?|迄に?|には?|〆切?|締め?切り?|締め(?=切|$|\s)|必着で?|着で?|戻し|中に?|"
    r"頃(?:まで)?に?|ごろ(?:まで)?に?|くらい(?:まで)?に?|"
    r"あたり(?:まで)?に?|付け?で|を(?:目処|めど|目途)に?|の?(?:朝イチ|朝一番?|朝いち|朝|夕方|"
    r"午前中?|午後イチ|午後一|午後|夜|昼|お昼)"
    r"(?:まで|に|で)*|EOD|COB|から|より|以降(?:に)?|いっぱい(?:で|に)?|予定で|ごろ|頃|にて|"
    r"時点で|早々に?|中|目標で?|厳守|デッド))*"
)
_BEFORE_DATE = re.compile(
    r"\b(?:by |before |at )?(?:by|on|before|until|till|for|at|within|in|due|"
    r"(?<!it )(?<!them )(?<!this )around|from|this|no later than|EOD|COB|EOB|"
    r"end of (?:the )?(?:day|business)|close of (?:business|play)|noon)(?: the)? ?$|@\s?$",
    re.IGNORECASE,
)
_BEHIND_DATE = re.compile(_AFTER_DATE, re.IGNORECASE)
# Words without any mark are read from their end; the tokenizer refuses more than 49149 bytes.
_LONGEST = 400
_DEEDS = ("ours", "event", "theirs", "customer")
# A heading in the middle of a line begins a line of its own.
_HEADING = re.compile(r"[ /](?=[【\[][^】\]\n]{1,12}[】\]]|[一-龯ァ-ヶー]{2,8}:)")
_FILLER = re.compile(
    r"[\s、。,.:;!?()~〜@→⇒/|・*\-]|(?:提出|回答|返答|申込み?|応募|見積|納入)?期限は?|締め?切り?は?|〆切?は?|目標は?|(?:で)?(?:念押し|お願い)(?:した|しました|します|済み?)?|遅くとも|できれば|"
    r"なるべく|です|だ$|との(?:こと|お?返事|お?話)(?:です|でした|だった)?|"
    r"due|by|on|at|target|"
    r"now(?: it'?s| is)?|it'?s now|instead|"
    r"deadline|EOD|COB|afternoon|morning|evening|noon|"
    r"(?:どちらも|いずれも|両方(?:とも)?|とも(?:に)?|共に|both|each)|"
    r"^(?:it |this |that )?(?:has|needs|must|have)(?: to)? (?:reach|be with|get to) (?:him|her|them|us)|"
    r"^(?:and |but )?(?:i|we) (?:said|told (?:him|her|them)|promised)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a note with the dates that are theirs; `bare` is the words without the dates.

    `closed` tells that a full stop or a line's end follows, `order` counts the pieces.
    """

    text: str
    start: int
    end: int
    sentence: int
    line: int
    label: str | None
    dates: tuple[FoundDate, ...] = ()
    bare: str = ""
    order: int = 0
    extra: tuple[FoundDate, ...] = field(default=())

    @property
    def all_dates(self) -> tuple[FoundDate, ...]:
        return (*self.dates, *self.extra)


def pieces(plain: str, at: Moment, told: int | None = None) -> list[Piece]:
    """The pieces of a note in NFKC form; a date that stands alone goes to the piece it belongs to.

    `told` is where the date of the talk itself stands, which belongs to no deed ahead.
    """
    found = find_dates(plain, at)
    past = [one for one in found if one.start == told or _past(one, plain, at)]
    dates = [one for one in found if one not in past]
    masked = plain
    mask = _MASK if _JAPANESE.search(plain) else _MASK_EN
    for one in found:
        masked = masked[: one.start] + mask * (one.end - one.start) + masked[one.end :]
    masked = _HEADING.sub("\n", masked)
    cut = [part for clause in clauses(masked) for part in _cut(clause, masked)]
    whole = [_piece(order, part, plain, dates, past) for order, part in enumerate(cut)]
    followed = {(one.line, one.label) for one in whole if one.label and _FILLER.sub("", one.bare)}
    return list(_joined([one if (one.line, one.label) in followed else _from_label(one) for one in whole]))


def _from_label(piece: Piece) -> Piece:
    """A date that stands alone behind a heading is that of what the heading names: 納品: 12/18."""
    if not piece.dates or piece.label is None or _FILLER.sub("", piece.bare):
        return piece
    if noun_group(piece.label) in (None, "due") or re.search(
        r"訪問|面談|商談|日時|実施|date|when", piece.label
    ):
        return piece
    return replace(piece, bare=piece.label, label=None)


def _past(one: FoundDate, plain: str, at: Moment) -> bool:
    """Whether a date lies behind: a day that is over, or one whose year has only just gone by."""
    if one.day < at.today or re.match(r"['’]s\b", plain[one.end :]):
        return True
    if one.day - at.today < timedelta(days=200) or not re.fullmatch(r"\d{1,2}/\d{1,2}.*|.*\d日.*", one.words):
        return False
    before = [old for old in find_dates(one.words, replace(at, happened=True)) if old.day <= at.today]
    return bool(before) and at.today - before[0].day <= timedelta(days=60)


def _cut(clause: Clause, masked: str) -> Iterator[Clause]:
    cuts = _MORE_CUTS if _JAPANESE.search(clause.text.replace(_MASK, "")) else _ENGLISH_CUTS
    start = clause.start
    ends = [clause.start + found.end() for found in cuts.finditer(clause.text)]
    ends += [place for place in _between_dates(clause) if place not in ends]
    for end in [*sorted(ends), clause.end]:
        words = masked[start:end]
        if words.strip():
            lead = len(words) - len(words.lstrip())
            yield replace(
                clause, text=words.strip(), start=start + lead, end=start + lead + len(words.strip())
            )
        start = end


def _between_dates(clause: Clause) -> list[int]:
    """Where a second date begins a new deed: 金曜までに送り | 月曜に訪問."""
    found = re.finditer(
        rf"{_MASK}+[^{_MASK}]*?[^{_MASK}\s]{{2,}}(?:て|し|り|き|み|え|せ|and)\s?(?={_MASK})"
        rf"|{_MASK_EN}+(?: [^\s{_MASK_EN}]+){{2,}}? and (?={_MASK_EN})",
        clause.text,
    )
    return [clause.start + one.end() for one in found]


def _piece(
    order: int, part: Clause, plain: str, dates: Sequence[FoundDate], past: Sequence[FoundDate]
) -> Piece:
    own = tuple(one for one in dates if part.start <= one.start < part.end)
    gone = [one for one in past if part.start <= one.start < part.end]
    bare = _without(plain, part, sorted([*own, *gone], key=lambda one: one.start))[-_LONGEST:]
    masks = part.label is not None and (_MASK in part.label or _MASK_EN in part.label)
    label = None if masks else part.label
    return Piece(
        plain[part.start : part.end], part.start, part.end, part.sentence, part.line, label, own, bare, order
    )


def _without(plain: str, part: Clause, dates: Sequence[FoundDate]) -> str:
    """The words of a part without its dates and the particles that hang on them."""
    kept, place = [], part.start
    for one in (one for one in dates if not attributive(plain, one)):
        before = plain[place : one.start]
        kept.append(_BEFORE_DATE.sub("", before))
        after = _BEHIND_DATE.match(plain, one.end)
        place = max(place, after.end() if after else one.end)
    kept.append(plain[place : max(place, part.end)])
    return re.sub(
        r"\s{2,}", " ", " ".join(kept) if all(ord(c) < 256 for c in "".join(kept)) else "".join(kept)
    ).strip()


def _is_deed(one: Piece) -> bool:
    """Whether a piece names something done: こちらから郵送, not 注文請書."""
    tail = tail_of(one.bare)
    noun = tail.noun or ""
    known = tail.verb in verbs("act") or bool(_SENT.search(noun)) or noun_group(noun) == "event"
    return known or one.text.rstrip()[-1:] in "→⇒:@"


def _deed_before(whole: Sequence[Piece], before: int, line: int) -> int:
    """Of the pieces up to `before`, the nearest that names something to be done; else `before`."""
    for place in range(before, max(-1, before - 3), -1):
        one = whole[place]
        tail = tail_of(one.bare)
        promised = tail.verb in verbs("act") | verbs("receive") | verbs("arrive")
        deed = promised or noun_group(re.sub(MUST, "", tail.core)) in _DEEDS
        if one.line == line and deed and not one.all_dates:
            return place
    return before


def _open(before: Piece, lone: Piece) -> bool:
    """Whether a lone date still belongs to the sentence before: nothing closed that, or まで."""
    if before.line != lone.line:
        return False
    limit = re.search(r"まで|迄|〆|締|必着|(?i:\bwithin\b|\bby\b|\bdue\b)", lone.text)
    return bool(limit) or not re.search(r"[。.!?]\s*$", before.text)


def attributive(plain: str, one: FoundDate) -> bool:
    """Whether a date only describes a noun: 新年の挨拶, 1月の役員会."""
    month = re.fullmatch(r"\d{1,2}月", one.words) and _OF_MONTH.match(plain, one.end)
    said = month or re.match(
        r"の(?!朝|夕|午|昼|夜|うち|予定|約束|見込|段取|方針|アポ|期限|締|納期|中|\d|[A-Z])", plain[one.end :]
    )
    return bool(said) or bool(one.words.endswith("の"))


# 3月更改の分: the month of a noun.
_OF_MONTH = re.compile(r"(?![末中頭初上下半内])[一-龯ァ-ヶー]{2,6}(?:分|の)")


def _joined(whole: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, those that are a date and nothing else given to the piece before or behind."""
    rest = list(_conditions(whole))
    for place, piece in enumerate(rest):
        if not piece.dates or _FILLER.sub("", piece.bare):
            continue
        if _BOTH.search(piece.text):
            _shared(rest, place)
            continue
        target = _owner(rest, place)
        if target is not None and _INSTEAD.search(piece.text):
            rest[target] = replace(rest[target], dates=piece.dates, extra=())
            rest[place] = replace(rest[place], dates=(), text="", bare="")
        elif target is not None:
            rest[target] = replace(rest[target], extra=(*rest[target].extra, *piece.dates))
            rest[place] = replace(rest[place], dates=(), text="", bare="")
    yield from (piece for piece in rest if piece.text)


def _conditions(whole: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, the date of a condition given to the deed behind it: "If nothing by Monday I'll mail"."""
    carried: tuple[FoundDate, ...] = ()
    for place, piece in enumerate(whole):
        behind = whole[place + 1] if place + 1 < len(whole) else None
        extra, carried = carried, ()
        if behind and behind.sentence == piece.sentence and not behind.dates and _CONDITION.match(piece.text):
            carried, piece = piece.dates, replace(piece, dates=())
        yield replace(piece, extra=(*extra, *piece.extra))


def _shared(rest: list[Piece], place: int) -> None:
    """A date of both (どちらも今週中) given to every undated deed of the sentence before."""
    lone = rest[place]
    for at in range(place):
        one = rest[at]
        if lone.sentence - 1 <= one.sentence and one.line == lone.line and not one.all_dates and one.text:
            rest[at] = replace(one, extra=(*one.extra, *lone.dates))
    rest[place] = replace(lone, dates=(), text="", bare="")


def _owner(whole: Sequence[Piece], place: int) -> int | None:
    """The piece that a lone date belongs to: the next one where it leads on, else the one before."""
    piece = whole[place]
    before = next((i for i in range(place - 1, -1, -1) if _FILLER.sub("", whole[i].bare)), None)
    behind = next((i for i in range(place + 1, len(whole)) if _FILLER.sub("", whole[i].bare)), None)
    if behind is not None and (whole[behind].sentence != piece.sentence or whole[behind].all_dates):
        behind = None
    if before is not None and whole[before].all_dates:
        before = None
    named = re.search(r"期限|締|〆|due|deadline|target", piece.text, re.IGNORECASE)
    if named and before is not None:
        before = _deed_before(whole, before, piece.line)
    if before is not None and whole[before].sentence != piece.sentence and not named:
        before = before if _open(whole[before], piece) else None
    leads = re.search(r"(?:まで|に|は|、|,|から|中|朝イチ)\s?[、,]?$", piece.text) and not named
    if leads and behind is not None:
        return behind
    if before is not None and behind is not None and not leads and _is_deed(whole[behind]):
        before = before if _is_deed(whole[before]) or named else None
    arrow = before is not None and re.search(r"[→⇒:@]\s?$", whole[before].text)
    if before is not None and (arrow or behind is None or not leads):
        return before
    return behind
