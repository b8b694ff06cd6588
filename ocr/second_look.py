"""A second look at what was read unsurely, and at names that end too early.

Strips of unsure lines are read again at another width and, where names and the like stay unsure, by
Tesseract. Readings that agree make a line surer; readings that differ become the candidates of its values.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, runtime_checkable

from contacts.values import CardFields
from ocr.engines.characters import INSIGNIFICANT, Text
from ocr.engines.tesseract_engine import read_line
from ocr.engines.variants import has_variants
from ocr.fields.draft import DOUBTED, SURE
from ocr.fields.text import folded, is_japanese, is_kanji_name, tight
from ocr.line_strips import Cut, line_strip
from ocr.matching import Printed, Run, printed, runs
from ocr.matching import folded as alike
from ocr.open import Picture
from ocr.places import values_of
from ocr.values import Line, Quad

# Whose doubts are looked into, in this order: strips of long addresses cost more than they settle.
ORDER = ("name", "company", "emails", "phones", "title", "department")
# What matters most is put to Tesseract as well, whose language models know words better than figures.
WORDY = frozenset(("name", "company"))
MOST_LINES, MOST_BY_TESSERACT = 3, 1
# Below this Tesseract is asked, which takes ten times as long as a strip.
LOW = 0.7
WIDER, NARROWER = Cut(0.1, 0.1), Cut(0.1, 0.1, -0.08, 0.9)
# Two readings that differ from the first and agree are believed from this mean confidence on.
STRONG = 0.9
# What an agreement of two different engines is worth.
TWO_ENGINES = 0.95
TESSERACT_SHARE = 0.4
REACH = 4.5
MOST_MORE = 3

# Texts that a line may hold, each with the share that speaks for it (0..1).
Shares = tuple[tuple[str, float], ...]


@runtime_checkable
class CloseReader(Protocol):
    """An engine that reads one line of text closely."""

    def read_closely(self, strip: Picture) -> Text:
        """Text, the probability of each of its characters, and other likely texts."""
        ...


@dataclass(frozen=True, slots=True)
class Looked:
    """Lines after the second look, and by the corners of those looked at what they may hold, with shares."""

    lines: tuple[Line, ...]
    readings: Mapping[Quad, Shares]


@dataclass(frozen=True, slots=True)
class _Doubt:
    """A line of an unsure value, and the pieces of it that values were taken from."""

    line: Line
    pieces: tuple[str, ...]
    wordy: bool


def second_look(engine: object, picture: Picture, lines: Sequence[Line], fields: CardFields) -> Looked | None:
    """Reads the lines of unsure values again; None when there are none or the engine cannot.

    The text of a line is changed only on strong evidence, and then stays unsure.
    """
    doubts = _doubts(lines, fields) if isinstance(engine, CloseReader) and fields.unsure else []
    if not doubts or not isinstance(engine, CloseReader):
        return None
    changed: dict[Quad, Line] = {}
    readings: dict[Quad, Shares] = {}
    asked = 0
    for doubt in doubts:
        line, shares = _looked_at(engine, picture, doubt)
        if line.confidence < LOW and doubt.wordy and asked < MOST_BY_TESSERACT:
            asked += 1
            line, shares = _by_tesseract(picture, doubt, line, shares)
        changed[line.quad], readings[line.quad] = line, shares
    return Looked(tuple(changed.get(line.quad, line) for line in lines), readings)


def _doubts(lines: Sequence[Line], fields: CardFields) -> list[_Doubt]:
    """The lines that unsure values stand on, those of the most important values first."""
    ready = printed(lines)
    found = [(key.partition(".")[0], run) for key, value in values_of(fields) for run in runs(value, ready)]
    unsure = [(ORDER.index(name), run) for name, run in found if name in fields.unsure and name in ORDER]
    doubtful = {
        run.line: place
        for place, run in sorted(unsure, key=lambda entry: -entry[0])
        if run.line.confidence < SURE
    }
    chosen = sorted(doubtful, key=lambda line: doubtful[line])[:MOST_LINES]
    return [
        _Doubt(
            line,
            tuple(dict.fromkeys(run.piece for _, run in found if run.line is line)),
            ORDER[doubtful[line]] in WORDY,
        )
        for line in chosen
    ]


def _looked_at(engine: CloseReader, picture: Picture, doubt: _Doubt) -> tuple[Line, Shares]:
    """The line after another look, and the texts it may hold."""
    line = _without_labels(doubt)
    first = (line.text, line.confidence)
    if line.confidence >= SURE:
        return line, (first,)
    texts = _read_again(engine, picture, doubt)
    return _judged(replace(doubt, line=line), texts), (
        first,
        *(share for text in texts for share in _shares(text)),
    )


def _by_tesseract(picture: Picture, doubt: _Doubt, line: Line, shares: Shares) -> tuple[Line, Shares]:
    """The line and its possible texts after Tesseract's word."""
    said = read_line(line_strip(picture, doubt.line, WIDER), japanese=is_japanese(line.text))
    return _by_two(line, doubt, said, shares), (*shares, (said, TESSERACT_SHARE))


