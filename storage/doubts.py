"""Doubts about a card under review: what the team's own data offers, and what a person answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein
from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts import doubts, emails
from contacts.companies import normal_name
from contacts.doubts import Doubt
from contacts.lookalikes import fold_letters
from contacts.values import CardFields
from storage import cards
from storage.history import acting
from storage.tables import Act, Card, Company

CONFIRM = "confirm"
# One sign of four wrong in a company's name, one of six in a domain whose look-alikes count as equal.
COMPANY_ALIKE, DOMAIN_ALIKE = 0.75, 0.83
MOST_OFFERED = 2


def asked(card: Card) -> tuple[Doubt, ...]:
    """The doubts a person is asked about now; none when the card is settled."""
    if card.state != "pending":
        return ()
    return doubts.asked(reading_of(card), cards.fields_of(card))


def reading_of(card: Card) -> CardFields:
    """The card as it was read, before anybody touched it."""
    return CardFields.from_dict(card.reading)


def settle(
    session: Session, card: Card, key: str, value: str | None, actor_id: str, at: datetime
) -> Act | None:
    """A person's answer to one doubt: `value` is right, or with None the present value is.

    None when the doubt is not open: it was settled before, or the card was.
    """
    session.refresh(card, with_for_update=True)
    if key not in (doubt.key for doubt in asked(card)):
        return None
    with acting(session, card.workspace_id, actor_id, CONFIRM, f"{CONFIRM} {key}", at) as act:
        card.fields = doubts.settled(reading_of(card), cards.fields_of(card), key, value).to_dict()
    return act


def key_of_reason(reason: str) -> str:
    """Which doubt was settled, by the reason of the recorded change."""
    return reason.removeprefix(CONFIRM).strip()


def offered(session: Session, workspace_id: str, fields: CardFields) -> CardFields:
    """The fields as read, with known companies and mail domains close to unsure ones as candidates."""
    if "company" in fields.unsure and fields.company:
        fields = doubts.with_candidates(
            fields, "company", _close_companies(session, workspace_id, fields.company)
        )
    if "emails" in fields.unsure:
        for key, address in zip(doubts.items(fields, "emails"), fields.emails, strict=True):
            close = _close_addresses(session, workspace_id, address)
            fields = doubts.with_candidates(fields, key, close) if close else fields
    return fields


def registered(session: Session, workspace_id: str, doubt: Doubt) -> frozenset[str]:
    """Those candidates whose company or mail domain the team knows from earlier cards."""
    if doubt.field not in ("company", "emails"):
        return frozenset()
    column = Company.normal_name if doubt.field == "company" else Company.domain
    plain = normal_name if doubt.field == "company" else emails.domain
    names = {one: plain(one) for one in doubt.candidates}
    rows = select(column).where(Company.workspace_id == workspace_id, column.in_(set(names.values()) - {""}))
    known = set(session.scalars(rows))
    return frozenset(one for one, name in names.items() if name in known)


def _close_companies(session: Session, workspace_id: str, name: str) -> tuple[str, ...]:
    rows = session.execute(
        select(Company.normal_name, Company.name).where(Company.workspace_id == workspace_id)
    ).all()
    shown = {normal: full for normal, full in rows}  # noqa: C416 (dict() does not type with Row)
    own = normal_name(name)
    return tuple(shown[normal] for normal in _close(own, shown, COMPANY_ALIKE)) if own not in shown else ()


def _close_addresses(session: Session, workspace_id: str, address: str) -> tuple[str, ...]:
    local, at, domain = address.rpartition("@")
    if not at or not domain:
        return ()
    rows = select(Company.domain).where(Company.workspace_id == workspace_id, Company.domain.is_not(None))
    folded = {fold_letters(known): known for known in session.scalars(rows.distinct()) if known}
    if domain.casefold() in folded.values():
        return ()
    near = _close(fold_letters(domain.casefold()), folded, DOMAIN_ALIKE)
    return tuple(f"{local}@{folded[one]}" for one in near)


def _close(word: str, known: Iterable[str], least: float) -> Sequence[str]:
    """The known words that are like this one, the closest first; none for a word of one or two signs."""
    if len(word) < 3:
        return ()
    scorer = Levenshtein.normalized_similarity
    found = process.extract(word, list(known), scorer=scorer, score_cutoff=least, limit=MOST_OFFERED)
    return [one for one, _, _ in found]
