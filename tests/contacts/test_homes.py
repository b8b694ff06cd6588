"""People without a company: told apart and found again by name and home."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contacts.blocking import Kind, keys
from contacts.profile import Profile
from contacts.verdict import Label, compare
from tests.contacts import home_maker

ELSA = Profile(name="Elsa Marchetti", postal_code="4120", address="12 Orchard Lane, Highfield, Weston, QU")


@pytest.mark.parametrize(
    "changed",
    [
        {"name": "Elsa Marcheti", "address": "12 Orchard Lnae, Highfield, Weston"},
        {"name": "Marchetti Elsa"},
        {"name": "Elsa Brightwater"},
        {"address": "Orchard Lane, Weston, QU", "postal_code": "4210"},
    ],
)
def test_slips_order_and_a_new_family_name_leave_one_person(changed: dict[str, str]) -> None:
    again = replace(ELSA, **changed)  # type: ignore[arg-type]  # fields by name
    assert compare(ELSA, again).label is Label.SAME
    assert keys(ELSA) & keys(again)


@pytest.mark.parametrize(
    "other",
    [
        replace(ELSA, name="Torben Marchetti"),
        replace(ELSA, name="Hugo Lindqvist"),
        replace(ELSA, address="3 Mill Road, Sandford, VT", postal_code="7310"),
        replace(ELSA, name="Torben Marchetti", address="98 Orchard Lane, Weston, QU"),
    ],
)
def test_relatives_housemates_and_namesakes_are_others(other: Profile) -> None:
    assert compare(ELSA, other).label is Label.DIFFERENT


def test_nobody_moves_from_no_company() -> None:
    mobile = ("+61412345678",)
    before, after = (
        replace(ELSA, phones=mobile, address=one) for one in (ELSA.address, "7 Quay Street, Norton")
    )
    assert compare(before, after).moved == 0


def test_a_company_leaves_no_home_keys() -> None:
    homes = {Kind.HOME, Kind.FAMILY_HOUSE, Kind.GIVEN_HOUSE}
    assert homes <= {kind for kind, _ in keys(ELSA)}
    assert not homes & {kind for kind, _ in keys(replace(ELSA, company="Weston Timber"))}


def test_invented_homes_are_judged_right() -> None:
    made = [
        (pair["label"], compare(Profile.of_mapping(pair["a"]), Profile.of_mapping(pair["b"])))
        for pair in home_maker.pairs(500, 31)
    ]
    decided = [(truth, verdict.label) for truth, verdict in made if not verdict.review]
    assert sum(truth == label for truth, label in decided) >= 0.93 * len(decided)
    assert len(decided) >= 250
