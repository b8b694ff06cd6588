"""Scores of duplicate predictions against labelled pairs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any


def score(pairs: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Accuracy, precision and recall of `same`, F1 of `moved`, share of review, accuracy outside it.

    `predictions` are in the order of `pairs`; every figure is 0..1, and 0 where nothing is to be counted.

    Raises:
        ValueError: the lengths differ.
    """
    both = list(zip(pairs, predictions, strict=True))
    seen = Counter((pair["label"], prediction["label"]) for pair, prediction in both)
    decided = [(pair, prediction) for pair, prediction in both if not prediction["review"]]
    precision, recall = _precision(seen, "moved"), _recall(seen, "moved")
    return {
        "pairs": len(both),
        "accuracy": _share(sum(count for (truth, said), count in seen.items() if truth == said), len(both)),
        "same_precision": _precision(seen, "same"),
        "same_recall": _recall(seen, "same"),
        "moved_f1": _share(2 * precision * recall, precision + recall),
        "review": _share(len(both) - len(decided), len(both)),
        "accuracy_outside_review": _share(
            sum(pair["label"] == prediction["label"] for pair, prediction in decided), len(decided)
        ),
    }


def mistakes(pairs: Sequence[Mapping[str, Any]], predictions: Sequence[Mapping[str, Any]]) -> Counter[str]:
    """How often each scenario's label was taken for another: "namesakes: different -> same"."""
    return Counter(
        f"{pair.get('scenario', 'pair')}: {pair['label']} -> {prediction['label']}"
        for pair, prediction in zip(pairs, predictions, strict=True)
        if pair["label"] != prediction["label"]
    )


def _precision(seen: Mapping[tuple[str, str], int], label: str) -> float:
    return _share(seen[label, label], sum(count for (_, said), count in seen.items() if said == label))


def _recall(seen: Mapping[tuple[str, str], int], label: str) -> float:
    return _share(seen[label, label], sum(count for (truth, _), count in seen.items() if truth == label))


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
