"""Scores read contacts against truth: precision, recall and F1 by field, whole cards, flags, refusals.

`truth` has a row a card (`image`, `kind`, `language`, `fields`; a photo without a card has one row without
fields), what was found are the contacts of each photo by file name. Lists count by item, the rest as right or
wrong; a Japanese address counts from a likeness of 0.9. See `fields_normal` for what counts as the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

from rapidfuzz.distance import Levenshtein

from tests.bench import fields_normal as normal

KEY = ("name", "company", "department", "title", "postal_code", "address", "phones", "emails", "urls")
EXTRA = (
    "phones_typed",
    "name_kana",
    "name_romaji",
    "family_name",
    "given_name",
    "company_en",
    "qualifications",
    "qr",
    "name_variants",
    "address_exact",
)
MUST = ("name", "company", "phones", "emails")
ENOUGH = 0.9
MOST_ORDERS = 6
Fields = Mapping[str, Any]
_SINGLE: dict[str, Callable[[object], str]] = {
    "name": normal.name,
    "family_name": normal.name,
    "given_name": normal.name,
    "company": normal.company,
    "company_en": normal.company,
    "name_kana": normal.kana,
    "name_romaji": normal.romaji,
    "qr": normal.qr,
}


@dataclass(slots=True)
class Tally:
    """Counts over cards: hits, surplus and misses by field, whole cards, flags on wrong and right fields."""

    cards: int = 0
    counts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0, 0]))
    whole: int = 0
    without_contact: int = 0
    surplus_contacts: int = 0
    wrong: list[bool] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)

    def f1(self, name: str) -> float | None:
        """The harmonic mean of precision and recall (0..1); None when no card has the field."""
        hits, surplus, misses = self.counts[name]
        return 2 * hits / (2 * hits + surplus + misses) if hits + surplus + misses else None

    def mean_f1(self) -> float:
        """The mean over the nine key fields that occur."""
        values = [value for value in map(self.f1, KEY) if value is not None]
        return sum(values) / max(1, len(values))

    def add(self, truth: Fields | None, found: Fields | None, marks: Mapping[str, list[int]]) -> None:
        """Counts one card; either side may be missing. `marks` are hits, surplus, misses by field."""
        for name, values in marks.items():
            self.counts[name] = [one + other for one, other in zip(self.counts[name], values, strict=True)]
        if truth is None:
            self.surplus_contacts += 1
            return
        self.cards += 1
        self.without_contact += found is None
        self.whole += all(not truth.get(name) or marks[name][0] > 0 for name in MUST)
        for name in KEY:
            if found and found.get(name):
                flags = self.wrong if marks[name][1] else self.right
                flags.append(name in (found.get("unsure") or ()))


@dataclass(slots=True)
class Scores:
    """Tallies by group ("all", "kind=ja-vertical", "language=ja"), photos without a card, and every error."""

    groups: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    negatives: int = 0
    refused: int = 0
    errors: list[str] = field(default_factory=list)


def score(truth: Sequence[Mapping[str, Any]], found: Mapping[str, Sequence[Fields]]) -> Scores:
    """The tallies over photos: `truth` has a row a card, `found` the contacts of each photo by file name."""
    scores = Scores()
    photos: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in truth:
        photos[row["image"]].append(row)
    for image, rows in photos.items():
        said = list(found.get(image, ()))
        if not rows[0].get("fields"):
            scores.negatives += 1
            scores.refused += not said
            if said:
                scores.errors.append(f"{image}  {len(said)} contact(s) where there is no card")
            continue
        _add_photo(scores, image, rows, said)
    return scores


def _add_photo(scores: Scores, image: str, rows: Sequence[Mapping[str, Any]], said: list[Fields]) -> None:
    languages = {id(row["fields"]): "+".join(row.get("language") or ()) for row in rows}
    for meant, found in pairs([row["fields"] for row in rows], said):
        groups = ["all", f"kind={rows[0].get('kind')}"]
        if meant is not None:
            groups.append(f"language={languages[id(meant)]}")
        marks = {name: list(match(name, meant or {}, found or {})) for name in (*KEY, *EXTRA)}
        for group in groups:
            scores.groups[group].add(meant, found, marks)
        scores.errors += _errors(image, meant, found, marks)


def _errors(
    image: str, meant: Fields | None, found: Fields | None, marks: Mapping[str, list[int]]
) -> Iterator[str]:
    if meant is None:
        yield f"{image}  surplus contact  {(found or {}).get('name')!r}"
        return
    for name in KEY:
        if marks[name][1] or marks[name][2]:
            yield f"{image}  {name}  {meant.get(name)!r}  {(found or {}).get(name)!r}"


def pairs(truth: list[Fields], found: list[Fields]) -> list[tuple[Fields | None, Fields | None]]:
    """The best one-to-one match of cards by name, company, phones and addresses; the rest stands alone."""
    size = max(len(truth), len(found))
    meant: list[Fields | None] = [*truth, *[None] * (size - len(truth))]
    said: list[Fields | None] = [*found, *[None] * (size - len(found))]
    likeness = [[_likeness(one, other) for other in said] for one in meant]
    order = _best_order(likeness) if size <= MOST_ORDERS else _greedy_order(likeness)
    return [(one, said[place]) for one, place in zip(meant, order, strict=True)]


def _best_order(likeness: list[list[float]]) -> tuple[int, ...]:
    return max(
        permutations(range(len(likeness))),
        key=lambda order: sum(row[place] for row, place in zip(likeness, order, strict=True)),
    )


def _greedy_order(likeness: list[list[float]]) -> list[int]:
    size = len(likeness)
    order: dict[int, int] = {}
    for _, one, other in sorted(
        ((likeness[one][other], one, other) for one in range(size) for other in range(size)), reverse=True
    ):
        if one not in order and other not in order.values():
            order[one] = other
    return [order[one] for one in range(size)]


def _likeness(truth: Fields | None, found: Fields | None) -> float:
    if truth is None or found is None:
        return 0.0
    total = Levenshtein.normalized_similarity(normal.name(truth.get("name")), normal.name(found.get("name")))
    total += Levenshtein.normalized_similarity(
        normal.company(truth.get("company")), normal.company(found.get("company"))
    )
    for name in ("phones", "emails"):
        hits, surplus, misses = match(name, truth, found)
        total += 2 * hits / (2 * hits + surplus + misses) if hits else 0
    return total


def match(name: str, truth: Fields, found: Fields) -> tuple[int, int, int]:
    """Hits, surplus and misses of one field of one card."""
    if name in ("phones", "phones_typed", "emails", "urls", "qualifications"):
        source = "phones" if name == "phones_typed" else name
        country = truth.get("country") or "JP"
        meant = {_item(name, value, country) for value in truth.get(source) or ()}
        said = {_item(name, value, country) for value in found.get(source) or ()} - {""}
        return len(meant & said), len(said - meant), len(meant - said)
    source = {"name_variants": "name", "address_exact": "address"}.get(name, name)
    wanted, value = truth.get(source), found.get(source)
    if not wanted or not value:
        return 0, int(bool(value)), int(bool(wanted))
    return (1, 0, 0) if _same(name, wanted, value, truth) else (0, 1, 1)


def _item(name: str, value: Any, country: str) -> str:
    if name == "phones":
        return normal.phone(value, country)
    if name == "phones_typed":
        return f"{normal.phone(value, country)} {normal.phone_type(value)}"
    if name == "qualifications":
        return normal.words(value)
    return normal.url(value) if name == "urls" else normal.tight(value).casefold()


def _same(name: str, wanted: object, value: object, truth: Fields) -> bool:
    offices = [truth, *(truth.get("other_addresses") or ())]
    if name == "postal_code":
        return normal.postal_code(value) in [
            normal.postal_code(office.get("postal_code")) for office in offices
        ]
    if name in ("address", "address_exact"):
        likeness = max(
            normal.address_likeness(office.get("address"), value, office.get("postal_code"))
            for office in offices
        )
        return likeness >= (ENOUGH if name == "address" else 1)
    if name == "name_variants":
        return normal.name(wanted).translate(normal.VARIANTS) == normal.name(value).translate(normal.VARIANTS)
    form = _SINGLE.get(name, normal.words)
    return form(wanted) == form(value)
