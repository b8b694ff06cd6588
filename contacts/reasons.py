"""Why two contacts seem to be one person or two: codes with values; the sentences are written by the bot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from contacts import phones
from contacts.names import plain_name
from contacts.pair_evidence import NEAR_COMPANY, SAME_COMPANY, Evidence
from contacts.pair_names import Level
from contacts.profile import Profile, reach
from contacts.values import Phone

MOST = 6


class Code(StrEnum):
    """What was found; the number of values that come with each stands beside it."""

    SAME_MOBILE = "same_mobile"  # 1: the number
    NEAR_MOBILE = "near_mobile"  # 2: both numbers, one digit apart
    SAME_MAIL = "same_mail"  # 1
    SAME_PRIVATE_MAIL = "same_private_mail"  # 1
    SAME_NAME = "same_name"  # 1
    NAME_SPELLED = "name_spelled"  # 2: both spellings
    NAME_READ = "name_read"  # 2: both scripts
    FORMER_NAME = "former_name"  # 2
    FAMILY_CHANGED = "family_changed"  # 2
    GIVEN_DIFFERS = "given_differs"  # 2
    NAME_UNSURE = "name_unsure"  # 2: kanji and letters whose usual reading is another
    NAME_DIFFERS = "name_differs"  # 2
    READING_DIFFERS = "reading_differs"  # 2
    NO_NAME = "no_name"  # 0
    SAME_COMPANY = "same_company"  # 1
    COMPANY_SPELLED = "company_spelled"  # 2
    COMPANY_CHANGED = "company_changed"  # 2
    COMPANY_UNSURE = "company_unsure"  # 2: one in Japanese, one in letters, no match found
    OTHER_MOBILE = "other_mobile"  # 2
    OTHER_MAIL = "other_mail"  # 2: two addresses of one domain
    MAIL_STYLE = "mail_style"  # 2: one name in two styles
    SITE_CHANGED = "site_changed"  # 2
    SAME_PHONE = "same_phone"  # 1: a line that colleagues may share
    SHARED_MAIL = "shared_mail"  # 1: info@ and the like
    SAME_SITE = "same_site"  # 1
    SAME_ADDRESS = "same_address"  # 1
    ADDRESS_CHANGED = "address_changed"  # 2
    DEPARTMENT_CHANGED = "department_changed"  # 2
    TITLE_CHANGED = "title_changed"  # 2


@dataclass(frozen=True, slots=True)
class Reason:
    """One finding: its code and the values it speaks of, as a person should see them."""

    code: Code
    values: tuple[str, ...] = ()


def reasons_for(a: Profile, b: Profile, found: Evidence) -> tuple[Reason, ...]:
    """What speaks for and against one person, at most six, the most telling first."""
    every = [*_links(a, b, found), *_names(a, b, found), *_company(a, b, found), *_rest(a, b, found)]
    return tuple(every[:MOST])


def _links(a: Profile, b: Profile, e: Evidence) -> Iterator[Reason]:
    """What belongs to one person."""
    for number in sorted(e.mobiles):
        yield Reason(Code.SAME_MOBILE, (_shown(number),))
    if e.mobile_near:
        yield Reason(Code.NEAR_MOBILE, _first(reach(a).mobiles, reach(b).mobiles))
    for mail in sorted(e.private):
        yield Reason(Code.SAME_PRIVATE_MAIL, (mail,))
    for mail in sorted(e.mails):
        yield Reason(Code.SAME_MAIL, (mail,))


def _names(a: Profile, b: Profile, e: Evidence) -> Iterator[Reason]:
    shown = tuple(plain_name(p.name or p.name_romaji) for p in (a, b))
    if not all(shown):
        yield Reason(Code.NO_NAME)
        return
    family, given = e.names.family, e.names.given
    levels = {family, given}
    if e.names.former:
        yield Reason(Code.FORMER_NAME, shown)
    elif family >= Level.UNKNOWN and given >= Level.UNKNOWN:
        yield _alike(shown, levels)
    elif family is Level.DIFFERENT and given >= Level.NEAR:
        yield Reason(Code.FAMILY_CHANGED, shown)
    elif Level.PART in levels and max(levels) > Level.UNKNOWN:
        yield Reason(Code.NAME_SPELLED, shown)
    elif Level.UNLIKE in levels and Level.DIFFERENT not in levels:
        yield Reason(Code.NAME_UNSURE, shown)
    else:
        yield Reason(Code.GIVEN_DIFFERS if family.fits else Code.NAME_DIFFERS, shown)
    if e.names.reading is Level.DIFFERENT and given is Level.EQUAL:
        yield Reason(Code.READING_DIFFERS, (a.name_kana or a.name_romaji, b.name_kana or b.name_romaji))


def _alike(shown: tuple[str, ...], levels: set[Level]) -> Reason:
    if levels <= {Level.EQUAL, Level.UNKNOWN}:
        return Reason(Code.SAME_NAME, shown[:1])
    return Reason(Code.NAME_READ if levels & {Level.READ, Level.INITIAL} else Code.NAME_SPELLED, shown)


def _company(a: Profile, b: Profile, e: Evidence) -> Iterator[Reason]:
    shown = (a.company or a.company_en, b.company or b.company_en)
    if e.company is None:
        return
    if e.company >= SAME_COMPANY:
        yield Reason(Code.SAME_COMPANY, shown[:1])
    elif e.company >= NEAR_COMPANY or e.named_by_site:
        yield Reason(Code.COMPANY_SPELLED, shown)
    else:
        yield Reason(Code.COMPANY_UNSURE if e.across else Code.COMPANY_CHANGED, shown)


def _rest(a: Profile, b: Profile, e: Evidence) -> Iterator[Reason]:
    first, second = reach(a), reach(b)
    if e.mail_clash:
        yield Reason(Code.OTHER_MAIL, _first(first.personal, second.personal))
    if e.mobile_clash and not e.mobile_near:
        yield Reason(Code.OTHER_MOBILE, _first(first.mobiles, second.mobiles))
    if e.mail_fits:
        yield Reason(Code.MAIL_STYLE, _first(first.personal, second.personal))
    if e.site_clash:
        yield Reason(Code.SITE_CHANGED, _first(first.sites, second.sites))
    for number in sorted(e.lines | e.undecided)[:1]:
        yield Reason(Code.SAME_PHONE, (_shown(number),))
    for mail in sorted(e.roles)[:1]:
        yield Reason(Code.SHARED_MAIL, (mail,))
    if e.sites and not e.mails:
        yield Reason(Code.SAME_SITE, (min(e.sites),))
    if e.address:
        yield Reason(Code.SAME_ADDRESS, (a.address,))
    elif e.address_clash and a.address and b.address:
        yield Reason(Code.ADDRESS_CHANGED, (a.address, b.address))
    if e.department is not None and e.department < 0.8:
        yield Reason(Code.DEPARTMENT_CHANGED, (a.department, b.department))
    if e.title is not None and e.title < 0.8:
        yield Reason(Code.TITLE_CHANGED, (a.title, b.title))


def _first(a: frozenset[str], b: frozenset[str]) -> tuple[str, str]:
    return _shown(min(a)), _shown(min(b))


def _shown(value: str) -> str:
    """A phone number as people write it, anything else as it is."""
    if not value.startswith("+"):
        return value
    return phones.display(Phone(phones.shape_type(value), value, value))
