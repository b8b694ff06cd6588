"""Values that an unsure one may be mistaken for: look-alikes, and what the rest of the card suggests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from contacts.data import table
from contacts.names import reading_hint, split_name
from contacts.readings import name_kinds
from contacts.romaji import from_kana, romaji_key
from contacts.values import CardFields
from ocr.fields import postcodes
from ocr.fields.text import is_japanese
from ocr.respelled import makes_sense, small_kana

# How much each kind of evidence says (0..1), beside what the recogniser gives its own readings.
BY_CARD, BY_DICTIONARY, BY_SHAPE = 0.4, 0.3, 0.1
Likely = Iterator[tuple[str, float]]
_FIGURES = {"l": "1", "I": "1", "1": "l", "O": "0", "o": "0", "0": "o"}


def likely_values(key: str, value: str, fields: CardFields) -> Likely:
    """Values of field `key` that `value` may be a misreading of, each with a share; all pass its check."""
    name = key.partition(".")[0]
    for other, share in _guesses(name, value, fields):
        if other != value and makes_sense(name, other, fields):
            yield other, share


def _guesses(name: str, value: str, fields: CardFields) -> Likely:
    if name == "emails":
        yield from _emails(value, fields)
    elif name == "urls":
        yield from (
            (value.replace(_host(value), site), BY_CARD)
            for site in _near_sites(_host(value), _domains(fields))
        )
    elif name == "postal_code" and fields.address and is_japanese(fields.address):
        yield from ((code, BY_CARD) for code in postcodes.likely_codes(value, fields.address))
    elif name in ("name", "company", "department", "title"):
        yield small_kana(value), BY_SHAPE
    if name == "name" and is_japanese(value):
        yield from _known_names(value)


def _emails(value: str, fields: CardFields) -> Likely:
    local, _, domain = value.partition("@")
    for site in _near_sites(domain, [_host(url) for url in fields.urls]):
        yield f"{local}@{site}", BY_CARD
    for spelled in _by_name(local, fields):
        yield f"{spelled}@{domain}", BY_CARD
    named = {
        place
        for word in _letters(fields)
        for found in re.finditer(word, local)
        for place in range(*found.span())
    }
    for match in re.finditer(r"(?<=\d)[lIOo]|[lIOo](?=\d)|(?<=[a-z])[10](?=[a-z])", local):
        if match.start() in named:
            continue
        changed = local[: match.start()] + _FIGURES[match.group()] + local[match.end() :]
        yield f"{changed}@{domain}", BY_SHAPE


def _by_name(local: str, fields: CardFields) -> Iterator[str]:
    """The part before the @ with a word that is one slip from the person's name spelled as the name."""
    for word in re.findall(r"[a-z]{4,}", local):
        for spelled in _letters(fields):
            near = Levenshtein.distance(word, spelled, score_cutoff=1) == 1
            if near and romaji_key(word) != romaji_key(spelled):
                yield local.replace(word, spelled, 1)


def _letters(fields: CardFields) -> list[str]:
    """The person's names in small letters: as printed, by the kana, by the dictionary."""
    printed = re.findall(r"[a-z]+", (fields.name_romaji or "").casefold())
    kana = (fields.name_kana or "").split()
    hint = reading_hint(fields.name) if fields.name and is_japanese(fields.name) else None
    spelled = [from_kana(part).casefold() for part in (*kana, *(hint or ()))]
    return list(dict.fromkeys(word for word in (*printed, *spelled) if len(word) > 3))


def _domains(fields: CardFields) -> list[str]:
    return [mail.rpartition("@")[2] for mail in fields.emails]


def _host(url: str) -> str:
    return re.sub(r"^(?:https?:/*)?(?:www\.)?", "", url).split("/")[0]


def _near_sites(domain: str, others: Sequence[str]) -> list[str]:
    """Domains of the card that differ from this one by a slip or two."""
    return [other for other in others if 0 < Levenshtein.distance(domain, other) <= 2]


def _known_names(value: str) -> Likely:
    """Names with one look-alike kanji where the dictionary knows that part of a name but not this one."""
    parts = split_name(value)
    for part, kind in ((parts.family, 0), (parts.given, 1)):
        if part and not name_kinds(part)[kind]:
            for other in _look_alikes(part):
                if name_kinds(other)[kind]:
                    yield value.replace(part, other, 1), BY_DICTIONARY


def _look_alikes(text: str) -> Iterator[str]:
    for place, char in enumerate(text):
        for one, others in table("lookalikes"):
            for found in others if char == one else one if char in others else "":
                yield text[:place] + found + text[place + 1 :]
