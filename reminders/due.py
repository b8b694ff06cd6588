"""What each person's message of a morning shows: read from the database, decided by the rules beside it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from contacts.values import FollowUpState, Side
from contacts.workdays import Workdays
from reminders import report, stale
from reminders.hours import Hours, morning_of, zone_of
from reminders.pick import picked
from reminders.rules import Rules
from reminders.schedule import Promise, horizon, is_due, next_morning
from storage import mornings, no_contact, roles, stale_due
from storage.mornings import CARDS, FOLLOW_UP, MET, OFFER, REPORT, STALE, Entry
from storage.tables import FollowUp, User


@dataclass(frozen=True, slots=True)
class Due:
    """What one person's message of a local date shows, in its order.

    `own` are the ids of follow-ups that are theirs (not a colleague's they deputise for) with the day until
    which each rests afterwards.
    """

    user_id: str
    day: date
    entries: tuple[Entry, ...]
    own: Mapping[int, date] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reader:
    """A person of a zone whose message may go out, with their own business days."""

    user_id: str
    zone: ZoneInfo
    workdays: Workdays


def zones_in_the_morning(
    session: Session, workspace_id: str, now: datetime, hours: Hours, workdays: Workdays
) -> dict[str, date]:
    """The zones of this workspace's people whose morning messages may go out at `now`, with their dates."""
    known = stale_due.distinct(session, User.tz, User.workspace_id == workspace_id)
    zones = {zone_of(name) for name in (*known, None)}
    days = {zone.key: morning_of(now, zone, hours, workdays) for zone in zones}
    return {key: day for key, day in days.items() if day is not None}


def readers(session: Session, workspace_id: str, zone_key: str, day: date, rules: Rules) -> dict[str, Reader]:
    """The colleagues of a zone who may use Goen, want a message on `day` and are not on leave."""
    zone, shut_out = zone_of(zone_key), roles.shut_out(session, workspace_id)
    rows = session.execute(
        select(User.slack_id, User.tz, User.is_admin).where(
            User.workspace_id == workspace_id,
            User.deleted.is_(False),
            User.is_bot.is_(False),
            User.is_restricted.is_(False),
            User.is_ultra_restricted.is_(False),
            User.is_stranger.is_(False),
        )
    )
    return {
        user: Reader(user, zone, rules.workdays_of(user))
        for user, tz, is_admin in rows
        if zone_of(tz) == zone and rules.of(user).morning and not rules.is_away(user, day)
        if not shut_out(user, is_admin)
    }


def due_in_zone(
    session: Session, workspace_id: str, zone_key: str, day: date, rules: Rules, now: datetime
) -> list[Due]:
    """What the people of one zone are shown on `day`, a business day; nobody with nothing to be shown."""
    people = readers(session, workspace_id, zone_key, day, rules)
    promises = _follow_ups(session, workspace_id, people, day, rules)
    more = _More(
        unsaved=_unsaved(session, workspace_id, people, day, rules),
        met=_met(session, workspace_id, now),
        stale=_stale(session, workspace_id, people, day, rules),
        reports=report.previewed(session, workspace_id, day, rules),
    )
    found = (_due(person, promises.get(user, {}), more, day, rules) for user, person in people.items())
    return [one for one in found if one]


@dataclass(frozen=True, slots=True)
class _More:
    """What there is besides promises, by user id."""

    unsaved: frozenset[str]
    met: Mapping[str, Sequence[int]]
    stale: Mapping[str, Sequence[int]]
    reports: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Mine:
    """A promise among one reader's: whether it is an offer to accept, and whether it is their own."""

    promise: Promise
    offered: bool
    own: bool


def _due(person: Reader, mine: Mapping[int, _Mine], more: _More, day: date, rules: Rules) -> Due | None:
    """Today's promises, offers, what piled up, cards, colleagues' news, questions, the report."""
    promises = {key: one.promise for key, one in mine.items()}
    ids = picked(promises, day, person.workdays)
    fresh = [key for key in ids if promises[key].due_on == day and not mine[key].offered]
    offers = [key for key in ids if mine[key].offered]
    piled = [key for key in ids if key not in {*fresh, *offers}]
    switches = rules.of(person.user_id)
    entries = [
        *((FOLLOW_UP, key) for key in fresh),
        *((OFFER, key) for key in offers),
        *((FOLLOW_UP, key) for key in piled),
        *([(CARDS, 0)] if switches.cards and person.user_id in more.unsaved else []),
        *((MET, key) for key in more.met.get(person.user_id, ()) if switches.met),
        *((STALE, key) for key in more.stale.get(person.user_id, ())),
    ]
    if person.user_id in more.reports:
        entries.append((REPORT, 0))
    if not entries:
        return None
    own = {key: _rests_until(promises[key], day, rules.workdays) for key in ids if mine[key].own}
    return Due(person.user_id, day, tuple(entries), own)


def _rests_until(promise: Promise, day: date, workdays: Workdays) -> date:
    """The earliest next showing of what is shown on `day`."""
    return next_morning(
        Promise(promise.due_on, promise.side, promise.since, day, promise.snoozed_until), workdays
    )


def _follow_ups(
    session: Session, workspace_id: str, people: Mapping[str, Reader], day: date, rules: Rules
) -> dict[str, dict[int, _Mine]]:
    found: dict[str, dict[int, _Mine]] = defaultdict(dict)
    deputised: list[tuple[str, Any]] = []
    for row in _candidates(session, workspace_id, day, rules):
        reader = people.get(row.owner_id)
        deputy = rules.deputy(row.owner_id, day)
        if reader:
            promise = _promise(row, row.reminded_on, reader.zone, rules.hours)
            found[row.owner_id][row.id] = _Mine(promise, bool(row.assigned_by), own=True)
        elif deputy in people:
            deputised.append((str(deputy), row))
    ids = [row.id for _, row in deputised]
    shown, private = (
        mornings.last_shown(session, workspace_id, FOLLOW_UP, ids),
        mornings.private(session, ids),
    )
    for user, row in deputised:
        if row.id in private or (row.not_wanted and (user, row.id) in shown):
            continue
        promise = _promise(row, shown.get((user, row.id)), people[user].zone, rules.hours)
        found[user][row.id] = _Mine(promise, offered=False, own=False)
    return found


def _candidates(session: Session, workspace_id: str, day: date, rules: Rules) -> Iterable[Any]:
    """Open follow-ups that may be shown on `day`; a longer horizon for those about to go on leave."""
    usual = horizon(day, rules.workdays)
    due = [FollowUp.due_on <= usual]
    for user, leave in rules.leaves.items():
        if leave.from_on > day and leave.from_on <= usual + timedelta(days=1):
            ahead = horizon(day, rules.workdays_of(user))
            due.append(and_(FollowUp.owner_id == user, FollowUp.due_on <= ahead))
    due.append(FollowUp.assigned_by.is_not(None))
    seen: set[int] = set()
    for condition in due:
        for row in session.execute(_rows(workspace_id, day, condition).execution_options(yield_per=5000)):
            if row.id not in seen:
                seen.add(row.id)
                yield row


def _rows(workspace_id: str, day: date, condition: ColumnElement[bool]) -> Any:
    return select(
        FollowUp.id,
        FollowUp.owner_id,
        FollowUp.due_on,
        FollowUp.side,
        FollowUp.created_at,
        FollowUp.owned_since,
        FollowUp.assigned_by,
        FollowUp.reminded_on,
        FollowUp.snoozed_until,
        no_contact.forbids().label("not_wanted"),
    ).where(
        FollowUp.workspace_id == workspace_id,
        FollowUp.state == FollowUpState.OPEN.value,
        condition,
        or_(FollowUp.reminded_on.is_(None), FollowUp.reminded_on < day),
        or_(FollowUp.rest_until.is_(None), FollowUp.rest_until <= day),
        or_(FollowUp.snoozed_until.is_(None), FollowUp.snoozed_until <= day),
        ~no_contact.told(),
    )


def _promise(row: Any, shown_on: date | None, zone: ZoneInfo, hours: Hours) -> Promise:
    """The follow-up for its reader; an offer is due to be answered as soon as it can be shown."""
    since = _since((row.owned_since or row.created_at).astimezone(zone), hours)
    offered = bool(row.assigned_by)
    return Promise(
        due_on=since if offered or row.due_on is None else row.due_on,
        side=Side.OURS if offered else Side(row.side),
        since=since,
        shown_on=shown_on,
        snoozed_until=row.snoozed_until,
    )


def _since(created: datetime, hours: Hours) -> date:
    """The first date whose morning came after the promise: nobody is reminded of what they just wrote."""
    late = created.time() >= hours.morning
    return created.date() + timedelta(days=late)


def _unsaved(
    session: Session, workspace_id: str, people: Mapping[str, Reader], day: date, rules: Rules
) -> frozenset[str]:
    """Who still has unsaved cards a business day after they came; shown as often as what is overdue."""
    shown = mornings.last_shown(session, workspace_id, CARDS, [0])
    found = set()
    for user, cards in mornings.unsaved(session, workspace_id).items():
        if user in people:
            came = cards.newest.astimezone(people[user].zone).date()
            promise = Promise(came, Side.THEIRS, came, shown.get((user, 0)))
            if is_due(promise, day, people[user].workdays):
                found.add(user)
    return frozenset(found)


def _met(session: Session, workspace_id: str, now: datetime) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for owner, met in mornings.met_by_others(session, workspace_id, now):
        found[owner].append(met)
    return found


def _stale(
    session: Session, workspace_id: str, people: Mapping[str, Reader], day: date, rules: Rules
) -> dict[str, list[int]]:
    asked = [user for user in people if rules.of(user).stale]
    most = rules.settings.asks_a_day
    found = stale_due.candidates(session, workspace_id, asked, day, most)
    return {user: [one.contact_id for one in stale.chosen(some, most)] for user, some in found.items()}
