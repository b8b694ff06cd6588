"""Companies by their normalised name."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from contacts import emails
from contacts.companies import normal_name
from contacts.values import CardFields
from storage.tables import Company


def for_fields(session: Session, workspace_id: str, fields: CardFields) -> int | None:
    """The id of the company a card names, made when it is new; None when the card names none."""
    name = fields.company or fields.company_en
    if not name:
        return None
    normal = normal_name(name)
    domain = _domain(fields)
    known = _by_name(session, workspace_id, normal)
    if known:
        known.domain = known.domain or domain
        return known.id
    company = Company(
        workspace_id=workspace_id, name=name, normal_name=normal, name_en=fields.company_en, domain=domain
    )
    try:
        with session.begin_nested():
            session.add(company)
    except IntegrityError:
        # Another replica saved a card of the same company at this very moment.
        known = _by_name(session, workspace_id, normal)
        assert known is not None
        return known.id
    return company.id


def _by_name(session: Session, workspace_id: str, normal: str) -> Company | None:
    same = select(Company).where(Company.workspace_id == workspace_id, Company.normal_name == normal)
    return session.scalars(same).one_or_none()


def _domain(fields: CardFields) -> str | None:
    """The first mail domain on the card that belongs to no provider."""
    return next((emails.domain(one) for one in fields.emails if not emails.is_free(one)), None) or None
