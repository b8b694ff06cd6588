"""The columns of an exported list of contacts, with their headings in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from contacts.values import CardFields, Phone, PhoneType
from storage.contacts import fields_of
from storage.tables import Contact


@dataclass(frozen=True, slots=True)
class Listed:
    """A contact as it is listed: its values, who owns it by name, when cards were last exchanged."""

    contact: Contact
    fields: CardFields
    owner: str
    exchanged_on: date | None


def listed(contact: Contact, owners: Mapping[str, str], exchanged_on: date | None) -> Listed:
    """A contact with the name of its owner by `owners` (Slack id -> name)."""
    owner = contact.owner_id or ""
    return Listed(contact, fields_of(contact), owners.get(owner, owner), exchanged_on)


def headings(language: str) -> list[str]:
    """The headings in "ja" or "en"; an import of Goen knows them (systems/goen.yaml)."""
    return [ja if language == "ja" else en for ja, en, _ in _COLUMNS]


def cells(one: Listed) -> list[str]:
    """The cells of a contact's row, in the order of the headings."""
    return [value(one) or "" for _, _, value in _COLUMNS]


def number(phone: Phone) -> str:
    """A phone number with its extension, as imports read it."""
    return f"{phone.number} 内線{phone.ext}" if phone.ext else phone.number


def _text(name: str) -> Callable[[Listed], str | None]:
    return lambda one: getattr(one.fields, name)


def _lines(name: str) -> Callable[[Listed], str | None]:
    return lambda one: "\n".join(getattr(one.fields, name))


def _phones(kind: PhoneType) -> Callable[[Listed], str | None]:
    return lambda one: ";".join(number(phone) for phone in one.fields.phones if phone.type is kind)


def _no_contact(contact: Contact) -> str | None:
    """Since when and why, as an import reads it again."""
    if contact.no_contact_on is None:
        return None
    return " ".join(filter(None, (contact.no_contact_on.isoformat(), contact.no_contact_reason)))


_COLUMNS: tuple[tuple[str, str, Callable[[Listed], str | None]], ...] = (
    ("Goen ID", "Goen ID", lambda one: str(one.contact.id)),
    ("氏名", "Name", _text("name")),
    ("フリガナ", "Name kana", _text("name_kana")),
    ("ローマ字氏名", "Name in letters", _text("name_romaji")),
    ("姓", "Family name", _text("family_name")),
    ("名", "Given name", _text("given_name")),
    ("会社名", "Company", _text("company")),
    ("会社名(英語)", "Company in English", _text("company_en")),
    ("部署", "Department", _text("department")),
    ("部署(英語)", "Department in English", _text("department_en")),
    ("役職", "Job title", _text("title")),
    ("役職(英語)", "Job title in English", _text("title_en")),
    ("資格", "Qualifications", _lines("qualifications")),
    ("郵便番号", "Postal code", _text("postal_code")),
    ("住所", "Address", _text("address")),
    ("住所(英語)", "Address in English", _text("address_en")),
    ("国", "Country", _text("country")),
    ("電話", "Work phone", _phones(PhoneType.WORK)),
    ("直通", "Direct phone", _phones(PhoneType.DIRECT)),
    ("携帯", "Mobile phone", _phones(PhoneType.MOBILE)),
    ("フリーダイヤル", "Toll-free phone", _phones(PhoneType.TOLL_FREE)),
    ("FAX", "Fax", _phones(PhoneType.FAX)),
    ("メール", "E-mail", lambda one: ";".join(one.fields.emails)),
    ("URL", "URL", _lines("urls")),
    ("SNS", "SNS", _lines("handles")),
    ("タグ", "Tags", lambda one: ";".join(one.contact.tags)),
    ("備考", "Remark", _text("remark")),
    ("連絡不要", "Do not contact", lambda one: _no_contact(one.contact)),
    ("名刺交換日", "Exchanged on", lambda one: one.exchanged_on.isoformat() if one.exchanged_on else ""),
    ("担当", "Owner", lambda one: one.owner),
    ("状態", "State", lambda one: one.contact.state),
    ("登録日", "Created at", lambda one: one.contact.created_at.isoformat()),
)
