"""Which contacts are asked about: index ranges of the stale clocks, at a million contacts as well.

The order of questions, overdue ÷ period, changes with the day and differs by period, but among contacts of
one period it is the order of `ask_on`. So the longest overdue of each person and period are looked up by
the index, and only those few are compared.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, func, literal, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from contacts.staleness import DORMANT_DAYS, overdue_share
from storage.tables import Contact, StaleClock, User

_PART = 500


@dataclass(frozen=True, slots=True)
class Asked:
    """A contact to ask its owner about; `evidence` is left, moved or bounced, `share` overdue ÷ period."""

    contact_id: int
    owner_id: str
    share: float
    evidence: str | None = None


def distinct(session: Session, column: InstrumentedAttribute[Any], where: ColumnElement[bool]) -> list[Any]:
    """The different values of an indexed column, each found by one step in the index; None is left out."""
    kind = column.type if isinstance(column.type, Integer) else String()
    first = select(func.min(column, type_=kind).label("value")).where(where)
    steps = first.cte("steps", recursive=True)
    after = select(func.min(column, type_=kind)).where(where, column > steps.c.value).scalar_subquery()
    steps = steps.union_all(select(after).where(steps.c.value.is_not(None)))
    return list(session.scalars(select(steps.c.value).where(steps.c.value.is_not(None))))


def candidates(
    session: Session, workspace_id: str, people: Sequence[str], today: date, most: int
) -> dict[str, list[Asked]]:
    """The contacts among which each of these people's questions of `today` are: all with evidence, and the
    `most` longest overdue of every period; `reminders.stale` chooses."""
    found: dict[str, list[Asked]] = {}
    seen: set[int] = set()
    for start in range(0, len(people), _PART):
        part = people[start : start + _PART]
        for one in [*_evident(session, workspace_id, part), *_due(session, workspace_id, part, today, most)]:
            if one.contact_id not in seen:
                seen.add(one.contact_id)
                found.setdefault(one.owner_id, []).append(one)
    return found


def _evident(session: Session, workspace_id: str, people: Sequence[str]) -> list[Asked]:
    rows = session.execute(
        select(StaleClock.contact_id, StaleClock.owner_id, StaleClock.evidence).where(
            StaleClock.workspace_id == workspace_id,
            StaleClock.evidence.is_not(None),
            StaleClock.owner_id.in_(people),
            or_(StaleClock.asked_on.is_(None), StaleClock.asked_on <= StaleClock.evidence_on),
        )
    )
    return [Asked(contact_id, str(owner), 0.0, evidence) for contact_id, owner, evidence in rows]


def _due(session: Session, workspace_id: str, people: Sequence[str], today: date, most: int) -> list[Asked]:
    periods = distinct(session, StaleClock.period_days, StaleClock.workspace_id == workspace_id)
    if not periods or most < 1:
        return []
    lengths = union_all(*(select(literal(days, Integer).label("days")) for days in periods)).subquery()
    clock = aliased(StaleClock)
    top = (
        select(clock.contact_id)
        .where(
            clock.workspace_id == workspace_id,
            clock.owner_id == User.slack_id,
            clock.period_days == lengths.c.days,
            clock.ask_on <= today,
        )
        .order_by(clock.ask_on)
        .limit(1)
        .correlate(User, lengths)
    )
    picks = [top.offset(place).scalar_subquery() for place in range(most)]
    rows = session.execute(
        select(*picks)
        .select_from(User)
        .join(lengths, literal(True))
        .where(User.workspace_id == workspace_id, User.slack_id.in_(people), picks[0].is_not(None))
    )
    ids = [contact_id for row in rows for contact_id in row if contact_id is not None]
    return _asked(session, ids, today)


def _asked(session: Session, ids: Sequence[int], today: date) -> list[Asked]:
    found: list[Asked] = []
    for start in range(0, len(ids), _PART):
        part = ids[start : start + _PART]
        rows = session.execute(
            select(
                StaleClock.contact_id, StaleClock.owner_id, StaleClock.ask_on, StaleClock.period_days
            ).where(StaleClock.contact_id.in_(part))
        )
        for contact_id, owner_id, day, period in rows:
            if day:
                found.append(Asked(contact_id, str(owner_id), overdue_share(today, day, period)))
    return found


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of contacts, and how many there are in all."""

    contacts: tuple[Contact, ...]
    number: int


def dormant(
    session: Session, workspace_id: str, owner_id: str, today: date, limit: int = 50, offset: int = 0
) -> Listing:
    """休眠: contacts met again in the past and untouched for a year, the latest lost first."""
    rows = (
        select(Contact)
        .join(StaleClock, StaleClock.contact_id == Contact.id)
        .where(
            StaleClock.workspace_id == workspace_id,
            StaleClock.met_again.is_(True),
            StaleClock.touched_on <= today - timedelta(days=DORMANT_DAYS),
            StaleClock.owner_id == owner_id,
            Contact.state == "active",
            Contact.no_contact_on.is_(None),
        )
    )
    return _listing(session, rows, rows.order_by(StaleClock.touched_on.desc(), Contact.id), limit, offset)


def untouched(
    session: Session, workspace_id: str, owner_id: str, limit: int = 50, offset: int = 0
) -> Listing:
    """Contacts without a clock: imported or never met again; they are listed, not asked about."""
    clock = select(StaleClock.contact_id).where(StaleClock.contact_id == Contact.id).exists()
    rows = select(Contact).where(
        Contact.workspace_id == workspace_id,
        Contact.owner_id == owner_id,
        Contact.state == "active",
        ~clock,
    )
    return _listing(session, rows, rows.order_by(Contact.id.desc()), limit, offset)


def _listing(
    session: Session, rows: Select[Contact], ordered: Select[Contact], limit: int, offset: int
) -> Listing:
    number = session.scalar(select(func.count()).select_from(rows.subquery())) or 0
    return Listing(tuple(session.scalars(ordered.limit(limit).offset(offset))), number)


def count_due(session: Session, workspace_id: str, people: Sequence[str] | None, today: date) -> int:
    """How many contacts (of these people, or of everybody) are due for a question."""
    rows = select(func.count()).where(StaleClock.workspace_id == workspace_id, StaleClock.ask_on <= today)
    if people is not None:
        rows = rows.where(StaleClock.owner_id.in_(people))
    return session.scalar(rows) or 0


def last_touches(session: Session, ids: Sequence[int]) -> dict[int, date | None]:
    """The day of the last touch of each of these contacts, from their clocks."""
    rows = select(StaleClock.contact_id, StaleClock.touched_on).where(StaleClock.contact_id.in_(ids))
    return {one: day for one, day in session.execute(rows)}  # noqa: C416 (dict() does not type with Row)
