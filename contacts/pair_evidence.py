"""Two contacts side by side: what they share and where they contradict each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz
from rapidfuzz.distance import Hamming

from contacts.lookalikes import fold_letters
from contacts.normal import key
from contacts.pair_company import (
    across_scripts,
    company_key,
    company_likeness,
    former_company,
    kin,
    names_site,
)
from contacts.pair_mails import local_kept, numbered_apart, same_mails, styles_fit, tell_apart
from contacts.pair_names import NameMatch, compare_names, is_rare
from contacts.profile import Profile, Reach, reach
from contacts.titles import UNRANKED, rank

SAME_COMPANY = 0.9
NEAR_COMPANY = 0.75
_TELLING = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two profiles share and where they contradict each other; the ground of features and reasons.

    Sets hold the shared values in normal form. A `*_clash` is True when both name one and share none.
    `company` is a likeness 0..1, None when one side names none. `homes` says that neither names one or its
    site and both say where they are.
    """

    names: NameMatch
    rare: bool
    mobiles: frozenset[str]
    mobile_near: bool
    mobile_clash: bool
    lines: frozenset[str]
    line_clash: bool
    undecided: frozenset[str]
    undecided_clash: bool
    mails: frozenset[str]
    mail_fits: bool
    mail_clash: bool
    mail_numbered: bool
    local_kept: bool
    private: frozenset[str]
    private_clash: bool
    roles: frozenset[str]
    company: float | None
    across: bool
    kin: bool
    told: bool
    named_by_site: bool
    sites: frozenset[str]
    site_near: bool
    site_clash: bool
    postcode: bool
    postcode_clash: bool
    address: bool
    address_clash: bool
    department: float | None
    title: float | None
    homes: bool

    @property
    def named_alike(self) -> bool:
        """Whether both parts of the name fit (misread, by reading or by initial counts)."""
        return self.names.family.fits and self.names.given.fits

    @property
    def personal_link(self) -> bool:
        """Whether something is shared that belongs to one person: mobile, own mail, private mail."""
        return bool(self.mobiles or self.mails or self.private)


def evidence(a: Profile, b: Profile) -> Evidence:
    """Compare two profiles field by field."""
    first, second = reach(a), reach(b)
    shared_sites = first.sites & second.sites
    mails = same_mails(first.personal, second.personal)
    names = compare_names(a, b)
    return Evidence(
        names=names,
        rare=is_rare(a) and is_rare(b),
        mobiles=first.mobiles & second.mobiles,
        mobile_near=_near_number(first.mobiles, second.mobiles),
        mobile_clash=_clash(first.mobiles, second.mobiles),
        lines=first.lines & second.lines,
        line_clash=_clash(first.lines, second.lines),
        undecided=first.undecided & second.undecided,
        undecided_clash=_clash(first.undecided, second.undecided),
        mails=mails,
        mail_fits=not mails and styles_fit(first.personal, second.personal),
        # A mail address made of a family name changes with it.
        mail_clash=not mails and not names.former and tell_apart(first.personal, second.personal),
        mail_numbered=not mails and numbered_apart(first.personal, second.personal),
        local_kept=not mails and local_kept(first.personal, second.personal),
        private=same_mails(first.private, second.private),
        private_clash=_clash(first.private, second.private),
        roles=same_mails(first.roles, second.roles),
        company=_company(a, b),
        across=across_scripts(a.company or a.company_en, b.company or b.company_en),
        kin=kin(a.company, b.company) or kin(a.company_en, b.company_en),
        told=_tells(a, b) or _tells(b, a),
        named_by_site=_named_by_site(a, second) or _named_by_site(b, first),
        sites=shared_sites,
        site_near=not shared_sites and _near_site(first.sites, second.sites),
        site_clash=_clash(first.sites, second.sites),
        postcode=first.postcode == second.postcode != "",
        postcode_clash=bool(first.postcode and second.postcode) and first.postcode != second.postcode,
        address=_same_place(first, second),
        address_clash=_other_place(first, second),
        department=_words(a.department, b.department),
        title=_titles(a.title, b.title),
        homes=_is_home(a, first) and _is_home(b, second),
    )


def _clash(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and not a & b


def _near_number(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two mobiles differ in one digit, as a misreading leaves them.

    Numbers one after the other are bought together, by a firm or a family, and belong to two people.
    """
    return not a & b and any(
        len(x) == len(y) and Hamming.distance(x, y) == 1 and abs(int(x[1:]) - int(y[1:])) != 1
        for x, y in product(a, b)
    )


def _company(a: Profile, b: Profile) -> float | None:
    pairs = [(x, y) for x in _company_names(a) for y in _company_names(b)]
    return max((company_likeness(x, y) for x, y in pairs), default=None)


def _company_names(one: Profile) -> list[str]:
    printed = [name for name in (one.company, one.company_en) if name]
    return [*printed, *(former for name in printed if (former := former_company(name)))]


def _tells(one: Profile, other: Profile) -> bool:
    """Whether one's post names the other's company: 経理部長(ひばり信用金庫より出向)."""
    post = key(f"{one.department} {one.title}")
    names = (company_key(name) for name in _company_names(other))
    return any(len(name) >= _TELLING and key(name) in post for name in names)


def _named_by_site(one: Profile, other: Reach) -> bool:
    names = [name for name in (one.company, one.company_en) if name]
    return any(names_site(name, site) for name, site in product(names, other.sites))


def _near_site(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two domains share their label's beginning: yamada.co.jp and yamada-group.jp."""
    labels = [(x.partition(".")[0], y.partition(".")[0]) for x, y in product(a, b)]
    return any(
        fold_letters(x) == fold_letters(y) or _common_start(x, y) >= max(5, 0.6 * min(len(x), len(y)))
        for x, y in labels
    )


def _common_start(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def _same_place(a: Reach, b: Reach) -> bool:
    """Whether house numbers agree and nothing else speaks against one place."""
    if not a.address.numbers or not b.address.numbers:
        return False
    first, second = a.address.numbers, b.address.numbers
    agree = first == second or (len(first) > 1 and first == second[: len(first)])
    town = fuzz.partial_ratio(a.address.town, b.address.town) >= 80
    return agree and (town or a.postcode == b.postcode != "")


def _other_place(a: Reach, b: Reach) -> bool:
    known = bool(a.address.town and b.address.town) or bool(a.postcode and b.postcode)
    return known and not _same_place(a, b) and (a.postcode != b.postcode or not a.postcode)


def _is_home(one: Profile, how: Reach) -> bool:
    return bool(how.address.town) and not (one.company or one.company_en or how.sites)


def _words(a: str, b: str) -> float | None:
    first, second = key(a), key(b)
    return fuzz.ratio(first, second) / 100 if first and second else None


def _titles(a: str, b: str) -> float | None:
    first, second = rank(a), rank(b)
    if UNRANKED not in (first.order, second.order) and first.order == second.order:
        return 1.0
    return _words(a, b)
