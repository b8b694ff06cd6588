"""Reading figures: the table of fields, flags, seconds and memory, for each engine of this machine."""

from __future__ import annotations

import json
import os
import resource
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean, median
from typing import Any, TypeVar

from ocr.engines import Engine, best_engine
from ocr.engines.tesseract_engine import TesseractEngine
from ocr.open import Picture
from ocr.pipeline import read_photo
from ocr.report import read_files
from ocr.values import Line
from tests.bench.fields_scorer import KEY, Tally, score

T = TypeVar("T")
SAMPLES = Path(__file__).parents[1] / "samples"


class Timed:
    """An engine that counts the CPU seconds it takes itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name = engine.name
        self.seconds = 0.0

    def read(self, picture: Picture) -> list[Line]:
        return self._counted(lambda: self._engine.read(picture))

    def read_strip(self, strip: Picture) -> tuple[str, float]:
        reader: Any = self._engine
        return self._counted(lambda: reader.read_strip(strip)) if hasattr(reader, "read_strip") else ("", 0.0)

    def _counted(self, read: Callable[[], T]) -> T:
        begun = _cpu()
        try:
            return read()
        finally:
            self.seconds += _cpu() - begun


def run() -> None:
    """Prints the figures for the photos of CARDS, by default those that the project ships."""
    folder = Path(os.environ.get("CARDS", SAMPLES))
    truth = [json.loads(line) for line in (folder / "truth.jsonl").read_text().splitlines() if line.strip()]
    photos = [folder / name for name in dict.fromkeys(row["image"] for row in truth)]
    print(f"{len(photos)} photos of {folder.name}")
    for engine in (best_engine(), TesseractEngine()):
        _one_engine(Timed(engine), photos, truth)
    begun = time.perf_counter()
    read = len(list(read_files(photos)))
    seconds = time.perf_counter() - begun
    print(f"\none worker a core: {read / seconds:.2f} photos/s with start-up, {os.cpu_count()} cores")


def _one_engine(engine: Timed, photos: list[Path], truth: list[dict[str, Any]]) -> None:
    read_photo(photos[0].read_bytes(), engine)
    engine.seconds = 0.0
    wall, cpu, found = [], [], {}
    for photo in photos:
        clock, used = time.perf_counter(), _cpu()
        cards = read_photo(photo.read_bytes(), engine).cards
        wall.append(time.perf_counter() - clock)
        cpu.append(_cpu() - used)
        found[photo.name] = [card.fields.to_dict() for card in cards]
    print(f"\n{engine.name}")
    _print_scores(score(truth, found), truth, found)
    print(
        f"seconds a photo: CPU median {median(cpu):.2f} mean {mean(cpu):.2f}, wall median {median(wall):.2f}"
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"whole CPU / the engine's own: {sum(cpu) / max(engine.seconds, 1e-6):.2f}; peak memory {peak:.0f} MB"
    )


def _print_scores(tally: Tally, truth: list[dict[str, Any]], found: dict[str, Any]) -> None:
    for name in KEY:
        value = tally.f1(name)
        print(f"  {name:<12}" + ("     -" if value is None else f"{100 * value:6.1f}"))
    print(f"  {'mean F1':<12}{100 * tally.mean_f1():6.1f}")
    print(f"name, company, phone and e-mail right: {_share(tally.whole, tally.cards)} of {tally.cards} cards")
    print(
        f"flagged: {_share(sum(tally.wrong), len(tally.wrong))} of {len(tally.wrong)} wrong fields, ", end=""
    )
    print(f"{_share(sum(tally.right), len(tally.right))} of {len(tally.right)} right ones")
    refused = [not found[row["image"]] for row in truth if not row.get("fields")]
    print(f"photos without a card refused: {sum(refused)} of {len(refused)}")
    if os.environ.get("ERRORS"):
        print("\n".join(tally.errors))


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.0f} %" if whole else "-"


def _cpu() -> float:
    """CPU seconds of this process and of the programs it has run (Tesseract)."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime
