"""Undo: takes back what one act created and changed; what came later stays where it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Date, Time, func, inspect, select
from sqlalchemy.orm import Session

from storage import found_by, interactions
from storage.history import AUDITED, CREATED, LINKS, REMOVED, SYSTEM, acting, linked, plain, values
from storage.tables import (
    Act,
    Base,
    Card,
    Change,
    Company,
    Contact,
    ContactMet,
    FollowUp,
    Interaction,
    InteractionContact,
)
from storage.tables.base import UtcDateTime

_BY_NAME: dict[str, type[Base]] = {table.__tablename__: table for table in AUDITED}
# Children go before what they hang on.
_REMOVAL_ORDER = (ContactMet, FollowUp, Interaction, Card, Contact, Company)
COMPANY_NAMES = ("name", "name_en", "aliases")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that was changed again after the act: it keeps its `current` value, `before` is the old one."""

    entity: str
    entity_id: int
    field: str
    current: Any
    before: Any


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What an undo could not take back: fields changed since, and rows that others now hang on."""

    conflicts: tuple[Conflict, ...] = ()
    kept: tuple[tuple[str, int], ...] = ()


def undo(session: Session, act: Act, actor_id: str, at: datetime) -> UndoResult:
    """Takes an act back as an act of its own; undoing twice changes nothing."""
    session.refresh(act, with_for_update=True)
    if act.undone_at:
        return UndoResult()
    changes = session.scalars(select(Change).where(Change.act_id == act.id).order_by(Change.id.desc())).all()
    with acting(session, act.workspace_id, actor_id, "undo", f"undo of act {act.id}", at):
        conflicts = [found for change in changes if (found := _restore(session, change))]
        session.flush()
        kept = _remove_created(session, [change for change in changes if change.field == CREATED])
        _renew_found_by(session, changes)
        act.undone_at, act.undone_by = at, actor_id
    return UndoResult(tuple(conflicts), tuple(kept))


def _renew_found_by(session: Session, changes: Sequence[Change]) -> None:
    ids = {change.entity_id for change in changes if change.entity == Contact.__tablename__}
    named = {
        change.entity_id
        for change in changes
        if change.entity == Company.__tablename__ and change.field in COMPANY_NAMES
    }
    if named:
        # People are found by all names of their company.
        ids.update(session.scalars(select(Contact.id).where(Contact.company_id.in_(named))))
    for contact in filter(None, (session.get(Contact, contact_id) for contact_id in sorted(ids))):
        found_by.renew(session, contact)


def take_back(session: Session, change: Change, actor_id: str, at: datetime) -> Conflict | None:
    """Takes one field's change back, as an act of its own; a field changed again since is a conflict."""
    with acting(session, change.workspace_id, actor_id, "take_back", "undo", at):
        conflict = _restore(session, change)
        session.flush()
        _renew_found_by(session, [change])
    return conflict


def _restore(session: Session, change: Change) -> Conflict | None:
    if change.field == CREATED:
        return None
    row = session.get(_BY_NAME[change.entity], change.entity_id)
    if row is None:
        return None
    if change.field == REMOVED:
        return None
    if change.field == LINKS and isinstance(row, Interaction):
        _relink(session, row, change)
        return None
    current = plain(getattr(row, change.field))
    if current == change.new:
        setattr(row, change.field, _typed(row, change.field, change.old))
        return None
    if current == change.old:
        return None
    if isinstance(current, list):
        setattr(row, change.field, _without(current, change.old or [], change.new or []))
        return None
    return Conflict(change.entity, change.entity_id, change.field, current, change.old)


def _relink(session: Session, row: Interaction, change: Change) -> None:
    """Gives an interaction its former people back; those who were added since stay."""
    wanted = _without(linked(row), change.old or [], change.new or [])
    interactions.link(row, [one for one in wanted if session.get(Contact, one)])


def _without(current: list[Any], before: list[Any], after: list[Any]) -> list[Any]:
    """A list that changed again since: what the act added goes, what it took out returns, the rest stays."""
    added = [item for item in after if item not in before]
    if current == after:
        return before
    lost = [item for item in before if item not in after and item not in current]
    return lost + [item for item in current if item not in added]


def _typed(row: Base, field: str, value: Any) -> Any:
    kind = inspect(type(row)).column_attrs[field].columns[0].type
    if value is None:
        return None
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(value)
    if isinstance(kind, Date):
        return date.fromisoformat(value)
    return time.fromisoformat(value) if isinstance(kind, Time) else value


def _remove_created(session: Session, created: list[Change]) -> list[tuple[str, int]]:
    kept = []
    for table in _REMOVAL_ORDER:
        for change in created:
            row = session.get(table, change.entity_id) if change.entity == table.__tablename__ else None
            if row is None:
                continue
            if _edited_since(session, change, row) or _is_needed(session, row):
                kept.append((change.entity, change.entity_id))
                continue
            session.delete(row)
            session.flush()
    return kept


def _edited_since(session: Session, created: Change, row: Base) -> bool:
    """Whether the row holds other values than at first, those apart that Goen itself read from a back."""
    now = {name: value for name, value in values(row).items() if name != "updated_at"}
    first: dict[str, Any] = created.new or {}
    other = {name for name, value in now.items() if first.get(name) != value}
    return bool(other - _changed_by_goen_alone(session, created))


def _changed_by_goen_alone(session: Session, created: Change) -> set[str]:
    rows = select(Change.field, Change.actor_id).where(
        Change.entity == created.entity, Change.entity_id == created.entity_id, Change.id > created.id
    )
    changes = session.execute(rows).all()
    people = {field for field, actor in changes if actor != SYSTEM}
    return {field for field, _ in changes} - people


def _is_needed(session: Session, row: Base) -> bool:
    """Whether rows outside the act hang on this one."""
    if isinstance(row, Contact):
        links = (
            select(func.count()).where(column == row.id)
            for column in (
                Card.contact_id,
                InteractionContact.contact_id,
                FollowUp.contact_id,
                ContactMet.contact_id,
            )
        )
        return any(session.scalar(link) for link in links)
    if isinstance(row, Company):
        return bool(session.scalar(select(func.count()).where(Contact.company_id == row.id)))
    if isinstance(row, Interaction):
        return bool(session.scalar(select(func.count()).where(FollowUp.interaction_id == row.id)))
    return False
