"""Postal codes of vertical cards, whose 〒 and hyphen were read as digits: 五五〇〇一八八三三."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ocr.fields import postcodes
from ocr.fields.text import HYPHENS, KANJI_DIGIT, KANJI_DIGITS

_RUN = re.compile(rf"[^\d{KANJI_DIGIT}]?([{KANJI_DIGIT}][{KANJI_DIGIT}\d\-{HYPHENS}・|Il ]{{6,10}})")
_SHORT = re.compile(
    rf"[^\d{KANJI_DIGIT}]?([{KANJI_DIGIT}]{{3}})[-{HYPHENS}・|Il1一]?([{KANJI_DIGIT}]{{3}})(?![{KANJI_DIGIT}])"
)
_SEPARATORS = rf"[-{HYPHENS}・|Il ]"
# Kanji digits and figures that a vertical hyphen is read as.
_LIKE_HYPHENS = "一1二"


def mended(text: str) -> str | None:
    """The code as 500-8833 where exactly one way to read a row of kanji digits is in use; else None."""
    run = _RUN.fullmatch(text.strip())
    if not run:
        return None
    signs = re.sub(_SEPARATORS, "", run[1])
    codes = {digits for digits in _readings(signs) if postcodes.is_used(digits)} if len(signs) > 7 else set()
    return f"{(code := codes.pop())[:3]}-{code[3:]}" if len(codes) == 1 else None


def completed(text: str, address: str) -> str | None:
    """The one code of an address's place that a row of kanji digits with a lost digit can have been."""
    run = _SHORT.fullmatch(text.strip())
    if not run:
        return None
    likely = postcodes.likely_codes(f"{run[1]}-{run[2]}".translate(KANJI_DIGITS), address)
    return likely[0] if len(likely) == 1 else None


def _readings(signs: str) -> Iterator[str]:
    """Seven digits without a hyphen behind the third, without a first sign that was 〒, or without both."""
    for first in ("", signs[:1]):
        rest = signs[len(first) :]
        hyphen = rest[3:4] if len(rest) == 8 and rest[3] in _LIKE_HYPHENS else ""
        digits = rest[:3] + rest[3 + len(hyphen) :]
        if len(digits) == 7:
            yield digits.translate(KANJI_DIGITS)
