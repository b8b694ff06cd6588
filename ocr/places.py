"""Where on the straightened card each value was read."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence

import cv2
import numpy as np

from contacts.values import CardFields, Place
from ocr.matching import Printed, Run, printed, runs
from ocr.values import Line, Quad

# Detected corners stand a little outside the signs already, most of all above and below.
AHEAD, ABOVE = 1 / 4, 1 / 20
SINGLE = (
    "name", "name_kana", "name_romaji", "company", "company_en", "department", "department_en", "title",
    "title_en", "postal_code", "address", "address_en", "remark",
)  # fmt: skip
LISTS = ("emails", "urls", "handles", "qualifications")


def places(fields: CardFields, lines: Sequence[Line], quad: Quad) -> dict[str, Place]:
    """The place of every value that stands on the card, in shares of the straightened picture.

    `lines` and `quad` (the card's corners) are in pixels of one photo. Keys are field names, items of lists
    "emails.0"; a value that no line shows (it came from a code, or is inferred) has none.
    """
    ready, matrix = printed(lines), _onto_picture(quad)
    found = ((key, _place(value, ready, matrix)) for key, value in values_of(fields))
    known = {key: place for key, place in found if place}
    for part in ("family_name", "given_name"):
        if getattr(fields, part) and "name" in known:
            known[part] = _within(getattr(fields, part), ready, matrix, known["name"])
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


def _place(value: str, lines: Sequence[Printed], matrix: np.ndarray) -> Place | None:
    boxes = [_box(run, matrix) for run in runs(value, lines)]
    if not boxes:
        return None
    left, top = (min(box[side] for box in boxes) for side in (0, 1))
    right, bottom = (max(box[side] for box in boxes) for side in (2, 3))
    return (left, top, right, bottom) if left < right and top < bottom else None


def _within(value: str, lines: Sequence[Printed], matrix: np.ndarray, whole: Place) -> Place:
    """The place of a part of a name inside the name's place; the whole where it is not told apart."""
    part = _place(value, [one for one in lines if _inside(_box(_all_of(one), matrix), whole)], matrix)
    return part or whole


def _inside(box: Place, whole: Place) -> bool:
    across, down = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return whole[0] <= across <= whole[2] and whole[1] <= down <= whole[3]


def _all_of(line: Printed) -> Run:
    size = len(line.text)
    return Run(line, 0, size, 0, size, size)


def _along(run: Run) -> tuple[float, float]:
    """How far along its line (0..1) a run begins and ends, by the widths of the characters."""
    widths = [2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in run.line.text]
    begin, end = run.span
    whole = max(1, sum(widths))
    return sum(widths[:begin]) / whole, sum(widths[:end]) / whole


def _box(run: Run, matrix: np.ndarray) -> Place:
    """The upright box around a run, about a third of a character wider, in shares of the picture."""
    line = run.line
    a, b, c, d = (np.array(corner) for corner in line.quad)
    along, across = (d - a, b - a) if line.vertical else (b - a, d - a)
    far = (c - b) if line.vertical else (c - d)
    start, end = _along(run)
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
