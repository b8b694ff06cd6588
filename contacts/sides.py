"""Front and back of one card: which back belongs to which front, and both read as one card."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from contacts import emails
from contacts.addresses import parts
from contacts.companies import normal_name
from contacts.normal import clean, has_japanese, key
from contacts.pair_company import company_likeness, names_site
from contacts.pair_names import compare_names
from contacts.phones import shape_type
from contacts.profile import Profile, Reach, reach
from contacts.values import CardFields, Office, Phone, PhoneType

# Nothing agrees and nothing contradicts: where the pictures lie decides.
OPEN = 0.4
AGREES = 0.9
SAME_PERSON = 0.95
COMPANY_ALIKE = 0.8
# What an English side prints, and where a Japanese front keeps it.
ENGLISH = {"company": "company_en", "department": "department_en", "title": "title_en"}
_SINGLES = (*ENGLISH, *ENGLISH.values(), "name_kana", "name_romaji", "country", "qr")
_LISTS = ("qualifications", "other_addresses", "phones", "emails", "urls", "handles")
_PLACED = ("postal_code", "address", "address_en")
_FILLED = (*_SINGLES, *_PLACED, "remark")


def is_back(fields: CardFields) -> bool:
    """Whether a side names no person and nothing that only a person has: it is no card of its own."""
    personal = any(not emails.is_role(mail) for mail in fields.emails)
    mobile = any(_is_mobile(phone) for phone in fields.phones)
    return not (fields.name or fields.name_romaji or fields.title or personal or mobile)


def belongs(front: CardFields, back: CardFields) -> float:
    """How surely `back` is the other side of `front`, 0 to 1: `AGREES` or more by what both print.

    `OPEN` where neither speaks of the other, 0 where they contradict or `back` is another person's card.
    """
    if is_back(front) or not (front.name or front.name_romaji):
        return 0.0
    if not is_back(back):
        return SAME_PERSON if _same_person(front, back) else 0.0
    one, other = Profile.of_card(front), Profile.of_card(back)
    if _agree(one, other):
        return AGREES
    return 0.0 if _contradict(one, other) else OPEN


def joined(front: CardFields, back: CardFields) -> CardFields:
    """One card of both sides: the front's values stay, the back's fill what is empty and lengthen lists.

    Latin names, companies, posts and addresses of a Japanese card's back go where English ones are kept.
    A filled value brings its confidence and its doubt along; places and candidates stay the front's own.
    """
    back = _as_english(back) if _is_japanese(front) else back
    new: dict[str, Any] = {name: getattr(front, name) or getattr(back, name) for name in _SINGLES}
    if not front.name and back.name:
        named = ("name", "family_name", "given_name")
        new |= {name: getattr(front, name) or getattr(back, name) for name in named}
    for name in _LISTS:
        new[name] = _longer(getattr(front, name), getattr(back, name), _KEYS.get(name, key))
    new |= _addresses(front, back)
    new["posts"] = front.posts or (back.posts if not front.title and not front.department else ())
    remarks = dict.fromkeys(line for side in (front, back) for line in (side.remark or "").splitlines())
    new["remark"] = "\n".join(remarks) or None
    changed = [name for name, value in new.items() if value != getattr(front, name)]
    unsure = [name for name in changed if name in back.unsure and name not in front.unsure]
    return replace(
        front, **new, confidence=_confidence(front, back, changed), unsure=(*front.unsure, *unsure)
    )


def parted(fields: CardFields, front: CardFields, back: CardFields) -> CardFields:
    """`fields` of a joined card without what its back gave it; what a person changed since stays.

    `front` and `back` are both sides as they were read.
    """
    both = joined(front, back)
    new: dict[str, Any] = {}
    for name in (*_FILLED, "name", "family_name", "given_name", "posts"):
        came, now = getattr(both, name), getattr(fields, name)
        new[name] = getattr(front, name) if now == came else now
    for name in _LISTS:
        gone = set(getattr(both, name)) - set(getattr(front, name))
        new[name] = tuple(item for item in getattr(fields, name) if item not in gone)
    changed = {name for name, value in new.items() if value != getattr(fields, name)}
    confidence = {name: value for name, value in fields.confidence.items() if name not in changed}
    confidence |= {name: front.confidence[name] for name in changed if name in front.confidence}
    unsure = tuple(name for name in fields.unsure if name not in changed or name in front.unsure)
    return replace(fields, **new, confidence=confidence, unsure=unsure)


def is_ours(fields: CardFields, domains: Iterable[str]) -> bool:
    """Whether the card is a colleague's: a mail domain, or without a mail a url's, is among `domains`.

    A domain may be typed as an address ("@goen.example", "https://www.goen.example/"); its subdomains count.
    """
    hosts = [emails.domain(mail) for mail in fields.emails] or [_host(url) for url in fields.urls]
    ours = {_host(domain).rpartition("@")[2].removeprefix("www.") for domain in domains} - {""}
    return any(host == domain or host.endswith(f".{domain}") for host in hosts for domain in ours)


def _is_mobile(phone: Phone) -> bool:
    return phone.type is PhoneType.MOBILE or shape_type(phone.e164) is PhoneType.MOBILE


def _is_japanese(fields: CardFields) -> bool:
    if fields.name:
        return has_japanese(fields.name)
    return any(has_japanese(text or "") for text in (fields.company, fields.address))


def _same_person(front: CardFields, back: CardFields) -> bool:
    """A Latin side of a Japanese card: one mailbox, or one name and no other web site."""
    latin = back.name or back.name_romaji or ""
    if not has_japanese(front.name or "") or has_japanese(latin):
        return False
    one, other = Profile.of_card(front), Profile.of_card(back)
    first, second = reach(one), reach(other)
    if (first.personal | first.private) & (second.personal | second.private):
        return True
    names = compare_names(one, other)
    fit = bool(latin) and names.family.fits and names.given.fits
    if first.mobiles & second.mobiles:
        return fit or not latin
    return fit and bool(first.sites & second.sites or not (first.sites and second.sites))


def _agree(one: Profile, other: Profile) -> bool:
    a, b = reach(one), reach(other)
    if a.sites & b.sites or (a.lines | a.mobiles) & (b.lines | b.mobiles):
        return True
    if a.postcode and a.postcode == b.postcode:
        return True
    if _companies_alike(one, other) or (one.address and key(one.address) == key(other.address)):
        return True
    return _named_by_site(one, b) or _named_by_site(other, a)


def _contradict(one: Profile, other: Profile) -> bool:
    a, b = reach(one), reach(other)
    if a.sites and b.sites:
        return True
    names = _names(one), _names(other)
    same_script = any(has_japanese(x) == has_japanese(y) for x in names[0] for y in names[1])
    return bool(names[0] and names[1]) and same_script


def _names(profile: Profile) -> list[str]:
    return [name for name in (profile.company, profile.company_en) if name]


def _companies_alike(one: Profile, other: Profile) -> bool:
    pairs = [(a, b) for a in _names(one) for b in _names(other)]
    return any(normal_name(a) == normal_name(b) or company_likeness(a, b) >= COMPANY_ALIKE for a, b in pairs)


def _named_by_site(one: Profile, other: Reach) -> bool:
    return any(names_site(name, site) for name in _names(one) for site in other.sites)


def _as_english(back: CardFields) -> CardFields:
    """The side with its Latin values where a Japanese card keeps English ones."""
    new: dict[str, Any] = {}
    pairs = {**ENGLISH, "name": "name_romaji", "address": "address_en"}
    for name, english in pairs.items():
        value = getattr(back, name)
        if value and not has_japanese(value) and not getattr(back, english):
            new |= {name: None, english: value}
    confidence = {pairs[n] if n in pairs and pairs[n] in new else n: c for n, c in back.confidence.items()}
    unsure = tuple(pairs[name] if pairs.get(name) in new else name for name in back.unsure)
    if new.get("address_en"):
        new["postal_code"] = None
    if "name_romaji" in new:
        new |= {"family_name": None, "given_name": None}
    posts = () if "title_en" in new or "department_en" in new else back.posts
    return replace(back, **new, posts=posts, confidence=confidence, unsure=unsure)


def _addresses(front: CardFields, back: CardFields) -> dict[str, Any]:
    """An address of the back fills an empty one, or is one office more."""
    offices = _longer(front.other_addresses, back.other_addresses, _office_key)
    home, english = front.address, front.address_en
    new: dict[str, Any] = {
        "postal_code": front.postal_code,
        "address": home or back.address,
        "address_en": english or back.address_en,
    }
    if not home:
        new["postal_code"] = front.postal_code or back.postal_code
    further = []
    if home and back.address and parts(home) != parts(back.address):
        further.append(Office(None, back.postal_code, back.address))
    if english and back.address_en and key(english) != key(back.address_en):
        further.append(Office(None, None, back.address_en))
    kept = {parts(text) for text in (new["address"], new["address_en"]) if text}
    added = _longer(offices, further, _office_key)[len(front.other_addresses) :]
    news = tuple(office for office in added if parts(office.address) not in kept)
    new["other_addresses"] = (*front.other_addresses, *news)
    return new


def _confidence(front: CardFields, back: CardFields, changed: Iterable[str]) -> Mapping[str, float]:
    found = dict(front.confidence)
    for name in changed:
        if name in back.confidence:
            found[name] = min(found.get(name, 1.0), back.confidence[name])
    return found


def _longer(front: Iterable[Any], back: Iterable[Any], same: Callable[[Any], Hashable]) -> tuple[Any, ...]:
    """All of the front's items and those of the back that are none of them."""
    every = tuple(front)
    known = {same(item) for item in every}
    for item in back:
        if same(item) not in known:
            known.add(same(item))
            every = (*every, item)
    return every


def _host(url: str) -> str:
    return re.sub(r"^[a-z]+://", "", clean(url).casefold()).partition("/")[0].partition(":")[0]


def _phone_key(phone: Phone) -> Hashable:
    return phone.e164 or re.sub(r"\D", "", phone.number), phone.ext


def _office_key(office: Office) -> Hashable:
    return parts(office.address)


def _url_key(url: str) -> Hashable:
    return re.sub(r"^[a-z]+://(?:www\.)?|^www\.|/+$", "", clean(url).casefold())


_KEYS: dict[str, Callable[[Any], Hashable]] = {
    "phones": _phone_key,
    "other_addresses": _office_key,
    "urls": _url_key,
    "emails": lambda mail: clean(mail).casefold(),
    "handles": lambda handle: clean(handle).casefold(),
}
