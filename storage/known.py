"""Whom a new card may be: stored contacts that share something telling with it, and the verdict on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy.orm import Session

from contacts.profile import Profile
from contacts.values import CardFields, PhoneType
from contacts.verdict import Label, Verdict, compare
from storage import contacts
from storage.tables import Contact

MOST_A_WORD = 20


@dataclass(frozen=True, slots=True)
class Known:
    """A stored contact that may be the person on a card, and why."""

    contact: Contact
    verdict: Verdict


def known(session: Session, workspace_id: str, fields: CardFields, limit: int = 3) -> list[Known]:
    """Stored contacts that are, or may be, the person on a card, the most certain first."""
    card = Profile.of_card(fields)
    found = {
        contact.id: contact
        for word in _words(fields)
        for contact in contacts.search(session, workspace_id, word, MOST_A_WORD)
    }
    judged = [Known(one, compare(Profile.of_card(contacts.fields_of(one)), card)) for one in found.values()]
    alike = [one for one in judged if one.verdict.label is not Label.DIFFERENT or one.verdict.review]
    return sorted(alike, key=lambda one: (one.verdict.different, one.contact.id))[:limit]


def _words(fields: CardFields) -> Iterator[str]:
    """What the same person's other card would most likely print as well."""
    yield from filter(None, (fields.name, fields.name_kana, fields.name_romaji))
    yield from fields.emails
    yield from (phone.e164 for phone in fields.phones if phone.type is PhoneType.MOBILE and phone.e164)
    if fields.family_name and fields.company:
        yield f"{fields.family_name} {fields.company}"
