"""The evidence on two people of whom a home is known and no company, as numbers.

Relatives share a house and a family name, namesakes neither; whoever married keeps house and given name.
"""

from __future__ import annotations

import re
from itertools import product

from rapidfuzz import fuzz
from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from contacts import addresses
from contacts.lookalikes import fold_alike, fold_letters
from contacts.pair_evidence import Evidence
from contacts.pair_names import Level, named
from contacts.profile import Profile, reach

HOME = (
    "family_equal", "family_near", "family_some", "family_different",
    "given_equal", "given_near", "given_some", "given_different",
    "alike", "turned", "stranger", "house", "house_clash", "place_equal", "place_near", "place_some",
    "place_different", "postcode", "postcode_near", "postcode_clash", "home", "elsewhere",
    "alike_home", "alike_elsewhere", "relative_home", "relative_elsewhere", "renamed_home",
    "renamed_elsewhere", "stranger_home", "nameless_home", "nameless_elsewhere", "linked", "alike_linked",
    "stranger_linked", "relative_linked", "mobile_clash", "line", "street", "alike_street",
    "alike_street_elsewhere",
)  # fmt: skip
_DIGITS = re.compile(r"[\d-]+")
_NEAR, _SOME = 0.86, 0.7
# One slip in a name of three letters is one name still (Ben, Bne); shorter ones are too often another.
_SHORT = 3


def home_features(a: Profile, b: Profile, found: Evidence) -> dict[str, float]:
    """The numbers, each 0 or 1, by which two people without a company are judged."""
    family, given, turned = _names(a, b, found)
    values = {**_levels("family", family), **_levels("given", given), **_places(a, b)}
    alike = _fits(family) and _fits(given)
    relative = _fits(family) and given is not None and given < _SOME
    renamed = _fits(given) and family is not None and family < _SOME
    stranger = family is not None and given is not None and max(family, given) < _SOME
    nameless = family is None or given is None
    linked = found.personal_link or bool(found.undecided) or found.mobile_near
    home = bool(values["place_equal"] or values["place_near"] or (values["house"] and values["postcode"]))
    elsewhere = not home and bool(values["place_different"] or values["house_clash"])
    values |= {"alike": alike, "turned": turned, "stranger": stranger, "home": home, "elsewhere": elsewhere}
    values |= {"alike_home": alike and home, "alike_elsewhere": alike and elsewhere}
    values |= {"relative_home": relative and home, "relative_elsewhere": relative and elsewhere}
    values |= {"renamed_home": renamed and home, "renamed_elsewhere": renamed and elsewhere}
    values |= {"nameless_home": nameless and home, "nameless_elsewhere": nameless and elsewhere}
    values |= {"stranger_home": stranger and home, "stranger_linked": stranger and linked}
    values |= {"linked": linked, "alike_linked": alike and linked, "relative_linked": relative and linked}
    values |= {"alike_street": alike and values["street"]}
    values |= {"alike_street_elsewhere": alike and elsewhere and values["street"]}
    values |= {"mobile_clash": found.mobile_clash and not found.mobile_near, "line": bool(found.lines)}
    return {name: float(values[name]) for name in HOME}


def _names(a: Profile, b: Profile, found: Evidence) -> tuple[float | None, float | None, bool]:
    """Likeness (0..1) of family and given names, None where one is unknown; whether they stand crosswise."""
    first, second = named(a), named(b)
    straight = (_likeness(first.family, second.family), _likeness(first.given, second.given))
    crosswise = (_likeness(first.family, second.given), _likeness(first.given, second.family))
    levels = (found.names.family, found.names.given)
    if found.named_alike and Level.UNKNOWN not in levels:
        straight = (max(straight[0] or 0.0, _NEAR), max(straight[1] or 0.0, _NEAR))
    if sum(one or 0.0 for one in crosswise) > sum(one or 0.0 for one in straight):
        return *crosswise, True
    return *straight, False


def _likeness(a: str, b: str) -> float | None:
    if not a or not b:
        return None
    first, second = (fold_alike(fold_letters(one)) for one in (a, b))
    if min(len(first), len(second)) >= _SHORT and DamerauLevenshtein.distance(first, second) == 1:
        return max(_NEAR, JaroWinkler.similarity(first, second))
    return max(JaroWinkler.similarity(first, second), DamerauLevenshtein.normalized_similarity(first, second))


def _fits(likeness: float | None) -> bool:
    return likeness is not None and likeness >= _NEAR


def _levels(part: str, likeness: float | None) -> dict[str, bool]:
    known = likeness if likeness is not None else -1.0
    return {
        f"{part}_equal": known == 1.0,
        f"{part}_near": _NEAR <= known < 1.0,
        f"{part}_some": _SOME <= known < _NEAR,
        f"{part}_different": 0.0 <= known < _SOME,
    }


def _places(a: Profile, b: Profile) -> dict[str, bool]:
    first, second = reach(a), reach(b)
    houses = [set(one.address.numbers) for one in (first, second)]
    place = _place(a.address, b.address)
    codes = first.postcode, second.postcode
    slip = all(codes) and codes[0] != codes[1] and DamerauLevenshtein.distance(*codes) == 1
    return {
        "house": bool(houses[0] & houses[1]),
        "house_clash": all(houses) and not houses[0] & houses[1],
        "place_equal": place > 0.95,
        "place_near": 0.8 < place <= 0.95,
        "place_some": 0.6 < place <= 0.8,
        "place_different": 0.0 <= place <= 0.6,
        "street": _same_street(a.address, b.address),
        "postcode": codes[0] == codes[1] != "",
        "postcode_near": slip,
        "postcode_clash": all(codes) and codes[0] != codes[1] and not slip,
    }


def _place(a: str, b: str) -> float:
    """Likeness (0..1) of two addresses whatever the order of their words, -1 where one is unknown."""
    first, second = (fold_letters(addresses.normal(one)) for one in (a, b))
    if not first or not second:
        return -1.0
    scorers = (fuzz.ratio, fuzz.token_sort_ratio)
    return max(score(x, y) for score, (x, y) in product(scorers, [(first, second)])) / 100


def _same_street(a: str, b: str) -> bool:
    """Whether two addresses begin with one street, whatever the house number and the town after it."""
    first, second = (
        fold_letters(_DIGITS.sub("", one.partition(",")[0]).casefold().strip()) for one in (a, b)
    )
    return (
        min(len(first), len(second)) > _SHORT
        and DamerauLevenshtein.normalized_similarity(first, second) > 0.8
    )
