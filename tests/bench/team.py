"""A team's invented contacts in any number, always the same ones: person `n` of a team of so many.

Frequencies are those of life, or blocks would look better than they are: 佐藤 are 1.5 in a hundred and the
400 commonest family names half of all, given names follow them, the largest company holds one in a hundred
contacts, colleagues share reception phones, info@ addresses and postcodes.
"""

from __future__ import annotations

import json
import random
import re
from bisect import bisect
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate, product
from pathlib import Path
from typing import Any

from contacts.data import table
from contacts.readings import kana_of
from contacts.romaji import from_kana
from contacts.values import CardFields, Phone, PhoneType

CONTACTS_A_COMPANY = 6.5
# Companies by size: the n-th has a share of 1 / (n + FLAT); likewise given names and family names.
_FLAT, _GIVEN_FLAT, _FAMILY_FLAT, _FAMILY_SLOPE = 10, 20, 5, 0.85
_COMMON_SHARE = 0.53
_WORDS = json.loads((Path(__file__).parent / "team_words.json").read_text(encoding="utf-8"))

Word = tuple[str, str]


@dataclass(frozen=True)
class Firm:
    """A company: how it is written, its domain, and its offices as (reception phone, postcode)."""

    number: int
    name: str
    english: str
    domain: str
    offices: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Person:
    """Somebody at an office of a company; names as (kanji, kana), numbers in E.164, "" where not printed."""

    family: Word
    given: Word
    firm: Firm
    office: int
    mobile: str
    mail: str
    department: str
    title: str
    letters: bool
    kana: bool


def company_count(size: int) -> int:
    """How many companies the contacts of a team of this size work for."""
    return max(1, int(size / CONTACTS_A_COMPANY))


def person(number: int, size: int) -> Person:
    """Contact `number` (from 0) of a team of `size` contacts."""
    source = random.Random(number)
    family, given = _family(source), _given(source)
    firm = company(_share(source, company_count(size), _FLAT), size)
    return Person(
        family=family,
        given=given,
        firm=firm,
        office=source.randrange(len(firm.offices)),
        mobile=mobile(source) if source.random() < 0.6 else "",
        mail=mail(source, family, given, firm),
        department=source.choice(_WORDS["departments"]),
        title=source.choice(_WORDS["titles"]),
        letters=source.random() < 0.04,
        kana=source.random() < 0.25,
    )


def another(source: random.Random, size: int) -> Person:
    """Somebody of the same team by chance, for what a person takes over from others."""
    return person(source.randrange(10**9, 2 * 10**9), size)


@cache
def company(number: int, size: int) -> Firm:
    """Company `number` of a team's; the first are the largest and have the most offices."""
    source = random.Random(f"firm {number}")
    head, trade = source.choice(_families_of_two()), source.choice(_latin("trades"))
    place = source.choice(_WORDS["places"])
    letters = from_kana(head[1])
    expected = size / company_count(size) * 100 / (number + _FLAT)
    offices = 1 + min(40, int(expected / 60))
    return Firm(
        number,
        source.choice(_WORDS["forms"]).format(place + head[0] + trade[0]),
        f"{letters} {trade[1]} Co., Ltd.",
        f"{letters}-{trade[1]}{number}.example".lower(),
        tuple((_line(source), f"{_share(source, 20_000, 300) * 37 % 9_999_999:07d}") for _ in range(offices)),
    )


def card(who: Person) -> CardFields:
    """The person's card as it was saved."""
    line, postcode = who.firm.offices[who.office]
    numbers = [(PhoneType.WORK, line), (PhoneType.MOBILE, who.mobile)]
    kana, letters = f"{who.family[1]} {who.given[1]}", in_letters(who)
    return CardFields(
        name=letters if who.letters else f"{who.family[0]} {who.given[0]}",
        name_kana=kana if who.kana and not who.letters else None,
        name_romaji=None if who.letters or not who.kana else letters,
        company=who.firm.english if who.letters else who.firm.name,
        department=None if who.letters else who.department,
        title=None if who.letters else who.title or None,
        postal_code=postcode,
        phones=tuple(Phone(kind, number, number) for kind, number in numbers if number),
        emails=(who.mail,) if who.mail else (),
        urls=(f"https://www.{who.firm.domain}/",) if who.firm.number % 2 else (),
    )


