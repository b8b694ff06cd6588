"""Rows that belong together: an e-mail or web address over two rows, a phone's label on a row of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ocr.fields import emails, phone_labels, urls
from ocr.layout import Row

_LOCAL = re.compile(r"(?:.*[:：\s])?[A-Za-z0-9][\w.+\-]*")
_HOST_BEGUN = re.compile(r"\S*[\w.+\-]+@(?:[A-Za-z0-9.\-]*[.\-])?")
_HOST = re.compile(r"[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}")
_URL_BEGUN = re.compile(r"(?:.*[\s:：])?(?:https?:/*|https?://\S*[/.\-]|www\.(?:\S*[/.\-])?)")
_URL_REST = re.compile(r"[A-Za-z0-9][\w./?%&=~#+\-]*")
_BARE_NUMBER = re.compile(r"[+(]?\d[\d\s().\-]{7,}(?:\s?[(（].{1,4}[)）])?")
# How far from its label a number may be set, in sizes of its letters.
FARTHEST = 12.0


def joined(rows: Sequence[Row]) -> list[Row]:
    """The rows of a card with what was parted put together, in the order of their first parts."""
    left = list(rows)
    for row in rows:
        after = _rest(row, left) if row in left else None
        if after:
            text, other = after
            left[left.index(row)] = _union(row, other, text)
            left.remove(other)
    return left


def _rest(row: Row, rows: Sequence[Row]) -> tuple[str, Row] | None:
    """The row that goes on where this one stops, and the text of both."""
    if phone_labels.is_label(row.text):
        number = _nearest(row, (other for other in rows if _BARE_NUMBER.fullmatch(other.text)))
        return (f"{row.text} {number.text}", number) if number else None
    below = next((other for other in rows if other is not row and _is_next(row, other)), None)
    if below is None or row.vertical or not _goes_on(row.text, below.text):
        return None
    return f"{row.text.strip()}{below.text.strip()}", below


def _goes_on(text: str, rest: str) -> bool:
    if _HOST_BEGUN.fullmatch(text.split(" ")[-1]):
        return bool(_HOST.fullmatch(rest)) and bool(emails.find(text + rest, 1.0))
    if rest.startswith("@") and _HOST.fullmatch(rest[1:]) and _LOCAL.fullmatch(text):
        return bool(emails.find(text + rest, 1.0)) and bool(urls.find(rest[1:]))
    return bool(_URL_BEGUN.fullmatch(text) and _URL_REST.fullmatch(rest) and urls.find(text + rest))


def _nearest(label: Row, numbers: Iterable[Row]) -> Row | None:
    """The number on the label's line to its right, else the one right below it."""
    near = [other for other in numbers if other.vertical == label.vertical and not label.vertical]
    right = [other for other in near if _is_right(label, other)]
    if right:
        return min(right, key=lambda other: other.left)
    return next((other for other in near if _is_next(label, other)), None)


def _is_right(label: Row, other: Row) -> bool:
    level = abs(label.middle_y - other.middle_y) < 0.5 * max(label.size, other.size)
    return level and -0.5 * label.size < other.left - label.right < FARTHEST * label.size


def _is_next(row: Row, other: Row) -> bool:
    step = other.middle_y - row.middle_y
    return abs(other.left - row.left) < 1.5 * row.size and 0.3 * row.size < step < 2.2 * row.size


def _union(one: Row, other: Row, text: str) -> Row:
    return replace(
        one,
        text=text,
        left=min(one.left, other.left),
        top=min(one.top, other.top),
        right=max(one.right, other.right),
        bottom=max(one.bottom, other.bottom),
        confidence=min(one.confidence, other.confidence),
    )
