"""Addresses in Latin letters: rows of one block with house numbers, postal codes, streets and countries."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ocr.fields import words
from ocr.fields.address import Address
from ocr.fields.countries import COUNTRIES
from ocr.fields.text import is_japanese
from ocr.layout import Row

_STREET = re.compile(
    r"\b(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|suite|floor|fl|level|unit|square|court|way|plaza|building|bldg"
    r"|chome|ku|shi|cho|machi|tokyo|osaka|japan|straße|strasse|platz|weg|allee|gasse|ring|rue|place|quai|cours|chaussée|via|viale|piazza"
    r"|corso|largo|calle|avenida|paseo|rua|praça|ul|al|os|utca|út|tér|terrace|close|park|house|quay|row|hill|box|gate|tower|wharf|mews"
    r"|crescent|parade|highway|hwy|parkway|pkwy)\b|\w{3,}(?:straße|strasse|str\.|platz|weg|allee|gasse|vägen|gatan|gade|vej|katu|straat|laan)\b",
    re.IGNORECASE,
)
_CITY = r"[A-ZÀ-ÖØ-ÞĀ-Ž][\w'’.\-]+"
# The country that a postal code of this shape speaks for; None where several share it.
POSTAL: tuple[tuple[re.Pattern[str], str | None], ...] = (
    (re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2})\b"), "GB"),
    (re.compile(r"\b([AC-FHKNPRTV-Y]\d[\dW]\s[A-Z\d]{4})\b"), "IE"),
    (re.compile(r"\b([A-Z]\d[A-Z]\s?\d[A-Z]\d)\b"), "CA"),
    (re.compile(r"\b(?:NSW|VIC|QLD|WA|SA|TAS|ACT|NT)\s+(\d{4})\b"), "AU"),
    (re.compile(r"(?<![A-Z])[A-Z]{2}\s+(\d{5}(?:-\d{4})?)\b"), "US"),
    (re.compile(r"(?<![\d-])(\d{3}-\d{4})(?![\d-])"), "JP"),
    (re.compile(rf"(?<![\d-])(\d{{2}}-\d{{3}})(?=\s*{_CITY})"), "PL"),
    (re.compile(rf"(?<![\d-])(\d{{4}}-\d{{3}})(?=\s+{_CITY})"), "PT"),
    (re.compile(rf"(?<![\d-])(\d{{3}}\s\d{{2}})(?=\s+{_CITY})"), None),
    (re.compile(rf"(?<![\d-])(\d{{4}}\s?[A-Z]{{2}})(?=\s+{_CITY}(?:$|,|\s\())"), "NL"),
    (re.compile(r"(?i:singapore)\s+(\d{6})\b"), "SG"),
    (re.compile(r"(?<![\d-])(\d{5,6})(?![\d-])"), None),
    (re.compile(rf"(?:^|,\s*)(?:[A-Z]{{1,2}}-)?(\d{{4}})(?=\s+{_CITY})"), None),
    (re.compile(rf"{_CITY}\s(\d{{4}})$"), None),
)
_NOT_ADDRESS = re.compile(
    r"@|https?:|www\.|(?i:\b(?:tel|fax|phone|mobile|cell|direct|mob|ph|tfn|telefon|mobil|office)\b)|\+\s?\d|\d{3}[-.\s]\d{4}$"
)


def find(rows: Sequence[Row]) -> Address | None:
    """The block of rows that looks most like an address in Latin letters; None when none does."""
    marks = {row: _mark(row.text) for row in rows}
    core = max(rows, key=lambda row: marks[row], default=None)
    if core is None or marks[core] < 2:
        return None
    block = [core]
    grown = True
    while grown:
        joining = [r for r in rows if r not in block and marks[r] and any(_neighbours(r, b) for b in block)]
        grown = bool(joining)
        block += joining
    block += [row for row in rows if row not in block and _between(row, block)]
    block.sort(key=lambda row: row.middle_y)
    text = ", ".join(_plain(row.text).strip(" ,|") for row in block)
    code = postal(text)
    return Address(code[0] if code else None, text, min(row.confidence for row in block), tuple(block))


def _between(row: Row, block: Sequence[Row]) -> bool:
    """Whether a row of words stands inside the block: High Wycombe, between its street and its postcode."""
    above = [other for other in block if 0 < row.middle_y - other.middle_y < 2.0 * other.size]
    below = [other for other in block if 0 < other.middle_y - row.middle_y < 2.0 * other.size]
    alike = all(abs(other.size - row.size) < 0.25 * row.size for other in above + below)
    flush = any(
        abs(other.left - row.left) < row.size or abs(other.right - row.right) < row.size for other in above
    )
    words_only = bool(re.fullmatch(rf"{_CITY}(?:[ ,]+{_CITY})*,?", row.text)) and not is_japanese(row.text)
    return bool(above and below) and alike and flush and words_only


def postal(text: str) -> tuple[str, str | None] | None:
    """A postal code and the country its shape speaks for: the last one of the first shape that fits."""
    for pattern, country in POSTAL:
        found = [str(code) for part in text.split(", ") for code in pattern.findall(part)]
        found = found or [str(code) for code in pattern.findall(text)]
        if found:
            return found[-1], country
    return None


def country_of(text: str) -> str | None:
    """The ISO code of an address's country; None when it cannot be told."""
    low = text.casefold().rstrip(" .,")
    named = next((code for name, code in COUNTRIES.items() if re.search(rf"\b{re.escape(name)}$", low)), None)
    code = postal(text)
    return named or (code[1] if code else None)


def _plain(text: str) -> str:
    """Letters read for digits put right where only a digit can stand: 8oo1, #o3-08, W1G oPH, V7X iL4."""
    line = re.sub(r"(?<![\w'’])[#\doOIl|\-]*\d[\doOIl|\-]*(?![\w'’])", _digits, text)
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
    digits = bool(re.search(r"\d", line))
    street = bool(_STREET.search(line))
    low = line.strip(" .,").casefold()
    country = any(re.search(rf"(?:^|[,\s]){re.escape(name)}$", low) for name in COUNTRIES)
    if not digits:
        return int(country or (street and "," in line and not words.english_title(line)))
    return 1 + int(street) + int(postal(line) is not None) + int(country)


def _neighbours(one: Row, other: Row) -> bool:
    size = max(one.size, other.size)
    step = abs(one.middle_y - other.middle_y)
    if not 0.3 * size < step < 2.0 * size:
        return False
    edges = (one.left - other.left, one.right - other.right, one.middle_x - other.middle_x)
    return min(abs(edge) for edge in edges) < 1.2 * size or min(one.right, other.right) > max(
        one.left, other.left
    )
