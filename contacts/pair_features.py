"""Two contacts as numbers: what speaks for one person, and what for one company."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from rapidfuzz import fuzz
from rapidfuzz.distance import Hamming

from contacts import emails
from contacts.lookalikes import fold_letters
from contacts.normal import key
from contacts.pair_company import across_scripts, company_likeness, names_site
from contacts.pair_names import Level, NameMatch, compare_names, named
from contacts.profile import Profile, Reach, reach
from contacts.titles import UNRANKED, rank

SAME_COMPANY = 0.9
NEAR_COMPANY = 0.75


@dataclass(frozen=True, slots=True)
class Evidence:
    """What two profiles share and where they contradict each other; the ground of features and reasons.

    Sets hold the shared values in normal form. A `*_clash` is True when both sides name one and none is shared.
    `company` is a likeness 0..1, None when one side names none.
    """

    names: NameMatch
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
    local_kept: bool
    private: frozenset[str]
    private_clash: bool
    roles: frozenset[str]
    company: float | None
    across: bool
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
    mails = _same_mails(first.personal, second.personal)
    return Evidence(
        names=compare_names(a, b),
        mobiles=first.mobiles & second.mobiles,
        mobile_near=_near_number(first.mobiles, second.mobiles),
        mobile_clash=_clash(first.mobiles, second.mobiles),
        lines=first.lines & second.lines,
        line_clash=_clash(first.lines, second.lines),
        undecided=first.undecided & second.undecided,
        undecided_clash=_clash(first.undecided, second.undecided),
        mails=mails,
        mail_fits=not mails and _fits(first.personal, second.personal),
        mail_clash=not mails and _mail_clash(first.personal, second.personal),
        local_kept=not mails and _local_kept(first.personal, second.personal),
        private=_same_mails(first.private, second.private),
        private_clash=_clash(first.private, second.private),
        roles=_same_mails(first.roles, second.roles),
        company=_company(a, b),
        across=across_scripts(a.company or a.company_en, b.company or b.company_en),
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
    )


PERSON = (
    "family_equal", "family_read", "family_near", "family_unlike", "family_different", "former",
    "given_equal", "given_read", "given_near", "given_initial", "given_unlike", "given_different",
    "reading_equal", "reading_different", "homophone", "alike", "rename", "relative", "stranger", "nameless",
    "mobile", "mobile_near", "mobile_clash", "line", "line_clash", "undecided", "undecided_all",
    "undecided_clash", "mail", "mail_fits", "mail_clash", "local_kept", "private", "private_clash", "role",
    "company", "company_near", "company_other", "company_open", "site", "site_clash", "postcode", "address",
    "company_unlike", "named_by_site", "doubtful", "doubtful_linked", "doubtful_mail", "doubtful_elsewhere",
    "relative_mail_and_mobile", "homophone_linked", "undecided_elsewhere", "line_elsewhere", "alike_line_elsewhere",
    "address_clash", "department", "department_other", "title", "title_other",
    "alike_here", "alike_elsewhere", "alike_linked", "alike_linkless", "alike_elsewhere_linkless",
    "alike_here_mail_clash", "alike_here_mobile_clash", "alike_here_both_clash", "alike_here_line",
    "alike_here_bare", "alike_nowhere_bare", "rename_mobile", "rename_mail", "rename_here_bare", "relative_mobile", "relative_mail",
    "stranger_mobile", "stranger_mail", "stranger_both", "nameless_linked", "alike_undecided", "clash_department",
)  # fmt: skip
COMPANY = (
    "company", "company_near", "company_other", "company_open", "likeness", "site", "site_near", "site_clash",
    "mail", "line", "line_clash", "role", "postcode", "postcode_clash", "address", "address_clash",
    "other_but_site", "other_but_line", "other_but_address", "near_and_site_clash", "same_but_all_clash",
    "open_and_site_clash", "open_and_place_clash", "department", "company_unlike", "named_by_site",
    "unlike_but_site", "unlike_but_named", "unlike_and_site_clash",
)  # fmt: skip


def features(found: Evidence) -> dict[str, float]:
    """The numbers, mostly 0 or 1, that the two questions (PERSON, COMPANY) weigh."""
    values = _basic(found)
    return {name: float(value) for name, value in {**values, **_together(found, values)}.items()}


def _basic(e: Evidence) -> dict[str, float]:
    family, given = e.names.family, e.names.given
    likeness = e.company if e.company is not None else 0.0
    return {
        "family_equal": family is Level.EQUAL,
        "family_read": family is Level.READ,
        "family_near": family is Level.NEAR,
        "family_unlike": family is Level.UNLIKE,
        "family_different": family is Level.DIFFERENT,
        "former": e.names.former,
        "given_equal": given is Level.EQUAL,
        "given_read": given is Level.READ,
        "given_near": given is Level.NEAR,
        "given_initial": given is Level.INITIAL,
        "given_unlike": given is Level.UNLIKE,
        "given_different": given is Level.DIFFERENT,
        "reading_equal": e.names.reading >= Level.NEAR,
        "reading_different": e.names.reading is Level.DIFFERENT,
        "mobile": bool(e.mobiles),
        "mobile_near": e.mobile_near,
        "mobile_clash": e.mobile_clash and not e.mobile_near,
        "line": bool(e.lines),
        "line_clash": e.line_clash,
        "undecided": bool(e.undecided),
        "undecided_all": len(e.undecided) > 1,
        "undecided_clash": e.undecided_clash,
        "mail": bool(e.mails),
        "mail_fits": e.mail_fits,
        "mail_clash": e.mail_clash,
        "local_kept": e.local_kept,
        "private": bool(e.private),
        "private_clash": e.private_clash,
        "role": bool(e.roles),
        "likeness": likeness,
        "company": likeness >= SAME_COMPANY,
        "company_near": NEAR_COMPANY <= likeness < SAME_COMPANY,
        "company_other": e.company is not None and likeness < NEAR_COMPANY and not e.across,
        "company_unlike": e.company is not None and likeness < NEAR_COMPANY and e.across,
        "named_by_site": e.named_by_site,
        "company_open": e.company is None,
        "site": bool(e.sites),
        "site_near": e.site_near,
        "site_clash": e.site_clash,
        "postcode": e.postcode,
        "postcode_clash": e.postcode_clash,
        "address": e.address,
        "address_clash": e.address_clash,
        "department": e.department is not None and e.department >= 0.8,
        "department_other": e.department is not None and e.department < 0.8,
        "title": e.title is not None and e.title >= 0.8,
        "title_other": e.title is not None and e.title < 0.8,
    }


def _together(e: Evidence, v: dict[str, float]) -> dict[str, float]:
    """Facts that mean something only side by side."""
    family, given = e.names.family, e.names.given
    alike = e.named_alike
    rename = given >= Level.NEAR and family <= Level.UNLIKE
    relative = family.fits and given is Level.DIFFERENT
    doubtful = family.fits and given is Level.UNLIKE
    stranger = family <= Level.UNLIKE and given <= Level.UNLIKE
    nameless = Level.UNKNOWN in (family, given)
    linked = e.personal_link or bool(e.undecided) or e.mobile_near
    here = bool(v["company"]) or ((bool(e.sites) or e.named_by_site) and not v["company_other"])
    elsewhere = bool(v["company_other"] or v["company_unlike"]) and not e.sites and not e.named_by_site
    clash = v["mobile_clash"] or v["undecided_clash"]
    return {
        "doubtful": doubtful,
        "doubtful_linked": doubtful and linked,
        "doubtful_mail": doubtful and bool(e.mails),
        "doubtful_elsewhere": doubtful and elsewhere,
        "relative_mail_and_mobile": relative and bool(e.mails) and bool(e.mobiles or e.undecided),
        "homophone_linked": relative and e.names.reading >= Level.NEAR and linked,
        "undecided_elsewhere": bool(e.undecided) and elsewhere,
        "line_elsewhere": bool(e.lines) and elsewhere,
        "alike_line_elsewhere": alike and bool(e.lines) and elsewhere,
        "unlike_but_site": v["company_unlike"] and bool(e.sites),
        "unlike_but_named": v["company_unlike"] and e.named_by_site,
        "unlike_and_site_clash": v["company_unlike"] and e.site_clash,
        "homophone": relative and e.names.reading is Level.EQUAL,
        "alike": alike,
        "rename": rename,
        "relative": relative,
        "stranger": stranger,
        "nameless": nameless,
        "alike_here": alike and here,
        "alike_elsewhere": alike and elsewhere,
        "alike_linked": alike and linked,
        "alike_linkless": alike and not linked,
        "alike_elsewhere_linkless": alike and elsewhere and not linked,
        "alike_here_mail_clash": alike and here and e.mail_clash,
        "alike_here_mobile_clash": alike and here and clash,
        "alike_here_both_clash": alike and here and clash and e.mail_clash,
        "alike_here_line": alike and here and bool(e.lines),
        "alike_here_bare": alike and here and not linked and not clash and not e.mail_clash,
        "alike_nowhere_bare": alike and not here and not elsewhere and not linked,
        "rename_mobile": rename and bool(e.mobiles),
        "rename_mail": rename and bool(e.mails),
        "rename_here_bare": rename and here and not linked,
        "relative_mobile": relative and bool(e.mobiles),
        "relative_mail": relative and bool(e.mails),
        "stranger_mobile": stranger and bool(e.mobiles),
        "stranger_mail": stranger and bool(e.mails),
        "stranger_both": stranger and bool(e.mobiles) and bool(e.mails),
        "nameless_linked": nameless and linked,
        "alike_undecided": alike and bool(e.undecided),
        "clash_department": alike and here and v["department_other"] and clash,
        "other_but_site": v["company_other"] and bool(e.sites),
        "other_but_line": v["company_other"] and bool(e.lines),
        "other_but_address": v["company_other"] and e.address,
        "near_and_site_clash": v["company_near"] and e.site_clash,
        "same_but_all_clash": v["company"] and e.site_clash and v["line_clash"] and e.address_clash,
        "open_and_site_clash": v["company_open"] and e.site_clash and not e.site_near,
        "open_and_place_clash": v["company_open"] and e.address_clash and not e.lines,
    }


def _clash(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and not a & b


def _near_number(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two mobiles differ in one digit, as a misreading leaves them."""
    return not a & b and any(len(x) == len(y) and Hamming.distance(x, y) == 1 for x, y in product(a, b))


