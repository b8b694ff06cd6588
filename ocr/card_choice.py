"""Which of the areas found are the cards: one, or several that share nothing, some without an edge."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from ocr.clusters import clusters, reaches_somebody
from ocr.found import Found, around, border_of, size_of
from ocr.layout import LEANING, leaning
from ocr.values import Line

MOST_CARDS = 12
LEAST_LINES = 2
LEAST_LINES_OF_PART = 3
# Lines enough for a card that was read upside down.
MUCH = 5
ENOUGH = 0.9
ALIKE = 0.05
MOST_SHARED = 0.08
# Of the text, and of the area around several cards: what the cards together hold at least, and at most.
COVERED, FILLED = 0.85, 0.9
# A part this much smaller than the area around it is not that area found once more.
SMALLER = 0.8
# Cards that lie together differ in area by less than this.
MOST_UNLIKE = 3.0
# An area with hardly any text is a card among others only if it differs less.
LIKE = 1.35
# Cards are 1.55 (credit card) to 1.78 (3.5 by 2 inches) times as long as wide; seen aslant they differ more.
USUAL_ASPECT, ASPECT_SPREAD = 1.65, 0.3


def chosen(candidates: Sequence[Found], lines: Sequence[Line]) -> list[Found]:
    """The cards among candidate areas with the lines each holds; empty when no area is one."""
    holding = [found for found in candidates if len(found.lines) >= LEAST_LINES and _is_whole(found)]
    several = _several(
        candidates, [found for found in holding if len(found.lines) >= LEAST_LINES_OF_PART], lines
    )
    if several:
        return several
    most = max((len(found.lines) for found in holding), default=0)
    return _by_votes([found for found in holding if len(found.lines) >= ENOUGH * most])[:1]


def _several(areas: Sequence[Found], texts: Sequence[Found], lines: Sequence[Line]) -> list[Found]:
    """Two or more cards that share no line, if all text speaks for them; else none.

    `texts` are the areas with enough text for a card.
    """
    distinct = _distinct(texts)
    single = [found for found in distinct if not _holds_cards(found, distinct)]
    by_text = sorted(single, key=lambda found: -len(found.lines))
    tries = [_completed(_with_like_ones(_apart(ranked), areas), lines) for ranked in (by_text, single)]
    return max(tries, key=lambda cards: (sum(len(card.lines) for card in cards), len(cards)))


def _with_like_ones(parts: list[Found], areas: Sequence[Found]) -> list[Found]:
    """Several cards, with areas of their size whose text could hardly be read as it lies in the photo."""
    if len(parts) < 2:
        return parts
    usual = float(np.median([size_of(part) for part in parts]))
    like = [area for area in areas if area.lines and usual / LIKE < size_of(area) < usual * LIKE]
    return _apart([*parts, *_by_votes(like)])


def _completed(parts: list[Found], lines: Sequence[Line]) -> list[Found]:
    """Areas with the cards whose edges are not seen; none where they are not several cards of one kind."""
    seen = {line for part in parts for line in part.lines}
    edgeless = _edgeless([line for line in lines if line not in seen], parts)
    cards = parts + edgeless
    covered = sum(len(card.lines) for card in cards) >= COVERED * len(lines)
    alike = len(parts) < 2 or max(map(size_of, parts)) < MOST_UNLIKE * min(map(size_of, parts))
    reaching = all(reaches_somebody(card.lines) for card in cards)
    if len(cards) < 2 or not (covered and alike) or (edgeless and not reaching):
        return []
    return cards[:MOST_CARDS]


def _distinct(candidates: Sequence[Found]) -> list[Found]:
    """One of each group of nearly equal areas, the most trusted first."""
    kept: list[Found] = []
    for found in _by_votes(candidates):
        corners, size = np.array(found.quad), np.sqrt(size_of(found))
        if not any(np.abs(corners - np.array(other.quad)).max() < ALIKE * size for other in kept):
            kept.append(found)
    return kept


def _holds_cards(area: Found, others: Sequence[Found]) -> bool:
    """Whether an area is the surroundings of several cards: they hold its text but do not fill it.

    Coloured bands of one card fill it, and hold little text besides the ways to reach somebody.
    """
    own = set(area.lines)
    inner = [
        other
        for other in others
        if other is not area and set(other.lines) < own and size_of(other) < SMALLER * size_of(area)
    ]
    cards = _apart([found for found in inner if reaches_somebody(found.lines) or len(found.lines) >= MUCH])
    held = sum(len(found.lines) for found in cards)
    filled = sum(map(size_of, cards)) / max(size_of(area), 1.0)
    return len(cards) > 1 and held >= COVERED * len(own) and filled < FILLED


def _apart(candidates: Sequence[Found]) -> list[Found]:
    """Areas that share neither line nor ground, the first ones first."""
    taken: list[Found] = []
    seen: set[Line] = set()
    for found in candidates:
        if not seen & set(found.lines) and not any(_overlap(found, other) for other in taken):
            taken.append(found)
            seen |= set(found.lines)
    return taken


def _edgeless(lines: Sequence[Line], parts: Sequence[Found]) -> list[Found]:
    """Cards whose edges cannot be seen, from heaps of text outside the areas found."""
    heaps = [heap for heap in clusters(lines) if len(heap) >= LEAST_LINES_OF_PART and reaches_somebody(heap)]
    found = [around(heap) for heap in heaps]
    if not parts:
        # Without any edge, a mail address in each heap tells cards from the columns of one.
        found = [card for card in found if any("@" in line.text for line in card.lines)]
    return [card for card in found if not any(_overlap(card, part) for part in parts)]


def _by_votes(candidates: Sequence[Found]) -> list[Found]:
    """Areas in the order of trust: found in many ways, shaped as cards, with text parallel on them."""
    if not candidates:
        return []
    corners = np.array([found.quad for found in candidates])
    sizes: NDArray[np.float64] = np.sqrt([size_of(found) for found in candidates])
    apart = np.abs(corners[:, None] - corners[None, :]).max(axis=(2, 3))
    votes = (apart < ALIKE * sizes[:, None]).sum(axis=1)
    trust = [
        vote * _straightness(found) * _likeness(found) for vote, found in zip(votes, candidates, strict=True)
    ]
    order = sorted(range(len(candidates)), key=lambda n: (-trust[n], sizes[n]))
    return [candidates[n] for n in order]


def _straightness(found: Found) -> float:
    """1 where all text of an area is parallel once its corners are made a rectangle, less where it is not."""
    return 1.0 / (1.0 + (leaning(found.lines, found.quad) / LEANING) ** 2)


def _likeness(found: Found) -> float:
    """1 for an area of a card's proportions, less for others."""
    corners = border_of(found.quad)
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    one, other = float(sides[0] + sides[2]), float(sides[1] + sides[3])
    off = np.log(max(one, other) / max(1.0, min(one, other)) / USUAL_ASPECT) / ASPECT_SPREAD
    return float(np.exp(-(off**2) / 2))


def _overlap(one: Found, other: Found) -> bool:
    """Whether two areas share more than cards that lie on one another by a corner do."""
    shared, _ = cv2.intersectConvexConvex(border_of(one.quad), border_of(other.quad))
    return bool(shared > MOST_SHARED * min(size_of(one), size_of(other)))


def _is_whole(found: Found) -> bool:
    """No line sticks out: an area drawn through text is no card."""
    border = border_of(found.quad)
    reach = -0.15 * np.sqrt(size_of(found))
    return all(
        cv2.pointPolygonTest(border, corner, True) > reach for line in found.lines for corner in line.quad
    )
