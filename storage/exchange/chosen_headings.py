"""What a person said that a heading means, remembered for the team's next table."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.exchange.headings import normal
from storage.tables import ImportHeading


def remember(session: Session, workspace_id: str, said: Mapping[str, str]) -> dict[str, str]:
    """Keeps what headings mean (heading -> target) and returns everything the team ever said."""
    for heading, target in said.items():
        row = ImportHeading(workspace_id=workspace_id, heading=normal(heading), target=target)
        session.merge(row)
    session.flush()
    rows = select(ImportHeading).where(ImportHeading.workspace_id == workspace_id)
    return {row.heading: row.target for row in session.scalars(rows)}
