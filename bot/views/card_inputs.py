"""Fields as a person types them and back: phones a line each with their type, lists a line each."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from bot.texts import Texts
from bot.views.fields import PHONE_WORDS
from contacts import emails, phones
from contacts.values import CardFields, Office, Phone

FIELDS = (
    "name",
    "name_kana",
    "name_romaji",
    "company",
    "department",
    "title",
    "phones",
    "emails",
    "postal_code",
    "address",
    "urls",
    "remark",
    "qualifications",
    "company_en",
    "department_en",
    "title_en",
    "address_en",
    "other_addresses",
    "handles",
)
LISTS = ("qualifications", "emails", "urls", "handles", "phones", "other_addresses")
# High inputs even when empty, for a second line; the others stay low to keep the form short.
TALL = ("phones", "emails", "remark")
MOST_LINES, MOST_CHARACTERS = 30, 1_000
_OFFICE = re.compile(
    r"(?:(?P<label>[^:：〒]{1,40})[:：]\s*)?(?:〒?\s*(?P<code>\d{3}-?\d{4})\s+)?(?P<address>.+)"
)


class Unreadable(ValueError):
    """What was typed cannot be taken; `key` is the sentence to show, `line` what it is about."""

    def __init__(self, key: str, line: str) -> None:
        super().__init__(key)
        self.key = key
        self.line = line


def as_text(name: str, fields: CardFields, t: Texts) -> str:
    """A field as its input shows it, lists a line each; "" when it is empty."""
    value = getattr(fields, name)
    if name == "phones":
        return "\n".join(_phone_text(phone, t) for phone in value)
    if name == "other_addresses":
        return "\n".join(_office_text(office) for office in value)
    return "\n".join(value) if isinstance(value, tuple) else value or ""


def from_text(name: str, text: str, country: str) -> Any:
    """What was typed into a field's input as its value.

    Raises:
        Unreadable: a line is no phone number or mail address, or there is too much of it.
    """
    if name not in LISTS:
        return _single(name, text)
    rows = [row for line in text.splitlines() if (row := " ".join(line.split()))]
    if len(rows) > MOST_LINES:
        raise Unreadable("edit.error_too_many", str(MOST_LINES))
    return tuple(_ROWS.get(name, _row)(row, country) for row in rows)


def _single(name: str, text: str) -> str | None:
    if len(text) > MOST_CHARACTERS:
        raise Unreadable("edit.error_too_long", str(MOST_CHARACTERS))
    separator = "\n" if name == "remark" else " "
    parts = [" ".join(line.split()) for line in text.splitlines()]
    return separator.join(filter(None, parts)) or None


def _phone_text(phone: Phone, t: Texts) -> str:
    key = "edit.phone_ext" if phone.ext else "edit.phone"
    return t.plain(key, type=t.plain(PHONE_WORDS[phone.type]), number=phone.number, ext=phone.ext)


def _office_text(office: Office) -> str:
    label = f"{office.label}: " if office.label else ""
    code = f"〒{office.postal_code} " if office.postal_code else ""
    return f"{label}{code}{office.address}"


def _row(row: str, country: str) -> str:
    if len(row) > MOST_CHARACTERS:
        raise Unreadable("edit.error_too_long", str(MOST_CHARACTERS))
    return row


def _phone(row: str, country: str) -> Phone:
    phone = phones.parse(row, country)
    if phone is None:
        raise Unreadable("edit.error_phone", row)
    return phone


def _email(row: str, country: str) -> str:
    address = emails.normal(row)
    if address is None or len(address) != len(row.replace(" ", "")):
        raise Unreadable("edit.error_email", row)
    return address


def _office(row: str, country: str) -> Office:
    found = _OFFICE.fullmatch(_row(row, country))
    return Office(found["label"], found["code"], found["address"]) if found else Office(None, None, row)


_ROWS: dict[str, Callable[[str, str], Any]] = {"phones": _phone, "emails": _email, "other_addresses": _office}