def _same_mails(a: frozenset[str], b: frozenset[str]) -> frozenset[str]:
    """Addresses of `a` that `b` has too, look-alike letters and separators in the local part aside."""
    folded = {_mail_key(mail) for mail in b}
    return frozenset(mail for mail in a if _mail_key(mail) in folded)


def _mail_key(mail: str) -> str:
    local = re.sub(r"[._-]", "", emails.local(mail))
    return fold_letters(local) + "@" + fold_letters(emails.domain(mail))


def _tokens(mail: str) -> list[str]:
    return [part for part in re.split(r"[._-]+", emails.local(mail)) if part]


def _fits(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two addresses at one domain can be one person's in two styles: t.tanaka and taro.tanaka."""
    return any(_one_site(x, y) and _style(_tokens(x), _tokens(y)) > 0 for x, y in product(a, b))


def _style(a: list[str], b: list[str]) -> int:
    """1 when two local parts fit one name, -1 when they tell two people apart, 0 when they leave it open."""
    shared = {token for token in a if len(token) > 2} & set(b)
    glued = sorted("".join(a)) == sorted("".join(b))
    if not shared and not glued:
        return -1
    left_a, left_b = ([token for token in tokens if token not in shared] for tokens in (a, b))
    if glued or (left_a and left_b and all(_abbreviates(x, y) for x, y in zip(left_a, left_b, strict=False))):
        return 1 if glued or len(left_a) == len(left_b) else -1
    if left_a and left_b:
        return -1
    left = left_a + left_b
    return 1 if all(len(token) > 2 for token in left) else 0 if all(token.isalpha() for token in left) else -1


def _abbreviates(a: str, b: str) -> bool:
    return min(len(a), len(b)) == 1 and a[0] == b[0] and (a + b).isalpha()


def _mail_clash(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether both have an address of their own at one domain and these cannot be one person's."""
    pairs = [(x, y) for x, y in product(a, b) if _one_site(x, y)]
    return bool(pairs) and all(_style(_tokens(x), _tokens(y)) < 0 for x, y in pairs)


def _local_kept(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the part before the @ is the same at two different domains."""
    folded = {"".join(_tokens(mail)) for mail in b}
    return any("".join(_tokens(mail)) in folded for mail in a)


def _one_site(a: str, b: str) -> bool:
    return fold_letters(emails.domain(a)) == fold_letters(emails.domain(b))


def _company(a: Profile, b: Profile) -> float | None:
    pairs = [(x, y) for x in (a.company, a.company_en) for y in (b.company, b.company_en) if x and y]
    return max((company_likeness(x, y) for x, y in pairs), default=None)


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


def _words(a: str, b: str) -> float | None:
    first, second = key(a), key(b)
    return fuzz.ratio(first, second) / 100 if first and second else None


def _titles(a: str, b: str) -> float | None:
    first, second = rank(a), rank(b)
    if UNRANKED not in (first.order, second.order) and first.order == second.order:
        return 1.0
    return _words(a, b)


def known_names(a: Profile, b: Profile) -> bool:
    """Whether both profiles name a person at all."""
    return all(named(profile).family or named(profile).given for profile in (a, b))
