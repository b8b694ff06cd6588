"""A person's message of a date, composed from current data whenever it is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from contacts.values import CardFields, FollowUpState, Side
from contacts.workdays import Workdays
from reminders import report
from reminders.brief import brief
from reminders.hours import zone_of
from reminders.items import CardsItem, Item, MetItem, MorningItem, ReportItem, StaleItem, is_news
from reminders.rules import days_of
from reminders.schedule import Promise, first_morning, horizon
from reminders.visits import is_visit
from storage import away, mornings, users
from storage.away import Leave
from storage.contacts import person
from storage.mornings import CARDS, FOLLOW_UP, MET, OFFER, REPORT, STALE, Entry
from storage.tables import Contact, ContactMet, FollowUp, StaleClock

# Briefs are read one by one; more meetings than this on one day are told without.
MOST_BRIEFS = 5


@dataclass(frozen=True, slots=True)
class Morning:
    """What one person is told on one date, in its order.

    `superseded` says that a later morning's message has come: this one needs no buttons any more.
    """

    workspace_id: str
    user_id: str
    day: date
    items: tuple[Item, ...]
    superseded: bool = False

    @property
    def open_items(self) -> tuple[Item, ...]:
        """What is still to do: open and not put off."""
        return tuple(item for item in self.items if item.is_open(self.day))

    @property
    def is_worth_sending(self) -> bool:
        """Whether a message not yet sent still says anything: something to do, or news."""
        return bool(self.open_items) or any(map(is_news, self.items))

    @property
    def is_news_alone(self) -> bool:
        """Whether there was never anything to do in it."""
        return bool(self.items) and all(isinstance(one, MetItem | ReportItem) for one in self.items)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Whose message is composed, and from what."""

    session: Session
    workspace_id: str
    user_id: str
    day: date
    workdays: Workdays
    zone: ZoneInfo
    leaves: Mapping[str, Leave]


def compose(session: Session, workspace_id: str, user_id: str, day: date, workdays: Workdays) -> Morning:
    """The message of a person and date from current data: what was kept for it, as it stands now."""
    user = users.get(session, workspace_id, user_id)
    zone, leaves = zone_of(user.tz if user else None), away.leaves(session, workspace_id, user_id)
    reader = _Reader(session, workspace_id, user_id, day, workdays, zone, leaves)
    entries = mornings.read(session, workspace_id, user_id, day)
    by_kind: dict[str, list[int]] = defaultdict(list)
    for kind, ref in entries:
        by_kind[kind].append(ref)
    found: dict[Entry, Item] = {}
    for kind, refs in by_kind.items():
        found.update(_READ[kind](reader, refs) if kind in _READ else {})
    items = tuple(found[entry] for entry in entries if entry in found)
    last = mornings.last_days(session, workspace_id, [user_id]).get(user_id)
    return Morning(workspace_id, user_id, day, items, superseded=last is not None and last > day)


def _follow_ups(reader: _Reader, refs: Sequence[int]) -> dict[Entry, Item]:
    rows = _promises(reader.session, refs)
    times = mornings.showings(reader.session, FOLLOW_UP, refs, reader.day)
    found: dict[Entry, Item] = {}
    briefs = 0
    for row in rows:
        item = _item(reader, row, times.get(row.id, 1))
        # A visit on a closed day is told of on the business day before, and so is its brief.
        meets = item.due_on >= reader.day and item.side is Side.OURS and is_visit(row.text)
        if meets and row.contact_id and item.is_open(reader.day) and briefs < MOST_BRIEFS:
            briefs += 1
            item = _with_brief(reader, item, row.contact_id)
        found[FOLLOW_UP, row.id] = item
    return found


def _with_brief(reader: _Reader, item: MorningItem, contact_id: int) -> MorningItem:
    found = brief(reader.session, contact_id, reader.user_id, reader.day, item.follow_up_id)
    values = {name: getattr(item, name) for name in MorningItem.__slots__}
    return MorningItem(**{**values, "brief": found})


def _offers(reader: _Reader, refs: Sequence[int]) -> dict[Entry, Item]:
    return {(OFFER, row.id): _item(reader, row, 1) for row in _promises(reader.session, refs)}


def _promises(session: Session, refs: Sequence[int]) -> list[FollowUp]:
    rows = select(FollowUp).where(FollowUp.id.in_(refs)).order_by(FollowUp.id)
    company = joinedload(FollowUp.contact).joinedload(Contact.company)
    return list(session.scalars(rows.options(company)))


