"""Qualifications (一級建築士, MBA, Ph.D.) from rows of their own and from beside a name or title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from ocr.fields import words
from ocr.fields.data import entries
from ocr.fields.text import folded, is_japanese
from ocr.layout import Row

# What parts two qualifications, outside brackets: 技術士(建設・環境) stays one.
_SPLIT = re.compile(r"(?:[、,/／|\s]|・(?!プランニング|コンサルティング))+(?![^(（]*[)）])")
_GRADE = re.compile(
    r"(?:[1-4一二三四]級|第[1-4一二三四][種級類]|特級|[甲乙丙]種).{2,}|.{2,}(?:準?[1-9一二三四]級|[一二三]種)"
)
_CERTIFIED = re.compile(r"\S{2,}(?:協会|学会|機構|連盟|連合会|財団)(?:認定|公認|登録)\S{2,}")
# Where a profession behind it is part of the title by custom or law: 代表社員 税理士.
_CALLED = re.compile(r"(?:社員|代表|パートナー|アソシエイト|カウンセル)$")
# What may stand before a qualification's own words; a title there makes a title of the whole (代表弁護士).
_KINDS = re.compile(
    r"[1-4一二三四]級|第[1-4一二三四][種級類]|特[級定]|准|認定|国際|米国|日本\S{0,12}|公認|登録|専門|\S{0,8}(?:科|学会)|国家資格"
)
# Degrees that are given names as well: 田中 博士.
_GIVEN_NAMES = ("博士",)
MOST_BEFORE = 8
SHORT = 2


def find(rows: Sequence[Row]) -> tuple[list[tuple[str, Row]], list[Row]]:
    """Qualifications with the row each stands on, in printed order; and the rows without them.

    A licensed profession on a row of its own is the title where the card names no other (弁理士).
    """
    parted = [(row, *_taken_out(folded(row.text))) for row in rows]
    titled = any(_names_title(left) for _, _, left in parted)
    found: list[tuple[str, Row]] = []
    rest: list[Row] = []
    for row, names, left in parted:
        if not titled and _is_profession(names, left):
            names = []
        found += [(name, row) for name in names]
        if len(left) > 1 or not names:
            rest.append(replace(row, text=left) if names else row)
    return found, rest


def _names_title(text: str) -> bool:
    if not is_japanese(text):
        return words.english_title(text)
    return any(words.ends_with_title(word) or words.ends_like_title(word) for word in text.split())


def _is_profession(names: list[str], left: str) -> bool:
    """Whether a row holds one licensed profession without a grade and besides it at most a department."""
    called = len(names) == 1 and names[0] in entries("professions_ja") and not _GRADE.fullmatch(names[0])
    return called and (not left or all(words.is_department(word) for word in left.split()))


def _taken_out(text: str) -> tuple[list[str], str]:
    """The qualifications of a text and the text without them."""
    text = _trimmed(re.sub(r"(?<!\w)[rIl|](?=級)", "1", text))
    names = _japanese(text) if is_japanese(text) else _latin(text)
    left = text
    for name in names:
        left = left.replace(name, " ", 1)
    return names, _trimmed(re.sub(r"[(（]\s*[)）]", " ", left))


def _trimmed(text: str) -> str:
    """A text without the separators around it, and without brackets around the whole."""
    plain = re.sub(r"^[\s・、,/／|.]+|[\s・、,/／|]+$", "", re.sub(r"\s{2,}", " ", text))
    return re.sub(r"^[(（]([^()（）]*)[)）]$", r"\1", plain)


def _japanese(text: str) -> list[str]:
    parts = [part for part in map(_trimmed, _SPLIT.split(text)) if part]
    found = [part for part in parts if _counts(part) and not (part in _GIVEN_NAMES and len(parts) == 2)]
    head, _, behind = text.partition(f" {found[0]}") if len(found) == 1 else ("", "", "")
    called = bool(head) and found[0] in entries("professions_ja") and _CALLED.search(head.strip())
    return [] if called and not behind.startswith(("(", "（")) else found


def _counts(part: str) -> bool:
    return is_one(part) or bool(not is_japanese(part) and _letters().fullmatch(part))


def is_one(part: str) -> bool:
    """Whether a Japanese word is a qualification: 税理士, 1級土木施工管理技士, 博士(工学), 整形外科専門医."""
    bare = re.sub(r"[(（].*?[)）]", "", part)
    if _GRADE.fullmatch(bare) or _CERTIFIED.fullmatch(bare):
        return True
    entry = next((name for name in _by_length() if bare.endswith(name)), None)
    if entry is None:
        return False
    before = bare[: -len(entry)]
    if words.title_in(before) or (before and words.is_title(bare)):
        return False
    kind = bool(_KINDS.fullmatch(before)) or len(entry) > SHORT
    return not before or (kind and (len(before) <= MOST_BEFORE or before.endswith("学会")))


def _latin(text: str) -> list[str]:
    found = [match.group() for match in _letters().finditer(text)]
    alone = not re.search(r"[^\W_]{2}", _letters().sub("", text))
    behind = text.partition(",")[2]
    return [name for name in found if alone or name in behind or len(re.sub(r"\W", "", name)) > SHORT]


@cache
def _by_length() -> tuple[str, ...]:
    return tuple(sorted(entries("qualifications_ja"), key=len, reverse=True))


@cache
def _letters() -> re.Pattern[str]:
    names = sorted(entries("qualifications_latin"), key=len, reverse=True)
    spelt = "|".join(re.escape(name) + (r"\.?" if "." in name else "") for name in names)
    return re.compile(rf"(?<![\w.])(?:{spelt})(?![\w&])®?(?:\s?\([A-Za-z]+\))?")
