"""Names in Latin letters among rows: titles that are surnames, degrees, particles, small letters."""

import pytest

from ocr.fields import latin_names
from ocr.layout import Row


def row(text, top=0.1, size=0.04):
    return Row(text, 0.1, top, 0.1 + size * len(text), top + size, size, False, 0.99)


@pytest.mark.parametrize(
    ("name", "mail"),
    [
        ("John Carpenter", "j.carpenter@oak.example"),
        ("Dr. Anneliese Vogt", "vogt@praxis.example"),
        ("Jan-Willem van der Meer", "jw.vandermeer@kade.example"),
        ("ŁUKASZ DĄBROWSKI", "l.dabrowski@port.example"),
        ("maria lindholm", "maria.lindholm@studio.example"),
        ("William “Bill” Harcourt", "bill@harcourt.example"),
        ("Trần Thị Mai", "mai.tran@song.example"),
        ("O'Neill, Sean", "soneill@quay.example"),
        ("Danielle Brewer", "danielle@locke.example"),
        ("yuki tanabe", "yuki@tanabe.example"),
    ],
)
def test_a_name_is_found(name, mail):
    rows = [row("Head of Sales", 0.2, 0.03), row(name), row("Harbour Street 12", 0.4, 0.03)]
    found = latin_names.best(rows, [mail])
    assert found is not None
    assert found[0] == name


@pytest.mark.parametrize(
    "text", ["Sales Manager", "Harbour Street 12", "since 1987", "Your partner for paper"]
)
def test_what_is_no_name(text):
    assert not latin_names.could_be(text, [])


def test_degrees_behind_a_name_are_left_off():
    assert latin_names.written("Ms. Rosa Delgado, MBA, CPA") == "Rosa Delgado"


def test_the_reading_of_the_japanese_name_decides():
    rows = [row("BLUE MASTER", 0.1, 0.05), row("Go Nitta", 0.3, 0.025)]
    found = latin_names.best(rows, ["hello@minato.example"], ["nitta", "go"])
    assert found is not None
    assert found[0] == "Go Nitta"
    assert latin_names.best(rows[:1], ["hello@minato.example"], ["nitta", "go"]) is None
