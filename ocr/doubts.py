"""Which fields a person should look at: how likely each is to be wrong, weighed from its signs.

A logistic regression; `python -m tests.bench.train_doubts` fits its coefficients (`data/doubts.json`) to read
photos with truth. A field is unsure when it is wrong more often than the table's limit, and always when a
rule of the card doubted or repaired it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from contacts.values import CardFields
from ocr.doubt_signs import FIELDS, Card, signs
from ocr.fields.draft import DOUBTED
from ocr.values import Line


@dataclass(frozen=True, slots=True)
class Weights:
    """The regression: `limit` is the probability (0..1) of being wrong above which a field is unsure."""

    limit: float
    bias: float
    signs: Mapping[str, float]


def with_doubts(fields: CardFields, lines: Sequence[Line]) -> CardFields:
    """The fields with what is likely to be wrong among the unsure ones, and nothing else that was read.

    `lines` are those the fields were read from, in pixels of one photo.
    """
    card, table = Card(fields, lines), weights()
    filled = [name for name in FIELDS if getattr(fields, name)]
    doubted = {name for name in filled if _is_doubted(card, name, table)}
    others = [name for name in fields.unsure if name not in FIELDS]
    return replace(fields, unsure=(*(name for name in FIELDS if name in doubted), *others))


def _is_doubted(card: Card, name: str, table: Weights) -> bool:
    ruled = card.fields.confidence.get(name, 0.0) <= DOUBTED
    return ruled or wrong_chance(signs(card, name), table) > table.limit


def wrong_chance(found: Mapping[str, float], table: Weights) -> float:
    """The probability (0..1) that a field with these signs is wrong."""
    strength = table.bias + sum(table.signs.get(name, 0.0) * value for name, value in found.items())
    return 1 / (1 + math.exp(-strength))


@cache
def weights() -> Weights:
    """The stored coefficients."""
    stored = json.loads(files("ocr.data").joinpath("doubts.json").read_text(encoding="utf-8"))
    return Weights(stored["limit"], stored["bias"], stored["signs"])
