"""vCard 3.0 (RFC 2426) as phones take it: names with their reading, phones by type, address, note."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from contacts.names import split_name
from contacts.normal import is_kana
from contacts.values import CardFields, PhoneType
from storage.contacts import fields_of
from storage.exchange import choice as choosing
from storage.exchange.choice import Choice
from storage.exchange.values import NO_CONTACT
from storage.tables import Contact

_TYPES = {
    PhoneType.WORK: "WORK,VOICE",
    PhoneType.DIRECT: "WORK,VOICE,DIRECT",
    PhoneType.MOBILE: "CELL,VOICE",
    PhoneType.FAX: "WORK,FAX",
    PhoneType.TOLL_FREE: "WORK,VOICE",
}
_MOST_OCTETS = 75


def write(session: Session, choice: Choice, path: Path) -> int:
    """Writes the chosen contacts as one .vcf file in UTF-8; how many."""
    written = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        for contact, _ in choosing.contacts(session, choice):
            file.write(vcard(fields_of(contact), tags_of(contact)))
            written += 1
    return written


def tags_of(contact: Contact) -> list[str]:
    """The contact's tags, and among them that it is not to be contacted: phones show nothing else of it."""
    return [*contact.tags, *([NO_CONTACT] if contact.no_contact_on else [])]


def vcard(fields: CardFields, tags: Sequence[str] = ()) -> str:
    """One vCard, its lines folded at 75 octets and ended as RFC 2426 says."""
    lines = ["BEGIN:VCARD", "VERSION:3.0", *_name(fields), *_work(fields), *_reach(fields)]
    if fields.remark:
        lines.append(f"NOTE:{_escaped(fields.remark)}")
    if tags:
        lines.append(f"CATEGORIES:{','.join(map(_escaped, tags))}")
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCARD"])


def _name(fields: CardFields) -> Iterator[str]:
    whole = fields.name or fields.name_romaji or fields.company or ""
    parts = split_name(whole, fields.name_kana, fields.country)
    family, given = fields.family_name or parts.family, fields.given_name or parts.given
    yield f"N:{_list((family, given, '', '', ''))}"
    yield f"FN:{_escaped(whole)}"
    if fields.name_kana:
        family_read, _, given_read = fields.name_kana.partition(" ")
        if not given_read and is_kana(fields.name_kana):
            yield f"SORT-STRING:{_escaped(fields.name_kana)}"
            return
        yield f"X-PHONETIC-LAST-NAME:{_escaped(family_read)}"
        yield f"X-PHONETIC-FIRST-NAME:{_escaped(given_read)}"


def _work(fields: CardFields) -> Iterator[str]:
    company = fields.company or fields.company_en
    department = fields.department or fields.department_en
    if company or department:
        yield f"ORG:{_list((company or '', *(department or '').split()))}"
    if title := fields.title or fields.title_en:
        yield f"TITLE:{_escaped(title)}"


def _reach(fields: CardFields) -> Iterator[str]:
    for phone in fields.phones:
        extension = f";ext={phone.ext}" if phone.ext else ""
        yield f"TEL;TYPE={_TYPES[phone.type]}:{_escaped(phone.number)}{extension}"
    for mail in fields.emails:
        yield f"EMAIL;TYPE=INTERNET,WORK:{_escaped(mail)}"
    if address := fields.address or fields.address_en:
        parts = ("", "", address, "", "", fields.postal_code or "", fields.country or "")
        yield f"ADR;TYPE=WORK:{_list(parts)}"
    for url in fields.urls:
        yield f"URL:{_escaped(url)}"
    for handle in fields.handles:
        yield f"X-SOCIALPROFILE:{_escaped(handle)}"


def _list(parts: Iterable[str]) -> str:
    return ";".join(map(_escaped, parts))


def _escaped(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def _folded(line: str) -> str:
    """Lines of at most 75 octets, no character cut in two; what follows begins with a space."""
    parts, size = [""], 0
    for character in line:
        octets = len(character.encode())
        if size + octets > _MOST_OCTETS:
            parts.append(" ")
            size = 1
        parts[-1] += character
        size += octets
    return "\r\n".join(parts)
