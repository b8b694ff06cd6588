from __future__ import annotations

from ocr.fields.qr import parse


def test_a_vcard() -> None:
    code = parse(
        "BEGIN:VCARD\r\nVERSION:4.0\r\nN:Hartwell;Imogen;;;\r\nORG:Quillbrook\\, Ltd;Rural\r\n Estates\r\n"
        "TITLE:Partner\r\nitem1.EMAIL;TYPE=work:i@quillbrook.example\r\nTEL;VALUE=uri:tel:+441603555014\r\nEND:VCARD"
    )
    assert code is not None
    assert (code.name, code.company, code.department) == (
        "Hartwell Imogen",
        "Quillbrook, Ltd",
        "RuralEstates",
    )
    assert (code.emails, code.phones, code.title) == (
        ("i@quillbrook.example",),
        ("+441603555014",),
        "Partner",
    )


def test_a_mecard() -> None:
    code = parse(
        "MECARD:N:黒岩,玲;SOUND:クロイワ,レイ;TEL:0755550101;EMAIL:k@hinata.example;URL:https\\://hinata.example;;"
    )
    assert code is not None
    assert (code.name, code.kana, code.phones) == ("黒岩 玲", "クロイワ レイ", ("0755550101",))
    assert code.urls == ("https://hinata.example",)


def test_a_web_address_and_anything_else() -> None:
    code = parse("https://hinata.example/k")
    assert code is not None
    assert code.urls == ("https://hinata.example/k",)
    assert parse("WIFI:S:desk;;") is None
