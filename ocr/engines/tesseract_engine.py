"""Tesseract by pytesseract: the engine where no other can be loaded, and a second opinion.

Illumination is flattened first (the picture divided by its blurred background) and dark cards inverted.
"""

from __future__ import annotations

import os
import re
from collections import defaultdict

import cv2
import numpy as np
import pytesseract

from ocr.open import Picture
from ocr.values import Line

LANGUAGES = "jpn+eng"
SIDE = 2000
SECONDS = 30
# A single line is read at this height, with this much paper around it, in pixels.
LINE_HEIGHT, PAPER = 52, 12


class TesseractEngine:
    """Reads a whole picture with page segmentation mode 4 (a column of lines of varying size)."""

    name = "tesseract"

    def read(self, picture: Picture) -> list[Line]:
        """Lines of an upright BGR picture."""
        scale = SIDE / max(picture.shape[:2])
        flat = flattened(cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
        rows = pytesseract.image_to_data(
            flat, lang=LANGUAGES, config="--psm 4", output_type=pytesseract.Output.DICT, timeout=SECONDS
        )
        return _lines(rows, scale)


def flattened(picture: Picture) -> Picture:
    """An 8-bit grey picture of the same size with even light and dark text on white."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    blur = max(31, (max(grey.shape) // 20) | 1)
    background = cv2.medianBlur(grey, min(blur, 255))
    darker, lighter = np.mean(grey < 0.75 * background), np.mean(0.75 * grey > background)
    if lighter > darker:
        grey, background = 255 - grey, 255 - background
    even: Picture = cv2.divide(grey, background, scale=255)
    return even


def _lines(rows: dict[str, list[str]], scale: float) -> list[Line]:
    words: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    for number, text in enumerate(rows["text"]):
        if text.strip() and float(rows["conf"][number]) >= 0:
            place = tuple(int(rows[name][number]) for name in ("block_num", "par_num", "line_num"))
            words[place].append(number)  # type: ignore[index]  # three names give three numbers
    return [_line(rows, numbers, scale) for numbers in words.values()]


def _line(rows: dict[str, list[str]], numbers: list[int], scale: float) -> Line:
    left = min(int(rows["left"][n]) for n in numbers) / scale
    top = min(int(rows["top"][n]) for n in numbers) / scale
    right = max(int(rows["left"][n]) + int(rows["width"][n]) for n in numbers) / scale
    bottom = max(int(rows["top"][n]) + int(rows["height"][n]) for n in numbers) / scale
    text = " ".join(rows["text"][n] for n in numbers)
    text = _without_wide_spaces(text)
    confidence = sum(float(rows["conf"][n]) for n in numbers) / len(numbers) / 100
    quad = ((left, top), (right, top), (right, bottom), (left, bottom))
    return Line(text, quad, confidence, vertical=False)


def read_line(strip: Picture, *, japanese: bool) -> str:
    """The text of one horizontal line of a BGR picture, on one thread; "" without Tesseract or text."""
    scale = LINE_HEIGHT / strip.shape[0]
    mode = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
    line = cv2.resize(strip, None, fx=scale, fy=scale, interpolation=mode)
    paper = cv2.copyMakeBorder(line, PAPER, PAPER, PAPER, PAPER, cv2.BORDER_REPLICATE)
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        text: str = pytesseract.image_to_string(
            flattened(paper), lang="jpn" if japanese else "eng", config="--psm 7", timeout=SECONDS
        )
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, RuntimeError):
        return ""
    return _without_wide_spaces(text.strip())


def _without_wide_spaces(text: str) -> str:
    """Tesseract puts spaces between Japanese characters."""
    return re.sub(r"(?<=[^\x00-\x7f]) (?=[^\x00-\x7f])", "", text)
