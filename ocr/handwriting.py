"""Notes written on a card by hand: askew against the print, in another ink, unsurely read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import degrees
from statistics import median

import cv2
import numpy as np
from numpy.typing import NDArray

from contacts.values import CardFields
from ocr.layout import angles
from ocr.open import Picture
from ocr.values import Line, Quad

# Degrees by which a hand leaves the direction of print. Less far askew, or in the ink of the print, only what
# is read less surely than print counts.
ASKEW, FAR_ASKEW = 3.5, 5.5
SURE, HARDLY_SURE = 0.97, 0.9
# How far the colours of two inks lie apart (CIE Lab, 8 bit, without lightness).
OTHER_INK = 12.0
# Shorter pieces lean by chance; fewer lines tell no direction of print.
LEAST_LETTERS, LEAST_LINES = 6, 4
INK_SHARE = 0.12
UNSURE = 0.5


def parted(picture: Picture, lines: Sequence[Line], frame: Quad) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """The printed and the handwritten lines of a card in a BGR picture; `frame` holds the card's corners."""
    if len(lines) < LEAST_LINES:
        return tuple(lines), ()
    leans = angles(lines, frame)
    level = median(leans)
    written = [
        line
        for line, lean in zip(lines, leans, strict=True)
        if _is_written(picture, line, abs(degrees(lean - level)), lines)
    ]
    return tuple(line for line in lines if line not in written), tuple(written)


def with_remark(fields: CardFields, written: Sequence[Line]) -> CardFields:
    """The fields with handwritten lines as the remark, from the top, which is never sure."""
    if not written:
        return fields
    text = "\n".join(line.text for line in sorted(written, key=lambda line: line.top))
    return replace(fields, remark=text, confidence={**fields.confidence, "remark": UNSURE})


def _is_written(picture: Picture, line: Line, askew: float, lines: Sequence[Line]) -> bool:
    if (
        line.vertical
        or askew < ASKEW
        or len(line.text) < LEAST_LETTERS
        or (askew < FAR_ASKEW and line.confidence >= SURE)
    ):
        return False
    if askew >= FAR_ASKEW and line.confidence < HARDLY_SURE:
        return True
    inks = np.array([_ink(picture, other) for other in lines if other is not line])
    return float(np.linalg.norm(_ink(picture, line) - np.median(inks, axis=0))) > OTHER_INK


def _ink(picture: Picture, line: Line) -> NDArray[np.float32]:
    """The colour of a line's ink less that of its paper, as the two colour axes of CIE Lab."""
    corners = np.array(line.quad, dtype=np.float32)
    left, top = np.maximum(corners.min(axis=0).astype(int), 0)
    right, bottom = corners.max(axis=0).astype(int) + 1
    patch = np.ascontiguousarray(picture[top:bottom, left:right])
    if patch.size == 0:
        return np.zeros(2, np.float32)
    lab = cv2.cvtColor(patch, cv2.COLOR_BGR2LAB).reshape(-1, 3).astype(np.float32)
    paper = np.median(lab, axis=0)
    away = np.linalg.norm(lab - paper, axis=1)
    ink = lab[away >= np.percentile(away, 100 * (1 - INK_SHARE))].mean(axis=0)
    return np.asarray(ink[1:] - paper[1:], dtype=np.float32)
