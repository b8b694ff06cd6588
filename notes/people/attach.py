"""Which company is said with a person, and whether they are one of ours, by the words around them."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from contacts.data import table
from contacts.readings import is_common_word, name_kinds
from notes.data import any_of, words
from notes.people.companies import CompanySpan
from notes.people.english import no_name
from notes.people.folding import KANJI, fold
from notes.people.lexicon import departments, honorific_pattern, own_after, own_before, title_pattern, titles
from notes.people.spans import PersonSpan

_FARTHEST = 28
_JOINED = re.compile(
    r"\s*(?:さん|様|氏|さま)?\s*(?:と|、|,|・|/|&|\+|及び|および|並びに|や|and|w/|with)\s*(?:and\s)?(?:の)?\s*"
)
_BEHIND = re.compile(
    r"\s?[(\[/@-]\s?|\s?@\s?|,?\s(?:from|of|at|with|over at|@|in|-)\s(?:the\s)?"
    r"|,?\s\(?(?:the |their )?(?:[\w&/-]+\s){0,5}(?:of|at|from|for|@)\s(?:the\s)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"(?:さん|様|社|殿|御中)?[\s、,・/:(-]*(?:側|内|様)?(?:の)?[\s・]*|'s\s(?:[\w&/-]+\s){0,3}|[\s:,(/-]*(?:team|folks)?[\s:(]*"
)


def attached(text: str, span: PersonSpan, companies: Sequence[CompanySpan]) -> frozenset[str]:
    """The stored companies said directly before or behind a person."""
    behind = [
        one
        for one in companies
        if 0 < one.start - span.end <= _FARTHEST and _BEHIND.fullmatch(text[span.end : one.start])
    ]
    if behind and text[span.end : behind[0].start].strip()[:1] in ("(", "["):
        return behind[0].names
    before = [one for one in companies if 0 <= span.start - one.end <= _FARTHEST]
    if before and _leads_to(text[before[-1].end : span.start]):
        return before[-1].names
    return behind[0].names if behind else frozenset()


def _leads_to(between: str) -> bool:
    """Whether only joining words and departments stand between a company and a person."""
    if between.count("\n") > 1 or "。" in between:
        return False
    rest = departments().sub("", between.rstrip(" 、"))
    rest = departments().sub("", re.sub(rf"(?:{title_pattern()})の$", "", rest))
    rest = re.sub(r"[【\[].*?[】\]]|[・●-]", "", rest).strip("\n")
    return bool(_BETWEEN.fullmatch(rest))


def joined(text: str, first: PersonSpan, second: PersonSpan) -> bool:
    """Whether two people are named in one breath: AさんとBさん, Ann and Bo."""
    between = text[first.end : second.start]
    stripped = departments().sub("", between)
    return bool(_JOINED.fullmatch(between) or (stripped and _JOINED.fullmatch(stripped)))


_THEIR_BOSS = re.compile(
    r"(?:さん|様|氏|先方|あちら|担当者?|社長|部長|課長|同氏|彼|彼女)の(?:直属の)?(?:上司|部下|同僚|先輩|後輩|同期|相方|上長)の?$"
    r"|(?:さん|様|氏|社長|部長|課長)(?:が|は|も)[^。\n]{0,20}、(?:その|代わりに)?部下の$"
)


def is_own(text: str, span: PersonSpan, colleagues: Collection[str]) -> bool:
    """Whether the words around a person make them one of our own people."""
    before = text[max(0, span.start - 24) : span.start]
    if (
        own_before().search(before)
        and not _THEIR_BOSS.search(before)
        and not re.search(r"(?i)(?:\b(?:my|our) (?:contact|client|customer|friend|meeting|call)\b)", before)
    ):
        return True
    if own_after().match(text, span.end):
        return True
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    return bool(
        re.search(r"(?:同行者?|弊社側?|当社側?|自社側?|当方|our side|ours)[】\]:]\s*[^【\n]{0,20}$", line)
    )


@cache
def _legal() -> str:
    return any_of(row[0] for row in table("company_forms") if not row[0].isascii()) + r"|\(株\)|\(有\)|\(同\)"


@cache
def _company_before() -> re.Pattern[str]:
    run = rf"[{KANJI}ァ-ヺーA-Za-z0-9&・]"
    return re.compile(
        rf"(?P<co>(?:{_legal()})[ぁ-ゖ{KANJI}ァ-ヺーA-Za-z0-9&・]{{2,}}?"
        rf"|{run}{{2,}}(?:{_legal()})"
        rf"|(?:(?<![ぁ-ゖ])(?!さん|さま|から|まで|より|には|では|とは)[ぁ-ゖ]{{2,4}})?{run}{{2,}})"
        rf"(?:さん|様|社)?(?:の|[ 、,・/]|$)"
        rf"(?:(?:{any_of(words('departments'))})+の?[ ]?)*(?:(?:{title_pattern()})の)?"
        r"(?:ご?担当の?|新任の?)?$"
    )


_TITLE_WORD = rf"(?i:{any_of(words('english_titles'))}|the|of|and|new|senior|our|their)\b"
_BEHIND_WORDS = re.compile(
    rf"(?:,? \(?(?:[A-Z][\w&/-]*|(?:[a-z&/-]+ ){{0,2}}{_TITLE_WORD}))*"
    r",?\s(?:from|of|at|@)\s"
    r"(?P<co>(?:[A-Z][\w&'-]*(?:\.(?=[A-Z,]))?(?:\s(?=[A-Z&]))?)+)"
    r"|\s?[(](?P<in>[A-Z][\w&' -]+|[^()\s]{2,20})[)]"
)


# Words of time and novelty that run into a company's name where no mark parts them.
_WHEN_FIRST = re.compile(
    r"^(?:まず|次に|続いて|その後|そのあと|最後に|こうの|むこうの|先方の?|あちらの?|今日|本日|昨日|一昨日|先日|今朝|昨晩|昨夜|先週|今週|午前|午後|新規|初回|初訪|大手|取引先)+"
)


def company_words(text: str, span: PersonSpan, companies: Sequence[CompanySpan], blocked: int) -> str | None:
    """The name of a company that is not stored, said before a person or behind them in letters."""
    behind = _BEHIND_WORDS.match(text, span.end)
    if behind:
        group = "co" if behind["co"] else "in"
        start, end = behind.span(group)
        stored = any(one.start < end and start < one.end for one in companies)
        found = re.sub(rf"(?:{title_pattern()})$", "", behind[group].rstrip(" ."))
        place = group == "co" and not re.search(r"\b(?:from|of)\s$", text[:start]) and bool(span.fits)
        inside = stored or place or _PART.search(found) is not None
        return found if not inside and _is_company(found) else None
    before = _company_before().search(text[blocked : span.start])
    if not before:
        return None
    found = _WHEN_FIRST.sub("", before["co"]).strip("・")
    if found.isascii() and not re.match(r"さん|様|社|の", text[blocked + before.end("co") :]):
        return None
    return found if _is_company(found) and not _is_department(found) else None


_PART = re.compile(r"(?:室|部|課|科|係)$")


def _is_department(found: str) -> bool:
    """Whether the words are a part of a company, not one: 融資部, DX推進室."""
    return bool(re.fullmatch(rf"(?:{any_of(words('departments'))})+", found))


def _is_company(found: str) -> bool:
    bare = re.sub(_legal(), "", found)
    if bare != found:
        return True
    general = any(
        fold(bare).endswith(fold(word)) and fold(bare) != fold(word)
        for word in words("company_general")
        if len(word) > 1
    )
    if found.isascii():
        lower = found.lower().split()
        return not any(word in words("english_titles") or no_name(word) for word in lower)
    odd = bare in words("departments") or bare in titles() or is_common_word(bare) or bare in words("own")
    if (
        odd
        or re.fullmatch(rf".*(?:{honorific_pattern()}|{any_of(titles())})", bare)
        or re.search(r"\d|[年月日週]", bare)
    ):
        return False
    return (
        general
        or bool(re.fullmatch(r"[ァ-ヺー・]{3,}", bare))
        or (len(bare) >= 3 and not name_kinds(bare)[0] and _unknown_word(bare))
    )


def _unknown_word(text: str) -> bool:
    """Whether this is no word of the dictionary made of everyday words (新規開拓)."""
    return not any(is_common_word(text[:at]) and is_common_word(text[at:]) for at in range(1, len(text)))
