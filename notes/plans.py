"""Whether a clause tells of what is to come rather than of what was done."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from notes.clauses import Clause
from notes.dates import FoundDate, Moment, find_dates

_DONE = re.compile(
    r"(?:した|った|いた|んだ|きた|えた|けた|せた|れた|ました|でした|だった|済み?|あり|完了|実施|頂戴|いただき|いただく|もらい|不在|出ず|出ない|つながらず|繋がらず|✕|×)(?:[。、!…\s]|$|が|けど|ので|ところ|ら|って|後|あと)"
    r"|(?i:\b\w+ed\b|\b(?:met|spoke|had|was|were|went|said|told|rang|sent|came|got|saw|left|wrote|gave|did|took|ran|ate|sat)\b)"
)
_PLAN = re.compile(
    r"次回|次は|今後|予定|つもり|後日|改めて|あらためて|再度(?!した)|またの|再訪(?!し[たま])|再架電|再TEL|再電|折り?返[しす](?:す|ます|予定|電話(?:する|し?ます)|連絡|を?(?:待|依頼|お願い))|もう一[回度]|までに|待ち|待つ|"
    r"(?:する|します|いたします|致します|伺います|伺う|送る|送ります|行く|行きます|入れる|入れます|かける|かけます|かけ直|電話を?する|出す|出します|持参(?:する|します|。|$)|連絡(?:する|します)|訪問(?:する|します)|会う|会います|セットする|セットします|寄る|寄ります|しよう|していく|したい|たい(?:。|$|と|です)|ほしい|欲しい|もらう|べき|必要|なければ|こと)(?:[。、!\s]|$|こと|予定|約束|つもり)"
    r"|(?:して|送って|出して|来て)(?:ください|下さい|もらう|ほしい|欲しい)|お願い(?:した|しました|する|します|。|$)"
)
_PLAN_EN = re.compile(
    r"(?i)\b(?:will|'ll|ill|won't|going to|gonna|need to|needs to|have to|has to|must|should|to be|plan(?:s|ning)? to|let's|next (?:step|call|meeting|visit)|"
    r"follow[- ]?up (?:by|on|in|next|with|call|email|meeting)|scheduled|wants?(?: a| to| us)?|would like|asked (?:me|us|for)|to do|todo|promised to|remember to|don't forget|set up|book|arrange)\b"
)
_ORDER = re.compile(
    r"(?i)^(?:and |then |also |so |pls |please |- )?(?:send|call|e-?mail|mail|ping|text|phone|ring|visit|meet|follow up|book|schedule|arrange|set up|prepare|draft|"
    r"share|submit|deliver|check|confirm|reply|reconnect|revisit|try|get|ask|invite|remind|update|forward|write|bring|drop|swing|"
    r"call(?:ing)? back|sending|emailing|calling|meeting again)\b(?! (?:with|from|at|on|w/|to (?!him|her|them)|lasted|went|was|request|@|re\b|about|this|today|and|call|meeting|chat)|:|,|\.)"
)


def is_planned(clause: Clause, at: Moment) -> bool:
    """Whether a clause is a plan, a promise, a wish or an order: a later day or such words, and no past tense."""
    text = clause.text
    if clause.label and re.search(
        r"次|宿題|TODO|todo|アクション|今後|next|action|予定|期限|納期|対応", clause.label
    ):
        return True
    later = any(_is_later(found, text, at) for found in find_dates(text, at))
    if _ORDER.search(text):
        return True
    if re.search(r"[ぁ-ゖァ-ヺ一-龯]", text):
        return bool(_PLAN.search(text)) or (later and not _DONE.search(text))
    return bool(_PLAN_EN.search(text)) or (later and not _DONE.search(text))


def _is_later(found: FoundDate, text: str, at: Moment) -> bool:
    """Whether a date lies ahead; one without a year (10/28, Friday) is the nearer of the last and the next."""
    if found.day <= at.today:
        return False
    last = next(
        (one.day for one in find_dates(text, replace(at, happened=True)) if one.start == found.start),
        found.day,
    )
    if last > at.today:
        return True
    return found.day - at.today < at.today - last and found.day - last > timedelta(days=7)
