"""E-mail addresses: labels, several on a row, and slips in domains."""

import pytest

from ocr.fields import emails


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ("MAIL.hana@asagiri.example", ["hana@asagiri.example"]),
        (
            "PC: hana@asagiri.example 携帯: hana@kogane.example",
            ["hana@asagiri.example", "hana@kogane.example"],
        ),
        ("hana@asagiri.example,info@asagiri.example", ["hana@asagiri.example", "info@asagiri.example"]),
        ("hana@asagiri.example / info@asagiri.example", ["hana@asagiri.example", "info@asagiri.example"]),
        ("hana(at)asagiri.example", ["hana@asagiri.example"]),
        ("h. asano @ asagiri. example", ["h.asano@asagiri.example"]),
        ("Courriel : jean.roux@roux.example", ["jean.roux@roux.example"]),
        ("Instagram: @asagiri.hana", []),
    ],
)
def test_addresses_of_a_row(row: str, found: list[str]) -> None:
    assert [mail.address for mail in emails.find(row, 0.99)] == found


@pytest.mark.parametrize(
    ("row", "address"),
    [
        ("hana@asagiri.cojp", "hana@asagiri.co.jp"),
        ("hana@asagiri.c0.jp", "hana@asagiri.co.jp"),
        ("hana@asagiri.co.ip", "hana@asagiri.co.jp"),
        ("hana@asagiri.corn", "hana@asagiri.com"),
        ("hana@gmai1.com", "hana@gmail.com"),
        ("hana@asagi\u2010ri.example", "hana@asagi-ri.example"),
    ],
)
def test_slips_of_domains(row: str, address: str) -> None:
    assert [mail.address for mail in emails.find(row, 0.99)] == [address]


def test_a_mended_domain_is_less_sure() -> None:
    assert emails.find("hana@asagiri.corn", 0.99)[0].confidence == emails.MENDED


@pytest.mark.parametrize(
    ("read", "names", "address"),
    [
        ("e.mokafor@north.example", ["Michelle", "Okafor"], "mokafor@north.example"),
        ("e.marchand@atelier.example", ["Élodie", "Marchand"], "e.marchand@atelier.example"),
        ("m.kumagai@kaiyo.example", ["Masashi", "Kumagai"], "m.kumagai@kaiyo.example"),
    ],
)
def test_a_small_label_is_told_from_an_initial(read, names, address):
    assert emails.settled(emails.Email(read, 0.99), names, []).address == address
