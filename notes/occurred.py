"""The day an interaction happened: the day of the note unless the note names an earlier one for it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from notes.clauses import Clause, clauses
from notes.dates import FoundDate, Moment, find_dates
from notes.kinds import has_cue
from notes.plans import is_done, is_planned

# Past days of what the talk was about: 昨日送った見積の件, "the quote I sent yesterday".
_MADE = (
    "送[っり]|付し|提出し|出し|渡し|いただい|頂い|もらっ|頼まれ|依頼され|納品し|届い|納入し|発注し|受注し|連絡し|メールし|伝え|"
    "見積もっ|お送りし|発送し|作っ|契約し|購入し|導入し|発生し|起き|決まっ|発表され"
)
_ABOUT = re.compile(
    rf"(?:に|の)?[^、。\n]{{0,14}}?(?:{_MADE})(?:た|ました|ていた)(?!が|け|。|、|$|ので|ところ|後|あと|ら)"
)
# Whom one saw then is heard from now: 昨日訪問した五十嵐支店長からメール.
_WHOM = re.compile(
    r"(?:に|の)?[^、。\n]{0,12}?(?:した|った|いた)(?!が|け|ら|ので|ところ)[^、。\n]{1,24}(?:から|より|に|へ|と)[^、。\n]{0,12}"
    r"(?:メール|電話|連絡|TEL|チャット|LINE|返信|着信|入電|架電)"
)
# A day that only limits, settles or moves something: 一昨日締切の, 昨日までに, 火曜だったが月曜に変更.
_SET = re.compile(
    r"(?:が|は)?(?:まで|迄|〆|締め?切|期限|納期|必着)"
    r"|に(?:変更|延期|延び|前倒し|ずれ|移|動か|決ま|決定|なっ|なり|な[るれ]|リスケ|仮押さえ|設定)"
    r"|(?:の予定)?(?:だった|でした)(?=[^、。\n]{1,14}(?:が|は|を)|が|けど|の)"
)
_LIMIT_BEFORE = re.compile(
    r"(?i)(?:締め?切り?|〆切|期限|納期)は[、\s]*$"
    r"|\b(?:deadline|due date|cut-?off)(?: \w+){0,3} (?:was|is)(?: on)? (?:the )?$"
    r"|\b(?:close of (?:play|business)|end of (?:play|day|business)|COB|EOD|noon|first thing)(?: on)? $"
    r"|\b(?:cancel+(?:ed|ing)?|postponed?|moved?|rescheduled?|push(?:ed)?(?: back)?)"
    r" (?:the|our|her|his|their)? ?$"
)
_WHO = "I|we|he|she|they|sent|received|delivered|shipped|ordered|invoiced|quoted|submitted|that|which"
_ABOUT_EN = re.compile(
    rf"(?i)\b(?:the|my|our|their|his|her) (?:\w+ ){{0,4}}(?:{_WHO})(?: \w+){{0,3}} $"
    r"|\b(?:since|from|due|expired|dated|of|by|until|till|before|in|out|for|to) (?:the )?$"
)
_PAST = re.compile(
    r"昨|一昨|おととい|おとつい|先[週月日]|先々週|前日|ゆうべ|きのう|yesterday|last |previous|ago|前$|前に",
    re.IGNORECASE,
)


_TODAY = re.compile(r"今日|本日|きょう|今朝|今晩|先ほど|さきほど|today|this morning", re.IGNORECASE)
_WHEN = re.compile(r"^(?:日時|日付|実施日|訪問日|面談日|商談日|開催日|日|when|date)$", re.IGNORECASE)
_HEARD = re.compile(
    r"(?:そう(?:です|だ)?|らしい(?:です)?|とのこと(?:です)?|って|という話|みたい(?:です)?|由)[。!]?$"
)
_MATTER = re.compile(
    r"(?:件|話|について|に関して|の続き|を受けて|を踏まえ)(?:です|なの?です|なん)?(?:が|けど|けれど)?も?[、,]?$"
)
# The other reading of a day without a year lies further back than notes are written after.
_LONG_AGO = 60


def find_day(text: str, at: Moment) -> date:
    """The local day of what a note tells; plans and deadlines are not looked at."""
    return told_on(text, at)[0]


def told_on(text: str, at: Moment) -> tuple[date, int | None]:
    """The local day of what a note tells, and where in its plain form the words for it stand (if any)."""
    past = replace(at, happened=True)
    pieces = clauses(text)
    for piece in pieces:
        for found in find_dates(piece.text, past):
            if found.day > at.today or _about(piece.text, found) or _subject(piece, pieces, at):
                continue
            if _hearsay(piece, pieces, at) or _beside_talk(piece, found, pieces, at):
                continue
            if (
                _PAST.search(found.words)
                or _WHEN.search(piece.label or "")
                or (not is_planned(piece, at) and _told(piece, found, pieces, at))
            ):
                past_day = found.day < at.today
                return found.day, piece.start + found.start if past_day else None
    return at.today, None


def _hearsay(piece: Clause, pieces: Sequence[Clause], at: Moment) -> bool:
    """Whether a sentence tells what others did, not what was done with them: 先週辞めたそうです."""
    same = [one for one in pieces if one.sentence == piece.sentence]
    return bool(_HEARD.search(same[-1].text)) and not any(has_cue(one, at) for one in same)


def _subject(piece: Clause, pieces: Sequence[Clause], at: Moment) -> bool:
    """Whether a clause only says what another one of today is about: 先週お会いした件、今日電話した."""
    others = [one for one in pieces if one.sentence == piece.sentence and one is not piece]
    told = any(has_cue(one, at) or _TODAY.search(one.text) for one in others)
    return told and bool(_MATTER.search(piece.text))


def _beside_talk(piece: Clause, found: FoundDate, pieces: Sequence[Clause], at: Moment) -> bool:
    """Whether a later sentence only tells what else was done then: 値上げを説明。単価表は先週お送り済み."""
    if has_cue(piece, at) or _WHEN.search(piece.label or ""):
        return False
    topic = re.search(r"は、?$", piece.text[: found.start])
    before = [one for one in pieces if one.sentence < piece.sentence]
    return bool(topic) and any(has_cue(one, at) for one in before)


def _told(piece: Clause, found: FoundDate, pieces: Sequence[Clause], at: Moment) -> bool:
    """Whether a day that might also lie ahead (Friday, 12/4) is one on which something was done."""
    if found.day == at.today:
        return _is_today(found)
    ahead = [one.day for one in find_dates(piece.text, at) if one.start == found.start]
    if (
        ahead
        and ahead[0] > at.today
        and (at.today - found.day).days > max(_LONG_AGO, (ahead[0] - at.today).days)
    ):
        return False
    same = [one for one in pieces if one.sentence == piece.sentence and one.start >= piece.start]
    return ahead[:1] == [found.day] or any(has_cue(one, at) or is_done(one, at) for one in same)


def _about(text: str, found: FoundDate) -> bool:
    settled = _SET.match(text, found.end) or _LIMIT_BEFORE.search(text[: found.start])
    return bool(
        settled
        or _ABOUT.match(text, found.end)
        or _WHOM.match(text, found.end)
        or _ABOUT_EN.search(text[: found.start])
    )


def _is_today(found: FoundDate) -> bool:
    return bool(_TODAY.match(found.words))
