"""An import is taken back: its contacts go, but for those somebody has worked with since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from storage.database import Database
from storage.history import CREATED, SYSTEM, acting, bulk_remove, resuming
from storage.tables import (
    Act,
    Base,
    Card,
    Change,
    Company,
    Contact,
    ContactMet,
    FollowUp,
    Import,
    ImportCase,
    Interaction,
    InteractionContact,
)

PART = 500


@dataclass
class Undone:
    """How many contacts and waiting cases went, and how many contacts stay because they were used since."""

    contacts: int = 0
    kept: int = 0
    cases: int = 0


def undo(
    database: Database,
    import_id: int,
    actor_id: str,
    at: datetime,
    progress: Callable[[int], object] = lambda number: None,
) -> Undone:
    """Takes an import back in parts; twice changes nothing. `progress` gets the contacts of each part.

    Raises:
        LookupError: there is no such import.
    """
    done = Undone()
    with database.write() as session:
        row = session.get(Import, import_id, with_for_update=True)
        if row is None:
            raise LookupError(import_id)
        if row.state == "undone":
            return done
        with acting(session, row.workspace_id, actor_id, "undo", f"undo of act {row.act_id}", at) as act:
            undo_id, act_id = act.id, row.act_id
    last = 0
    while True:
        with database.write() as session, _going_on(session, undo_id, at):
            ids = _created(session, act_id, Contact, last)
            if not ids:
                done.cases = _without_cases(session, import_id)
                _without_companies(session, act_id)
                _finish(session, import_id, actor_id, at)
                return done
            free = _free(session, act_id, ids)
            _remove(session, free)
        last = ids[-1]
        done.contacts, done.kept = done.contacts + len(free), done.kept + len(ids) - len(free)
        progress(len(ids))


def _going_on(session: Session, undo_id: int, at: datetime) -> AbstractContextManager[None]:
    return resuming(session, session.get_one(Act, undo_id), "import taken back", at)


def _created(
    session: Session, act_id: int, table: type[Base], after: int, limit: int | None = PART
) -> list[int]:
    rows = select(Change.entity_id).where(
        Change.act_id == act_id,
        Change.entity == table.__tablename__,
        Change.field == CREATED,
        Change.entity_id > after,
    )
    return list(session.scalars(rows.order_by(Change.entity_id).limit(limit)))


def _free(session: Session, act_id: int, ids: Sequence[int]) -> list[int]:
    """Those of the contacts that are there and nothing but the import has touched."""
    others = Interaction.id.not_in(_made(act_id, Interaction))
    used: list[Select[Any]] = [
        select(Card.contact_id).where(Card.contact_id.in_(ids)),
        select(FollowUp.contact_id).where(FollowUp.contact_id.in_(ids)),
        select(Contact.merged_into_id).where(Contact.merged_into_id.in_(ids)),
        select(Contact.successor_id).where(Contact.successor_id.in_(ids)),
        select(Contact.predecessor_id).where(Contact.predecessor_id.in_(ids)),
        select(ContactMet.contact_id).where(
            ContactMet.contact_id.in_(ids), ContactMet.id.not_in(_made(act_id, ContactMet))
        ),
        select(InteractionContact.contact_id)
        .join(Interaction, Interaction.id == InteractionContact.interaction_id)
        .where(InteractionContact.contact_id.in_(ids), others),
        select(Change.entity_id).where(
            Change.entity == Contact.__tablename__,
            Change.entity_id.in_(ids),
            Change.field != CREATED,
            Change.actor_id != SYSTEM,
        ),
    ]
    busy = {number for one in used for number in session.scalars(one)}
    there = session.scalars(select(Contact.id).where(Contact.id.in_(ids)).order_by(Contact.id))
    return [number for number in there if number not in busy]


def _made(act_id: int, table: type[Base]) -> Select[Any]:
    return select(Change.entity_id).where(
        Change.act_id == act_id, Change.entity == table.__tablename__, Change.field == CREATED
    )


def _remove(session: Session, ids: Sequence[int]) -> None:
    """Contacts and what hangs on them; search pieces, keys and clocks go by the database's own cascade."""
    link = InteractionContact.contact_id.in_(ids)
    touches = list(session.scalars(select(InteractionContact.interaction_id).where(link)))
    session.execute(delete(InteractionContact).where(link))
    bulk_remove(session, Interaction, touches)
    bulk_remove(
        session,
        ContactMet,
        list(session.scalars(select(ContactMet.id).where(ContactMet.contact_id.in_(ids)))),
    )
    bulk_remove(session, Contact, ids)


def _without_cases(session: Session, import_id: int) -> int:
    """Cases that still wait go; settled ones are acts of their own."""
    waiting = select(Card.id).join(ImportCase, ImportCase.card_id == Card.id)
    pending = waiting.where(ImportCase.import_id == import_id, Card.state == "pending")
    return bulk_remove(session, Card, list(session.scalars(pending)))


def _without_companies(session: Session, act_id: int) -> None:
    made = _created(session, act_id, Company, 0, None)
    for start in range(0, len(made), PART):
        ids = made[start : start + PART]
        needed = set(session.scalars(select(Contact.company_id).where(Contact.company_id.in_(ids))))
        bulk_remove(session, Company, [number for number in ids if number not in needed])


def _finish(session: Session, import_id: int, actor_id: str, at: datetime) -> None:
    row = session.get_one(Import, import_id)
    row.state = "undone"
    act = session.get_one(Act, row.act_id)
    act.undone_at, act.undone_by = at, actor_id
