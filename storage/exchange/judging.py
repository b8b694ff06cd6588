"""What becomes of a record: a new contact, nothing because all of it is known, or a case for a person."""

from __future__ import annotations

from enum import StrEnum

from sqlalchemy.orm import Session

from contacts.normal import key
from contacts.profile import Profile
from contacts.values import CardFields
from contacts.verdict import Label
from storage import contacts, known
from storage.exchange.values import Record
from storage.tables import Contact

# A card is compared with more, for a person chooses among them; here only the likeliest one counts.
MOST_COMPARED = 4
_TEXTS = (
    "name",
    "name_kana",
    "name_romaji",
    "company",
    "department",
    "department_en",
    "title",
    "title_en",
    "postal_code",
    "address",
    "address_en",
    "remark",
)


class Decision(StrEnum):
    """NEW: nobody known is like it. KNOWN: it says nothing new of somebody known. CASE: a person decides."""

    NEW = "new"
    KNOWN = "known"
    CASE = "case"


def decide(session: Session, workspace_id: str, record: Record) -> Decision:
    """The same verdicts as on cards; nothing is ever merged into a contact without a person."""
    profile = Profile.of_card(record.fields)
    alike = known.judged(session, workspace_id, profile, MOST_COMPARED)
    if not alike:
        return Decision.NEW
    stored, verdict = alike[0]
    if verdict.label is Label.SAME and not verdict.review:
        contact = session.get(Contact, stored.contact_id)
        wished = bool(record.no_contact) and contact is not None and contact.no_contact_on is None
        if contact and not wished and adds_nothing(contacts.fields_of(contact), contact.tags, record):
            return Decision.KNOWN
    return Decision.CASE


def adds_nothing(stored: CardFields, tags: list[str], record: Record) -> bool:
    """Whether everything a record says stands in the contact already, however it is written."""
    fields = record.fields
    texts = all(
        _same(getattr(fields, name), getattr(stored, name)) for name in _TEXTS if getattr(fields, name)
    )
    numbers = {phone.e164 or key(phone.number) for phone in stored.phones}
    lists = all(
        {key(one) for one in getattr(fields, name)} <= {key(one) for one in getattr(stored, name)}
        for name in ("emails", "urls", "handles", "qualifications")
    )
    phones = all((phone.e164 or key(phone.number)) in numbers for phone in fields.phones)
    return texts and lists and phones and set(record.tags) <= set(tags)


def _same(said: str, stored: str | None) -> bool:
    return stored is not None and key(said) == key(stored)
