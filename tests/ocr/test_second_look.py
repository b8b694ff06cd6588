"""Unsure lines looked at again: what a further reading changes and what it must not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from contacts.values import CardFields
from ocr.engines import best_engine
from ocr.engines.characters import Text
from ocr.fields.draft import DOUBTED, SURE
from ocr.open import Picture
from ocr.second_look import Looked, second_look, with_longer_name
from ocr.values import Line
from tests.ocr.pictures import SAMPLES

NAMES = cv2.imread(str(SAMPLES / "variants.png"))
ROW = 48


class Echo:
    """An engine that reads every strip as the texts it was given, one after the other."""

    def __init__(self, *texts: Text) -> None:
        self._texts = list(texts)

    def read_closely(self, strip: Picture) -> Text:
        return self._texts.pop(0)


def heard(text: str, sure: float, **others: float) -> Text:
    return Text(text, sure, sure, (sure,) * len(text), tuple(others.items()))


def line(text: str, row: int = 0, confidence: float = 0.5, signs: tuple[float, ...] = ()) -> Line:
    top, right = ROW * row, NAMES.shape[1]
    quad = ((0.0, top), (right, top), (right, top + ROW), (0.0, top + ROW))
    return Line(text, quad, confidence, signs=signs)


def looked(engine: object, first: Line, **fields: object) -> Line:
    found = second_look(engine, NAMES, [first], CardFields(**fields))  # type: ignore[arg-type]  # fields of a card
    assert isinstance(found, Looked)
    return found.lines[0]


def test_a_reading_that_agrees_makes_a_line_surer() -> None:
    after = looked(best_engine(), line("吉田守", 7), name="吉田 守", unsure=("name",))
    assert after.text == "吉田守"
    assert after.confidence > SURE


def test_two_readings_against_the_first_mend_it_and_leave_it_unsure() -> None:
    after = looked(best_engine(), line("吉由守", 7), name="吉由 守", unsure=("name",))
    assert after.text.replace("\u3000", "") == "吉田守"
    assert after.confidence <= DOUBTED


def test_a_weak_voice_against_changes_no_text() -> None:
    engine = Echo(heard("info@abc.example", 0.4), heard("info@abe.example", 0.97))
    first = line("info@abd.example", confidence=0.8)
    after = looked(engine, first, emails=("info@abd.example",), unsure=("emails",))
    assert after.text == first.text
    assert after.confidence < SURE


def test_readings_that_differ_make_a_line_doubtful() -> None:
    engine = Echo(heard("info@abc.example", 0.99), heard("info@abd.example", 0.6))
    first = line("info@abd.example", confidence=0.89)
    after = looked(engine, first, emails=("info@abd.example",), unsure=("emails",))
    assert after.text == first.text
    assert after.confidence <= DOUBTED


def test_a_label_s_signs_do_not_count() -> None:
    text = "メ—ル ab@c.example"
    first = line(text, confidence=0.3, signs=(0.9, 0.3, 0.8) + (0.99,) * (len(text) - 3))
    after = looked(Echo(), first, emails=("ab@c.example",), unsure=("emails",))
    assert after.confidence == pytest.approx(0.99)


def test_signs_of_another_text_are_not_believed() -> None:
    first = line("ab@c.example", confidence=0.3, signs=(0.99, 0.99))
    after = looked(Echo(heard("ab@c.example", 0.4)), first, emails=("ab@c.example",), unsure=("emails",))
    assert after.confidence == pytest.approx(0.4)


def test_tesseract_settles_what_one_engine_leaves_open() -> None:
    card = cv2.imread(str(SAMPLES / "card_ja.jpg"))
    found = next(one for one in best_engine().read(card) if "会社" in one.text)
    unsure = Line(found.text, found.quad, 0.5)
    fields = CardFields(company=found.text, unsure=("company",))
    after = second_look(Echo(heard(found.text, 0.6)), card, [unsure], fields)
    assert after is not None
    assert after.lines[0].confidence > SURE


def test_nothing_is_read_again_where_nothing_is_unsure() -> None:
    assert second_look(Echo(), NAMES, [line("吉田守", 7)], CardFields(name="吉田 守")) is None
    assert (
        second_look(object(), NAMES, [line("吉田守")], CardFields(name="吉田 守", unsure=("name",))) is None
    )


def test_a_wide_set_last_sign_is_read_on() -> None:
    first = Line("吉田", ((0, 336), (95, 336), (95, 384), (0, 384)), 0.99)
    after = with_longer_name(best_engine(), NAMES, [first], CardFields(name="吉田"))
    assert after is not None
    assert after[0].text == "吉田 守"
    assert (
        with_longer_name(best_engine(), NAMES, [first], CardFields(name="吉田 守", given_name="守")) is None
    )


def test_a_column_is_read_as_it_runs() -> None:
    card = cv2.imread(str(SAMPLES / "vertical.jpg"))
    found = max((one for one in best_engine().read(card) if one.vertical), key=lambda one: one.size)
    seen = second_look(
        best_engine(), card, [Line(found.text, found.quad, 0.4, vertical=True)],
        CardFields(name=found.text, unsure=("name",)),
    )  # fmt: skip
    assert seen is not None
    assert np.round(seen.lines[0].confidence, 1) > 0.4
