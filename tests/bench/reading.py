"""Reading figures: fields, whole cards, flags, refusals, seconds and memory, by engine and for the whole.

CARDS=folder (with a truth.jsonl) reads other photos than those the project ships; ENGINES=whole,tesseract
runs some engines only; ERRORS=1 lists every wrong field; PROFILE=1 prints where the time goes instead.
"""

from __future__ import annotations

import cProfile
import importlib.util
import json
import os
import pstats
import resource
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from ocr.engines import Engine, best_engine
from ocr.engines.rapidocr_engine import PaddleEngine
from ocr.engines.tesseract_engine import TesseractEngine
from ocr.exceptions import PhotoError
from ocr.pipeline import read_photo
from ocr.report import read_files
from ocr.values import Line
from ocr.workers import ReadingPool, as_reader
from tests.bench import fields_normal as normal
from tests.bench.fields_scorer import EXTRA, KEY, Scores, Tally, score
from tests.bench.measure import Alone, Whole, cpu, cpu_of, spread, workers

SAMPLES = Path(__file__).parents[1] / "samples"
WHOLE = "whole"
SIMILAR = 0.9
PROFILE_ROWS = 45
Rows = list[dict[str, Any]]


@dataclass(slots=True)
class Run:
    """What one engine made of the photos, and the CPU seconds of each."""

    contacts: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    lines: dict[str, list[Line]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)


def run() -> None:
    """Prints the figures for the photos of CARDS, by default those that the project ships."""
    folder = Path(os.environ.get("CARDS", SAMPLES))
    truth = [json.loads(line) for line in (folder / "truth.jsonl").read_text().splitlines() if line.strip()]
    photos = [folder / name for name in dict.fromkeys(row["image"] for row in truth)]
    print(f"{len(photos)} photos, {sum(bool(row.get('fields')) for row in truth)} cards of {folder.name}")
    if os.environ.get("PROFILE"):
        _profile(photos)
        return
    # First, because a child's peak of memory counts from what its parent held.
    _one_worker(photos)
    _worker_per_core(photos)
    as_reader()
    for name, engine in _engines(os.environ.get("ENGINES", "")).items():
        _one_engine(name, engine, photos, truth)


def _engines(asked: str) -> dict[str, Callable[[], Alone]]:
    """Every engine of this machine alone, and the best one with all that the pipeline adds to it."""
    made: dict[str, Callable[[], Alone]] = {}
    if shutil.which("tesseract"):
        made["tesseract"] = lambda: Alone(TesseractEngine())
    for backend in ("onnxruntime", "openvino"):
        if importlib.util.find_spec("rapidocr") and importlib.util.find_spec(backend):
            made[backend] = lambda backend=backend: Alone(PaddleEngine(backend))  # type: ignore[misc]  # bound now
    made[WHOLE] = lambda: Whole(best_engine())
    return {name: make for name, make in made.items() if not asked or name in asked.split(",")}


def _one_worker(photos: Sequence[Path]) -> None:
    pool = ReadingPool(1)
    wall, used = [], []
    try:
        _read(pool, photos[0])
        (child,) = workers()
        for photo in photos:
            clock, before = time.perf_counter(), cpu_of(child)
            _read(pool, photo)
            wall.append(time.perf_counter() - clock)
            used.append(cpu_of(child) - before)
    finally:
        pool.close()
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\none worker, seconds a photo\n  CPU   {spread(used)}\n  wall  {spread(wall)}")
    print(f"  peak memory {peak:.0f} MB")


def _read(pool: ReadingPool, photo: Path) -> None:
    try:
        pool.read(photo.read_bytes())
    except PhotoError as error:
        print(f"  {photo.name}: {error.code}")


def _worker_per_core(photos: Sequence[Path]) -> None:
    clock, before = time.perf_counter(), cpu()
    read = sum(1 for _ in read_files(photos))
    seconds, used = time.perf_counter() - clock, cpu() - before
    print(f"one worker a core ({os.cpu_count()}), start-up included: {read / seconds:.2f} photos a second")
    print(f"  wall {seconds / read:.2f} and CPU {used / read:.2f} seconds a photo")


