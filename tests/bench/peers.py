"""Record linkage by splink and recordlinkage as their guides have it, both without labels.

Each takes a set and returns the pairs it holds for one person, at a probability of one half fixed beforehand:
splink by expectation maximisation over its own comparison levels, recordlinkage by its ECM classifier.
"""

from __future__ import annotations

import logging
import warnings
from itertools import combinations
from typing import Any

from tests.bench.linkage_sets import LinkageSet, Pairs

THRESHOLD = 0.5
ALIKE = 0.85


def by_recordlinkage(given: LinkageSet) -> Pairs:
    """The pairs recordlinkage takes for one person; strings alike from a Jaro-Winkler likeness of ALIKE."""
    import recordlinkage

    tables = _frames(given)
    index, compared = recordlinkage.Index(), recordlinkage.Compare()
    for column in given.blocks:
        index.block(column)
    for column in given.texts:
        compared.string(column, column, method="jarowinkler", threshold=ALIKE, label=column)
    for column in given.codes:
        compared.exact(column, column, label=column)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = recordlinkage.ECMClassifier().fit_predict(compared.compute(index.index(*tables), *tables))
    return {frozenset(pair) for pair in found}


def by_splink(given: LinkageSet) -> Pairs:
    """The pairs splink takes for one person, on DuckDB in memory."""
    import splink.comparison_library as levels
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    logging.getLogger("splink").setLevel(logging.ERROR)
    database = DuckDBAPI()
    tables = [
        database.register(frame.reset_index(names="unique_id"), table_name=f"side_{number}")
        for number, frame in enumerate(_frames(given))
    ]
    settings = SettingsCreator(
        link_type="dedupe_only" if len(tables) == 1 else "link_only",
        comparisons=[
            *map(levels.JaroWinklerAtThresholds, given.texts),
            *map(levels.LevenshteinAtThresholds, given.codes),
        ],
        blocking_rules_to_generate_predictions=[block_on(column) for column in given.blocks],
    )
    linker = Linker(tables, settings, log_level=logging.ERROR)
    certain = [block_on(*two) for two in combinations(given.blocks, 2)]
    linker.training.estimate_probability_two_random_records_match(certain, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for column in given.blocks[:3]:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(column))
    found = linker.inference.predict(threshold_match_probability=THRESHOLD).as_pandas_dataframe()
    return {frozenset(pair) for pair in zip(found.unique_id_l, found.unique_id_r, strict=True)}


def _frames(given: LinkageSet) -> list[Any]:
    """The tables as pandas has them, empty texts as missing."""
    import pandas

    columns = [*given.texts, *given.codes]
    made = [pandas.DataFrame.from_dict(table, orient="index")[columns] for table in given.tables]
    return [frame.astype(object).where(frame != "", None) for frame in made]
