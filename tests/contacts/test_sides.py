"""Front and back: what is a back, where it belongs, and that joining never loses a thing of the front."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contacts.sides import AGREES, OPEN, belongs, is_back, is_ours, joined, parted
from contacts.values import CardFields, Office, Phone, PhoneType

WORK = Phone(PhoneType.WORK, "03-1234-5678", "+81312345678")
FAX = Phone(PhoneType.FAX, "03-1234-5679", "+81312345679")
MOBILE = Phone(PhoneType.MOBILE, "090-1234-5678", "+819012345678")
FRONT = CardFields(
    name="田中 一郎",
    family_name="田中",
    given_name="一郎",
    company="山田商事株式会社",
    title="課長",
    postal_code="100-0001",
    address="東京都千代田区千代田1-1-1",
    phones=(WORK,),
    emails=("tanaka@yamada.example",),
    confidence={"name": 0.99, "phones": 0.98},
)
MAP = CardFields(company="(株)山田商事", urls=("https://www.yamada.example/",), unsure=("urls",))
ENGLISH = CardFields(
    name="Ichiro Tanaka",
    family_name="Tanaka",
    given_name="Ichiro",
    company="Yamada Trading Co., Ltd.",
    department="Sales Division",
    title="Manager",
    address="1-1-1 Chiyoda, Chiyoda-ku, Tokyo 100-0001",
    phones=(Phone(PhoneType.WORK, "+81-3-1234-5678", "+81312345678"), MOBILE),
    emails=("Tanaka@yamada.example",),
    confidence={"name": 0.97, "title": 0.6, "phones": 0.7},
    unsure=("title", "phones"),
)


def test_a_side_without_a_person_is_a_back() -> None:
    assert is_back(MAP)
    assert is_back(CardFields())
    assert not is_back(FRONT)
    assert not is_back(CardFields(name_romaji="Ichiro Tanaka"))


@pytest.mark.parametrize(
    "back",
    [
        MAP,
        CardFields(urls=("yamada.example/products",)),
        CardFields(emails=("info@yamada.example",)),
        CardFields(company="別の会社名", phones=(Phone(PhoneType.WORK, "03 1234 5678", "+81312345678"),)),
        ENGLISH,
        replace(ENGLISH, company=None, emails=(), phones=()),
        replace(ENGLISH, name="I. Tanaka", given_name="I."),
    ],
)
def test_what_belongs(back: CardFields) -> None:
    assert belongs(FRONT, back) >= AGREES


def test_a_back_that_says_nothing_of_its_company_may_belong() -> None:
    assert belongs(FRONT, CardFields(address="大阪府大阪市北区梅田1-2-3")) == OPEN


@pytest.mark.parametrize(
    "other",
    [
        CardFields(company="未来電機株式会社"),
        CardFields(urls=("https://mirai.example",)),
        replace(
            FRONT, name="佐々木 花", family_name="佐々木", given_name="花", emails=("hana@yamada.example",)
        ),
        replace(ENGLISH, name="Hanako Sasaki", emails=("sasaki@yamada.example",), phones=(WORK,)),
        replace(ENGLISH, company="Mirai Electric", emails=("tanaka@mirai.example",), phones=()),
        # A colleague's front of which the name was not read.
        replace(MAP, emails=("sasaki@yamada.example",)),
        replace(MAP, title="部長"),
        FRONT,
    ],
)
def test_what_does_not_belong(other: CardFields) -> None:
    assert not belongs(FRONT, other)


def test_another_mobile_is_another_person() -> None:
    other = Phone(PhoneType.MOBILE, "090-9999-0000", "+819099990000")
    assert not belongs(replace(FRONT, phones=(MOBILE,)), replace(MAP, phones=(other,)))


def test_nothing_belongs_to_a_back() -> None:
    assert not belongs(MAP, MAP)
    assert not belongs(ENGLISH, FRONT)


def test_an_english_side_fills_what_is_in_letters() -> None:
    both = joined(FRONT, ENGLISH)
    assert (both.name, both.name_romaji) == ("田中 一郎", "Ichiro Tanaka")
    assert (both.company, both.company_en) == ("山田商事株式会社", "Yamada Trading Co., Ltd.")
    assert (both.title, both.title_en, both.department_en) == ("課長", "Manager", "Sales Division")
    assert (both.address, both.address_en) == (FRONT.address, ENGLISH.address)
    assert both.phones == (WORK, MOBILE)
    assert both.emails == FRONT.emails
    assert both.other_addresses == ()


def test_what_is_filled_brings_its_doubts_along() -> None:
    both = joined(FRONT, ENGLISH)
    assert both.confidence == {"name": 0.99, "phones": 0.7, "name_romaji": 0.97, "title_en": 0.6}
    assert both.unsure == ("title_en", "phones")


def test_further_offices_follow_and_known_ones_do_not() -> None:
    osaka, again = (
        Office("大阪支店", "530-0001", "大阪府大阪市北区梅田1-2-3"),
        "東京都千代田区千代田一丁目1番1号",
    )
    back = CardFields(postal_code="100-0001", address=again, other_addresses=(osaka,))
    assert joined(FRONT, back).other_addresses == (osaka,)
    assert joined(replace(FRONT, address=None, postal_code=None), back).address == again


def test_a_fax_of_the_back_is_kept() -> None:
    assert joined(FRONT, replace(MAP, phones=(FAX, WORK))).phones == (WORK, FAX)


texts = st.none() | st.sampled_from(
    ["田中 一郎", "Ichiro Tanaka", "山田商事", "Yamada Co.", "東京都港区1-2-3", "memo"]
)
numbers = st.builds(
    Phone,
    st.sampled_from(PhoneType),
    st.sampled_from(["03-1", "03-2", "(03) 1"]),
    st.none() | st.just("+813"),
)
mails = st.sampled_from(["a@x.example", "A@x.example", "info@y.example"])
offices = st.builds(Office, st.none(), st.none(), st.sampled_from(["東京都港区1-2-3", "大阪市北区4-5"]))
SINGLE = [
    "name",
    "name_kana",
    "name_romaji",
    "family_name",
    "given_name",
    "company",
    "company_en",
    "department",
    "department_en",
    "title",
    "title_en",
    "postal_code",
    "address",
    "address_en",
    "remark",
    "qr",
]
LISTS = ("phones", "emails", "urls", "other_addresses", "handles")
sides = st.builds(
    CardFields,
    **dict.fromkeys(SINGLE, texts),
    phones=st.lists(numbers, max_size=3).map(tuple),
    emails=st.lists(mails, max_size=3).map(tuple),
    urls=st.lists(st.sampled_from(["https://x.example/", "www.x.example", "y.example"]), max_size=2).map(
        tuple
    ),
    other_addresses=st.lists(offices, max_size=2).map(tuple),
    confidence=st.dictionaries(st.sampled_from([*SINGLE, *LISTS]), st.floats(0, 1), max_size=4),
    unsure=st.lists(st.sampled_from([*SINGLE, *LISTS]), unique=True, max_size=3).map(tuple),
    places=st.just({"name": (0.1, 0.1, 0.5, 0.2)}),
)

fronts = sides.filter(lambda fields: fields.name is not None)


@settings(max_examples=300, deadline=None)
@given(fronts, sides)
def test_nothing_of_the_front_is_lost_or_changed(front: CardFields, back: CardFields) -> None:
    both = joined(front, back)
    for name in (field.name for field in fields(CardFields)):
        before, after = getattr(front, name), getattr(both, name)
        if name in LISTS or name == "unsure":
            assert after[: len(before)] == before
        elif name == "remark":
            assert (after or "").startswith(before or "")
        elif name != "confidence" and before:
            assert after == before
    assert all(both.confidence[name] <= value for name, value in front.confidence.items())
    assert both.places == front.places


@settings(max_examples=200, deadline=None)
@given(fronts, sides)
def test_joining_twice_adds_nothing(front: CardFields, back: CardFields) -> None:
    once = joined(front, back)
    assert joined(once, back) == once


@settings(max_examples=200, deadline=None)
@given(sides, sides)
def test_belonging_needs_a_front(front: CardFields, back: CardFields) -> None:
    assert not (belongs(front, back) and is_back(front))
    assert not (belongs(front, back) and belongs(back, front))


@settings(max_examples=200, deadline=None)
@given(fronts, sides)
def test_a_back_taken_off_leaves_the_front_as_it_was(front: CardFields, back: CardFields) -> None:
    again = parted(joined(front, back), front, back)
    assert replace(again, confidence={}, unsure=()) == replace(front, confidence={}, unsure=())
    assert set(again.unsure) == set(front.unsure)


OURS = ("goen.example", "goen-group.example")


@pytest.mark.parametrize(
    ("mails", "urls", "ours"),
    [
        (("sato@goen.example",), (), True),
        (("sato@Tokyo.GOEN.example",), (), True),
        (("sato@bigoen.example",), (), False),
        (("sato@goen.example.net",), (), False),
        # A customer whose card names our site keeps its own mail address.
        (("mori@aoba.example",), ("https://goen.example",), False),
        ((), ("https://www.goen.example/about",), True),
        ((), ("recruit.goen.example",), True),
        ((), (), False),
    ],
)
def test_our_own_domain_tells(mails: tuple[str, ...], urls: tuple[str, ...], ours: bool) -> None:
    assert is_ours(CardFields(name="佐藤 花", emails=mails, urls=urls), OURS) is ours


@pytest.mark.parametrize(
    "domain", ["@goen.example", "https://www.goen.example/jp", "GOEN.example", "x@goen.example"]
)
def test_a_domain_may_be_typed_as_an_address(domain: str) -> None:
    assert is_ours(CardFields(emails=("sato@goen.example",)), [domain])


@pytest.mark.parametrize("domains", [[], [""], ["@"], ["https://"]])
def test_without_a_domain_nobody_is_ours(domains: list[str]) -> None:
    assert not is_ours(CardFields(emails=("sato@goen.example",)), domains)
    assert not is_ours(CardFields(), domains)


@settings(max_examples=300, deadline=None)
@given(sides, sides)
def test_parting_takes_back_what_joining_gave(front: CardFields, back: CardFields) -> None:
    again = parted(joined(front, back), front, back)
    assert replace(again, confidence={}, unsure=()) == replace(front, confidence={}, unsure=())


def test_parting_keeps_what_a_person_changed_since() -> None:
    changed = replace(joined(FRONT, ENGLISH), title_en="Section Manager", name="田中 二郎")
    again = parted(changed, FRONT, ENGLISH)
    assert (again.name, again.title_en, again.company_en) == ("田中 二郎", "Section Manager", None)
    assert again.phones == FRONT.phones


@pytest.mark.parametrize(
    ("domains", "ours"),
    [
        (("yamada.example",), True),
        (("example",), True),
        (("ada.example",), False),
        (("",), False),
        ((), False),
    ],
)
def test_our_own_cards_are_told_by_their_domain(domains: tuple[str, ...], ours: bool) -> None:
    assert is_ours(FRONT, domains) is ours


def test_a_url_counts_only_without_a_mail() -> None:
    assert is_ours(MAP, ["yamada.example"])
    assert not is_ours(replace(MAP, emails=("a@mirai.example",)), ["yamada.example"])
