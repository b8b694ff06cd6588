"""Family names with a sign that recognisers cannot write (濵, 桒), told by the rest and the mail address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from contacts.names import split_name
from contacts.readings import kana_of, name_kinds
from contacts.romaji import from_kana, romaji_key
from ocr.fields.draft import DOUBTED
from ocr.layout import Row

# Forms of 浜, 桑, 橋, 高, 崎 and 柳 that stand in family names and hardly in any alphabet of a recogniser.
RARE = "濵桒槗髙﨑栁"
_LOCAL = re.compile(r"([\w.+\-]+)@")
# 口 by itself begins no family name: the sign before it was lost.
_LOST = re.compile(r"口\s?(?:[\u3400-\u9fff々\u3041-\u30fe]{1,3})?")
_NAME = re.compile(r"[\u3400-\u9fff]{2}\s?[\u3400-\u9fff々\u3041-\u30fe]{1,3}")
_VOICED = str.maketrans("bdgz", "htks")


def with_lost_signs(rows: Sequence[Row]) -> list[Row]:
    """The rows of a card, a name's first sign put back where the mail address tells which it was.

    What was put back is doubted.
    """
    letters = " ".join(local for row in rows for local in _LOCAL.findall(row.text)).casefold()
    told = _unvoiced(re.sub(r"[^a-z ]", "", letters))
    if not told or any(_is_whole(row.text.strip(), told) for row in rows):
        return list(rows)
    return [next(_mended(row, told), row) for row in rows]


def _mended(row: Row, told: str) -> Iterator[Row]:
    text = row.text.strip()
    kept = ""
    if _LOST.fullmatch(text) and (len(text) == 1 or name_kinds(text[1:].strip())[1]):
        kept = text
    elif _NAME.fullmatch(text) and name_kinds(text[2:].strip())[1] and _is_doubtful(row, text, told):
        kept = text[1:]
    for sign in RARE if kept else "":
        if _is_told(sign + kept[0], told):
            yield replace(row, text=sign + kept, confidence=min(row.confidence, DOUBTED))


def _is_whole(text: str, told: str) -> bool:
    """Whether a row is a name that the mail address spells as it was read."""
    return bool(_NAME.fullmatch(text)) and _is_told(split_name(text).family, told, 2)


def _is_doubtful(row: Row, text: str, told: str) -> bool:
    """Whether a family name is unknown or badly read, and not what the mail address spells."""
    family = split_name(text).family
    known = name_kinds(family)[0] and row.confidence > DOUBTED
    return not known and not _is_told(family, told, 2)


def _is_told(family: str, told: str, least: int = 3) -> bool:
    """Whether a mail address spells a family name, of `least` kana or more, as the dictionary reads it."""
    readings = [reading for reading in kana_of(family, family=True) if len(reading) >= least]
    return any(_unvoiced(romaji_key(from_kana(reading))) in told for reading in readings)


def _unvoiced(letters: str) -> str:
    """Letters without the voicing that a reading hint may lack: kuwabara is 桒原 クワハラ."""
    return letters.translate(_VOICED)
