"""Layout before fields: pieces of text become rows in reading order, in the card's own coordinates."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from statistics import median

import cv2
import numpy as np
from cv2.typing import MatLike

from ocr.values import Line, Quad

SAME_ROW = 0.5
# Rows whose angles differ by more (radians) stand on a frame with wrong corners; short pieces tell nothing.
LEANING, LONG_ENOUGH = 0.03, 4
JOIN_GAP = 1.1
# Boxes of wide-set signs overlap by as much of a sign.
OVERLAP = 0.6
SPACE_GAP = 0.35
SIMILAR_SIZE = 1.7
# Where a row of ways to reach somebody begins; an address to its left stands in another column.
_CONTACT = re.compile(
    r"(?:tel|fax|phone|free|mobile|cell|e-?mail|mail|url|web|hp|https?|www|電話|携帯|直通|ファ[ック]|メール|[TFMEPD][.:：])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text on the straightened card; places and sizes are in shares of the card's width."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    vertical: bool
    confidence: float

    @property
    def middle_x(self) -> float:
        return (self.left + self.right) / 2

    @property
    def middle_y(self) -> float:
        return (self.top + self.bottom) / 2


def onto_card(lines: Sequence[Line], quad: Quad) -> list[Line]:
    """Lines with their corners moved from the photo onto the straightened card, which is 1 wide."""
    return _levelled(_onto(lines, quad))


def _onto(lines: Sequence[Line], quad: Quad) -> list[Line]:
    source = np.array(quad, dtype=np.float32)
    height = card_height(quad)
    target = np.array([[0, 0], [1, 0], [1, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(source, target)
    return [_moved(line, matrix) for line in lines]


def steadier(lines: Sequence[Line], quad: Quad, other: Quad) -> Quad:
    """Of two frames the one on which lines of text are more nearly parallel; `quad` where they are alike.

    Corners found wrong turn rows of one card by different angles, and pieces of a row no longer meet.
    """
    spread, without = (leaning(lines, frame) for frame in (quad, other))
    return other if spread > LEANING and without < 0.5 * spread else quad


def angles(lines: Sequence[Line], quad: Quad) -> list[float]:
    """The angle in radians, clockwise, by which each line leans on the card inside the corners."""
    return [_lean(line) for line in _onto(lines, quad)]


def leaning(lines: Sequence[Line], quad: Quad) -> float:
    """How much the angles of lines differ on a frame, in radians: the median distance from their median."""
    leans = [_lean(line) for line in _onto(lines, quad) if len(line.text) >= LONG_ENOUGH]
    middle = median(leans) if leans else 0.0
    return median(abs(lean - middle) for lean in leans) if leans else 0.0


def _levelled(lines: Sequence[Line]) -> list[Line]:
    """Lines turned so that most text is level: corners found a little wrong leave it leaning."""
    leans = sorted((_lean(line), len(line.text)) for line in lines)
    if not leans:
        return []
    half = sum(weight for _, weight in leans) / 2
    reached = accumulate(weight for _, weight in leans)
    lean = next(lean for (lean, _), passed in zip(leans, reached, strict=True) if passed >= half)
    cos, sin = math.cos(lean), math.sin(lean)
    turn = np.array([[cos, sin, 0.0], [-sin, cos, 0.0], [0.0, 0.0, 1.0]])
    return [_moved(line, turn) for line in lines]


def _lean(line: Line) -> float:
    """The angle in radians by which a line of text leans, clockwise."""
    (ax, ay), (bx, by), _, (dx, dy) = line.quad
    return math.atan2(ax - dx, dy - ay) if line.vertical else math.atan2(by - ay, bx - ax)


def card_height(quad: Quad) -> float:
    """The straightened card's height as a share of its width, from the lengths of its sides."""
    a, b, c, d = (np.array(corner, dtype=np.float64) for corner in quad)
    width = float(np.linalg.norm(b - a) + np.linalg.norm(c - d))
    height = float(np.linalg.norm(d - a) + np.linalg.norm(c - b))
    return height / max(width, 1e-6)


