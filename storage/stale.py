"""Clocks of stale records: kept in the transaction that touches a contact, read as index ranges.

A session listener notes which contacts a transaction touched (a link to an interaction, a card, a change of
owner, rank, tags …) and renews their clocks just before the commit, when everything has moved. Statements
that bypass the session (`history.bulk`, imports) call `renew` themselves. A contact has a clock only when
it has a rank or an interaction beyond the first exchange: all others are never asked about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeGuard, cast

from sqlalchemy import RowMapping, Select, Table, case, delete, event, func, inspect, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, UOWTransaction

from contacts.evidence import evidence_in
from contacts.staleness import Periods, ask_on, latest
from contacts.values import Kind
from storage import reminder_settings
from storage.tables import (
    Card,
    Company,
    Contact,
    ContactMet,
    Interaction,
    InteractionContact,
    StaleClock,
)

_TOUCHED = "contacts touched"
_PART = 500
MOST_DOUBLINGS = 4
CLOCKS = cast(Table, StaleClock.__table__)


@dataclass(frozen=True, slots=True)
class Touched:
    """What interactions and cards say: the last day, and whether there was more than one exchange."""

    last_on: date | None = None
    met_again: bool = False


@event.listens_for(Session, "after_flush")
def _collect(session: Session, _: UOWTransaction) -> None:
    touched: set[int] = session.info.setdefault(_TOUCHED, set())
    for row in (*session.new, *session.dirty, *session.deleted):
        touched.update(_contacts_of(row, session))
    for company in filter(_has_new_period, session.dirty):
        touched.update(session.scalars(select(Contact.id).where(Contact.company_id == company.id)))


def _has_new_period(row: object) -> TypeGuard[Company]:
    return isinstance(row, Company) and inspect(row).attrs.stale_days.history.has_changes()


def _contacts_of(row: object, session: Session) -> Iterable[int]:
    if isinstance(row, Contact):
        return () if row in session.new and row.rank is None else (row.id,)
    if isinstance(row, InteractionContact | ContactMet):
        return (row.contact_id,)
    if isinstance(row, Interaction):
        return [link.contact_id for link in row.links if link.contact_id]
    if isinstance(row, Card):
        return (row.contact_id,) if row.contact_id else ()
    return ()


@event.listens_for(Session, "before_commit")
def _renew_touched(session: Session) -> None:
    if not session.info.get(_TOUCHED) and not (session.new or session.dirty or session.deleted):
        return
    session.flush()
    renew(session, session.info.pop(_TOUCHED, ()))


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, _: object) -> None:
    session.info.pop(_TOUCHED, None)


def renew(session: Session, contact_ids: Iterable[int]) -> None:
    """Sets the clocks of these contacts from what the database holds now."""
    ids = sorted(set(contact_ids))
    for start in range(0, len(ids), _PART):
        _renew(session, ids[start : start + _PART])


def give(session: Session, contact_ids: Select[int], owner_id: str) -> None:
    """The questions about these contacts go to another owner; for a handover past the session's listener."""
    session.execute(update(CLOCKS).where(CLOCKS.c.contact_id.in_(contact_ids)).values(owner_id=owner_id))


def renew_after(session: Session, workspace_id: str, last: int) -> int | None:
    """Sets the next some hundred clocks after the contact `last`, once the team changed its periods.

    Returns the last contact reached; None when there were no more.
    """
    rows = select(StaleClock.contact_id).where(
        StaleClock.workspace_id == workspace_id, StaleClock.contact_id > last
    )
    ids = list(session.scalars(rows.order_by(StaleClock.contact_id).limit(_PART)))
    _renew(session, ids)
    return ids[-1] if ids else None


def _renew(session: Session, ids: Sequence[int]) -> None:
    if not ids:
        return
    touches = touched(session, ids)
    rows = session.execute(_wanted(ids)).mappings().all()
    periods: dict[str, Periods] = {}
    keep, values = set(), []
    for row in rows:
        found = touches.get(row["id"], Touched())
        if row["rank"] is None and not found.met_again:
            continue
        workspace_id = row["workspace_id"]
        if workspace_id not in periods:
            periods[workspace_id] = reminder_settings.load(session, workspace_id).periods
        keep.add(row["id"])
        values.append(_clock(row, found, periods[workspace_id], _evidence(session, row)))
    _upsert(session, values)
    gone = [one for one in ids if one not in keep]
    if gone:
        session.execute(delete(CLOCKS).where(CLOCKS.c.contact_id.in_(gone)))


def _wanted(ids: Sequence[int]) -> Any:
    return (
        select(
            Contact.id,
            Contact.workspace_id,
            Contact.owner_id,
            Contact.state,
            Contact.rank,
            Contact.tags,
            Contact.family_name,
            Contact.stale_days,
            Contact.never_ask,
            Contact.ask_after,
            Contact.no_contact_on,
            Contact.checked_at,
            Contact.created_at,
            Company.stale_days.label("company_days"),
            StaleClock.base_on,
            StaleClock.asked_on,
            StaleClock.asks,
            StaleClock.doublings,
        )
        .outerjoin(Company, Company.id == Contact.company_id)
        .outerjoin(StaleClock, StaleClock.contact_id == Contact.id)
        .where(Contact.id.in_(ids))
    )


