"""A vertical column cut into its signs, which are laid side by side upright for the recogniser."""

from __future__ import annotations

import re

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.engines.characters import Text
from ocr.open import Picture

WIDTH = 48
PITCHES = (1.0, 1.06, 1.12, 1.18, 1.25)
BLANK = 0.04
SURE = 0.985
# How much longer than its signs a short column must be for one to have been overlooked.
MISSING = 0.6
# Letters that lie on their side take a third of the width of a column with its margins, upright ones more.
UPRIGHT_PITCH = 0.5
_BAD_ON_ITS_SIDE = re.compile("[〇一二三ー—－|1]")
# Signs that blank paper and torn cells are read as.
_STRAY = re.compile("[_~～，,、：:；;.。'\"!]")
_LATIN_RUN = re.compile(r"[A-Za-z]{4}|\d[\d-]{6}")


def wants_relaying(found: Text, length: float) -> bool:
    """Whether a column may read better with its signs upright; Latin runs may lie on their side as printed.

    `length` is the column's length in widths: that of its signs where they stand upright, or more.
    """
    if _LATIN_RUN.search(found.text) and length < UPRIGHT_PITCH * len(found.text):
        return False
    overlooked = length > len(found.text) + MISSING
    return found.mean < SURE or overlooked or bool(_BAD_ON_ITS_SIDE.search(found.text))


def has_long_vowels(found: Text) -> bool:
    """Whether strokes in a column are ー rather than hyphens: it holds katakana."""
    return bool(re.search("[ァ-ヺ]{2}", found.text))


def better(lying: Text, upright: Text) -> Text:
    """The more trustworthy of two readings of one column.

    A reading that makes a whole phone number or postal code wins; else length and confidence decide.
    """
    if re.search("[(（].+[)）]", lying.text) and not re.search("[(（]", upright.text):
        # Upright, the brackets of a column are arcs that no horizontal text has.
        return lying
    if _STRAY.search(upright.text) and not _STRAY.search(lying.text):
        return lying
    wholes = [_whole_number(found.text) for found in (lying, upright)]
    if wholes[0] != wholes[1]:
        return upright if wholes[1] else lying
    settled = _with_hyphens(lying, upright) or _with_missing_sign(lying, upright)
    if settled or (lying.mean >= SURE and not _BAD_ON_ITS_SIDE.search(lying.text)):
        return settled or lying
    gain = 0.05 * (len(upright.text) - len(lying.text))
    return upright if upright.mean + gain > lying.mean else lying


def _with_hyphens(lying: Text, upright: Text) -> Text | None:
    """The lying text with hyphens that only upright signs tell from 1 or 一; None where the rest differs."""
    if len(lying.text) != len(upright.text):
        return None
    pairs = list(zip(lying.text, upright.text, strict=True))
    differing = [(one, other) for one, other in pairs if one != other]
    if not differing or not all(one in "1一ー—lI" and other in "|｜-" for one, other in differing):
        return None
    text = "".join("-" if one != other else one for one, other in pairs)
    return Text(text, lying.mean, min(lying.least, upright.least))


def _with_missing_sign(lying: Text, upright: Text) -> Text | None:
    """The lying text with the one sign more that the upright one has, where all others but one agree."""
    if len(upright.text) != len(lying.text) + 1 or len(lying.text) < 2:
        return None
    for place, sign in enumerate(upright.text):
        rest = upright.text[:place] + upright.text[place + 1 :]
        same = sum(one == other for one, other in zip(lying.text, rest, strict=True))
        if same >= max(1, len(lying.text) - 1) and "\u3400" <= sign <= "\u9fff":
            text = lying.text[:place] + sign + lying.text[place:]
            return Text(text, lying.mean, min(lying.least, upright.least))
    return None


def _whole_number(text: str) -> bool:
    digits = len(re.findall("[〇○一二三四五六七八九]", text))
    if re.search("電話|FAX|TEL|携", text):
        mobile = bool(re.search("[〇○][七八九][〇○]", text))
        return digits == (11 if mobile else 10)
    return digits == 7


