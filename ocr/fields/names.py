"""The person's name: evidence from its characters, its size, its place, the mail address and the kana."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from contacts.names import reading_hint, split_name
from contacts.readings import name_kinds
from contacts.romaji import from_kana, romaji_key
from ocr.fields import words
from ocr.fields.text import folded, is_japanese, is_kana, is_kanji_name
from ocr.layout import Row, usual_size

_LATIN_WORD = r"(?:(?:[Dd]e|[Vv]an|[Vv]on|[Dd]er|[Dd]i|[Dd]a|[Dd]el|[Ll]a|bin|al)|(?:Mc|Mac|O['’]|D['’])?[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’\-À-ž]*\.?)"
_LATIN_NAME = re.compile(rf"{_LATIN_WORD}(?:\s+{_LATIN_WORD}){{1,3}}")
_SUFFIX = re.compile(r",?\s*(?:Ph\.?\s?D\.?|MBA|M\.?D\.?|CPA|P\.?E\.?|Esq\.?|PMP|CFA|LL\.?M\.?)\b.*$")


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed, the row it stands on, and how sure it is the person's (0..1)."""

    text: str
    row: Row
    confidence: float
    family: str | None = None
    given: str | None = None


def japanese(rows: Sequence[Row], emails: Sequence[str], kana: Sequence[str]) -> Name | None:
    """The most likely Japanese name among rows; None when none looks like one."""
    usual = usual_size(rows)
    scored = [
        (_score_japanese(row, usual, emails, kana), row)
        for row in rows
        if _could_be_japanese(folded(row.text))
    ]
    if not scored:
        return None
    (score, row) = max(scored, key=lambda pair: pair[0])
    if score < 0.5:
        return None
    parts = split_name(folded(row.text), kana[0] if kana else None)
    text = f"{parts.family} {parts.given}".strip()
    sure = min(row.confidence, 0.45 + score / 6)
    return Name(text, row, sure, parts.family or None, parts.given or None)


def _could_be_japanese(text: str) -> bool:
    tight = re.sub(r"\s+", "", text)
    if not 2 <= len(tight) <= 8 or not is_kanji_name(tight):
        return False
    if is_kana(tight) and len(tight) > 7:
        return False
    return not (words.ends_with_title(tight) or words.is_department(tight))


def _score_japanese(row: Row, usual: float, emails: Sequence[str], kana: Sequence[str]) -> float:
    text = folded(row.text)
    parts = split_name(text, kana[0] if kana else None)
    family, given = name_kinds(parts.family)[0], name_kinds(parts.given)[1] if parts.given else False
    score = 1.2 * min(2.0, row.size / max(usual, 1e-6)) - 1.2
    score += 0.9 * family + 0.6 * given + 0.4 * bool(re.search(r"\s", text))
    score += 0.4 * (3 <= len(re.sub(r"\s", "", text)) <= 5)
    score += 1.0 * _matches_mail(text, emails)
    return score


def _matches_mail(text: str, emails: Sequence[str]) -> bool:
    hint = reading_hint(text)
    if hint is None:
        return False
    keys = [romaji_key(from_kana(part)) for part in hint if part]
    locals_ = [re.sub(r"[^a-z]", " ", email.split("@")[0].casefold()) for email in emails]
    return any(
        len(key) >= 3 and key in romaji_key(local).replace(" ", "") for key in keys for local in locals_
    )


def kana_rows(rows: Sequence[Row]) -> list[Row]:
    """Rows that hold nothing but kana in name length: the reading of the name, most likely."""
    return [row for row in rows if is_kana(folded(row.text)) and 4 <= len(re.sub(r"\s", "", row.text)) <= 14]


def latin(rows: Sequence[Row], emails: Sequence[str]) -> Name | None:
    """The most likely name in Latin letters; suffixes such as Ph.D. are cut."""
    usual = usual_size(rows)
    scored = []
    for row in rows:
        text = _SUFFIX.sub("", folded(row.text)).strip(" ,")
        if _could_be_latin(text):
            scored.append((_score_latin(text, row, usual, emails), text, row))
    if not scored:
        return None
    score, text, row = max(scored, key=lambda entry: entry[0])
    if score < 0.4:
        return None
    parts = split_name(text)
    return Name(text, row, min(row.confidence, 0.5 + score / 5), parts.family or None, parts.given or None)


def _could_be_latin(text: str) -> bool:
    if is_japanese(text) or re.search(r"[\d@/]", text) or not _LATIN_NAME.fullmatch(text):
        return False
    return not (words.english_title(text) or words.english_department(text))


def _score_latin(text: str, row: Row, usual: float, emails: Sequence[str]) -> float:
    score = 1.0 * min(2.0, row.size / max(usual, 1e-6)) - 1.0
    pieces = [piece for piece in re.findall(r"[a-zà-ž]+", text.casefold()) if len(piece) > 1]
    locals_ = [email.split("@")[0].casefold() for email in emails]
    score += 1.5 * any(piece[:6] in local for piece in pieces if len(piece) > 2 for local in locals_)
    initials = "".join(piece[0] for piece in pieces)
    score += 0.5 * any(local.startswith(initials) for local in locals_)
    return score + 0.3 * (2 <= len(text.split()) <= 3)