def _clock(
    row: RowMapping, found: Touched, periods: Periods, evidence: tuple[str, datetime] | None
) -> dict[str, Any]:
    checked_on = row["checked_at"].date() if row["checked_at"] else None
    base = latest((found.last_on, checked_on)) or row["created_at"].date()
    period = periods.of(row["stale_days"], row["tags"] or (), row["company_days"], row["rank"])
    asks, doublings = (row["asks"] or 0, row["doublings"] or 0) if row["base_on"] == base else (0, 0)
    asked_about = row["state"] == "active" and not row["never_ask"] and not row["no_contact_on"]
    day = ask_on(base, period, row["asked_on"] if asks else None, asks, doublings)
    if not asked_about or (evidence and row["checked_at"] and evidence[1] <= row["checked_at"]):
        evidence = None
    return {
        "contact_id": row["id"],
        "workspace_id": row["workspace_id"],
        "owner_id": row["owner_id"],
        "touched_on": found.last_on,
        "base_on": base,
        "period_days": period,
        "met_again": found.met_again,
        "ask_on": _put_off(day, row, evidence is not None) if asked_about else None,
        "asked_on": row["asked_on"],
        "asks": asks,
        "doublings": doublings,
        "evidence": evidence[0] if evidence else None,
        "evidence_on": evidence[1].date() if evidence else None,
    }


def _put_off(day: date, row: RowMapping, evident: bool) -> date:
    """The day of the next question as far as its owner put it off; one about evidence does not wait for the
    clock."""
    after, asked_on = row["ask_after"], row["asked_on"]
    if after and evident and (asked_on is None or after > asked_on):
        return cast(date, after)
    return max(day, after) if after else day


def touched(session: Session, ids: Sequence[int]) -> Mapping[int, Touched]:
    """What interactions and saved cards say of each of these contacts (at most some hundred)."""
    more = func.sum(case((Interaction.kind == Kind.EXCHANGE.value, 0), else_=1))
    link = InteractionContact.contact_id
    talks = session.execute(
        select(link, func.max(Interaction.happened_on), func.count(), more)
        .join(Interaction, Interaction.id == InteractionContact.interaction_id)
        .where(link.in_(ids))
        .group_by(link)
    ).all()
    cards = session.execute(
        select(Card.contact_id, func.max(Card.exchanged_on))
        .where(Card.contact_id.in_(ids), Card.state == "saved")
        .group_by(Card.contact_id)
    ).all()
    newest = {contact_id: day for contact_id, day in cards}  # noqa: C416 (dict() does not type with Row)
    found = {
        contact_id: Touched(latest((day, newest.pop(contact_id, None))), number > 1 or other > 0)
        for contact_id, day, number, other in talks
    }
    return {**{contact_id: Touched(day) for contact_id, day in newest.items()}, **found}


def _evidence(session: Session, row: RowMapping) -> tuple[str, datetime] | None:
    """What the newest notes about a contact say of its data: the kind and the moment, newest first."""
    links = func.count(InteractionContact.contact_id)
    alone = (
        select(links).where(InteractionContact.interaction_id == Interaction.id).correlate(Interaction)
    ).scalar_subquery()
    notes = (
        select(Interaction.note, Interaction.created_at, alone)
        .join(InteractionContact, InteractionContact.interaction_id == Interaction.id)
        .where(InteractionContact.contact_id == row["id"], Interaction.note.is_not(None))
        .where(or_(~Interaction.private, Interaction.user_id == row["owner_id"]))
        .order_by(Interaction.id.desc())
        .limit(3)
    )
    for note, created_at, number in session.execute(notes):
        if kind := evidence_in(note, row["family_name"], number == 1):
            return kind, created_at
    return None


def _upsert(session: Session, values: Sequence[Mapping[str, Any]]) -> None:
    if not values:
        return
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(CLOCKS)
    new = {name: statement.excluded[name] for name in values[0] if name != "contact_id"}
    session.execute(statement.on_conflict_do_update(index_elements=["contact_id"], set_=new), list(values))


def asked(session: Session, contact_ids: Sequence[int], day: date) -> None:
    """Notes that these contacts were asked about on `day`; every second one unanswered doubles the period."""
    if not contact_ids:
        return
    rows = session.execute(select(CLOCKS).where(CLOCKS.c.contact_id.in_(contact_ids))).mappings().all()
    for row in rows:
        asks = row["asks"] + 1
        doublings = min(row["doublings"] + (asks % 2 == 0), MOST_DOUBLINGS)
        next_day = ask_on(row["base_on"], row["period_days"], day, asks, doublings)
        values = {"asked_on": day, "asks": asks, "doublings": doublings, "ask_on": next_day}
        session.execute(update(CLOCKS).where(CLOCKS.c.contact_id == row["contact_id"]).values(**values))
