"""Which conversation answers which word after `/goen`."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from bot.router import Answer, Turn

Word: TypeAlias = Callable[[Turn, str], Answer | None]
"""Takes the turn and what stands after the word; None asks for the help."""

_WORDS: dict[str, Word] = {}


def on(*words: str) -> Callable[[Word], Word]:
    """Registers the decorated function for these words, in lower case.

    Raises:
        ValueError: a word is taken already.
    """

    def register(word: Word) -> Word:
        for name in words:
            if name in _WORDS:
                raise ValueError(f"two conversations for /goen {name}")
            _WORDS[name] = word
        return word

    return register


def handler(word: str) -> Word | None:
    """The function for a word as typed; None when no conversation wants it."""
    return _WORDS.get(word.casefold())
