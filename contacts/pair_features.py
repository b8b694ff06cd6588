"""The evidence on a pair as numbers: what speaks for one person, and what for one company."""

from __future__ import annotations

from contacts.pair_evidence import NEAR_COMPANY, SAME_COMPANY, Evidence
from contacts.pair_names import Level, NameMatch

PERSON = (
    "family_equal", "family_read", "family_near", "family_unlike", "family_different", "former",
    "given_equal", "given_read", "given_near", "given_initial", "given_unlike", "given_different",
    "reading_equal", "reading_different", "homophone", "alike", "rename", "relative", "stranger", "nameless",
    "mobile", "mobile_near", "mobile_clash", "line", "line_clash", "undecided", "undecided_all",
    "undecided_clash", "mail", "mail_fits", "mail_clash", "local_kept", "private", "private_clash", "role",
    "company", "company_near", "company_other", "company_open", "site", "site_clash", "postcode", "address",
    "company_unlike", "named_by_site", "doubtful", "doubtful_linked", "doubtful_mail", "doubtful_elsewhere",
    "family_part", "given_part", "part_linked", "part_here", "part_elsewhere",
    "rare_elsewhere_linkless", "rare_here", "rename_undecided", "nameless_bare",
    "relative_mail_and_mobile", "homophone_linked", "undecided_elsewhere", "line_elsewhere",
    "alike_line_elsewhere",
    "address_clash", "department", "department_other", "title", "title_other",
    "alike_here", "alike_elsewhere", "alike_linked", "alike_linkless", "alike_elsewhere_linkless",
    "alike_here_mail_clash", "alike_here_mobile_clash", "alike_here_both_clash", "alike_here_line",
    "alike_here_bare", "alike_nowhere_bare", "rename_mobile", "rename_mail", "rename_here_bare",
    "relative_mobile", "relative_mail",
    "stranger_mobile", "stranger_mail", "stranger_both", "nameless_linked", "alike_undecided",
    "clash_department", "kin", "told", "alike_kin_elsewhere", "alike_kin_local", "alike_told", "former_here",
    "alike_place_elsewhere", "alike_here_role", "alike_here_role_line", "parts_both",
    "alike_numbered",
)  # fmt: skip
COMPANY = (
    "company", "company_near", "company_other", "company_open", "likeness", "site", "site_near", "site_clash",
    "mail", "line", "line_clash", "role", "postcode", "postcode_clash", "address", "address_clash",
    "other_but_site", "other_but_line", "other_but_address", "near_and_site_clash", "same_but_all_clash",
    "open_and_site_clash", "open_and_place_clash", "department", "company_unlike", "named_by_site",
    "unlike_but_site", "unlike_but_named", "unlike_and_site_clash", "kin", "told", "other_but_place",
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
        "family_part": family is Level.PART,
        "given_part": given is Level.PART,
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
        "kin": e.kin and likeness < SAME_COMPANY,
        "told": e.told and likeness < SAME_COMPANY,
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
    part = Level.PART in (family, given) and max(family, given) > Level.UNKNOWN
    stranger = family <= Level.UNLIKE and given <= Level.UNLIKE
    nameless = Level.UNKNOWN in (family, given)
    linked = e.personal_link or bool(e.undecided) or e.mobile_near
    here = bool(v["company"]) or ((bool(e.sites) or e.named_by_site) and not v["company_other"])
    elsewhere = bool(v["company_other"] or v["company_unlike"]) and not e.sites and not e.named_by_site
    clash = v["mobile_clash"] or v["undecided_clash"]
    place = bool(e.lines) and (e.address or e.postcode)
    return {
        "alike_kin_elsewhere": _equal(e.names) and bool(v["kin"]) and elsewhere and not linked,
        "alike_kin_local": _equal(e.names) and bool(v["kin"]) and e.local_kept,
        "alike_told": alike and bool(v["told"]),
        "alike_numbered": alike and e.mail_numbered,
        "former_here": e.names.former and here,
        "alike_place_elsewhere": alike and elsewhere and place,
        "alike_here_role": alike and here and bool(e.roles),
        "alike_here_role_line": alike and here and bool(e.roles) and bool(e.lines),
        "parts_both": family is Level.PART and given is not Level.EQUAL,
        "other_but_place": v["company_other"] and place,
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
        "part_linked": part and linked,
        "part_here": part and here and not linked,
        "part_elsewhere": part and elsewhere,
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
        "rare_elsewhere_linkless": e.rare and _equal(e.names) and elsewhere and not linked,
        "rare_here": e.rare and _equal(e.names) and here,
        "rename_undecided": rename and len(e.undecided) > 1,
        "nameless_bare": nameless and not linked and not here,
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


def _equal(names: NameMatch) -> bool:
    return names.family is Level.EQUAL and names.given is Level.EQUAL and not names.former
