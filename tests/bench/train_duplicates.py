"""Train the duplicate verdict, store its coefficients: python -m tests.bench.train_duplicates [PAIRS.jsonl]

The pairs given (objects with `label`, `a`, `b`) join invented ones from tests/contacts/pair_maker.py.
Two logistic regressions: one person or two (all pairs), one company or two (pairs of one person); a third
for people without a company, from the pairs of tests/contacts/home_maker.py. Prints the figures of a
five-fold cross-validation over the given pairs, or over the invented ones without any.
Needs scikit-learn (the `dev` extra); nothing of it is needed to use the verdict.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import contacts.data
from contacts.pair_evidence import evidence
from contacts.pair_features import COMPANY, PERSON, features
from contacts.pair_homes import HOME, home_features
from contacts.profile import Profile
from tests.contacts import home_maker
from tests.contacts.pair_maker import pairs

INVENTED, SEED = 6000, 20
STRENGTH = 1.0
REVIEW_BELOW = 0.85

Row = tuple[list[float], list[float], str]


def rows(labelled: Iterable[dict[str, Any]]) -> list[Row]:
    """The features of both questions and the label of each pair."""
    found = []
    for pair in labelled:
        values = features(evidence(*sorted(Profile.of_mapping(pair[side]) for side in "ab")))
        found.append(([values[n] for n in PERSON], [values[n] for n in COMPANY], pair["label"]))
    return found


def fit(data: list[Row]) -> tuple[Any, Any]:
    """The fitted regressions: (one person, one company)."""
    from sklearn.linear_model import LogisticRegression

    people = LogisticRegression(C=STRENGTH, max_iter=10_000)
    people.fit([row[0] for row in data], [row[2] != "different" for row in data])
    one = [row for row in data if row[2] != "different"]
    companies = LogisticRegression(C=STRENGTH, max_iter=10_000)
    companies.fit([row[1] for row in one], [row[2] == "same" for row in one])
    return people, companies


def fit_homes(labelled: Iterable[dict[str, Any]]) -> Any:
    """The regression for people without a company."""
    from sklearn.linear_model import LogisticRegression

    values, truths = [], []
    for pair in labelled:
        a, b = sorted(Profile.of_mapping(pair[side]) for side in "ab")
        seen = evidence(a, b)
        if not seen.homes:
            continue
        found = home_features(a, b, seen)
        values.append([found[name] for name in HOME])
        truths.append(pair["label"] != "different")
    return LogisticRegression(C=STRENGTH, max_iter=10_000).fit(values, truths)


def guess(models: tuple[Any, Any], data: list[Row]) -> list[tuple[str, float]]:
    """The label and its probability for each row."""
    person = models[0].predict_proba([row[0] for row in data])[:, 1]
    company = models[1].predict_proba([row[1] for row in data])[:, 1]
    chances = [
        {"same": p * c, "moved": p * (1 - c), "different": 1 - p}
        for p, c in zip(person, company, strict=True)
    ]
    return [max(chance.items(), key=lambda pair: pair[1]) for chance in chances]


def cross_validate(data: list[Row], always: list[Row], folds: int = 5) -> str:
    """Accuracy, share of review and accuracy outside it when each fold is judged by the others."""
    right = reviewed = right_outside = 0
    for fold in range(folds):
        held = data[fold::folds]
        model = fit([row for at, row in enumerate(data) if at % folds != fold] + always)
        for row, (label, chance) in zip(held, guess(model, held), strict=True):
            right += label == row[2]
            reviewed += chance < REVIEW_BELOW
            right_outside += label == row[2] and chance >= REVIEW_BELOW
    outside = right_outside / (len(data) - reviewed)
    return f"accuracy {right / len(data):.4f}  review {reviewed / len(data):.4f}  outside it {outside:.4f}"


def weights(model: Any, names: tuple[str, ...]) -> dict[str, float]:
    """The bias and the coefficient of every feature, rounded to what matters."""
    values = {name: round(float(value), 4) for name, value in zip(names, model.coef_[0], strict=True)}
    return {"bias": round(float(model.intercept_[0]), 4), **values}


def main(paths: list[str]) -> None:
    lines = [line for path in paths for line in Path(path).read_text(encoding="utf-8").splitlines()]
    given = rows(json.loads(line) for line in lines if line.strip())
    invented = rows(pairs(INVENTED, SEED))
    print(cross_validate(given, invented) if given else cross_validate(invented, []))
    people, companies = fit(given + invented)
    stored = {
        "review_below": REVIEW_BELOW,
        "person": weights(people, PERSON),
        "company": weights(companies, COMPANY),
        "home": weights(fit_homes(home_maker.pairs(INVENTED, SEED)), HOME),
    }
    target = Path(contacts.data.__file__).with_name("verdict.json")
    target.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
