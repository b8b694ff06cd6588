"""What a contact says after another card or another contact of the same person came to it.

Nothing here loses a value for good: what is replaced stays on its card and in the history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any, TypeVar

from contacts import emails
from contacts.values import CardFields, Phone, PhoneType

T = TypeVar("T")
NAME = ("name", "family_name", "given_name")
ADDRESS = ("postal_code", "address", "address_en", "country")
PLACE = ("company", "company_en", "department", "department_en", "title", "title_en", "posts", *ADDRESS)
TWICE = (("company", "company_en"), ("department", "department_en"), ("title", "title_en"))
SINGLE = ("name_kana", "name_romaji", "remark")
LISTS = ("qualifications", "handles", "urls", "other_addresses")


def with_card(known: CardFields, card: CardFields, *, newer: bool) -> CardFields:
    """The contact with a card of the same person and company added to it.

    The newer side's values win, what it leaves empty is filled from the other; a newer card's office
    phones replace those of the same type, its mails those of the same domain.
    """
    first, second = (card, known) if newer else (known, card)
    values: dict[str, Any] = {name: getattr(first, name) or getattr(second, name) for name in SINGLE}
    values |= _group(NAME, "name", first, second) | _group(ADDRESS, "address", first, second)
    for pair in TWICE:
        values |= _twice(pair, first, second)
    values |= {name: united(getattr(first, name), getattr(second, name)) for name in LISTS}
    values["posts"] = first.posts or (second.posts if first.title in (None, second.title) else ())
    return replace(known, **values, phones=_phones(first, second), emails=_mails(first, second))


def moved(known: CardFields, card: CardFields) -> CardFields:
    """The contact at another company: everything of the post is the card's, what is the person's own stays.

    A mobile number stays unless the card prints one, and so does a private mail address.
    """
    place = {name: getattr(card, name) for name in (*PLACE, "urls", "other_addresses")}
    mobiles = () if _of_type(card, PhoneType.MOBILE) else _of_type(known, PhoneType.MOBILE)
    private = tuple(mail for mail in known.emails if emails.is_free(mail))
    person = with_card(known, card, newer=True)
    return replace(
        person,
        **place,
        phones=united(card.phones, mobiles, _number),
        emails=united(card.emails, private, str.casefold),
    )


def with_second_post(known: CardFields, card: CardFields) -> CardFields:
    """The contact with a second post (出向, 兼務): the card's comes first, both reach the person."""
    person = moved(known, card)
    return replace(
        person,
        phones=united(card.phones, known.phones, _number),
        emails=united(card.emails, known.emails, str.casefold),
        urls=united(card.urls, known.urls),
        other_addresses=united(card.other_addresses, known.other_addresses),
    )


def united(
    first: Iterable[T], second: Iterable[T], key: Callable[[T], Any] = lambda item: item
) -> tuple[T, ...]:
    """The items of both, in order, each once; items with the same `key` are the same."""
    found: dict[Any, T] = {}
    for item in (*first, *second):
        found.setdefault(_hashable(key(item)), item)
    return tuple(found.values())


def _hashable(value: Any) -> Any:
    return repr(value) if isinstance(value, (dict, list)) else value


def _group(names: Iterable[str], leader: str, first: CardFields, second: CardFields) -> dict[str, Any]:
    """Values that belong together come from one side: from the first when it has the leading one."""
    source = first if getattr(first, leader) else second
    return {name: getattr(source, name) for name in names}


def _twice(pair: tuple[str, str], first: CardFields, second: CardFields) -> dict[str, Any]:
    """A value in two languages: the other language's stays only while the value itself stays."""
    name, english = pair
    told, known = getattr(first, name), getattr(second, name)
    if not (told or getattr(first, english)):
        return {name: known, english: getattr(second, english)}
    stays = told in (None, known)
    return {
        name: told or known,
        english: getattr(first, english) or (getattr(second, english) if stays else None),
    }


def _phones(first: CardFields, second: CardFields) -> tuple[Phone, ...]:
    told = {phone.type for phone in first.phones} - {PhoneType.MOBILE}
    others = [phone for phone in second.phones if phone.type not in told]
    return united(first.phones, others, _number)


def _mails(first: CardFields, second: CardFields) -> tuple[str, ...]:
    domains = {emails.domain(mail) for mail in first.emails if not emails.is_free(mail)}
    others = [mail for mail in second.emails if emails.domain(mail) not in domains]
    return united(first.emails, others, str.casefold)


def _number(phone: Phone) -> tuple[str, str | None]:
    return phone.e164 or phone.number, phone.ext


def _of_type(fields: CardFields, kind: PhoneType) -> tuple[Phone, ...]:
    return tuple(phone for phone in fields.phones if phone.type is kind)
