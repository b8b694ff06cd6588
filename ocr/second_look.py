"""A second look where a name ends too early: a wide-set last sign (遠藤 　一) that detection overlooked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol, runtime_checkable

import cv2
import numpy as np

from contacts.values import CardFields
from ocr.fields.text import folded, is_japanese, is_kanji_name, tight
from ocr.open import Picture
from ocr.values import Line, Quad

REACH = 4.5
MOST_MORE = 3


@runtime_checkable
class StripReader(Protocol):
    """An engine that reads one line of text."""

    def read_strip(self, strip: Picture) -> tuple[str, float]:
        """Text and confidence (0..1) of one horizontal line of text."""
        ...


def with_longer_name(
    engine: object, picture: Picture, lines: Sequence[Line], fields: CardFields
) -> tuple[Line, ...] | None:
    """The lines with the name read on to its right; None when the name is whole or nothing more is there."""
    name = tight(fields.name or "")
    if fields.given_name or not is_japanese(name) or not isinstance(engine, StripReader):
        return None
    line = next((line for line in lines if tight(folded(line.text)) == name and not line.vertical), None)
    if line is None:
        return None
    quad = _longer(line.quad)
    text, sure = engine.read_strip(_strip(picture, quad))
    found = tight(text)
    if not found.startswith(name) or not 1 <= len(found) - len(name) <= MOST_MORE or not is_kanji_name(found):
        return None
    spaced = f"{name} {found[len(name) :]}"
    longer = replace(line, text=spaced, quad=quad, confidence=min(sure, line.confidence))
    return tuple(longer if other is line else other for other in lines)


def _longer(quad: Quad) -> Quad:
    a, b, c, d = (np.array(corner) for corner in quad)
    height = float(np.linalg.norm(d - a))
    ahead = (b - a) / max(float(np.linalg.norm(b - a)), 1e-6) * REACH * height
    corners = (a, b + ahead, c + ahead, d)
    first, second, third, fourth = ((float(x), float(y)) for x, y in corners)
    return first, second, third, fourth


def _strip(picture: Picture, quad: Quad) -> Picture:
    corners = np.array(quad, dtype=np.float32)
    width = max(1, round(float(np.linalg.norm(corners[1] - corners[0]))))
    height = max(1, round(float(np.linalg.norm(corners[3] - corners[0]))))
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    matrix = cv2.getPerspectiveTransform(corners, target)
    return cv2.warpPerspective(picture, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
