"""Which values are asked about, in which order, and what an answer changes."""

import pytest

from contacts.doubts import asked, group_of, not_asked, settled, value_of, with_candidates
from contacts.values import CardFields, Phone, PhoneType, Post

READ = CardFields(
    name="森 悠",
    family_name="森",
    given_name="悠",
    company="青葉商会",
    department="営業部",
    title="課長",
    posts=(Post("営業部", "課長"), Post(None, "監査役")),
    phones=(
        Phone(PhoneType.WORK, "03-1234-5678", "+81312345678", "12"),
        Phone(PhoneType.FAX, "03-1234-5679", "+81312345679"),
    ),
    emails=("mori@aoba.example", "info@aoba.example"),
    confidence={"name": 0.6, "emails": 0.5, "phones": 0.7, "title": 0.5, "posts": 0.5, "company": 0.99},
    unsure=("posts", "title", "phones", "family_name", "emails", "name"),
    places={"name": (0.1, 0.1, 0.4, 0.2), "phones.0": (0.1, 0.5, 0.4, 0.6), "phones.1": (0.5, 0.5, 0.8, 0.7)},
    candidates={"name": ("林 悠", "森 悠"), "emails.1": ("info@aoba.example", "inf0@aoba.example")},
)


def keys(fields: CardFields, reading: CardFields = READ) -> list[str]:
    return [doubt.key for doubt in asked(reading, fields)]


def test_three_are_asked_about_the_most_telling_first() -> None:
    doubts = asked(READ, READ)
    assert [(one.key, one.number) for one in doubts] == [("name", 1), ("emails.1", 2), ("phones", 3)]
    assert doubts[0].candidates == ("林 悠", "森 悠")
    assert doubts[0].place == (0.1, 0.1, 0.4, 0.2)
    assert doubts[2].candidates == ("03-1234-5678、03-1234-5679",)
    assert doubts[2].place == (0.1, 0.5, 0.8, 0.7), "a whole list is framed as one"
    assert not_asked(READ, doubts) == ("posts", "title")


def test_those_left_keep_their_numbers_until_the_next_are_asked_about() -> None:
    fields = settled(READ, READ, "name", None)
    assert [(one.key, one.number) for one in asked(READ, fields)] == [("emails.1", 2), ("phones", 3)]
    assert group_of(READ, "phones") == ("name", "emails.1", "phones")
    fields = settled(READ, settled(READ, fields, "emails.1", None), "phones", None)
    assert [(one.key, one.number) for one in asked(READ, fields)] == [("title", 1)]
    assert asked(READ, settled(READ, fields, "title", None)) == ()


def test_a_name_is_parted_anew_and_sure_with_its_parts() -> None:
    fields = settled(READ, READ, "name", "林 悠")
    assert (fields.name, fields.family_name, fields.given_name) == ("林 悠", "林", "悠")
    assert {fields.confidence[name] for name in ("name", "family_name", "given_name")} == {1.0}
    assert set(fields.unsure) == {"posts", "title", "phones", "emails"}
    assert "name" not in fields.candidates


def test_an_item_leaves_the_others_of_its_list_alone() -> None:
    fields = settled(READ, READ, "emails.1", "inf0@aoba.example")
    assert fields.emails == ("mori@aoba.example", "inf0@aoba.example")
    assert "emails" not in fields.unsure
    assert fields.confidence["emails"] == 1.0


def test_a_list_is_sure_once_all_its_doubtful_items_are() -> None:
    reading = with_candidates(READ, "emails.0", ("mory@aoba.example",))
    assert keys(reading, reading)[:3] == ["name", "emails.0", "emails.1"]
    once = settled(reading, reading, "emails.0", "mory@aoba.example")
    assert "emails" in once.unsure
    assert once.confidence["emails"] == 0.5
    assert "emails" not in settled(reading, once, "emails.1", None).unsure


@pytest.mark.parametrize(
    ("number", "e164"), [("03-1234-5670", "+81312345670"), ("+44 114 496 0123", "+441144960123")]
)
def test_a_phone_keeps_type_and_extension(number: str, e164: str) -> None:
    reading = with_candidates(READ, "phones.0", (number,))
    fields = settled(reading, reading, "phones.0", number)
    assert fields.phones == (Phone(PhoneType.WORK, number, e164, "12"), READ.phones[1])


def test_the_main_post_follows_its_title() -> None:
    fields = settled(READ, READ, "title", "次長")
    assert fields.posts == (Post("営業部", "次長"), Post(None, "監査役"))
    assert not {"posts", "title"} & set(fields.unsure)


def test_what_a_person_edited_is_not_asked_about() -> None:
    assert asked(READ, CardFields(name="森 悠", candidates=READ.candidates)) == ()


def test_a_field_without_a_value_is_no_question() -> None:
    assert asked(CardFields(unsure=("name", "phones", "nonsense")), CardFields(unsure=("name",))) == ()


def test_further_candidates_come_first_and_the_present_value_stays() -> None:
    full = with_candidates(
        CardFields(company="甲社", candidates={"company": ("甲社", "乙社", "丙社")}),
        "company",
        ("丁社", "戊社"),
    )
    assert full.candidates["company"] == ("丁社", "戊社", "甲社")
    late = with_candidates(
        CardFields(company="甲社", candidates={"company": ("乙社", "丙社", "甲社")}), "company", ("丁社",)
    )
    assert late.candidates["company"] == ("丁社", "乙社", "甲社")


def test_values_in_words() -> None:
    assert value_of(READ, "phones.1") == "03-1234-5679"
    assert value_of(READ, "phones") == "03-1234-5678、03-1234-5679"
    assert value_of(READ, "posts.0") == "営業部 課長"
    assert value_of(READ, "emails.7") == ""
    assert value_of(READ, "address") == ""
