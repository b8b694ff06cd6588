"""Where on the straightened card each value was read: values matched back to the lines they came from."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from rapidfuzz.distance import LCSseq

from contacts.values import CardFields, Place
from ocr.values import Line, Quad

# Detected corners stand a little outside the signs already, most of all above and below.
AHEAD, ABOVE = 1 / 4, 1 / 20
# A value stands where at least this share of its characters is found.
ENOUGH = 0.6
# Two runs of equal characters with fewer others than this between them are one run with misread ones in it.
GAP = 2
# How far apart, in characters, the lines of one value may stand.
REACH = 3.0
SINGLE = (
    "name", "name_kana", "name_romaji", "company", "company_en", "department", "department_en", "title",
    "title_en", "postal_code", "address", "address_en", "remark",
)  # fmt: skip
LISTS = ("emails", "urls", "handles", "qualifications")
_LOOK_ALIKE = str.maketrans("oil|!〇零一二三四五六七八九", "0111100123456789")


@dataclass(frozen=True, slots=True)
class _Printed:
    """A line's telling characters, folded, and how far along the line (0..1) each begins and ends."""

    line: Line
    text: str
    spans: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters `start`..`end` of a value found as `first`..`last` of a line, `equal` of them alike."""

    printed: _Printed
    start: int
    end: int
    first: int
    last: int
    equal: int

    @property
    def share(self) -> float:
        """How much of its line the run is."""
        return self.equal / len(self.printed.text)


def places(fields: CardFields, lines: Sequence[Line], quad: Quad) -> dict[str, Place]:
    """The place of every value that stands on the card, in shares of the straightened picture.

    `lines` and `quad` (the card's corners) are in pixels of one photo. Keys are field names, items of lists
    "emails.0"; a value that no line shows (it came from a code, or is inferred) has none.
    """
    printed = [found for found in map(_printed, lines) if found.text]
    matrix = _onto_picture(quad)
    found = ((key, _place(value, printed, matrix)) for key, value in values_of(fields))
    known = {key: place for key, place in found if place}
    for part in ("family_name", "given_name"):
        if getattr(fields, part) and "name" in known:
            known[part] = _within(getattr(fields, part), printed, matrix, known["name"])
    return known


def values_of(fields: CardFields) -> Iterator[tuple[str, str]]:
    """Every printed value with its key: ("name", …), ("emails.0", …), ("phones.1", …), ("posts.0", …)."""
    for name in SINGLE:
        if getattr(fields, name):
            yield name, getattr(fields, name)
    for name in LISTS:
        yield from _numbered(name, getattr(fields, name))
    yield from _numbered("phones", (phone.number for phone in fields.phones))
    yield from _numbered("other_addresses", (office.address for office in fields.other_addresses))
    yield from _numbered("posts", (f"{post.department or ''}{post.title or ''}" for post in fields.posts))


def _numbered(name: str, values: Iterable[str]) -> Iterator[tuple[str, str]]:
    return ((f"{name}.{number}", value) for number, value in enumerate(values))


def lines_of(value: str, lines: Sequence[Line]) -> list[Line]:
    """The lines that a value was read from, the one with most of it first; none when no line shows it."""
    return [run.printed.line for run in _runs(value, [found for found in map(_printed, lines) if found.text])]


def _place(value: str, printed: Sequence[_Printed], matrix: np.ndarray) -> Place | None:
    boxes = [_box(run, matrix) for run in _runs(value, printed)]
    if not boxes:
        return None
    left, top = (min(box[side] for box in boxes) for side in (0, 1))
    right, bottom = (max(box[side] for box in boxes) for side in (2, 3))
    return (left, top, right, bottom) if left < right and top < bottom else None


def _within(value: str, printed: Sequence[_Printed], matrix: np.ndarray, whole: Place) -> Place:
    """The place of a part of a name inside the name's place; the whole where it is not told apart."""
    part = _place(value, [one for one in printed if _inside(_box(_all_of(one), matrix), whole)], matrix)
    return part or whole


def _inside(box: Place, whole: Place) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return whole[0] <= across <= whole[2] and whole[1] <= down <= whole[3]


def _all_of(printed: _Printed) -> _Run:
    size = len(printed.text)
    return _Run(printed, 0, size, 0, size, size)


def _printed(line: Line) -> _Printed:
    widths = [2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line.text]
    whole, done = max(1, sum(widths)), 0
    letters: list[str] = []
    spans: list[tuple[float, float]] = []
    for char, width in zip(line.text, widths, strict=True):
        for letter in _folded(char):
            letters.append(letter)
            spans.append((done / whole, (done + width) / whole))
        done += width
    return _Printed(line, "".join(letters), tuple(spans))


def _folded(text: str) -> str:
    """What recognition and repairs leave alone: letters and figures, look-alikes made one."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(char for char in unicodedata.normalize("NFD", plain) if not unicodedata.combining(char))
    return "".join(char for char in bare.translate(_LOOK_ALIKE) if char.isalnum())


def _runs(value: str, printed: Sequence[_Printed]) -> list[_Run]:
    """The runs of lines that make up a value, the longest first; none when too little of it is found."""
    wanted = _folded(value)
    found = [run for one in printed if (run := _run(wanted, one))]
    found.sort(key=lambda run: (-run.equal, -run.share, -run.printed.line.size))
    chosen: list[_Run] = []
    for run in found:
        if not chosen or (_adds(run, chosen) and any(_near(run, other) for other in chosen)):
            chosen.append(run)
    return chosen if sum(run.equal for run in chosen) >= ENOUGH * max(1, len(wanted)) else []


def _run(wanted: str, printed: _Printed) -> _Run | None:
    """The longest run of characters that a value and a line have in common."""
    blocks = [
        (op.src_start, op.src_end, op.dest_start, op.dest_end)
        for op in LCSseq.opcodes(wanted, printed.text)
        if op.tag == "equal"
    ]
    best = max(
        (_Run(printed, *joined) for joined in _joined(blocks)), key=lambda run: run.equal, default=None
    )
    if best is None or (best.equal < 2 and len(printed.text) > 1):
        return None
    return best


def _joined(blocks: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int, int]]:
    runs: list[tuple[int, int, int, int, int]] = []
    for start, end, first, last in blocks:
        if runs and start - runs[-1][1] <= GAP and first - runs[-1][3] <= GAP:
            start, first, equal = runs[-1][0], runs[-1][2], runs[-1][4] + end - start
            runs[-1] = (start, end, first, last, equal)
        else:
            runs.append((start, end, first, last, end - start))
    return runs


def _adds(run: _Run, chosen: Sequence[_Run]) -> bool:
    """Whether a run holds another part of the value and is no chance likeness."""
    apart = all(run.end <= other.start or run.start >= other.end for other in chosen)
    return apart and (run.share >= ENOUGH or run.equal >= 4)


def _near(one: _Run, other: _Run) -> bool:
    first, second = one.printed.line, other.printed.line
    across = max(first.left, second.left) - min(first.right, second.right)
    down = max(first.top, second.top) - min(first.bottom, second.bottom)
    return max(across, down) < REACH * max(first.size, second.size)


def _box(run: _Run, matrix: np.ndarray) -> Place:
    """The upright box around a run, about a third of a character wider, in shares of the picture."""
    line = run.printed.line
    a, b, c, d = (np.array(corner) for corner in line.quad)
    along, across = (d - a, b - a) if line.vertical else (b - a, d - a)
    far = (c - b) if line.vertical else (c - d)
    start, end = run.printed.spans[run.first][0], run.printed.spans[run.last - 1][1]
    more = AHEAD * line.size / max(float(np.linalg.norm(along)), 1e-6)
    side = ABOVE * line.size / max(float(np.linalg.norm(across)), 1e-6)
    other = b if line.vertical else d
    corners = []
    for at in (start - more, end + more):
        near, beyond = a + along * at, other + far * at
        corners += [near - (beyond - near) * side, beyond + (beyond - near) * side]
    moved = cv2.perspectiveTransform(np.array([corners], dtype=np.float32), matrix)[0]
    (left, top), (right, bottom) = moved.min(axis=0).clip(0, 1), moved.max(axis=0).clip(0, 1)
    return round(float(left), 4), round(float(top), 4), round(float(right), 4), round(float(bottom), 4)


def _onto_picture(quad: Quad) -> np.ndarray:
    target = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], dtype=np.float32)
    return np.asarray(cv2.getPerspectiveTransform(np.array(quad, dtype=np.float32), target))
