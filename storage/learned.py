"""What the team knows of a card's company already, offered in the card's review and taken by a tap."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts import emails, learned
from contacts.learned import Offer
from contacts.values import CardFields
from storage import cards, companies, contacts
from storage.doubts import CONFIRM
from storage.history import acting
from storage.tables import Act, Card, Company, Contact

MOST_PEOPLE = 100


def offers(session: Session, card: Card) -> tuple[Offer, ...]:
    """What contacts of the same company add to a card under review; none once it was corrected by hand."""
    if card.state != "pending" or card.checked or not cards.is_own(card):
        return ()
    fields = cards.fields_of(card)
    company = _company(session, card.workspace_id, fields)
    if company is None:
        return ()
    rows = select(Contact).where(Contact.company_id == company.id, Contact.state.in_(("active", "left")))
    people = session.scalars(rows.order_by(Contact.updated_at.desc(), Contact.id.desc()).limit(MOST_PEOPLE))
    return learned.offers(fields, company.name, [contacts.fields_of(one) for one in people])


def take(session: Session, card: Card, key: str, value: str, actor_id: str, at: datetime) -> Act | None:
    """A person takes an offer over; None when it does not stand any more."""
    session.refresh(card, with_for_update=True)
    offer = next((one for one in offers(session, card) if (one.key, one.value) == (key, value)), None)
    if offer is None:
        return None
    with acting(session, card.workspace_id, actor_id, CONFIRM, f"{CONFIRM} {key}", at) as act:
        card.fields = learned.taken(cards.fields_of(card), offer).to_dict()
    return act


def _company(session: Session, workspace_id: str, fields: CardFields) -> Company | None:
    """The company by its name; where the card names none, the one company with its mail domain."""
    if name := fields.company or fields.company_en:
        return companies.named(session, workspace_id, name)
    domains = {emails.domain(mail) for mail in fields.emails if not emails.is_free(mail)} - {""}
    if not domains:
        return None
    same = select(Company).where(
        Company.workspace_id == workspace_id, Company.domain.in_(domains), Company.merged_into_id.is_(None)
    )
    found = session.scalars(same.limit(2)).all()
    return found[0] if len(found) == 1 else None
