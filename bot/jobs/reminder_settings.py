"""New periods reach the clocks of all contacts, beside the tap that set them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.house import House
from storage import stale
from storage.work import job

RENEW = "stale.renew"


def register(house: House) -> None:
    """Makes the job of this module known to `storage.work`."""
    job(RENEW)(lambda ids: renew(house))


def queue_renewal(session: Session, house: House, key: str) -> None:
    """Has all clocks set anew."""
    house.work.enqueue(session, RENEW, key=f"stale:{key}", ids=[house.workspace_id])


def renew(house: House) -> None:
    """Sets all clocks of the workspace; doing it twice does no harm."""
    last: int | None = 0
    while last is not None:
        with house.database.write() as session:
            last = stale.renew_after(session, house.workspace_id, last)
