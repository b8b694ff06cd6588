"""Kanji and their variants (高 髙, 崎 﨑, 邊 邉) told apart by what else the recogniser thought of.

The recogniser mostly answers with one form of such a pair, or does not know the other at all; yet the small
probabilities of third characters (`markers`) differ between the two forms. For each pair a logistic
regression on their logarithms, trained on rendered names by tests/bench/train_variants.py, decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

# Probabilities below this are noise.
FLOOR = 1e-8
# Variants are rarer than usual forms: about one to twenty, in logarithms.
PRIOR = 3.0


@dataclass(frozen=True, slots=True)
class Pair:
    """A usual form, its variant, a bias, markers with weights; without any the usual form always."""

    usual: str
    variant: str
    bias: float
    weights: tuple[tuple[str, float], ...]


class Variants:
    """Settles the forms of kanji for the alphabet of a recogniser; pairs whose markers it lacks are left."""

    def __init__(self, alphabet: Sequence[str]) -> None:
        places = {letter: place for place, letter in reversed(list(enumerate(alphabet)))}
        self._pairs: dict[str, tuple[Pair, list[int], list[int], NDArray[np.float64]]] = {}
        for pair in pairs():
            if any(marker not in places for marker, _ in pair.weights):
                continue
            markers = [places[marker] for marker, _ in pair.weights]
            own = [places[letter] for letter in (pair.usual, pair.variant) if letter in places]
            entry = pair, own, markers, np.array([weight for _, weight in pair.weights])
            self._pairs |= dict.fromkeys((pair.usual, pair.variant), entry)

    def __contains__(self, letter: str) -> bool:
        return letter in self._pairs

    def settled(self, letter: str, row: NDArray[np.float32]) -> tuple[str, float, str, float]:
        """The form that is printed with its probability (0..1), and the other form with its.

        `row` holds the probabilities of the alphabet's characters where `letter` was read.
        """
        pair, own, markers, weights = self._pairs[letter]
        seen = min(1.0, float(row[own].sum()))
        if not markers:
            return pair.usual, seen, pair.variant, 0.0
        strength = float(np.log(np.maximum(row[markers], FLOOR)) @ weights) + pair.bias - PRIOR
        share = float(1 / (1 + np.exp(-np.clip(strength, -30, 30))))
        if share > 0.5:
            return pair.variant, seen * share, pair.usual, seen * (1 - share)
        return pair.usual, seen * (1 - share), pair.variant, seen * share


@cache
def pairs() -> tuple[Pair, ...]:
    """The pairs of the table variants.tsv: usual form, variant, bias, then marker and weight by turns."""
    text = files("ocr.engines.data").joinpath("variants.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(
        Pair(usual, variant, float(bias), tuple(zip(rest[::2], map(float, rest[1::2]), strict=True)))
        for usual, variant, bias, *rest in rows
    )


def has_variants(text: str) -> bool:
    """Whether a text holds kanji that may be printed in either of two forms."""
    return any(letter in text for pair in pairs() if pair.weights for letter in (pair.usual, pair.variant))