def relaid(column: Picture, turn_strokes: bool) -> Picture | None:
    """The signs of a BGR column (top to bottom) from left to right; None when no even pitch is found.

    `turn_strokes` lays ー as in horizontal text; among kanji digits a stroke is a hyphen and stays upright,
    where it cannot be taken for 一.
    """
    scale = WIDTH / max(1, column.shape[1])
    column = cv2.resize(column, (WIDTH, max(1, round(column.shape[0] * scale))), interpolation=cv2.INTER_AREA)
    column = _trimmed(column)
    cuts = _cuts(_ink(column, 1), column.shape[1])
    if len(cuts) < 2:
        return None
    cells = [_square(column[top:bottom], turn_strokes) for top, bottom in cuts]
    strip: Picture = np.concatenate(cells, axis=1)
    return strip


def _trimmed(column: Picture) -> Picture:
    """The column without the empty margins at its sides."""
    ink = _ink(column, 0)
    printed = np.nonzero(ink > 0.2 * ink.max())[0]
    if len(printed) < WIDTH // 4:
        return column
    return column[:, max(0, int(printed[0]) - 1) : int(printed[-1]) + 2]


def _square(cell: Picture, turn_strokes: bool) -> Picture:
    """A cell on a square of paper; a stroke (ー, a hyphen) is laid as it lies in horizontal text."""
    if turn_strokes and _is_stroke(cell):
        cell = np.rot90(cell)
    side = round(1.15 * max(cell.shape[:2]))
    top, left = (side - cell.shape[0]) // 2, (side - cell.shape[1]) // 2
    bottom, right = side - cell.shape[0] - top, side - cell.shape[1] - left
    paper = [int(value) for value in np.median(cell, axis=(0, 1))]
    squared = cv2.copyMakeBorder(cell, top, bottom, left, right, cv2.BORDER_CONSTANT, value=paper)
    sized: Picture = cv2.resize(squared, (WIDTH, WIDTH), interpolation=cv2.INTER_AREA)
    return sized


def _is_stroke(cell: Picture) -> bool:
    across, down = np.nonzero(_ink(cell, 0))[0], np.nonzero(_ink(cell, 1))[0]
    if len(across) == 0 or len(down) == 0:
        return False
    width, height = int(np.ptp(across)) + 1, int(np.ptp(down)) + 1
    return width < 0.3 * cell.shape[1] and height > 2.5 * width


def _ink(column: Picture, axis: int) -> NDArray[np.float64]:
    """How much of each pixel row (1) or pixel column (0) differs from the paper around it."""
    grey = cv2.cvtColor(column, cv2.COLOR_BGR2GRAY)
    if np.median(grey) < (int(grey.min()) + int(grey.max())) / 2:
        grey = 255 - grey
    paper = cv2.morphologyEx(grey, cv2.MORPH_CLOSE, np.ones((WIDTH // 2, WIDTH // 2), np.uint8))
    contrast = cv2.GaussianBlur(paper, (0, 0), 4).astype(np.float64) - grey
    contrast[contrast < 0.25 * np.percentile(contrast, 99)] = 0.0
    return np.asarray(contrast.mean(axis=axis))


def _cuts(ink: NDArray[np.float64], width: int) -> list[tuple[int, int]]:
    """The cells of the column, top and bottom, at the pitch whose borders cross the least ink."""
    tries = [_path(ink / max(ink.max(), 1e-6), round(width * share)) for share in PITCHES]
    return min(tries, key=lambda found: found[0])[1]


def _path(ink: NDArray[np.float64], pitch: int) -> tuple[float, list[tuple[int, int]]]:
    """The cheapest way down the column in cells of about one pitch and in steps over blank paper."""
    end = len(ink)
    cost = np.full(end + 1, np.inf)
    came: list[int] = [0] * (end + 1)
    cost[0] = 0.0
    lengths = range(max(4, round(0.88 * pitch)), round(1.12 * pitch) + 1)
    for place in range(end):
        if ink[place] < BLANK and cost[place] < cost[place + 1]:
            cost[place + 1], came[place + 1] = cost[place], place
        for length in lengths:
            stop = min(end, place + length)
            price = cost[place] + ink[min(stop, end - 1)] + 2.0 * abs(length - pitch) / pitch + 0.02
            if price < cost[stop]:
                cost[stop], came[stop] = price, place
    return _walked(cost, came, end)


def _walked(cost: NDArray[np.float64], came: list[int], place: int) -> tuple[float, list[tuple[int, int]]]:
    total = float(cost[place])
    cells: list[tuple[int, int]] = []
    while place > 0:
        if place - came[place] > 1:
            cells.append((came[place], place))
        place = came[place]
    return total / max(1, len(cells)), cells[::-1]
