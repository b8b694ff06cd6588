"""What the pipeline hands on: lines of text with their place, cards with their fields and picture."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import dist

from contacts.values import CardFields

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text as an engine read it.

    `quad` holds its corners in pixels, clockwise from the top left as the text is read; `vertical` says
    that it runs from top to bottom; `confidence` is 0..1, `signs` that of each character where it is known.
    """

    text: str
    quad: Quad
    confidence: float
    vertical: bool = False
    signs: tuple[float, ...] = ()

    @property
    def left(self) -> float:
        return min(x for x, _ in self.quad)

    @property
    def right(self) -> float:
        return max(x for x, _ in self.quad)

    @property
    def top(self) -> float:
        return min(y for _, y in self.quad)

    @property
    def bottom(self) -> float:
        return max(y for _, y in self.quad)

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def size(self) -> float:
        """Height of a character in pixels, across the direction of writing."""
        a, b, c, d = self.quad
        one, other = ((a, b), (d, c)) if self.vertical else ((a, d), (b, c))
        return (dist(*one) + dist(*other)) / 2

    @property
    def middle(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class CardReading:
    """One card: its fields, a straightened JPEG picture, and its corners in the upright photo in pixels."""

    fields: CardFields
    picture: bytes
    quad: Quad
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PhotoReading:
    """All cards of a photo; `shot_at` is the camera's clock, without a zone."""

    cards: tuple[CardReading, ...]
    shot_at: datetime | None
    width: int
    height: int
