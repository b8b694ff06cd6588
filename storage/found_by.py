"""What a contact is found by, written anew with it: search terms for people who ask, keys for new cards."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from storage import candidates, search
from storage.tables import CandidateKey, Company, Contact, SearchTerm

# To be raised whenever the same contact gets other terms or keys: storage.reindex then renews those stored.
VERSION = 3


def renew(session: Session, contact: Contact) -> None:
    """To be called in the transaction that changed a contact, its company or its tags."""
    search.renew(session, contact)
    candidates.renew(session, contact)


def renew_many(session: Session, ids: Sequence[int]) -> None:
    """Writes terms and keys of some hundred contacts anew, in the caller's transaction.

    Contacts and companies are locked, so that a change made meanwhile is not answered with older terms.
    """
    firms = select(Contact.company_id).where(Contact.id.in_(ids))
    session.scalars(
        select(Company).where(Company.id.in_(firms)).order_by(Company.id).with_for_update(read=True)
    ).all()
    chosen = select(Contact).where(Contact.id.in_(ids)).order_by(Contact.id).with_for_update()
    present = [contact for contact in session.scalars(chosen) if not contact.merged_into_id]
    for table in (SearchTerm, CandidateKey):
        session.execute(delete(table).where(table.contact_id.in_(ids)))
    search.put_many(session, present)
    candidates.put_many(session, {one.id: candidates.hashes_of(session, one) for one in present})
