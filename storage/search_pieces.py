"""One- and two-character pieces of what a contact is found by.

Trigram indexes find nothing below three characters, and family names have one or two. So every word is
kept as its one- and two-character pieces; a query matches when all its pieces are there and, checked
afterwards, its words stand in the contact's text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import jaconv
from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from storage.tables import Company, Contact, SearchPiece

MOST_CANDIDATES = 500


def normal(text: str | None) -> str:
    """The form texts are compared in: NFKC, lower case, hiragana, no white space or punctuation."""
    folded = unicodedata.normalize("NFKC", text or "").casefold()
    kana: str = jaconv.kata2hira(folded)
    return re.sub(r"[\W_]+", "", kana)


def words(query: str) -> list[str]:
    """The words of a query in normal form."""
    return [word for part in query.split() if (word := normal(part))]


def renew(session: Session, contact: Contact) -> None:
    """Writes the pieces of a contact anew, in the caller's transaction."""
    session.execute(delete(SearchPiece).where(SearchPiece.contact_id == contact.id))
    if contact.merged_into_id:
        return
    found = {piece for text in _texts(session, contact) for piece in _pieces(text)}
    session.add_all(
        SearchPiece(contact_id=contact.id, piece=piece, workspace_id=contact.workspace_id)
        for piece in sorted(found)
    )
    session.flush()


def find(session: Session, workspace_id: str, query: str, limit: int) -> list[int]:
    """Ids of contacts that hold every word of the query, those whose name begins with it first."""
    asked = words(query)
    pieces = sorted({piece for word in asked for piece in _query_pieces(word)})
    if not pieces:
        return []
    hits = (
        select(SearchPiece.contact_id)
        .where(SearchPiece.workspace_id == workspace_id, SearchPiece.piece.in_(pieces))
        .group_by(SearchPiece.contact_id)
        .having(func.count() == len(pieces))
        .limit(MOST_CANDIDATES)
    )
    contacts = session.scalars(select(Contact).where(Contact.id.in_(hits), Contact.state != "archived")).all()
    texts = {contact: _texts(session, contact) for contact in contacts}
    exact = [contact for contact in contacts if all(_holds(texts[contact], word) for word in asked)]
    exact.sort(key=lambda contact: (not normal(contact.name).startswith(asked[0]), contact.id))
    return [contact.id for contact in exact[:limit]]


def _holds(texts: Iterable[str], word: str) -> bool:
    return any(word in text for text in texts)


def _texts(session: Session, contact: Contact) -> list[str]:
    company = session.get(Company, contact.company_id) if contact.company_id else None
    numbers = [value for phone in contact.phones for value in (phone.get("number"), phone.get("e164"))]
    raw = [
        contact.name,
        contact.name_kana,
        contact.name_romaji,
        contact.department,
        contact.title,
        company.name if company else None,
        company.name_en if company else None,
        *contact.emails,
        *numbers,
        *contact.tags,
        *contact.other_names,
    ]
    return [text for value in raw if (text := normal(value))]


def _pieces(text: str) -> set[str]:
    return set(text) | {text[start : start + 2] for start in range(len(text) - 1)}


def _query_pieces(word: str) -> set[str]:
    return {word} if len(word) == 1 else {word[start : start + 2] for start in range(len(word) - 1)}
