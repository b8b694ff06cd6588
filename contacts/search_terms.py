"""What a contact is found by: short terms of its names, company and numbers, and those of a query.

A query finds a contact when every one of its words has its term there. Japanese words are found from any of
their characters on, words in letters from their beginning, numbers by any four digits in a row.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b

import jaconv

from contacts.companies import core_name, spellings
from contacts.normal import clean, key
from contacts.titles import address_title

# Longer terms make a rarer first hit; longer ones still would only make the table larger.
MOST_GRAM, DIGITS = 3, 4
PREFIXES = (1, 2, 3, 4, 6, 8)
MOST_TERMS = 160
# More words tell nothing more, and a database takes no condition of a thousand parts.
MOST_WORDS = 12
_JAPANESE = re.compile(r"[ぁ-ゖー々〆一-鿿㐀-䶿豈-﫿𠀀-𯨟]")
_PARTS = re.compile(r"[\s@.,，、。/／・()()「」_+-]+")
_DIALLED = re.compile(r"\+?[\d\s().-]{6,}")
_HONORIFIC = re.compile(
    r"(?<=.)(?:様|さま|さん|サマ|氏|殿|先生|くん|君|ちゃん|-(?:san|sama|sensei))$", re.IGNORECASE
)
_HYPHENED = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+")
# Letters that no accent makes of others (Unicode decomposes them into nothing).
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ı": "i"})


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
    """The words of a query in normal form, once each, at most MOST_WORDS; a phone number is one word.

    Legal forms are left out, in whatever script, because contacts are not found by them.
    """
    text = clean(query)
    if _DIALLED.fullmatch(text):
        return [number] if (number := dialled(text)) else []
    parts = (_national(part) for whole in text.split(" ") for part in _unhyphened(whole))
    found = list(dict.fromkeys(word for part in parts if (word := normal(core_name(part) or part))))
    return ([word for word in found if word not in _legal_forms()] or found)[:MOST_WORDS]


def loosened(query: str) -> str:
    """A query that found nobody, as people say it: 山田商事の田中課長 -> 山田商事 田中, 林さん -> 林."""
    parts = (part for whole in clean(query).split(" ") for part in re.split(r"の(?=[^ぁ-ゖ])", whole))
    return " ".join(filter(None, (_untitled(_HONORIFIC.sub("", part)) for part in parts)))


def _untitled(word: str) -> str:
    title = address_title(word) or ""
    return word.removesuffix(title) or word


def _national(part: str) -> str:
    return f"0{part[3:]}" if part.startswith("+81") else part


def _unhyphened(part: str) -> list[str]:
    """A hyphened name in letters is two words, as it is among the terms; Japanese stays as typed."""
    return part.split("-") if _HYPHENED.fullmatch(part) and not _JAPANESE.search(part) else [part]


def without_accents(word: str) -> str:
    """A word in normal form without the accents on its letters: müller -> muller; kana stay as they are."""
    parts = (unicodedata.normalize("NFKD", char)[0] for char in word.translate(_LETTERS))
    plain = zip(word.translate(_LETTERS), parts, strict=True)
    return "".join(part if part.isascii() else char for char, part in plain)


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
            for one in dict.fromkeys((word, without_accents(word))):
                yield from (one[:size] for size in PREFIXES if len(one) >= size)


def _grams(word: str, size: int) -> Iterable[str]:
    return (word[start : start + size] for start in range(len(word) - size + 1))


def dialled(number: str) -> str:
    """The digits as people in the country dial them: +81 3 is 03."""
    digits = re.sub(r"\D", "", clean(number))
    return f"0{digits[2:]}" if number.startswith("+81") else digits


def _digit_terms(digits: str) -> Iterable[str]:
    return (f"#{term}" for term in _grams(digits, DIGITS))
