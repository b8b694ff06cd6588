"""What a contact is found by: short terms of its names, company and numbers, and those of a query.

A query finds a contact when every one of its words has its term there. Japanese words are found from any of
their characters on, words in letters from their beginning, numbers by any four digits in a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b

import jaconv

from contacts.companies import core_name, spellings
from contacts.normal import clean, key

# Longer terms make a rarer first hit; longer ones still would only make the table larger.
MOST_GRAM, DIGITS = 3, 4
PREFIXES = (1, 2, 3, 4, 6, 8)
MOST_TERMS = 160
_JAPANESE = re.compile(r"[ぁ-ゖー々〆一-鿿㐀-䶿豈-﫿𠀀-𯨟]")
_PARTS = re.compile(r"[\s@.,，、。/／・()()「」_+-]+")


@dataclass(frozen=True, slots=True)
class Searched:
    """The texts a contact is found by; `numbers` are its phone numbers as printed or in E.164."""

    names: tuple[str, ...] = ()
    companies: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


def normal(text: str | None) -> str:
    """The form texts are compared in: no case, width, spaces, marks or kanji variants, kana as hiragana."""
    return str(jaconv.kata2hira(key(text))) if text else ""


def words_of(query: str) -> list[str]:
    """The words of a query in normal form; a number typed with hyphens is one word.

    Legal forms are left out, in whatever script, because contacts are not found by them.
    """
    parts = (_national(part) for part in clean(query).split(" "))
    found = [word for part in parts if (word := normal(core_name(part) or part))]
    return [word for word in found if word not in _legal_forms()] or found


def _national(part: str) -> str:
    return f"0{part[3:]}" if part.startswith("+81") else part


@cache
def _legal_forms() -> frozenset[str]:
    return frozenset(normal(word) for form in spellings() for word in form.split())


def terms(contact: Searched) -> set[str]:
    """The terms of a contact, at most MOST_TERMS."""
    found: dict[str, None] = {}
    for text in (*contact.names, *map(core_name, contact.companies), *contact.words):
        for term in _text_terms(text):
            found.setdefault(term)
    for number in contact.numbers:
        for term in _digit_terms(dialled(number)):
            found.setdefault(term)
    return set(list(found)[:MOST_TERMS])


def query_terms(word: str) -> list[str]:
    """The terms that a contact must all have to hold a word in normal form, the longest there are."""
    if word.isdecimal():
        if len(word) < DIGITS:
            return [word]
        return [f"#{term}" for term in _grams(word, DIGITS)]
    if _JAPANESE.search(word):
        size = min(len(word), MOST_GRAM)
        return list(dict.fromkeys(_grams(word, size)))
    return [word[: max(size for size in PREFIXES if size <= len(word))]]


@lru_cache(maxsize=50_000)
def hashed(term: str, workspace_id: str) -> int:
    """A term as a signed 64-bit number with the workspace in it (BLAKE2b, RFC 7693)."""
    digest = blake2b(f"{workspace_id}\0{term}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _text_terms(text: str) -> Iterator[str]:
    """Of Japanese every one to three characters in a row, of letters the first one to four of each word."""
    for part in (*_PARTS.split(clean(text)), text):
        word = normal(part)
        if _JAPANESE.search(word):
            for size in range(1, MOST_GRAM + 1):
                yield from _grams(word, size)
        else:
            yield from (word[:size] for size in PREFIXES if len(word) >= size)


def _grams(word: str, size: int) -> Iterable[str]:
    return (word[start : start + size] for start in range(len(word) - size + 1))


def dialled(number: str) -> str:
    """The digits as people in the country dial them: +81 3 is 03."""
    digits = re.sub(r"\D", "", clean(number))
    return f"0{digits[2:]}" if number.startswith("+81") else digits


def _digit_terms(digits: str) -> Iterable[str]:
    return (f"#{term}" for term in _grams(digits, DIGITS))
