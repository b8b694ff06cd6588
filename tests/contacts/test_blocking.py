"""Two contacts of one person share a blocking key, whatever was misread, changed or written otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contacts.blocking import Kind, hashed, keys
from contacts.profile import Profile
from tests.contacts.pair_maker import pairs

SATO = Profile(
    name="佐藤 健一",
    company="東西電機株式会社",
    emails=("k.sato@tozai.example",),
    phones=("+81312345678", "+819012345678"),
    postal_code="1000001",
)


def shared(a: Profile, b: Profile) -> set[Kind]:
    return {kind for kind, _ in keys(a) & keys(b)}


@pytest.mark.parametrize(
    ("changed", "kind"),
    [
        ({"name": "佐藤健一"}, Kind.NAME),
        ({"name": "佐藤 健ー", "emails": (), "phones": ()}, Kind.NAME),
        ({"name": "佐膝 健一", "emails": ()}, Kind.GIVEN_COMPANY),
        ({"name": "佐藤 優一", "emails": ()}, Kind.FAMILY_COMPANY),
        ({"name": "佐藤 優一", "company": "東西電磯(株)"}, Kind.PART_COMPANY),
        ({"company": "㈱東西電機 大阪支店"}, Kind.FAMILY_COMPANY),
        ({"company": "", "emails": ("info@tozai.example",)}, Kind.FAMILY_SITE),
        ({"name": "山田 健一", "company": "別の会社", "emails": ()}, Kind.MOBILE),
        ({"name": "山田 愛", "phones": ("+819012345679",)}, Kind.MOBILE_START),
        ({"name": "山田 愛", "phones": ("+819019345678",)}, Kind.MOBILE_END),
        ({"emails": ("k.5at0@t0zai.example",)}, Kind.MAIL),
        ({"name": "SATO Kenichi", "company": "Tozai Electric", "emails": (), "phones": ()}, Kind.READING),
        ({"name": "K. Sato", "company": "Tozai Electric", "phones": ()}, Kind.READING_SITE),
        ({"name": "K. Sato", "company": "", "emails": ()}, Kind.READING_LINE),
        ({"name": "山田 健一（旧姓 佐藤）", "company": "別の会社"}, Kind.NAME),
    ],
)
def test_what_a_noisy_copy_still_shares(changed: dict[str, object], kind: Kind) -> None:
    assert kind in shared(SATO, replace(SATO, **changed))  # type: ignore[arg-type]  # fields by name


def test_colleagues_share_no_key_of_one_person() -> None:
    other = Profile(
        name="鈴木 花子",
        company=SATO.company,
        emails=("h.suzuki@tozai.example", "info@tozai.example"),
        phones=("+81312345678", "+818055556666"),
        postal_code=SATO.postal_code,
    )
    assert shared(SATO, other) == set()


def test_a_contact_that_says_nothing_has_no_key() -> None:
    assert keys(Profile()) == frozenset()
    assert keys(Profile(company="東西電機株式会社", phones=("+81312345678",))) == frozenset()


def test_workspaces_never_meet() -> None:
    found = keys(SATO)
    assert {hashed(one, "T1") for one in found}.isdisjoint(hashed(one, "T2") for one in found)


def test_hashes_are_the_same_on_every_machine_and_fit_64_signed_bits() -> None:
    assert hashed((Kind.NAME, "佐藤健一"), "T1") == 9171391698553297706
    assert all(-(2**63) <= hashed(one, "T1") < 2**63 for one in keys(SATO))


def test_pairs_of_one_person_share_a_key() -> None:
    people = [pair for pair in pairs(600, 11) if pair["label"] != "different"]
    missed = [
        pair["scenario"]
        for pair in people
        if not keys(Profile.of_mapping(pair["a"])) & keys(Profile.of_mapping(pair["b"]))
    ]
    assert len(missed) <= len(people) / 100, missed