def in_letters(who: Person) -> str:
    """The name as the English side of the card prints it."""
    return f"{from_kana(who.given[1])} {from_kana(who.family[1]).upper()}"


def mobile(source: random.Random) -> str:
    """A mobile number in E.164."""
    return f"+81{source.choice('789')}0{source.randrange(10**7, 10**8)}"


def mail(source: random.Random, family: Word, given: Word, firm: Firm) -> str:
    """An address at the company in one of the usual styles; sometimes a shared one, sometimes none."""
    last, first = from_kana(family[1]).lower(), from_kana(given[1]).lower()
    own = source.choice(
        [f"{first}.{last}", f"{first[0]}-{last}", f"{last}{source.randrange(100)}", f"{last}_{first}"]
    )
    local = source.choices([own, source.choice(["info", "eigyo", "contact"]), ""], [0.78, 0.1, 0.12])[0]
    return f"{local}@{firm.domain}" if local else ""


def row(contact_id: int, fields: CardFields, firm: Firm, **columns: Any) -> dict[str, Any]:
    """The contact as a row to be inserted; companies are rows by their number from 1."""
    plain = fields.to_dict()
    kept = {name: plain.get(name) for name in ("name", "name_kana", "name_romaji", "department", "title")}
    lists = ("posts", "qualifications", "other_addresses", "urls", "handles", "phones", "emails")
    return {
        "id": contact_id,
        "company_id": firm.number + 1,
        "state": "active",
        "postal_code": fields.postal_code,
        "tags": [],
        **kept,
        **{name: plain.get(name, []) for name in lists},
        **columns,
    }


def moved(who: Person, source: random.Random, size: int) -> Person:
    """The same person at another company, with a new mail address."""
    firm = another(source, size).firm
    return replace(who, firm=firm, office=0, mail=mail(source, who.family, who.given, firm))


def _share(source: random.Random, count: int, flat: float) -> int:
    """A number below `count`, n with a probability of about 1 / (n + flat)."""
    return int(flat * ((count + flat) / flat) ** source.random() - flat)


def _family(source: random.Random) -> Word:
    if source.random() > _COMMON_SHARE:
        return source.choice(_families_of_two())
    names, sums = _common_families()
    return names[bisect(sums, source.random() * sums[-1])]


def _given(source: random.Random) -> Word:
    return _givens()[_share(source, len(_givens()), _GIVEN_FLAT)]


def _line(source: random.Random) -> str:
    return f"+81{source.choice(['3', '6', '52', '92', '45'])}{source.randrange(10**7, 10**8)}"[:12]


@cache
def _common_families() -> tuple[list[Word], list[float]]:
    names = [(name, (kana_of(name, family=True) or ("さとう",))[0]) for (name,) in table("common_families")]
    weights = [1 / (rank + _FAMILY_FLAT) ** _FAMILY_SLOPE for rank in range(1, len(names) + 1)]
    return names, list(accumulate(weights))


@cache
def _families_of_two() -> list[Word]:
    return [(a + b, x + y) for (a, x), (b, y) in product(_kana("family_heads"), _kana("family_tails"))]


@cache
def _givens() -> list[Word]:
    names = _kana("single_givens")
    for kind in ("men", "women"):
        names += [
            (a + b, x + y) for (a, x), (b, y) in product(_kana(f"{kind}_heads"), _kana(f"{kind}_tails"))
        ]
    random.Random(1).shuffle(names)
    return names


def _kana(name: str) -> list[Word]:
    return re.findall(r"([一-鿿])([ぁ-ん]+)", _WORDS[name])


def _latin(name: str) -> list[Word]:
    return re.findall(r"([一-鿿]+)(\w+?)(?:\s|$)", _WORDS[name])
