"""A row of text made ready for the search of phones: digits put right, what is no phone taken out."""

from __future__ import annotations

import re

from ocr.fields import japanese_numbers
from ocr.fields.text import HYPHENS, folded

_LIKE_DIGITS = str.maketrans("OoQIl|", "000111")
_TOKEN = re.compile(r"(?<![A-Za-z])[(+]?[\dOoQIl|(][\dOoQIl|().\-]{2,}(?![A-Za-z])")
# Digits set wide apart: 0 3 - 5 5 5 0 - 0 1 0 1.
_WIDE = re.compile(r"(?<!\S)(?:[\d()\-+] ){8,}\d(?!\S)")
_HOURS = re.compile(r"(?<![A-Za-z\d])\d{1,2}:\d{2}(?!\d)(?:\s?[-~〜から]+\s?\d{1,2}:\d{2}(?!\d)|(?![-\d]))")
_DATE = re.compile(r"(?<![\d-])(?:19|20)\d{2}([-/.])\d{1,2}\1\d{1,2}(?![\d-])")
# A slash behind the area code, as German, Austrian and Czech cards print it: 089/5550123.
_AREA_SLASH = re.compile(
    r"(?<![\d/.\-])(?<!\d\s)((?:\+\d{2}\s?(?:\(0\)\s?)?[1-9]\d{1,4}|\(?0\d{2,5}\)?))\s?/\s?(?=\d{2})"
)


def ready(text: str, country: str) -> str:
    """A folded row with its phone numbers in ASCII digits, without hours and dates."""
    line = folded(text)
    if country == "JP":
        line = japanese_numbers.plain(line)
    line = re.sub(rf"(?<=[\dOoIl])[{HYPHENS}](?=[\dOoIl])", "-", line)
    line = _WIDE.sub(lambda match: match.group().replace(" ", ""), line)
    line = _TOKEN.sub(_digits, line)
    for pattern in (_HOURS, _DATE):
        line = pattern.sub(lambda match: "," * len(match.group()), line)
    return line if country == "JP" else _AREA_SLASH.sub(r"\1 ", line)


def _digits(match: re.Match[str]) -> str:
    """O3-555O-01O1 -> 03-5550-0101, where at least half of the signs are digits anyway."""
    token = match.group()
    digits, letters = len(re.findall(r"\d", token)), len(re.findall(r"[OoQIl|]", token))
    return token.translate(_LIKE_DIGITS) if digits >= max(2, letters) else token