def _without_labels(doubt: _Doubt) -> Line:
    """The line as sure as the pieces of it that values were taken from: a label's signs do not count."""
    own = Text(doubt.line.text, 0.0, 0.0, doubt.line.signs)
    known = len(doubt.line.signs) == len(doubt.line.text)
    sure = _agreement(doubt, own) if known else None
    return replace(doubt.line, confidence=max(doubt.line.confidence, sure or 0.0))


def _read_again(engine: CloseReader, picture: Picture, doubt: _Doubt) -> list[Text]:
    """One more reading, or two where the first of them speaks against the line."""
    wider = engine.read_closely(line_strip(picture, doubt.line, WIDER))
    if _agreement(doubt, wider) is not None:
        return [wider]
    return [wider, engine.read_closely(line_strip(picture, doubt.line, NARROWER))]


def _judged(doubt: _Doubt, texts: Sequence[Text]) -> Line:
    """The line as sure as its readings make it; with their text where all speak against the first."""
    line = doubt.line
    agreeing = [sure for text in texts if (sure := _agreement(doubt, text)) is not None]
    against = [text.least for text in texts if _agreement(doubt, text) is None]
    if agreeing and max(agreeing) >= max(against, default=0.0):
        return replace(line, confidence=max(line.confidence, *agreeing))
    if agreeing or len(against) < 2 or plain(texts[0].text) != plain(texts[1].text):
        return replace(line, confidence=min(line.confidence, DOUBTED))
    if sum(against) / len(against) < STRONG:
        return replace(line, confidence=min(line.confidence, DOUBTED))
    return replace(line, text=texts[0].text, confidence=DOUBTED, signs=())


def _agreement(doubt: _Doubt, text: Text) -> float | None:
    """How sure a reading is of the pieces that values were taken from; None when it reads them otherwise."""
    (ready,) = printed([replace(doubt.line, text=text.text)]) or (None,)
    found = [_same(piece, ready) for piece in doubt.pieces] if ready else [None]
    spans = [run.span for run in found if run]
    if len(spans) < len(found):
        return None
    signs = [
        text.signs[place]
        for begin, end in spans
        for place in range(begin, end)
        if text.text[place] not in INSIGNIFICANT
    ]
    return min(signs, default=0.0)


def _same(piece: str, ready: Printed) -> Run | None:
    """Where a line spells a piece exactly so."""
    return next((run for run in runs(piece, [ready]) if plain(run.piece) == plain(piece)), None)


def _by_two(line: Line, doubt: _Doubt, other: str, shares: Shares) -> Line:
    """The line after Tesseract's word: surer where it agrees, changed where it backs another reading."""
    said = plain(other)
    if said and all(plain(piece) in said for piece in doubt.pieces):
        # Tesseract does not know the rarer forms, so its agreement says nothing about them.
        told = not any(has_variants(piece) for piece in doubt.pieces)
        return replace(line, confidence=max(line.confidence, TWO_ENGINES)) if told else line
    backed = next((text for text, _ in shares if plain(text) == said), None)
    if backed is None or has_variants(other) or alike(backed) == alike(line.text):
        return replace(line, confidence=min(line.confidence, DOUBTED))
    return replace(line, text=backed, confidence=min(line.confidence, DOUBTED), signs=())


def _shares(text: Text) -> Iterator[tuple[str, float]]:
    yield text.text, text.least
    yield from text.others


def plain(text: str) -> str:
    """A text for comparing readings: full-width letters and spaces do not count."""
    return tight(unicodedata.normalize("NFKC", text))


def with_longer_name(
    engine: object, picture: Picture, lines: Sequence[Line], fields: CardFields
) -> tuple[Line, ...] | None:
    """The lines with the name read on to its right; None when the name is whole or nothing more is there.

    Detection may overlook a wide-set last sign (遠藤 　一).
    """
    name = tight(fields.name or "")
    if fields.given_name or not is_japanese(name) or not isinstance(engine, CloseReader):
        return None
    line = next((line for line in lines if tight(folded(line.text)) == name and not line.vertical), None)
    if line is None:
        return None
    # Narrowed, a long strip with a wide gap reads better.
    text = engine.read_closely(line_strip(picture, line, Cut(beyond=REACH, stretch=0.7)))
    found = next((tight(one) for one, _ in _shares(text) if _goes_on(name, tight(one))), None)
    if found is None:
        return None
    spaced = f"{name} {found[len(name) :]}"
    sure = min(text.least, line.confidence)
    longer = replace(line, text=spaced, quad=_longer(line.quad, line.size), confidence=sure, signs=())
    return tuple(longer if other is line else other for other in lines)


def _goes_on(name: str, found: str) -> bool:
    more = len(found) - len(name)
    return found.startswith(name) and 1 <= more <= MOST_MORE and is_kanji_name(found)


def _longer(quad: Quad, size: float) -> Quad:
    (ax, ay), (bx, by), (cx, cy), d = quad
    width = max(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5, 1e-6)
    x, y = (bx - ax) / width * REACH * size, (by - ay) / width * REACH * size
    return (ax, ay), (bx + x, by + y), (cx + x, cy + y), d
