"""The surface forms of a note by which stored people are looked up."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Form(StrEnum):
    """What a surface form may be."""

    NAME = "name"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that may name a stored person or company; `words` is ready for a search, honorifics left out."""

    words: str
    form: Form


def mentions(text: str) -> list[Mention]:
    """What to look up for a note, the likeliest first and each once; at most 40."""
    return []
