"""Invented pairs of people without a company, from causes met in private life; seeded, so always the same."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from tests.contacts.pair_people import FIRSTS, TOWNS, human

Pair = tuple[str, dict[str, Any], dict[str, Any]]
_HEADS = "Bar Cal Den El Fos Gra Hol Kin Lor Mac Nor Os Pen Quin Ros Sal Tren Ul Ves Wal Yor Zan"
_TAILS = "more ley ton ford well wick berg son man ard ini ovic an ello ham den shaw worth by ens"
_STREETS = "Street Road Avenue Close Place Crescent Drive Lane Way Court"


@dataclass(frozen=True)
class Home:
    """Where somebody lives."""

    number: str
    street: str
    estate: str
    town: str
    state: str
    postcode: str


@dataclass(frozen=True)
class Resident:
    """Somebody at home; mobile and mail belong to the person."""

    family: str
    given: str
    home: Home
    mobile: str
    mail: str


def pairs(count: int, seed: int) -> Iterator[dict[str, Any]]:
    """`count` pairs as `{"id", "scenario", "label", "a", "b"}`, the causes in turn by their weight."""
    source = random.Random(seed)
    for at in range(count):
        cause = source.choices(list(CAUSES), [weight for _, weight in CAUSES.values()])[0]
        label, a, b = CAUSES[cause][0](source)
        yield {"id": f"home-{at:05d}", "scenario": cause, "label": label, "a": a, "b": b}


def resident(r: random.Random, **fixed: Any) -> Resident:
    """Somebody by chance: a third Japanese, the others with names in letters."""
    if r.random() < 0.35:
        who = human(r)
        town, postcode = r.choice(TOWNS)
        home = Home("-".join(str(r.randint(1, 30)) for _ in range(3)), "", "", town, "", postcode)
        made = Resident(who.family[0], who.given[0], home, who.mobile, who.private)
    else:
        made = Resident(_word(r), r.choice([r.choice(FIRSTS)[0], _word(r)]), house(r), _mobile(r), "")
        made = replace(made, mail=f"{made.given}.{made.family}{r.randrange(99)}@gmail.com".lower())
    return replace(made, **fixed)


def house(r: random.Random) -> Home:
    """A house in a place where letters are used."""
    street = f"{_word(r)} {r.choice(_STREETS.split())}"
    estate = r.choice(["", f"{_word(r)} {r.choice(['Park', 'Village', 'Estate', 'Flat 4'])}"])
    state, code = r.choice(["", "NW", "QU", "VT", "WA"]), str(r.randint(1000, 9999))
    return Home(
        str(r.randint(1, 400)), street, estate, _word(r) + r.choice(["", " East", " Hills"]), state, code
    )


def entry(r: random.Random, who: Resident, slips: int = 0, blanks: float = 0.08) -> dict[str, Any]:
    """What a list says of somebody, with so many slips of the pen and a chance of empty fields."""
    at = who.home
    parts = {
        "family": who.family,
        "given": who.given,
        "number": at.number,
        "street": at.street,
        "estate": at.estate,
        "town": at.town,
        "state": at.state,
        "postcode": at.postcode,
    }
    for name in ("given", "family", "number", "street", "estate", "town", "state"):
        if r.random() < blanks * (0.4 if name in ("given", "family") else 1.0):
            parts[name] = ""
    for _ in range(slips):
        name = r.choice(["family", "given", "given", "street", "estate", "town", "postcode", "number"])
        parts[name] = slip(r, parts[name])
    return _shown(parts, who)


def slip(r: random.Random, text: str) -> str:
    """One slip: a letter more, less, other or out of turn, or a space in the wrong place."""
    if len(text) < 2:
        return text
    at = r.randrange(len(text) - 1)
    other = str(r.randrange(10)) if text[at].isdigit() else r.choice("aeioustrnlmk")
    kinds = [
        text[:at] + text[at + 1 :],
        text[:at] + other + text[at:],
        text[:at] + other + text[at + 1 :],
        text[:at] + text[at + 1] + text[at] + text[at + 2 :],
        text[:at] + " " + text[at:] if " " not in text else text.replace(" ", "", 1),
    ]
    return r.choice(kinds if text.isascii() else kinds[:1])


def again(r: random.Random) -> Pair:
    who = resident(r)
    return "same", entry(r, who), entry(r, who, r.choice([0, 1, 2, 3, 5, 8]))


def misheard(r: random.Random) -> Pair:
    """House number and estate written down anew and wrong, the street and the rest right."""
    who = resident(r)
    wrong = replace(who.home, number=house(r).number, estate=house(r).estate)
    if r.random() < 0.5:
        wrong = replace(wrong, town=house(r).town) if who.family.isascii() else wrong
    return "same", entry(r, who), entry(r, replace(who, home=wrong), r.choice([0, 1, 2]))


def swapped(r: random.Random) -> Pair:
    who = resident(r)
    turned = replace(who, family=who.given, given=who.family)
    return "same", entry(r, who), entry(r, turned, r.choice([0, 1, 2]))


def renamed(r: random.Random) -> Pair:
    who = resident(r)
    return "same", entry(r, who), entry(r, replace(who, family=_like(r, who).family), r.choice([0, 0, 1, 3]))


def moved_house(r: random.Random) -> Pair:
    who = resident(r)
    later = replace(who, home=_like(r, who).home)
    kept = r.choice([{"phones": [who.mobile]}, {"emails": [who.mail]}])
    return "same", {**entry(r, who), **kept}, {**entry(r, later, r.choice([0, 1])), **kept}


def name_lost(r: random.Random) -> Pair:
    who = resident(r)
    return (
        "same",
        entry(r, who),
        entry(r, replace(who, **{r.choice(["family", "given"]): ""}), r.choice([0, 1])),
    )


def relatives(r: random.Random) -> Pair:
    who = resident(r)
    other = _like(r, who)
    while other.given[:2] == who.given[:2]:
        other = _like(r, who)
    return (
        "different",
        entry(r, who),
        entry(r, replace(other, family=who.family, home=who.home), r.choice([0, 1, 2])),
    )


def housemates(r: random.Random) -> Pair:
    who = resident(r)
    return "different", entry(r, who), entry(r, replace(_like(r, who), home=who.home), r.choice([0, 1, 2]))


def neighbours(r: random.Random) -> Pair:
    who = resident(r)
    other = replace(_like(r, who), home=replace(who.home, number=house(r).number))
    kin = replace(other, family=who.family) if r.random() < 0.5 else other
    return "different", entry(r, who), entry(r, kin, r.choice([0, 1, 2]))


def namesakes(r: random.Random) -> Pair:
    who = resident(r)
    other = _like(r, who)
    home = (
        other.home
        if r.random() < 0.7
        else replace(other.home, postcode=who.home.postcode, state=who.home.state)
    )
    twin = replace(other, family=who.family, given=who.given, home=home)
    return "different", entry(r, who, blanks=0), entry(r, twin, r.choice([0, 0, 1]), blanks=0)


def half_namesakes(r: random.Random) -> Pair:
    who = resident(r)
    other = _like(r, who)
    half = replace(other, **r.choice([{"family": who.family}, {"given": who.given}]))
    shared = r.choice([{}, {"postcode": who.home.postcode}, {"number": who.home.number}])
    half = replace(half, home=replace(half.home, **shared))
    return "different", entry(r, who), entry(r, half, r.choice([0, 1, 2]))


def half_named(r: random.Random) -> Pair:
    """One of two who share a name part says nothing of the other part, and lives elsewhere."""
    label, first, second = half_namesakes(r)
    words = second["name"].split(" ")
    return label, first, {**second, "name": r.choice(words)}


def family_phone(r: random.Random) -> Pair:
    label, first, second = relatives(r)
    number = [_mobile(r)]
    return label, {**first, "phones": number}, {**second, "phones": number}


CAUSES: dict[str, tuple[Callable[[random.Random], Pair], float]] = {
    "again": (again, 12),
    "misheard": (misheard, 3),
    "swapped": (swapped, 2),
    "renamed": (renamed, 3),
    "moved_house": (moved_house, 3),
    "name_lost": (name_lost, 2),
    "relatives": (relatives, 4),
    "housemates": (housemates, 2),
    "neighbours": (neighbours, 3),
    "namesakes": (namesakes, 5),
    "half_namesakes": (half_namesakes, 5),
    "half_named": (half_named, 3),
    "family_phone": (family_phone, 1),
}


def _like(r: random.Random, who: Resident) -> Resident:
    """Somebody else whose name is written in the same script."""
    other = resident(r)
    return (
        other
        if other.family.isascii() == who.family.isascii() and other.given != who.given
        else _like(r, who)
    )


def _shown(parts: dict[str, str], who: Resident) -> dict[str, Any]:
    if not who.family.isascii():
        name, address = f"{parts['family']} {parts['given']}", parts["town"] + parts["number"]
    else:
        name = f"{parts['given']} {parts['family']}"
        street = f"{parts['number']} {parts['street']}".strip()
        address = ", ".join(filter(None, (street, parts["estate"], parts["town"], parts["state"])))
    return {"name": name.strip(), "address": address, "postal_code": parts["postcode"]}


def _word(r: random.Random) -> str:
    return (
        r.choice(_HEADS.split()) + r.choice(["", r.choice(["a", "en", "i", "o"])]) + r.choice(_TAILS.split())
    )


def _mobile(r: random.Random) -> str:
    return f"+614{r.randint(10_000_000, 99_999_999)}"