def _moved(line: Line, matrix: MatLike) -> Line:
    corners = cv2.perspectiveTransform(np.array([line.quad], dtype=np.float32), matrix)[0]
    quad = tuple((float(x), float(y)) for x, y in corners)
    return Line(line.text, quad, line.confidence, line.vertical)  # type: ignore[arg-type]  # four corners stay four


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """Rows in reading order: horizontal ones from the top, then vertical ones from the right."""
    rows = [_row(line) for line in lines]
    lone = [row for row in rows if _is_lone(row)] if _mostly_vertical(lines) else []
    columns = [row for row in rows if row.vertical] + lone
    signs = {
        row
        for row in rows
        if not row.vertical and any(_sign_of(row, column) for column in columns if column is not row)
    }
    across = _joined([row for row in rows if not row.vertical and row not in signs])
    down = _joined(
        [
            *(row for row in rows if row.vertical),
            *(replace(row, vertical=True, size=row.right - row.left) for row in signs),
        ]
    )
    across.sort(key=lambda row: (row.middle_y, row.left))
    down.sort(key=lambda row: (-row.middle_x, row.top))
    return down + across if _mostly_vertical(lines) else across + down


def _is_lone(row: Row) -> bool:
    """One upright sign by itself: a wide-set vertical name of single signs is a row of them."""
    return not row.vertical and len(row.text) == 1 and _is_cjk(row.text)


def _sign_of(row: Row, column: Row) -> bool:
    """Whether a lone sign stands in a column: the last one of a wide-set vertical name."""
    size = row.right - row.left
    near = min(abs(row.top - column.bottom), abs(column.top - row.bottom)) < 4 * size
    width = column.right - column.left
    alike = size < 1.4 * width and width < 1.4 * size
    return (
        len(row.text) <= 2
        and _is_cjk(row.text)
        and alike
        and near
        and abs(row.middle_x - column.middle_x) < 0.35 * size
    )


def _mostly_vertical(lines: Sequence[Line]) -> bool:
    written = sum(len(line.text) for line in lines)
    return sum(len(line.text) for line in lines if line.vertical) > written / 2


def _row(line: Line) -> Row:
    return Row(
        line.text.strip(),
        line.left,
        line.top,
        line.right,
        line.bottom,
        line.size,
        line.vertical,
        line.confidence,
    )


def _joined(rows: list[Row]) -> list[Row]:
    """Pieces that stand beside each other at one height and size become one row."""
    rows = sorted(rows, key=lambda row: _along(row)[0])
    done: list[Row] = []
    for row in rows:
        partner = next((other for other in reversed(done) if _continues(other, row)), None)
        if partner is None:
            done.append(row)
        else:
            done[done.index(partner)] = _together(partner, row)
    return done


def _along(row: Row) -> tuple[float, float]:
    """Start and end in the direction of writing."""
    return (row.top, row.bottom) if row.vertical else (row.left, row.right)


def _across(row: Row) -> float:
    return row.middle_x if row.vertical else row.middle_y


def _continues(first: Row, second: Row) -> bool:
    size = min(first.size, second.size)
    if abs(_across(first) - _across(second)) > SAME_ROW * size:
        return False
    if max(first.size, second.size) > SIMILAR_SIZE * size:
        return False
    if _CONTACT.match(second.text) and not _CONTACT.search(first.text):
        return False
    gap = _along(second)[0] - _along(first)[1]
    return -OVERLAP * size < gap < (JOIN_GAP if not _short_names(first, second) else 4.0) * size


def _short_names(first: Row, second: Row) -> bool:
    """A wide-spaced name falls into short pieces: 鈴 木 義 雄."""
    return all(len(row.text) <= 3 and _is_cjk(row.text) for row in (first, second))


def _is_cjk(text: str) -> bool:
    return all("\u3040" <= char <= "\u9fff" or char in "々〆ヶ﨑𠮷" for char in text)


def _together(first: Row, second: Row) -> Row:
    gap = _along(second)[0] - _along(first)[1]
    apart = gap > SPACE_GAP * min(first.size, second.size) or "@" in second.text
    space = " " if apart else ""
    return Row(
        first.text + space + second.text,
        min(first.left, second.left),
        min(first.top, second.top),
        max(first.right, second.right),
        max(first.bottom, second.bottom),
        max(first.size, second.size),
        first.vertical,
        min(first.confidence, second.confidence),
    )


def usual_size(rows: Sequence[Row]) -> float:
    """The median character size of rows, as a share of the card's width."""
    return median(row.size for row in rows) if rows else 0.0
