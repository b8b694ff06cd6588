"""The person's name: evidence from its characters, its size, its place, the mail address and the kana."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from contacts.names import reading_hint, split_name
from contacts.normal import katakana
from contacts.readings import kana_of, name_kinds
from contacts.romaji import from_kana, romaji_key
from ocr.fields import latin_names, qualifications, words
from ocr.fields.data import entries
from ocr.fields.text import is_japanese, is_kana, is_kanji_name, tight
from ocr.layout import Row, usual_size

# How far a reading may stand from its name, in shares of the card's width.
READING_REACH = 0.12
# Given names are rarely longer, unless the dictionary has them.
LONGEST_UNKNOWN = 3


@dataclass(frozen=True, slots=True)
class Name:
    """A name as printed, the row it stands on, and how sure it is the person's (0..1)."""

    text: str
    row: Row
    confidence: float
    family: str | None = None
    given: str | None = None


def japanese(rows: Sequence[Row], emails: Sequence[str], kana: Sequence[str]) -> Name | None:
    """The most likely Japanese name among rows; None when none looks like one.

    A title or department in front of the name on its row is left off.
    """
    usual = usual_size(rows)
    scored = [
        (_score_japanese(text, row, usual, emails, kana), text, row)
        for row in rows
        for text in _candidates(_once(row))
        if _could_be_japanese(text)
    ]
    if not scored:
        return None
    score, text, row = max(scored, key=lambda entry: entry[0])
    if score < 0.5:
        return None
    parts = split_name(text, kana[0] if kana else None)
    whole = f"{parts.family} {parts.given}".strip()
    sure = min(row.confidence, 0.75 + score / 8)
    return Name(whole, row, sure, parts.family or None, parts.given or None)


def _once(row: Row) -> str:
    """A column's text without signs that were read twice; names write a repeated sign as 々."""
    return re.sub(r"([\u3400-\u9fff])\1", r"\1", row.text) if row.vertical else row.text


def _candidates(text: str) -> list[str]:
    """A row's text, and what follows the titles and departments in front of it or precedes brackets."""
    if words.is_title(tight(text)):
        return []
    # The gap of a wide-set name is read as a mark.
    text = re.sub(r"(?<=[\u3400-\u9fff])\s?[_~～・.,]\s?(?=[\u3400-\u9fff])", " ", text)
    # A last 一 set apart is read as a dash.
    text = re.sub(r"(?<=[\u3400-\u9fff])\s?[-ー—―‐]$", "一", text)
    bare = re.sub(r"\s*[(（].*$", "", text)
    found = [text] if bare == text else [text, bare]
    words_ = bare.split()
    while len(words_) > 1 and (_is_post(words_[0]) or _is_post(words_[-1])):
        words_ = words_[1:] if _is_post(words_[0]) else words_[:-1]
        found.append(" ".join(words_))
    return found + [tight(bare)[len(title) :] for title in words.leading_titles(tight(bare))]


def _is_post(word: str) -> bool:
    return words.ends_with_title(word) or words.is_department(word) or qualifications.is_one(word)


def _could_be_japanese(text: str) -> bool:
    bare = tight(text)
    if not 2 <= len(bare) <= 8 or not is_kanji_name(bare) or is_kana(bare):
        return False
    if bare.endswith(entries("not_name_ends")) or (words.title_in(bare) and len(bare) > 4):
        return False
    if re.search("株式|有限|会社|法人|携帯|電話|直通|代表|本社|支店|内線", bare):
        return False
    return not (words.ends_with_title(bare) or words.is_department(bare))


def _score_japanese(text: str, row: Row, usual: float, emails: Sequence[str], kana: Sequence[str]) -> float:
    parts = split_name(text, kana[0] if kana else None)
    family, given = name_kinds(parts.family)[0], name_kinds(parts.given)[1] if parts.given else False
    score = 1.2 * min(2.0, row.size / max(usual, 1e-6)) - 1.2
    score += 0.9 * family + 0.6 * given + 0.4 * bool(re.search(r"\s", text))
    score += 0.4 * (3 <= len(tight(text)) <= 5)
    score += 1.0 * _matches_mail(text, emails)
    return score - 1.0 * (len(parts.given) > LONGEST_UNKNOWN and not given)


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
    """Rows that hold nothing but kana in name length and are no title: the name's reading, most likely."""
    return [row for row in rows if _could_be_reading(row.text)]


def _could_be_reading(text: str) -> bool:
    bare = tight(text)
    if not is_kana(bare) or not 3 <= len(bare) <= 14 or bare.endswith("ー"):
        return False
    return not (words.title_in(bare) or words.is_department(bare) or words.known_loan(bare))


def reading_of(name: Name, rows: Sequence[Row]) -> Row | None:
    """The kana row that reads the name: the dictionary's reading decides, then nearness."""
    if not rows:
        return None
    hint = "".join(reading_hint(name.text) or ())

    def distance(row: Row) -> float:
        agrees = bool(hint) and katakana(tight(row.text)) == hint
        away = abs(row.middle_y - name.row.middle_y) + 0.3 * abs(row.middle_x - name.row.middle_x)
        return away - agrees

    nearest = min(rows, key=distance)
    near = distance(nearest) < max(READING_REACH, 3.0 * name.row.size)
    return nearest if near and nearest.size < 0.95 * name.row.size else None


def latin(
    rows: Sequence[Row], emails: Sequence[str], country: str | None = None, name: Name | None = None
) -> Name | None:
    """The most likely name in Latin letters; suffixes such as Ph.D. are cut.

    `country` (ISO 3166) tells where the family name comes first, `name` is the one found in Japanese.
    """
    found = latin_names.best(rows, emails, _romaji_keys(name) if name else ())
    if found is None:
        return None
    text, row, score = found
    parts = split_name(text, country=country)
    return Name(text, row, min(row.confidence, 0.75 + score / 8), parts.family or None, parts.given or None)


def _romaji_keys(name: Name) -> list[str]:
    """Every way in which the dictionary reads the two parts of a Japanese name, as romaji keys."""
    readings = (*kana_of(name.family or "", family=True), *kana_of(name.given or "", family=False))
    return [romaji_key(from_kana(reading)) for reading in readings]


def is_clearly_person(text: str, emails: Sequence[str]) -> bool:
    """Whether a text is somebody's name: the mail or the dictionary knows both of its parts."""
    if not is_japanese(text):
        return latin_names.in_mail(latin_names.written(text), emails)
    if not _could_be_japanese(text):
        return False
    parts = split_name(text)
    return bool(parts.given) and name_kinds(parts.family)[0] and name_kinds(parts.given)[1]
