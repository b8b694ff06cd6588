"""Scores read contacts against truth: precision, recall and F1 by field, whole cards, flags.

Lenient where people are: widths, spaces, punctuation, order of romaji; a Japanese address counts from a
similarity of 0.9, with or without its prefecture. Lists count by item, everything else as right or wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

import phonenumbers
from rapidfuzz.distance import Levenshtein

KEY = ("name", "company", "department", "title", "postal_code", "address", "phones", "emails", "urls")
MUST = ("name", "company", "phones", "emails")
ENOUGH = 0.9
_DIGITS = str.maketrans("〇一二三四五六七八九", "0123456789")
Fields = Mapping[str, Any]


@dataclass(slots=True)
class Tally:
    """Counts over cards: hits, surplus and misses by field, whole cards, flags on wrong and right fields."""

    cards: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    surplus: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    whole: int = 0
    wrong: list[bool] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def f1(self, name: str) -> float | None:
        """The harmonic mean of precision and recall (0..1); None when no card has the field."""
        hits, surplus, misses = self.hits[name], self.surplus[name], self.misses[name]
        return 2 * hits / (2 * hits + surplus + misses) if hits + surplus + misses else None

    def mean_f1(self) -> float:
        """The mean over the nine key fields that occur."""
        values = [value for value in map(self.f1, KEY) if value is not None]
        return sum(values) / max(1, len(values))

    def add(self, image: str, truth: Fields | None, found: Fields | None) -> None:
        """Counts one card; either side may be missing."""
        scores = {name: match(name, truth or {}, found or {}) for name in KEY}
        for name, (hits, surplus, misses) in scores.items():
            self.hits[name] += hits
            self.surplus[name] += surplus
            self.misses[name] += misses
            if surplus or misses:
                said, meant = (found or {}).get(name), (truth or {}).get(name)
                self.errors.append(f"{image}  {name}  {meant!r}  {said!r}")
            if found and found.get(name):
                (self.wrong if surplus else self.right).append(name in found.get("unsure", ()))
        if truth is not None:
            self.cards += 1
            self.whole += all(not truth.get(name) or scores[name][0] > 0 for name in MUST)


def score(truth: Sequence[Mapping[str, Any]], found: Mapping[str, Sequence[Fields]]) -> Tally:
    """The tally over photos: `truth` has a row a card, `found` the contacts of each photo by file name."""
    tally = Tally()
    photos: dict[str, list[Fields]] = {}
    for row in truth:
        cards = photos.setdefault(row["image"], [])
        if row.get("fields"):
            cards.append(row["fields"])
    for image, cards in photos.items():
        for meant, said in pairs(cards, list(found.get(image, ()))):
            tally.add(image, meant, said)
    return tally


def pairs(truth: list[Fields], found: list[Fields]) -> list[tuple[Fields | None, Fields | None]]:
    """The best one-to-one match of cards by name, company and addresses; the rest stands alone."""
    size = max(len(truth), len(found))
    meant: list[Fields | None] = [*truth, *[None] * (size - len(truth))]
    said: list[Fields | None] = [*found, *[None] * (size - len(found))]
    if size > 6:
        return list(zip(meant, said, strict=True))
    best = max(permutations(said), key=lambda order: sum(map(_likeness, meant, order)))
    return list(zip(meant, best, strict=True))


def _likeness(truth: Fields | None, found: Fields | None) -> float:
    if truth is None or found is None:
        return 0.0
    names = sum(
        Levenshtein.normalized_similarity(_tight(truth.get(n) or ""), _tight(found.get(n) or ""))
        for n in ("name", "company")
    )
    return names + sum(match(n, truth, found)[0] for n in ("phones", "emails"))


def match(name: str, truth: Fields, found: Fields) -> tuple[int, int, int]:
    """Hits, surplus and misses of one field of one card."""
    if name in ("phones", "emails", "urls"):
        country = truth.get("country") or "JP"
        meant = {_item(name, value, country) for value in truth.get(name) or ()}
        said = {_item(name, value, country) for value in found.get(name) or ()}
        return len(meant & said), len(said - meant), len(meant - said)
    wanted, value = truth.get(name), found.get(name)
    if not wanted or not value:
        return 0, int(bool(value)), int(bool(wanted))
    return (1, 0, 0) if _same(name, wanted, value, truth) else (0, 1, 1)


def _item(name: str, value: Any, country: str) -> str:
    if name == "phones":
        return _number(value, country)
    text = _tight(str(value)).casefold()
    return re.sub(r"^[a-z]+://|/+$", "", text) if name == "urls" else text


def _number(value: Mapping[str, Any], country: str) -> str:
    text = str(value.get("e164") or value["number"]).translate(_DIGITS)
    try:
        number = phonenumbers.parse(text, country)
    except phonenumbers.NumberParseException:
        return re.sub(r"\D", "", text)
    return str(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _same(name: str, wanted: str, value: str, truth: Fields) -> bool:
    if name == "postal_code":
        codes = [wanted, *(office["postal_code"] for office in truth.get("other_addresses") or ())]
        return _plain(value) in map(_plain, codes)
    if name == "address":
        code = truth.get("postal_code") or ""
        places = [wanted, *(office["address"] for office in truth.get("other_addresses") or ())]
        return max(_address_likeness(place, value, code) for place in places) >= ENOUGH
    return _plain(wanted) == _plain(value)


def _address_likeness(wanted: str, value: str, code: str) -> float:
    first, second = (_address(text, code) for text in (wanted, value))
    without = [re.sub(r"^(?:東京都|北海道|(?:京都|大阪)府|.{2,3}県)", "", text) for text in (first, second)]
    return max(
        Levenshtein.normalized_similarity(first, second),
        Levenshtein.normalized_similarity(without[0], without[1]),
    )


def _address(text: str, code: str) -> str:
    plain = unicodedata.normalize("NFKC", text).replace(code, "").casefold()
    plain = re.sub(r"[〇一二三四五六七八九十]+(?=丁目|番|号|階)", lambda m: str(_kanji(m.group())), plain)
    plain = re.sub(r"(\d)(?:丁目|番地?の?)(?=\d)", r"\1-", plain)
    return re.sub(r"[\s,.、〒]|(?<=\d)(?:番地|号(?!室))", "", plain)


def _kanji(text: str) -> int:
    if "十" not in text:
        return int(text.translate(_DIGITS))
    tens, _, ones = text.partition("十")
    return 10 * int(tens.translate(_DIGITS) or 1) + int(ones.translate(_DIGITS) or 0)


def _tight(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def _plain(text: str) -> str:
    """Only letters and digits, legal forms in full."""
    tight = _tight(text).casefold().replace("(株)", "株式会社").replace("(有)", "有限会社")
    return "".join(char for char in tight if char.isalnum()).translate(str.maketrans("〇", "0"))
