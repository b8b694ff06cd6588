"""Extensions printed behind a phone number: 内線 12, ext. 12, x12, #12, 分機 12."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ocr.fields.data import entries
from ocr.fields.text import KANJI_DIGIT, KANJI_DIGITS


@dataclass(frozen=True, slots=True)
class Extension:
    """The digits of an extension and where in the line its label begins."""

    digits: str
    start: int


def parted(line: str) -> tuple[str, list[Extension]]:
    """A line with commas in the place of its extensions, and those extensions."""
    found = [
        Extension(match["digits"].translate(KANJI_DIGITS), match.start())
        for match in _pattern().finditer(line)
    ]
    return _pattern().sub(lambda match: "," * len(match.group()), line), found


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(entries("extension_labels"), key=len, reverse=True)))
    return re.compile(
        rf"[(（]?(?:(?<![a-zà-ž])(?:{words})\.?(?:番号|\s?no\.?)?|(?:(?<=\d)|(?<=\d[\s,(])|(?<=\d,\s)|(?<=\d\s\())x(?=\s?\.?\d)|(?<=\d)\s?#)"
        rf"\s*[:.：]?\s*(?P<digits>\d{{1,6}}|[{KANJI_DIGIT}]{{1,5}})(?![\d{KANJI_DIGIT}])[)）]?",
        re.IGNORECASE,
    )