def _one_engine(name: str, make: Callable[[], Alone], photos: Sequence[Path], truth: Rows) -> None:
    engine = make()
    read_photo(photos[0].read_bytes(), engine.engine)
    engine.seconds = 0.0
    done = _run(engine, photos)
    print(f"\n{name if name == WHOLE else name + ' alone'}")
    _print_table(score(truth, done.contacts))
    print(f"lines of the bare engine: {_recall(truth, done.lines)}")
    ratio = sum(done.seconds) / max(engine.seconds, 1e-6)
    print(f"CPU seconds a photo: {spread(done.seconds)}; all / the engine's own: {ratio:.2f}")


def _run(engine: Alone, photos: Sequence[Path]) -> Run:
    done = Run()
    for photo in photos:
        engine.lines, before = [], cpu()
        try:
            cards = read_photo(photo.read_bytes(), engine.engine).cards
        except PhotoError as error:
            print(f"  {photo.name}: {error.code}")
            cards = ()
        done.seconds.append(cpu() - before)
        done.contacts[photo.name] = [card.fields.to_dict() for card in cards]
        done.lines[photo.name] = engine.lines
    return done


def _print_table(scores: Scores) -> None:
    names = ["all", *sorted(name for name in scores.groups if name.startswith("language="))]
    names += [name for name in ("kind=ja-vertical", "kind=dark", "kind=multi") if name in scores.groups]
    groups = {name.partition("=")[2] or name: scores.groups[name] for name in names}
    print(f"  {'F1':<16}" + "".join(f"{name:>12}" for name in groups))
    for row in (*KEY, *EXTRA):
        _print_row(row, [group.f1(row) for group in groups.values()])
    _print_row("MEAN OF NINE", [group.mean_f1() for group in groups.values()])
    _print_row("key fields right", [_share(group.whole, group.cards) for group in groups.values()])
    _print_row("wrong flagged", [_flagged(group.wrong) for group in groups.values()])
    _print_row("right flagged", [_flagged(group.right) for group in groups.values()])
    print(f"  {'cards':<16}" + "".join(f"{group.cards:>12}" for group in groups.values()))
    _print_counts(scores, groups["all"])


def _print_counts(scores: Scores, tally: Tally) -> None:
    print(
        f"  {len(tally.wrong)} wrong fields, {len(tally.right)} right; {tally.without_contact} cards without"
        f" a contact, {tally.surplus_contacts} contacts too many;"
        f" photos without a card refused: {scores.refused} of {scores.negatives}"
    )
    if os.environ.get("ERRORS"):
        print("\n".join(f"    {error}" for error in scores.errors))


def _print_row(name: str, values: Sequence[float | None]) -> None:
    shown = ("-" if value is None else f"{100 * value:.1f}" for value in values)
    print(f"  {name:<16}" + "".join(f"{text:>12}" for text in shown))


def _flagged(flags: Sequence[bool]) -> float | None:
    return _share(sum(flags), len(flags))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _recall(truth: Rows, lines: Mapping[str, Sequence[Line]]) -> str:
    """The share of printed lines read with a likeness of 0.9; "-" where truth has no lines."""
    found = [
        _is_there(printed, lines.get(row["image"], ())) for row in truth for printed in row.get("lines") or ()
    ]
    return f"{100 * sum(found) / len(found):.1f} % of {len(found)}" if found else "-"


def _is_there(printed: str, lines: Sequence[Line]) -> bool:
    texts = [normal.tight(line.text) for line in lines]
    best = process.extractOne(normal.tight(printed), texts, scorer=Levenshtein.normalized_similarity)
    return bool(best and best[1] >= SIMILAR)


def _profile(photos: Sequence[Path]) -> None:
    """The functions that cost most over all photos, once everything is loaded."""
    as_reader()
    engine: Engine = best_engine()
    read_photo(photos[0].read_bytes(), engine)
    profile = cProfile.Profile()
    for photo in photos:
        data = photo.read_bytes()
        profile.runcall(read_photo, data, engine)
    pstats.Stats(profile).strip_dirs().sort_stats("cumulative").print_stats(PROFILE_ROWS)
    pstats.Stats(profile).strip_dirs().sort_stats("tottime").print_stats(PROFILE_ROWS // 2)
