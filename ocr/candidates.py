"""What an unsure value may be: other readings of its strip, look-alikes, what the rest of the card tells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from contacts.values import CardFields
from ocr.likely import likely_values
from ocr.matching import Printed, printed, runs
from ocr.places import values_of
from ocr.respelled import is_other, respelled
from ocr.second_look import Shares, plain
from ocr.values import Line, Quad

# Whose doubts are shown first; at most three a card.
ORDER = ("name", "company", "emails", "phones", "title", "department", "address", "postal_code", "urls")
MOST_FIELDS, MOST_VALUES = 3, 3
# What a value gains when another field of the card backs it, and for being the present one.
BACKED, PRESENT = 0.3, 0.35
# A value with less than this for it makes no candidate.
LEAST = 0.08


def candidates(
    fields: CardFields, lines: Sequence[Line], readings: Mapping[Quad, Shares]
) -> dict[str, tuple[str, ...]]:
    """Up to three values for each unsure one of the three most important unsure fields, likeliest first.

    `readings` are the texts that the second look found for lines, by their corners. Keys are those of
    `CardFields.candidates`; the present value is always among its candidates, and a value without any other
    likely one has none.
    """
    ready = printed(lines)
    wanted = [name for name in ORDER if name in fields.unsure][:MOST_FIELDS]
    found = {}
    for key, value in values_of(fields):
        if key.partition(".")[0] in wanted:
            chosen = _chosen(value, _scores(key, value, fields, ready, readings))
            if len(chosen) > 1:
                found[key] = chosen
    return found


def _scores(
    key: str, value: str, fields: CardFields, ready: Sequence[Printed], readings: Mapping[Quad, Shares]
) -> dict[str, float]:
    """Values by how much speaks for them."""
    scores: dict[str, float] = defaultdict(float)
    for run in runs(value, ready):
        for text, share in readings.get(run.line.quad, ()):
            other = respelled(key, value, run, text, fields)
            if other:
                scores[other] += share
    for other, share in likely_values(key, value, fields):
        scores[other] += share
    country = fields.country or "JP"
    others = {
        other: score + _backing(key, other, fields)
        for other, score in scores.items()
        if score >= LEAST and is_other(value, other, country)
    }
    own = max(scores[value], fields.confidence.get(key.partition(".")[0], 0.0))
    return {value: own + PRESENT + _backing(key, value, fields), **others}


def _chosen(value: str, scores: Mapping[str, float]) -> tuple[str, ...]:
    """The best values with the present one, spellings that a reader would not tell apart only once."""
    ranked = sorted(scores, key=lambda other: (-scores[other], other != value))
    distinct: dict[str, str] = {plain(value): value}
    for other in ranked:
        distinct.setdefault(plain(other), other)
    kept = sorted(distinct.values(), key=ranked.index)[:MOST_VALUES]
    return tuple(kept if value in kept else [*kept[: MOST_VALUES - 1], value])


def _backing(key: str, value: str, fields: CardFields) -> float:
    """What other fields of the card add: a mail's domain that is the web address's."""
    if not key.startswith("emails"):
        return 0.0
    domain = value.rpartition("@")[2]
    return BACKED if any(domain in url for url in fields.urls) else 0.0
