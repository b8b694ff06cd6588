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

_SPLIT = re.compile(r"[、,/／|\s]+|^[(（]|[)）]$|・(?!プランニング|コンサルティング)")
_GRADE = re.compile(
    r"(?:[1-4一二三四]級|第[1-4一二三四][種級類]|特級).{2,}|.{2,}(?:[1-4一二三四準]級|[一二三]種)"
)
# What may stand before a qualification's own words; a title there makes a title of the whole (代表弁護士).
_KINDS = re.compile(
    r"[1-4一二三四]級|第[1-4一二三四][種級類]|特[級定]|准|認定|国際|米国|日本\S{0,12}|公認|登録|専門|\S{0,8}(?:科|学会)|野菜|JSA|国家資格"
)
MOST_BEFORE = 8
SHORT = 2


def find(rows: Sequence[Row]) -> tuple[list[tuple[str, Row]], list[Row]]:
    """Qualifications with the row each stands on, in printed order; and the rows without them."""
    found: list[tuple[str, Row]] = []
    rest: list[Row] = []
    for row in rows:
        names, left = _taken_out(folded(row.text))
        found += [(name, row) for name in names]
        if len(left) > 1 or not names:
            rest.append(replace(row, text=left) if names else row)
    return found, rest


def _taken_out(text: str) -> tuple[list[str], str]:
    """The qualifications of a text and the text without them."""
    names = _japanese(text) if is_japanese(text) else _latin(text)
    left = text
    for name in names:
        left = left.replace(name, " ", 1)
    return names, re.sub(r"^[\s・、,/／|()（）.]+|[\s・、,/／|()（）]+$", "", re.sub(r"\s{2,}", " ", left))


def _japanese(text: str) -> list[str]:
    found = [part for part in _SPLIT.split(text) if part and is_one(part)]
    return [] if len(found) == 1 and _is_called(found[0], text.split()) else found


def _is_called(profession: str, parts: Sequence[str]) -> bool:
    """Whether a profession belongs to the title in front of it: 代表社員 税理士."""
    if profession not in entries("professions_ja") or profession not in parts[1:]:
        return False
    return words.ends_with_title(parts[parts.index(profession) - 1])


def is_one(part: str) -> bool:
    """Whether a Japanese word is a qualification: 税理士, 1級土木施工管理技士, 博士(工学), 整形外科専門医."""
    bare = re.sub(r"[(（].*?[)）]", "", part)
    if _GRADE.fullmatch(bare):
        return True
    entry = next((name for name in _by_length() if bare.endswith(name)), None)
    if entry is None:
        return False
    before = bare[: -len(entry)]
    if words.title_in(before) or (before and words.is_title(bare)):
        return False
    kind = bool(_KINDS.fullmatch(before)) or len(entry) > SHORT
    return not before or (len(before) <= MOST_BEFORE and kind)


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
    return re.compile(r"(?<![\w.])(?:" + "|".join(map(re.escape, names)) + r")(?![\w&])(?:\s?\([A-Za-z]+\))?")
