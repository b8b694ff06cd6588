"""Companies by their normalised name."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.companies import normal_name
from contacts.values import CardFields
from storage.tables import Company


def for_fields(session: Session, workspace_id: str, fields: CardFields) -> int | None:
    """The id of the company a card names, made when it is new; None when the card names none."""
    name = fields.company or fields.company_en
    if not name:
        return None
    normal = normal_name(name)
    same = select(Company).where(Company.workspace_id == workspace_id, Company.normal_name == normal)
    company = session.scalars(same).one_or_none()
    if company is None:
        company = Company(workspace_id=workspace_id, name=name, normal_name=normal, name_en=fields.company_en)
        session.add(company)
        session.flush()
    return company.id
