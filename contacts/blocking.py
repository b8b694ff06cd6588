"""Blocking keys: what two contacts of one person would most likely share, so that few need be compared.

A pair that shares no key is never compared, so the keys are many and lenient: look-alike characters fold
to one, every part of the name goes with every part of where the person works, and one wrong digit or
character leaves other keys whole. Whether two contacts are one person is the verdict's to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b
from itertools import islice, product

from contacts.lookalikes import fold_alike, fold_letters
from contacts.pair_company import company_key
from contacts.pair_mails import mail_key
from contacts.pair_names import Named, named
from contacts.profile import Profile, Reach, reach

MOST_READINGS, MOST_NAME_READINGS = 2, 4
MOST_SITES = 2
_STREET = 6
_VOICED = (("tsu", "su"), ("ch", "sh"), ("j", "sh"))
_PLAIN = str.maketrans("zgdbpf", "skthhh")


class Kind(StrEnum):
    """What a key is made of; the value goes into the hash, so that it must never change its meaning."""

    MAIL = "m"
    MOBILE = "p"
    MOBILE_START = "ps"
    MOBILE_END = "pe"
    NAME = "n"
    FAMILY_COMPANY = "fc"
    GIVEN_COMPANY = "gc"
    FAMILY_SITE = "fd"
    GIVEN_SITE = "gd"
    FAMILY_LINE = "fl"
    FAMILY_POSTCODE = "fz"
    GIVEN_POSTCODE = "gz"
    READING = "r"
    READING_SITE = "rd"
    READING_LINE = "rl"
    PART_COMPANY = "xc"
    HOME = "h"
    FAMILY_HOUSE = "fh"
    GIVEN_HOUSE = "gh"


# How much a shared key says where nobody else has it: what belongs to one person most, what colleagues of one
# family name share several times over least.
WEIGHTS: dict[Kind, int] = {
    Kind.MAIL: 12,
    Kind.MOBILE: 10,
    Kind.MOBILE_START: 8,
    Kind.MOBILE_END: 8,
    Kind.NAME: 6,
    Kind.FAMILY_COMPANY: 4,
    Kind.GIVEN_COMPANY: 5,
    Kind.FAMILY_SITE: 2,
    Kind.GIVEN_SITE: 4,
    Kind.FAMILY_LINE: 3,
    Kind.FAMILY_POSTCODE: 1,
    Kind.GIVEN_POSTCODE: 2,
    Kind.READING: 4,
    Kind.READING_SITE: 2,
    Kind.READING_LINE: 3,
    Kind.PART_COMPANY: 2,
    Kind.HOME: 3,
    Kind.FAMILY_HOUSE: 3,
    Kind.GIVEN_HOUSE: 3,
}

Key = tuple[Kind, str]


def keys(profile: Profile) -> frozenset[Key]:
    """The blocking keys of a contact, about 16; none when it says nothing that could be shared."""
    name, how = named(profile), reach(profile)
    return frozenset(
        (*_of_reach(how), *_of_name(name), *_of_both(profile, name, how), *_of_home(profile, name, how))
    )


def hashed(key: Key, scope: str) -> int:
    """The key as a signed 64-bit number: BLAKE2b of scope, kind and value, the same everywhere and always.

    `scope` keeps the keys of one workspace from meeting those of another.
    """
    text = "\x1f".join((scope, *key))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big", signed=True)


def _of_reach(how: Reach) -> Iterator[Key]:
    """What belongs to one person, and both halves of the mobile in case that one digit is wrong."""
    for mail in how.personal | how.private:
        yield Kind.MAIL, mail_key(mail)
    for number in how.mobiles | how.undecided:
        yield Kind.MOBILE, number
    for number in how.mobiles:
        yield Kind.MOBILE_START, number[:-4]
        yield Kind.MOBILE_END, number[:5] + number[-4:]


def _of_name(name: Named) -> Iterator[Key]:
    family, given = _part(name.family), _part(name.given)
    if family and given:
        yield Kind.NAME, _whole(family, given)
    if name.former and given:
        yield Kind.NAME, _whole(_part(name.former), given)
    pairs = product(_reads(name.family_reads), _reads(name.given_reads))
    # Letters say neither which name comes first nor, between initials, whose they are.
    for reads in islice(pairs, MOST_NAME_READINGS):
        if min(map(len, reads)) > 1:
            yield Kind.READING, _whole(*reads)


def _of_both(profile: Profile, name: Named, how: Reach) -> Iterator[Key]:
    """Each part of the name with each thing that says where the person works."""
    family, given = _part(name.family), _part(name.given)
    firms = {fold_alike(fold_letters(company_key(firm))) for firm in (profile.company, profile.company_en)}
    sites = [fold_letters(site) for site in sorted(how.sites)[:MOST_SITES]]
    reads, lines = _reads(name.family_reads)[:MOST_READINGS], how.lines | how.undecided
    yield from _joined(Kind.FAMILY_COMPANY, [family], firms)
    yield from _joined(Kind.GIVEN_COMPANY, [given], firms)
    yield from _joined(Kind.FAMILY_SITE, [family], sites)
    yield from _joined(Kind.GIVEN_SITE, [given], sites)
    yield from _joined(Kind.FAMILY_LINE, [family], lines)
    yield from _joined(Kind.FAMILY_POSTCODE, [family], [how.postcode])
    yield from _joined(Kind.GIVEN_POSTCODE, [given], [how.postcode])
    yield from _joined(Kind.READING_SITE, reads, sites)
    yield from _joined(Kind.READING_LINE, reads, lines)
    if name.japanese:
        yield from _joined(Kind.PART_COMPANY, _lacking_one(family + given), {firm[:1] for firm in firms})


def _of_home(profile: Profile, name: Named, how: Reach) -> Iterator[Key]:
    """For people without a company, who are few at one house: house number with street, postcode and name."""
    if profile.company or profile.company_en or how.sites:
        return
    house = how.address.numbers[:3] if how.address.prefecture else how.address.numbers[:1]
    street = fold_alike(fold_letters(how.address.town))[:_STREET]
    yield from _joined(Kind.HOME, ["-".join(house)], (street, how.postcode))
    yield from _joined(Kind.HOME, [street], [how.postcode])
    yield from _joined(Kind.FAMILY_HOUSE, [_part(name.family)], ("-".join(house), street))
    yield from _joined(Kind.GIVEN_HOUSE, [_part(name.given)], ("-".join(house), street))


def _joined(kind: Kind, parts: Iterable[str], places: Iterable[str]) -> Iterator[Key]:
    for part, place in product(parts, places):
        if part and place:
            yield kind, f"{part}|{place}"


def _part(text: str) -> str:
    return fold_alike(fold_letters(text))


def _reads(reads: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(fold_letters(_unvoiced(read)) for read in reads if read))


@lru_cache(maxsize=20_000)
def _unvoiced(read: str) -> str:
    """A reading in letters without voicing, which dictionaries and bearers differ in: Nakajima, Nakashima."""
    for voiced, plain in _VOICED:
        read = read.replace(voiced, plain)
    return read.translate(_PLAIN)


def _whole(family: str, given: str) -> str:
    """Both parts in an order of their own where they are letters, for cards print them either way round."""
    return "".join((family, given)) if not family.isascii() else " ".join(sorted((family, given)))


def _lacking_one(name: str) -> set[str]:
    """The name without each of its characters in turn: two names one sign apart share one of these."""
    if not 3 <= len(name) <= 6:
        return set()
    return {name[:at] + name[at + 1 :] for at in range(len(name))}
