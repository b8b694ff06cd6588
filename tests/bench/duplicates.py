"""The duplicate verdict measured: python -m tests.bench.duplicates [PAIRS.jsonl ...]

Prints the figures and the time per pair for each file of labelled pairs (`label`, `a`, `b`); without any, or
without PAIRS in the environment, for invented pairs that the training did not see. Then whole tables are
linked, beside splink and recordlinkage where these are installed.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from time import process_time
from typing import Any

from contacts.duplicates_io import predict
from tests.bench import linkage
from tests.bench.pairs_scorer import mistakes, score
from tests.contacts.pair_maker import pairs

INVENTED, SEED = 2000, 99


def sets(paths: list[str]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """The name and the pairs of each set to measure."""
    if not paths:
        yield "invented pairs", list(pairs(INVENTED, SEED))
    for path in paths:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        yield Path(path).name, [json.loads(line) for line in lines if line.strip()]


def measure(labelled: list[dict[str, Any]]) -> dict[str, float]:
    """The scorer's figures and `ms_per_pair` of CPU; predictions see nothing but the two contacts."""
    start = process_time()
    predictions = [predict({"a": pair["a"], "b": pair["b"]}) for pair in labelled]
    spent = 1000 * (process_time() - start) / len(labelled)
    for mistake, count in mistakes(labelled, predictions).most_common(5):
        print(f"  {count:4}  {mistake}")
    return {**score(labelled, predictions), "ms_per_pair": spent}


def run(paths: list[str] | None = None) -> None:
    """Print the table of every set; `paths` defaults to PAIRS in the environment, split by ":"."""
    asked = paths or [path for path in os.environ.get("PAIRS", "").split(os.pathsep) if path]
    for name, labelled in sets(asked):
        print(f"duplicates: {name}")
        for figure, value in measure(labelled).items():
            print(f"  {figure:24} {value:.4f}" if isinstance(value, float) else f"  {figure:24} {value}")
    linkage.run()


if __name__ == "__main__":
    run(sys.argv[1:])
