"""Photo bytes in, readings out: open, turn, read lines and codes, find the cards, lines to fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import cv2

from contacts.values import CardFields
from ocr.candidates import candidates
from ocr.card_finder import find_cards
from ocr.cardness import is_card
from ocr.codes import Code, read_codes
from ocr.doubts import with_doubts
from ocr.engines import Engine, best_engine
from ocr.fields import read_fields
from ocr.found import Found, around, border_of
from ocr.handwriting import parted, with_remark
from ocr.layout import onto_card, rows_of, steadier
from ocr.open import Picture, open_photo
from ocr.own_turn import upright
from ocr.page_beneath import without_page
from ocr.places import places
from ocr.second_look import second_look, with_longer_name
from ocr.straighten import straightened
from ocr.turn import read_upright
from ocr.values import CardReading, Line, PhotoReading, Quad

# Thinner pictures hold no line of text.
LEAST_SIDE = 16


def read_photo(data: bytes, engine: Engine | None = None) -> PhotoReading:
    """Reads all business cards of a photo; no cards when it shows none.

    Raises:
        PhotoError: the bytes are no picture that Goen reads, see `ocr.exceptions`.
    """
    photo = open_photo(data)
    reader = engine or best_engine()
    if min(photo.pixels.shape[:2]) < LEAST_SIDE:
        return PhotoReading((), photo.shot_at, photo.pixels.shape[1], photo.pixels.shape[0])
    picture, lines = read_upright(reader, photo.pixels)
    cards = read_cards(reader, picture, lines, read_codes(picture))
    return PhotoReading(cards, photo.shot_at, picture.shape[1], picture.shape[0])


def read_cards(
    engine: Engine, picture: Picture, lines: Sequence[Line], codes: Sequence[Code]
) -> tuple[CardReading, ...]:
    """The business cards of an upright picture from its lines of text and its codes."""
    found = find_cards(picture, without_page(lines, picture.shape[1], picture.shape[0]))
    cards = [_card(engine, picture, one, codes, several=len(found) > 1) for one in found]
    return tuple(card for card in cards if is_card(card.fields, card.lines))


def _card(
    engine: Engine, picture: Picture, found: Found, codes: Sequence[Code], *, several: bool
) -> CardReading:
    border = border_of(found.quad)
    own = [code.payload for code in codes if cv2.pointPolygonTest(border, code.middle, False) >= 0]
    picture, found, quad = upright(engine, picture, found, several=several)
    lines, written = parted(picture, found.lines, _frame(found.lines, found))
    fields = _fields(lines, found, own)
    if written and _loses_person(fields, _fields(found.lines, found, own)):
        # A name in a slanting typeface is no note.
        lines, written, fields = found.lines, (), _fields(found.lines, found, own)
    longer = with_longer_name(engine, picture, lines, fields)
    if longer is not None:
        lines, fields = longer, _fields(longer, found, own)
    looked = second_look(engine, picture, lines, fields) if is_card(fields, lines) else None
    if looked is not None:
        lines, fields = looked.lines, _fields(looked.lines, found, own)
    fields = with_doubts(fields, lines)
    fields = replace(
        with_remark(fields, written),
        places=places(fields, lines, found.quad),
        candidates=candidates(fields, lines, looked.readings if looked else {}),
    )
    return CardReading(fields, straightened(picture, found.quad), quad, (*lines, *written))


def _fields(lines: Sequence[Line], found: Found, codes: Sequence[str]) -> CardFields:
    return read_fields(rows_of(onto_card(lines, _frame(lines, found))), codes)


def _loses_person(fields: CardFields, whole: CardFields) -> bool:
    return (fields.name, fields.name_romaji, fields.company) != (whole.name, whole.name_romaji, whole.company)


def _frame(lines: Sequence[Line], found: Found) -> Quad:
    return steadier(lines, found.quad, around(lines).quad) if lines else found.quad
