"""Seconds, counted: an engine that knows what it costs, and what a process and its programs have used."""

from __future__ import annotations

import resource
from collections.abc import Sequence
from statistics import mean, median
from typing import Any

import psutil

from ocr.engines import Engine
from ocr.open import Picture
from ocr.values import Line


class Alone:
    """An engine without its other skills, so that nothing but its own lines decides; remembers them."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.name = engine.name
        self.seconds = 0.0
        self.lines: list[Line] = []

    def read(self, picture: Picture) -> list[Line]:
        """The engine's lines, its CPU seconds added to `seconds`."""
        begun = cpu()
        found = self._engine.read(picture)
        self.seconds += cpu() - begun
        self.lines += found
        return found


class Whole(Alone):
    """An engine with all its skills; only the reading of whole pictures is counted as its own time."""

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)


def cpu() -> float:
    """CPU seconds of this process and of the programs it has run (Tesseract)."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def workers() -> list[psutil.Process]:
    """The reading processes that this process has started."""
    return [child for child in psutil.Process().children() if "spawn_main" in " ".join(child.cmdline())]


def cpu_of(process: psutil.Process) -> float:
    """CPU seconds of another process and of the programs it has run; 0 when it is gone."""
    if not process.is_running():
        return 0.0
    times = process.cpu_times()
    return float(times.user + times.system + times.children_user + times.children_system)


def spread(values: Sequence[float], digits: int = 2) -> str:
    """Median, mean and 95th percentile in one line."""
    figures = {"median": median(values), "mean": mean(values), "p95": percentile(values, 0.95)}
    return "  ".join(f"{name} {value:.{digits}f}" for name, value in figures.items())


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0..1) of the values lie, by nearest rank."""
    return sorted(values)[max(0, min(len(values) - 1, round(share * len(values)) - 1))]