def _item(reader: _Reader, row: FollowUp, times: int) -> MorningItem:
    due_on = row.due_on or reader.day
    mine = row.owner_id == reader.user_id
    leave = reader.leaves.get(row.owner_id)
    deputised = not mine and bool(leave and leave.deputy_id == reader.user_id)
    return MorningItem(
        follow_up_id=row.id,
        text=row.text,
        due_on=due_on,
        side=Side(row.side),
        state=FollowUpState(row.state),
        person=person(row.contact) if row.contact else None,
        overdue_days=reader.workdays.between(due_on, reader.day),
        due_on_closed_day=not reader.workdays.is_open(due_on),
        snoozed_until=_moved_to(reader, row) or _back_on(reader, row.snoozed_until),
        times=times,
        handed_to=None if mine or deputised else row.owner_id,
        may_take_back=row.assigned_by == reader.user_id and row.state == FollowUpState.OPEN.value,
        on_behalf_of=row.owner_id if deputised else None,
        offered_by=row.assigned_by if mine else None,
        dated=row.due_on is not None,
    )


def _stale(reader: _Reader, refs: Sequence[int]) -> dict[Entry, Item]:
    rows = reader.session.execute(
        select(Contact, StaleClock)
        .outerjoin(StaleClock, StaleClock.contact_id == Contact.id)
        .where(Contact.id.in_(refs))
        .options(joinedload(Contact.company))
    )
    return {(STALE, contact.id): _question(reader, contact, clock) for contact, clock in rows}


def _question(reader: _Reader, contact: Contact, clock: StaleClock | None) -> StaleItem:
    return StaleItem(
        contact_id=contact.id,
        person=person(contact),
        last_on=clock.touched_on if clock else None,
        evidence=clock.evidence if clock else None,
        answer=_answer(reader, contact, clock),
        snoozed_until=_back_on(reader, contact.ask_after),
    )


def _moved_to(reader: _Reader, row: FollowUp) -> date | None:
    """The morning of what got a later due date since it was shown; None for what is still for today."""
    if row.due_on is None or row.assigned_by or row.state != FollowUpState.OPEN.value:
        return None
    days, leave = reader.workdays, reader.leaves.get(row.owner_id)
    if leave:
        days = replace(days, closed=days.closed | days_of(leave))
    if row.due_on <= horizon(reader.day, days):
        return None
    return first_morning(Promise(row.due_on, Side(row.side), reader.day), reader.workdays)


def _back_on(reader: _Reader, until: date | None) -> date | None:
    """The morning that shows again what was put off until a day, which may be a closed one."""
    return reader.workdays.on_or_after(until) if until else None


def _answer(reader: _Reader, contact: Contact, clock: StaleClock | None) -> str | None:
    if contact.state in ("left", "archived"):
        return contact.state
    if contact.never_ask or contact.no_contact_on:
        return "never"
    if contact.checked_at and contact.checked_at.astimezone(reader.zone).date() >= reader.day:
        return "correct"
    if contact.ask_after and contact.ask_after > reader.day:
        return "snoozed"
    touched = clock is not None and clock.touched_on is not None and clock.touched_on >= reader.day
    return "touched" if touched and not (clock and clock.evidence) else None


def _cards(reader: _Reader, refs: Sequence[int]) -> dict[Entry, Item]:
    waiting = mornings.unsaved_of(reader.session, reader.workspace_id, reader.user_id, 100)
    fields = [CardFields.from_dict(card.fields) for card in waiting[:3]]
    names = tuple(one.name or one.name_romaji or one.company or "" for one in fields)
    return {(CARDS, 0): CardsItem(len(waiting), tuple(filter(None, names)))}


def _met(reader: _Reader, refs: Sequence[int]) -> dict[Entry, Item]:
    rows = reader.session.execute(
        select(ContactMet, Contact)
        .join(Contact, Contact.id == ContactMet.contact_id)
        .where(ContactMet.id.in_(refs))
    )
    return {(MET, met.id): MetItem(person(contact), met.user_id, met.met_on) for met, contact in rows}


def _report(reader: _Reader, refs: Sequence[int]) -> dict[Entry, Item]:
    on = reader.workdays.next(reader.day)
    mine = report.report(reader.session, reader.workspace_id, on, [reader.user_id])
    number, oldest = (mine[0].number, mine[0].oldest) if mine else (0, None)
    return {(REPORT, 0): ReportItem(number, oldest, on)}


_READ: Mapping[str, Callable[[_Reader, Sequence[int]], dict[Entry, Item]]] = {
    FOLLOW_UP: _follow_ups,
    OFFER: _offers,
    STALE: _stale,
    CARDS: _cards,
    MET: _met,
    REPORT: _report,
}
