"""The duplicate verdict: are two contacts one person, and is that person still at the same company?

Two logistic regressions over the features of a pair answer "one person?" and, given that, "one company?";
their product gives the three labels. Where both give no company but a home a third answers the first
question by name and home, and there is none to move from. The coefficients are data, made by
tests/bench/train_duplicates.py.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from contacts.pair_evidence import evidence
from contacts.pair_features import features
from contacts.pair_homes import home_features
from contacts.profile import Profile
from contacts.reasons import Reason, reasons_for


class Label(StrEnum):
    """`same`: one person, one company. `moved`: one person, now another company. `different`: two people."""

    SAME = "same"
    MOVED = "moved"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The likeliest label, the probability of each, whether a person should decide, and why."""

    label: Label
    same: float
    moved: float
    different: float
    review: bool
    reasons: tuple[Reason, ...]

    @property
    def certainty(self) -> float:
        """The probability (0..1) of the label given."""
        return max(self.same, self.moved, self.different)


def compare(a: Profile, b: Profile, *, explained: bool = True) -> Verdict:
    """The verdict on two contacts; the order changes nothing but the direction of reasons.

    Without `explained` the reasons, a fifth of the work, are left out.
    """
    found = evidence(*sorted((a, b)))
    model = _model()
    if found.homes:
        person, company = _chance(model["home"], home_features(min(a, b), max(a, b), found)), 1.0
    else:
        values = features(found)
        person, company = (_chance(model[question], values) for question in ("person", "company"))
    chances = {
        Label.SAME: person * company,
        Label.MOVED: person * (1 - company),
        Label.DIFFERENT: 1 - person,
    }
    label = max(chances, key=lambda key: chances[key])
    review = chances[label] < model["review_below"]
    return Verdict(
        label=label,
        same=chances[Label.SAME],
        moved=chances[Label.MOVED],
        different=chances[Label.DIFFERENT],
        review=review,
        reasons=reasons_for(a, b, found) if explained else (),
    )


def _chance(weights: dict[str, float], values: dict[str, float]) -> float:
    total = weights["bias"] + sum(weights[name] * value for name, value in values.items() if name in weights)
    return 1 / (1 + exp(-total))


@cache
def _model() -> dict[str, Any]:
    text = files("contacts.data").joinpath("verdict.json").read_text(encoding="utf-8")
    model: dict[str, Any] = json.loads(text)
    return model
