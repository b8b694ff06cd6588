"""Words of health and family: a note with one is shown to its author alone until they say otherwise."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib.resources import files


def is_sensitive(text: str) -> bool:
    """Whether a note speaks of somebody's health or family, by the words in `words.txt`.

    The words stand for themselves in Japanese; in letters they count as whole words, whatever their case.
    A word after "-" is harmless where it stands ("-社会保険").
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    sensitive, harmless = _patterns()
    return bool(sensitive.search(harmless.sub(" ", folded)))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lines = files(__name__).joinpath("words.txt").read_text(encoding="utf-8").splitlines()
    words = [line.strip().casefold() for line in lines if line.strip() and not line.startswith("#")]
    harmless = [word[1:] for word in words if word.startswith("-")]
    return _any_of([word for word in words if not word.startswith("-")]), _any_of(harmless)


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(_word(one) for one in sorted(words, key=len, reverse=True)))


def _word(word: str) -> str:
    return rf"(?<![a-z]){re.escape(word)}(?![a-z])" if word.isascii() else re.escape(word)
