"""One contact as the duplicate verdict sees it, with everything compared brought into normal form once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from contacts import addresses, emails, phones
from contacts.normal import clean
from contacts.values import CardFields, PhoneType


@dataclass(frozen=True, slots=True, order=True)
class Profile:
    """What two contacts are compared by, as printed or stored; "" and () where nothing is known.

    `phones` are E.164 or as printed, without fax numbers; `urls` whole or hosts only.
    """

    name: str = ""
    name_kana: str = ""
    name_romaji: str = ""
    company: str = ""
    company_en: str = ""
    department: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    postal_code: str = ""
    address: str = ""
    urls: tuple[str, ...] = ()

    @classmethod
    def of_card(cls, fields: CardFields) -> Profile:
        """The profile of what one card prints."""
        return cls(
            name=fields.name or fields.name_romaji or "",
            name_kana=fields.name_kana or "",
            name_romaji=fields.name_romaji or "",
            company=fields.company or "",
            company_en=fields.company_en or "",
            department=fields.department or fields.department_en or "",
            title=fields.title or fields.title_en or "",
            emails=fields.emails,
            phones=tuple(p.e164 or p.number for p in fields.phones if p.type is not PhoneType.FAX),
            postal_code=fields.postal_code or "",
            address=fields.address or fields.address_en or "",
            urls=fields.urls,
        )

    @classmethod
    def of_mapping(cls, data: Mapping[str, Any]) -> Profile:
        """The profile of a JSON object with these fields; `url` and `urls` both count, unknown keys do not.

        Phones may be texts or objects with `e164`, `number` and `type`; null and missing mean empty.
        """
        texts = {name: _text(data.get(name)) for name in _TEXTS}
        urls = (*_texts(data.get("urls")), *_texts(data.get("url")))
        numbers = tuple(number for item in _items(data.get("phones")) if (number := _number(item)))
        return cls(**texts, emails=_texts(data.get("emails")), phones=numbers, urls=urls)


@dataclass(frozen=True, slots=True)
class Reach:
    """How a contact is reached, in normal form: the parts that say who, and the parts that say where."""

    mobiles: frozenset[str]
    lines: frozenset[str]
    undecided: frozenset[str]
    personal: frozenset[str]
    roles: frozenset[str]
    private: frozenset[str]
    sites: frozenset[str]
    postcode: str
    address: addresses.Address


@lru_cache(maxsize=4096)
def reach(profile: Profile) -> Reach:
    """The normal forms of a profile's phones, mails, sites and address; nobody's when they are empty.

    Numbers of countries whose mobiles look like landlines (+1), and those that cannot exist but may be
    misprinted twice, are `undecided`; `private` are addresses at
    free providers, `personal` those at an employer, `roles` shared ones (info@).
    """
    numbers = {number for text in profile.phones if (number := _normal_number(text))}
    mobiles = {number for number in numbers if phones.shape_type(number) is PhoneType.MOBILE}
    undecided = {number for number in numbers - mobiles if number[0] != "+" or phones.may_be_either(number)}
    mails = {mail for text in profile.emails if (mail := emails.normal(text))}
    private = {mail for mail in mails if emails.is_free(mail)}
    roles = {mail for mail in mails - private if emails.is_role(mail)}
    hosts = [emails.domain(mail) for mail in mails - private] + list(profile.urls)
    return Reach(
        mobiles=frozenset(mobiles),
        lines=frozenset(numbers - mobiles - undecided),
        undecided=frozenset(undecided),
        personal=frozenset(mails - private - roles),
        roles=frozenset(roles),
        private=frozenset(private),
        sites=frozenset(site for host in hosts if (site := emails.site(host))),
        postcode=addresses.postcode(profile.postal_code) or clean(profile.postal_code).casefold(),
        address=addresses.parts(profile.address),
    )


_TEXTS = (
    "name",
    "name_kana",
    "name_romaji",
    "company",
    "company_en",
    "department",
    "title",
    "postal_code",
    "address",
)


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _items(value: Any) -> Iterable[Any]:
    return value if isinstance(value, (list, tuple)) else [value] if value else []


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(item for item in _items(value) if isinstance(item, str) and item)


def _normal_number(text: str) -> str | None:
    if re.fullmatch(r"\+\d{8,15}", text):
        return text
    digits = re.sub(r"\D", "", clean(text))
    return phones.e164(text) or (digits if len(digits) >= 7 else None)


def _number(item: Any) -> str:
    if isinstance(item, Mapping):
        fax = item.get("type") == PhoneType.FAX
        return "" if fax else _text(item.get("e164")) or _text(item.get("number"))
    return _text(item)
