"""Seconds, counted: an engine that knows what it costs, and what a process and its programs have used."""

from __future__ import annotations

import resource
from collections.abc import Sequence
from statistics import mean, median

import psutil

from ocr.engines import Engine
from ocr.open import Picture
from ocr.values import Line


class Alone:
    """An engine without its other skills, so that nothing but its own lines decides.

    Adds up the CPU `seconds` of its readings of whole pictures and remembers their `lines`.
    """

    def __init__(self, engine: Engine) -> None:
        self._read = engine.read
        self.name = engine.name
        self.seconds = 0.0
        self.lines: list[Line] = []

    @property
    def engine(self) -> Engine:
        """What the pipeline is given."""
        return self

    def read(self, picture: Picture) -> list[Line]:
        """The engine's lines."""
        begun = cpu()
        found = self._read(picture)
        self.seconds += cpu() - begun
        self.lines += found
        return found


class Whole(Alone):
    """An engine with all its skills, counted in the same way."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._engine = engine
        # The pipeline asks an engine what it can do, so that it must be given the engine itself.
        engine.read = self.read  # type: ignore[method-assign]  # the same call, counted

    @property
    def engine(self) -> Engine:
        """What the pipeline is given."""
        return self._engine


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
