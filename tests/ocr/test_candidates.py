"""What unsure values may be: candidates from readings of the strip, the card and the dictionary."""

from __future__ import annotations

import pytest

from contacts.values import CardFields, Phone, PhoneType
from ocr.candidates import candidates
from ocr.pipeline import read_photo
from ocr.places import values_of
from ocr.second_look import Shares
from ocr.values import Line, Quad
from tests.ocr.pictures import SAMPLES, card, saved

QUAD: Quad = ((0, 0), (400, 0), (400, 30), (0, 30))


def found(text: str, readings: Shares, **fields: object) -> dict[str, tuple[str, ...]]:
    """Candidates of a card with one line that was read again."""
    return candidates(CardFields(**fields), [Line(text, QUAD, 0.6)], {QUAD: readings})  # type: ignore[arg-type]  # fields of a card


def test_readings_of_the_strip_are_candidates_the_likeliest_first() -> None:
    told = found(
        "営案本部 法人課", (("営業本部 法人課", 0.95), ("営業本部 法人課", 0.4), ("営栗本部 法人課", 0.3)),
        department="営案本部 法人課", unsure=("department",), confidence={"department": 0.6},
    )  # fmt: skip
    assert told == {"department": ("営業本部 法人課", "営案本部 法人課", "営栗本部 法人課")}


def test_a_part_of_a_line_takes_its_part_of_the_reading() -> None:
    told = found(
        "FAX 03-1234-5678 info@abc.example", (("FAX 03-1234-5676 info@abc.example", 0.5),),
        phones=(Phone(PhoneType.FAX, "03-1234-5678"),), emails=("info@abc.example",),
        unsure=("phones", "emails"), confidence={"phones": 0.8, "emails": 0.8},
    )  # fmt: skip
    assert told == {"phones.0": ("03-1234-5678", "03-1234-5676")}


@pytest.mark.parametrize("reading", ["03-1234-567", "3-1234-5678", "03 1234 5678", "00-1234-5678"])
def test_a_phone_that_cannot_be_or_is_the_same_is_none(reading: str) -> None:
    phones = (Phone(PhoneType.WORK, "03-1234-5678"),)
    assert found("TEL 03-1234-5678", ((f"TEL {reading}", 0.9),), phones=phones, unsure=("phones",)) == {}


@pytest.mark.parametrize("reading", ["株式会社 みどり", "株式会社みどリ)", "赤坂三郎", "", "(株みどり"])
def test_what_no_person_would_choose_is_none(reading: str) -> None:
    assert found("株式会社みどり", ((reading, 0.9),), company="株式会社みどり", unsure=("company",)) == {}


def test_large_kana_are_no_other_spelling() -> None:
    assert found("齋藤ジュリア", (("齋藤ジユリア", 0.9),), name="齋藤 ジュリア", unsure=("name",)) == {}
    told = found("齋藤ジユリア", (), name="齋藤 ジユリア", unsure=("name",), confidence={"name": 0.6})
    assert told == {"name": ("齋藤 ジユリア", "齋藤 ジュリア")}


def test_the_web_address_speaks_for_a_mail_s_domain() -> None:
    told = found(
        "ito@kamone.example", (), emails=("ito@kamone.example",), urls=("https://www.kamome.example/",),
        unsure=("emails",), confidence={"emails": 0.3},
    )  # fmt: skip
    assert told == {"emails.0": ("ito@kamome.example", "ito@kamone.example")}


def test_the_person_s_name_speaks_for_a_mail_s_letters() -> None:
    told = found(
        "h.tanalka@a.example",
        (),
        name="田中 一",
        emails=("h.tanaka1@a.example", "tanaca@a.example"),
        unsure=("emails",),
        confidence={"emails": 0.8},
    )
    assert told["emails.1"] == ("tanaca@a.example", "tanaka@a.example")


def test_the_address_speaks_for_a_postal_code() -> None:
    told = found(
        "104-0062", (), postal_code="104-0062", address="東京都中央区銀座1-2-3",
        unsure=("postal_code",), confidence={"postal_code": 0.8},
    )  # fmt: skip
    assert told == {"postal_code": ("104-0062", "104-0061")}


def test_a_known_name_is_offered_for_an_unknown_one() -> None:
    told = found("中材健一", (), name="中材 健一", unsure=("name",), confidence={"name": 0.6})
    assert "中村 健一" in told.get("name", ())


def test_usual_kanji_are_not_doubted_for_their_variants() -> None:
    assert found("高橋健一", (), name="高橋 健一", unsure=("name",), confidence={"name": 0.6}) == {}


def test_only_the_three_most_important_fields_are_asked_about() -> None:
    values = dict.fromkeys(("name", "company", "title", "department", "address"), "株式会社ア")
    told = found(
        "株式会社ア",
        (("株式会社イ", 0.9), ("株式会社ウ", 0.8), ("株式会社エ", 0.7)),
        unsure=tuple(values),
        **values,
    )
    assert set(told) <= {"name", "company", "title"}
    assert all(len(texts) == 3 and "株式会社ア" in texts for texts in told.values())


@pytest.mark.parametrize("name", ["card_ja.jpg", "vertical.jpg", "bilingual.jpg", "qr_vcard.jpg"])
def test_candidates_of_a_photo_belong_to_its_unsure_values(name: str) -> None:
    for one in read_photo((SAMPLES / name).read_bytes()).cards:
        values = dict(values_of(one.fields))
        for key, texts in one.fields.candidates.items():
            assert key.partition(".")[0] in one.fields.unsure
            assert values[key] in texts
            assert 2 <= len(texts) <= 3


def test_a_poor_photo_has_doubts_and_what_may_be_meant() -> None:
    poor = card().resize((520, 330)).resize((1040, 660))
    (one,) = read_photo(saved(poor, "JPEG", quality=35)).cards
    assert one.fields.unsure
    assert set(one.fields.places) >= {"name", "company"}
