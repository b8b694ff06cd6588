"""Addresses in Latin letters: rows of one block with house numbers, postal codes, streets and countries."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from contacts.companies import split_form
from ocr.fields import latin_postal, phone_labels, words
from ocr.fields.address import Address
from ocr.fields.countries import named
from ocr.fields.data import entries
from ocr.fields.text import is_japanese
from ocr.layout import Row

_CITY = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.\-]+"
_WORDS = re.compile(rf"{_CITY}(?:[ ,]+{_CITY})*,?")
# At the end of a row above an address: a building or street without a number, never a person's surname.
_NAMED_BUILDING = re.compile(
    r"\b(?:street|road|avenue|plaza|building|bldg\.?|towers?|centre|square|quay|wharf|estate|campus"
    r"|business park|house|court|chambers|mill|hall|works|studios?)$",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(r"^(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\s(?=[A-Z])")
_NOT_ADDRESS = re.compile(
    r"@|https?:|www\.|\+\s?\d|\(\d{2,4}\)\s?\d|\d{3}[-.\s)]\s?\d{3}[-.\s]\d{4}$|^\D{0,8}\d{3}[-.\s]\d{4}$"
    r"|^[\d\s().\-/]{7,}$"
)


def find(rows: Sequence[Row]) -> Address | None:
    """The block of rows that looks most like an address in Latin letters; None when none does."""
    marks = {row: _mark(row.text) for row in rows}
    core = max(rows, key=lambda row: marks[row], default=None)
    if core is None or marks[core] < 2:
        return None
    block = [core]
    while joining := _joining(block, [row for row in rows if row not in block], marks):
        block += joining
    block.sort(key=lambda row: row.middle_y)
    text = ", ".join(_plain(row.text).strip(" ,|") for row in block)
    code = latin_postal.find(text)
    return Address(code[0] if code else None, text, min(row.confidence for row in block), tuple(block))


def _joining(block: Sequence[Row], rows: Sequence[Row], marks: Mapping[Row, int]) -> list[Row]:
    """Rows that go on with a block: marked ones beside it, a town's between, a building's above."""
    marked = [row for row in rows if marks[row] and any(_neighbours(row, other) for other in block)]
    likely = [*block, *(row for row in rows if marks[row])]
    towns = [row for row in rows if not marks[row] and _between(row, block, likely)]
    return marked or towns or [row for row in rows if _NAMED_BUILDING.search(row.text) and _tops(row, block)]


def _between(row: Row, block: Sequence[Row], likely: Sequence[Row]) -> bool:
    """Whether a row of words stands inside an address: High Wycombe, between its street and its postcode."""
    above = [other for other in likely if 0 < row.middle_y - other.middle_y < 2.0 * other.size]
    below = [other for other in likely if 0 < other.middle_y - row.middle_y < 2.0 * other.size]
    alike = all(abs(other.size - row.size) < 0.25 * row.size for other in above + below)
    near = any(other in block for other in above + below)
    return bool(above and below) and near and alike and _flush(row, above) and _is_words(row)


def _tops(row: Row, block: Sequence[Row]) -> bool:
    """Whether a row of words stands close above an address, set like it: One Market Plaza."""
    below = [other for other in block if 0 < other.middle_y - row.middle_y < 1.5 * other.size]
    alike = all(abs(other.size - row.size) < 0.1 * row.size for other in below)
    return bool(below) and alike and _flush(row, below) and _is_words(row)


def _flush(row: Row, others: Sequence[Row]) -> bool:
    return any(
        min(abs(other.left - row.left), abs(other.right - row.right), abs(other.middle_x - row.middle_x))
        < row.size
        for other in others
    )


def _is_words(row: Row) -> bool:
    plain = bool(_WORDS.fullmatch(row.text)) and not is_japanese(row.text)
    return plain and not words.english_title(row.text) and not split_form(row.text).form


def _plain(text: str) -> str:
    """Letters read for digits put right where only a digit can stand: 8oo1, #o3-08, W1G oPH, V7X iL4."""
    line = re.sub(r"(?<![\w'’])(?!\d{1,2}o\b)[#\doOIl|\-]*\d[\doOIl|\-]*(?![\w'’])", _digits, text)
    line = re.sub(r"(?<!\w)s(?=\d{4}\s[A-Z])", "5", line)
    line = re.sub(r"\b([A-Z]\d[A-Z]\s?)[iIl]([A-Z]\d)\b", r"\g<1>1\2", line)
    line = re.sub(r"\b([A-Z]{1,2}\d{1,2}[A-Z]?)\s?([\doOIl])([A-Z]{2})\b", _inward, line)
    return re.sub(r"(?<=[, ])([a-z][A-Z]|[A-Z][a-z])(?=\s\d{5}\b)", lambda match: match.group().upper(), line)


_LIKE_DIGITS = str.maketrans("oOIl|", "00111")


def _digits(match: re.Match[str]) -> str:
    return match.group().translate(_LIKE_DIGITS)


def _inward(match: re.Match[str]) -> str:
    """A British postcode with its space: HP111LA -> HP11 1LA."""
    outward, digit, letters = match.groups()
    return f"{outward} {digit.translate(_LIKE_DIGITS)}{letters}"


def _mark(text: str) -> int:
    """How much a row looks like part of an address: 0 not at all, 2 enough to start one."""
    line = _plain(text)
    if is_japanese(line) or _NOT_ADDRESS.search(line) or words.SLOGAN_MARKS.search(line):
        return 0
    if (phone_labels.leads(line) and not line.startswith("CEP")) or split_form(line).form:
        return 0
    street = bool(_streets().search(line))
    country = named(line) is not None
    if not re.search(r"\d", line) and not _NUMBER_WORD.match(line):
        listed = street and "," in line and not words.english_title(line)
        return int(country or listed or bool(re.search(r"[a-zà-ž]\s?/\s?[A-Z]{2}$", line)))
    return 1 + int(street) + int(latin_postal.find(line) is not None) + int(country)


@cache
def _streets() -> re.Pattern[str]:
    whole, ends = ("|".join(map(re.escape, entries(name))) for name in ("streets", "street_ends"))
    return re.compile(rf"(?<!\w)(?:{whole})(?!\w)|\w{{2,}}(?:{ends})(?!\w)", re.IGNORECASE)


def _neighbours(one: Row, other: Row) -> bool:
    size = max(one.size, other.size)
    step = abs(one.middle_y - other.middle_y)
    if not 0.3 * size < step < 2.0 * size:
        return False
    edges = (one.left - other.left, one.right - other.right, one.middle_x - other.middle_x)
    return min(abs(edge) for edge in edges) < 1.2 * size or min(one.right, other.right) > max(
        one.left, other.left
    )
