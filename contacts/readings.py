"""What the dictionary knows of Japanese names: which are family names, how they may be read."""

from __future__ import annotations

import threading
from functools import cache, lru_cache
from typing import Any

from contacts.normal import fold_kanji, is_kana, katakana

_own = threading.local()


@lru_cache(maxsize=50_000)
def kana_of(text: str, *, family: bool) -> tuple[str, ...]:
    """The readings (katakana) of a family or a given name, () when the dictionary has none."""
    if is_kana(text):
        return (katakana(text),)
    kind = "姓" if family else "名"
    return tuple(dict.fromkeys(reading for found, reading in _entries(text) if found == kind))


@lru_cache(maxsize=50_000)
def name_kinds(text: str) -> tuple[bool, bool]:
    """Whether `text` is known as a (family name, given name)."""
    kinds = {kind for kind, _ in _entries(text)}
    return "姓" in kinds, "名" in kinds


def _entries(text: str) -> list[tuple[str, str]]:
    """(姓 or 名, reading) for `text` as written, else with its variant kanji folded."""
    for form in dict.fromkeys((text, fold_kanji(text))):
        found = [
            (morpheme.part_of_speech()[3], morpheme.reading_form())
            for morpheme in _dictionary().lookup(form)
            if morpheme.part_of_speech()[2] == "人名" and morpheme.surface() == form
        ]
        if found:
            return found
    return []


@cache
def _dictionary() -> Any:
    """SudachiPy's core dictionary, mapped into memory at the first question (0.1 s)."""
    from sudachipy import Dictionary

    return Dictionary(dict="core")


@lru_cache(maxsize=20_000)
def word_reading(text: str) -> str:
    """The reading (katakana) of any Japanese text, word by word; letters stay as they are. A hint."""
    return "".join(m.reading_form() or m.surface() for m in tokenizer().tokenize(text))


def tokenizer() -> Any:
    """This thread's tokenizer: SudachiPy refuses to share one between threads."""
    if not hasattr(_own, "tokenizer"):
        _own.tokenizer = _dictionary().tokenizer()
    return _own.tokenizer


@lru_cache(maxsize=20_000)
def is_personal(text: str) -> bool:
    """Whether the dictionary knows `text` as a word of personal names, foreign ones in katakana included."""
    return any(m.part_of_speech()[2] == "人名" and m.surface() == text for m in _dictionary().lookup(text))


@lru_cache(maxsize=20_000)
def is_common_word(text: str) -> bool:
    """Whether the dictionary knows `text` as an everyday noun (工場, クラウド) rather than only as a name."""
    return any(
        m.part_of_speech()[:2] == ("名詞", "普通名詞") and m.surface() == text
        for m in _dictionary().lookup(text)
    )


@lru_cache(maxsize=20_000)
def is_deed(text: str) -> bool:
    """Whether `text` is a noun of doing that する makes a verb (連絡, 設立)."""
    return any(
        m.part_of_speech()[2] == "サ変可能" and m.surface() == text for m in _dictionary().lookup(text)
    )
