"""Who of the people in a note was met or spoken to, and who is only mentioned."""

from __future__ import annotations

import re
from collections.abc import Sequence

from notes.people.spans import PersonSpan

# Each lowers a person behind those who were there.
_ABSENT = re.compile(
    r"(?:は|が|も)?[ 、]?(?:本日|当日|急遽|都合により)?(?:ご?欠席|不参加)"
    r"|(?:は|が)[^、。\n]{0,6}で(?:ご?不在|留守|外出中?|ご?欠席|お?休み)"
    r"|(?:は|が)?(?:ご?不在|留守|外出中?|お?休み)[^。\n]{0,8}(?:代わり|代理|かわり|応対|対応)"
)
_INTRODUCER = re.compile(
    r"(?:から|より|の|に)?(?:の)?(?:ご?紹介(?!した|し$)|経由|つて)(?!いただく|頂く|してもら)|からご?紹介"
)
_DECIDER_BEFORE = re.compile(
    r"(?:決裁者?|決定権者?|キーマン|責任者|上司|承認者?|最終判断)[はが:]?\s?$"
    r"|(?i:decision[- ]maker is |her boss |his boss )$"
)


def in_order(text: str, spans: Sequence[PersonSpan]) -> list[PersonSpan]:
    """The people of a note, the main interlocutor first, those absent or only pointed to last."""
    return sorted(spans, key=lambda span: (_lowered(text, span, spans), span.start))


def _lowered(text: str, span: PersonSpan, spans: Sequence[PersonSpan]) -> int:
    after, before = text[span.end : span.end + 20], text[max(0, span.start - 20) : span.start]
    last = span is spans[-1] if spans else True
    if _ABSENT.match(after):
        return 2
    if _DECIDER_BEFORE.search(before):
        return 2
    return int(bool(_INTRODUCER.match(after)) and not last and len(spans) > 1)
