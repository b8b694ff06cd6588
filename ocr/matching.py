"""Values matched back to the lines of text they came from, whatever repairs lie between."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz.distance import LCSseq

from ocr.values import Line

# A value stands where at least this share of its characters is found.
ENOUGH = 0.6
# Two runs of equal characters with no more others than this between them are one run with misread ones in it.
GAP = 2
# How far apart, in characters, the lines of one value may stand.
REACH = 3.0
_LOOK_ALIKE = str.maketrans("oil|!〇零一二三四五六七八九", "0111100123456789")


@dataclass(frozen=True, slots=True)
class Printed:
    """A line's telling characters, folded, and which character of the line each of them is."""

    line: Line
    text: str
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Characters `start`..`end` of a folded value as `first`..`last` of a line, `equal` of them alike."""

    printed: Printed
    start: int
    end: int
    first: int
    last: int
    equal: int

    @property
    def line(self) -> Line:
        return self.printed.line

    @property
    def span(self) -> tuple[int, int]:
        """Begin and end of the run among the line's characters."""
        return self.printed.at[self.first], self.printed.at[self.last - 1] + 1

    @property
    def piece(self) -> str:
        """The run as the line spells it."""
        begin, end = self.span
        return self.line.text[begin:end]

    @property
    def share(self) -> float:
        """How much of its line the run is."""
        return self.equal / len(self.printed.text)


def printed(lines: Sequence[Line]) -> list[Printed]:
    """Lines made ready for matching, those without letters and figures left out."""
    found = []
    for line in lines:
        letters = [(letter, place) for place, char in enumerate(line.text) for letter in folded(char)]
        if letters:
            found.append(
                Printed(line, "".join(letter for letter, _ in letters), tuple(at for _, at in letters))
            )
    return found


def folded(text: str) -> str:
    """What recognition and repairs leave alone: letters and figures, look-alikes made one."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char))
    return "".join(char for char in bare.translate(_LOOK_ALIKE) if char.isalnum())


def runs(value: str, lines: Sequence[Printed]) -> list[Run]:
    """The runs of lines that make up a value, the longest first; none when too little of it is found."""
    wanted = folded(value)
    found = [run for one in lines if (run := _run(wanted, one))]
    found.sort(key=lambda run: (-run.equal, -run.share, -run.line.size))
    chosen: list[Run] = []
    for run in found:
        if not chosen or (_adds(run, chosen) and any(_near(run, other) for other in chosen)):
            chosen.append(run)
    return chosen if sum(run.equal for run in chosen) >= ENOUGH * max(1, len(wanted)) else []


def _run(wanted: str, line: Printed) -> Run | None:
    """The whole value, else the longest run of characters that a value and a line have in common."""
    whole = line.text.find(wanted)
    if wanted and whole >= 0:
        return Run(line, 0, len(wanted), whole, whole + len(wanted), len(wanted))
    best = max(
        (Run(line, *run) for run in _common(wanted, line.text)), key=lambda run: run.equal, default=None
    )
    if best is None or (best.equal < 2 and len(line.text) > 1):
        return None
    return best


@lru_cache(maxsize=5_000)
def _common(wanted: str, text: str) -> tuple[tuple[int, int, int, int, int], ...]:
    """The runs of two texts, as places in both and a number of equal characters."""
    # Most values and lines have next to nothing in common, which is told fast.
    if LCSseq.similarity(wanted, text) < min(2, len(text)):
        return ()
    blocks = [
        (op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in LCSseq.opcodes(wanted, text)
        if op.tag == "equal"
    ]
    return tuple(_joined(blocks))


def _joined(blocks: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int, int]]:
    joined: list[tuple[int, int, int, int, int]] = []
    for start, end, first, last in blocks:
        if joined and start - joined[-1][1] <= GAP and first - joined[-1][3] <= GAP:
            start, first, equal = joined[-1][0], joined[-1][2], joined[-1][4] + end - start
            joined[-1] = (start, end, first, last, equal)
        else:
            joined.append((start, end, first, last, end - start))
    return joined


def _adds(run: Run, chosen: Sequence[Run]) -> bool:
    """Whether a run holds another part of the value and is no chance likeness."""
    apart = all(run.end <= other.start or run.start >= other.end for other in chosen)
    return apart and (run.share >= ENOUGH or run.equal >= 4)


def _near(one: Run, other: Run) -> bool:
    first, second = one.line, other.line
    across = max(first.left, second.left) - min(first.right, second.right)
    down = max(first.top, second.top) - min(first.bottom, second.bottom)
    return max(across, down) < REACH * max(first.size, second.size)
