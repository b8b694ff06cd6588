"""Train what doubts weigh, store the coefficients: python -m tests.bench.train_doubts FOLDER [FOLDER …]

Each folder holds photos of cards and their truth.jsonl; best each by another author. Every photo is read as
it is and once more made worse (smaller, softer, noisier), so that there are enough wrong fields to learn
from. Prints which share of the wrong and of the right fields as read from the photos as they are would be
unsure, each folder judged by the others. Needs scikit-learn (the `train` extra).
"""

from __future__ import annotations

import json
import sys
import zlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import cv2
import numpy as np

import ocr.data
from ocr.doubt_signs import FIELDS, Card, signs
from ocr.exceptions import PhotoError
from ocr.fields.draft import DOUBTED
from ocr.pipeline import read_photo
from tests.bench.fields_scorer import match, pairs

STRENGTH = 0.3
# The share of right fields, of photos as they are, that may be shown as unsure.
RIGHT_UNSURE = 0.14
LEAST_WEIGHT = 0.01


@dataclass(frozen=True, slots=True)
class Seen:
    """One filled field: its signs, whether a rule doubted it, whether it is wrong, where it comes from."""

    signs: dict[str, float]
    ruled: bool
    wrong: bool
    folder: str
    worse: bool


def seen_in(task: tuple[Path, list[dict[str, Any]], bool]) -> list[Seen]:
    """The filled fields of one photo's cards; nothing of cards that were not found."""
    photo, truth, worse = task
    try:
        cards = read_photo(made_worse(photo) if worse else photo.read_bytes()).cards
    except PhotoError:
        return []
    said = [card.fields.to_dict() for card in cards]
    by_id = {id(one): card for one, card in zip(said, cards, strict=True)}
    found = []
    for wanted, one in pairs(truth, said):
        if wanted is not None and one is not None:
            card = by_id[id(one)]
            found += list(_of_card(Card(card.fields, card.lines), wanted, one, photo.parent.name, worse))
    return found


def _of_card(card: Card, wanted: Any, one: Any, folder: str, worse: bool) -> Iterator[Seen]:
    for name in FIELDS:
        if one.get(name):
            wrong = bool(match(name, wanted, one)[1])
            ruled = card.fields.confidence.get(name, 0.0) <= DOUBTED
            yield Seen(signs(card, name), ruled, wrong, folder, worse)


def made_worse(photo: Path) -> bytes:
    """The photo smaller, softer and noisier by chance, the same each time."""
    source = np.random.default_rng(zlib.crc32(photo.name.encode()))
    picture = cv2.imread(str(photo))
    assert picture is not None
    scale = float(source.uniform(0.45, 0.75))
    small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    soft = cv2.GaussianBlur(small, (0, 0), float(source.uniform(0.4, 1.1))).astype(np.float32)
    noisy = np.clip(soft + source.normal(0, float(source.uniform(2, 8)), soft.shape), 0, 255)
    quality = [cv2.IMWRITE_JPEG_QUALITY, int(source.integers(35, 70))]
    return bytes(cv2.imencode(".jpg", noisy.astype(np.uint8), quality)[1])


def tasks(folder: Path) -> Iterator[tuple[Path, list[dict[str, Any]], bool]]:
    """Each photo of a folder that shows a card, twice."""
    by_photo: dict[str, list[dict[str, Any]]] = {}
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("fields"):
            by_photo.setdefault(row["image"], []).append(row["fields"])
    for image, cards in sorted(by_photo.items()):
        for worse in (False, True):
            yield folder / image, cards, worse


def fit(data: list[Seen]) -> tuple[Any, Any]:
    """The fitted regression and what makes vectors of signs."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectors = DictVectorizer(sparse=False)
    model = LogisticRegression(C=STRENGTH, max_iter=10_000)
    model.fit(vectors.fit_transform([one.signs for one in data]), [one.wrong for one in data])
    return model, vectors


def chances(fitted: tuple[Any, Any], data: list[Seen]) -> Any:
    """The probability of being wrong of each."""
    model, vectors = fitted
    return model.predict_proba(vectors.transform([one.signs for one in data]))[:, 1]


def held_out(data: list[Seen]) -> list[tuple[Seen, float]]:
    """Each field as read from a photo as it is, with its chance by the other folders."""
    found = []
    for folder in sorted({one.folder for one in data}):
        fitted = fit([one for one in data if one.folder != folder])
        own = [one for one in data if one.folder == folder and not one.worse]
        found += list(zip(own, chances(fitted, own), strict=True))
    return found


def limit_of(judged: list[tuple[Seen, float]]) -> float:
    """The chance above which so many right fields are unsure as may be, those ruled unsure among them."""
    right = sorted((2.0 if one.ruled else chance for one, chance in judged if not one.wrong), reverse=True)
    return right[int(RIGHT_UNSURE * len(right))]


def shares(judged: list[tuple[Seen, float]], limit: float) -> str:
    """How many of the wrong and of the right fields are unsure."""
    lines = []
    for name in ("all", *sorted({one.folder for one, _ in judged})):
        own = [(one, p) for one, p in judged if name in ("all", one.folder)]
        unsure = {
            wrong: [one.ruled or p > limit for one, p in own if one.wrong is wrong] for wrong in (True, False)
        }
        lines.append(
            f"{name:<12} wrong {len(unsure[True]):>4}, unsure {np.mean(unsure[True] or [0]):.3f}"
            f"   right {len(unsure[False]):>5}, unsure {np.mean(unsure[False]):.3f}"
        )
    return "\n".join(lines)


def main(folders: list[str]) -> None:
    with ProcessPoolExecutor() as pool:
        work = [task for folder in folders for task in tasks(Path(folder))]
        data = [one for found in pool.map(seen_in, work) for one in found]
    judged = held_out(data)
    limit = limit_of(judged)
    print(shares(judged, limit))
    model, vectors = fit(data)
    weighed = zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    kept = {name: round(float(value), 3) for name, value in weighed if abs(value) >= LEAST_WEIGHT}
    stored = {"limit": round(limit, 4), "bias": round(float(model.intercept_[0]), 3), "signs": kept}
    target = Path(ocr.data.__file__).with_name("doubts.json")
    target.write_text(json.dumps(stored, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
