"""The managers' weekly report: who has how much overdue; every rep sees on the business day before it what
the manager will see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from contacts.workdays import Workdays
from reminders.rules import Rules
from storage import mornings, roles


@dataclass(frozen=True, slots=True)
class Line:
    """One colleague in the report: how many promises of ours are overdue, the oldest due on `oldest`."""

    user_id: str
    number: int
    oldest: date


def is_report_day(day: date, workdays: Workdays) -> bool:
    """Whether managers get their report on `day`: the first business day of its week."""
    return workdays.is_open(day) and workdays.previous(day).isocalendar()[:2] != day.isocalendar()[:2]


def report(session: Session, workspace_id: str, day: date, people: list[str] | None = None) -> list[Line]:
    """The report of a day (of these people, or everybody), most overdue first."""
    return [Line(*row) for row in mornings.overdue_counts(session, workspace_id, day, people)]


def told(session: Session, workspace_id: str, manager_id: str, day: date) -> list[Line]:
    """What a manager is told on `day`: the report of those they lead."""
    led = roles.led_by(session, workspace_id, manager_id)
    return report(session, workspace_id, day, sorted(led) if led is not None else None)


def previewed(session: Session, workspace_id: str, day: date, rules: Rules) -> frozenset[str]:
    """Who is told on `day` that managers see their overdue promises on the next business day."""
    next_day = rules.workdays.next(day)
    if not is_report_day(next_day, rules.workdays):
        return frozenset()
    led = [roles.led_by(session, workspace_id, one) for one in roles.managers(session, workspace_id)]
    teams = frozenset[str]().union(*(people or () for people in led))
    people = None if None in led else sorted(teams)
    return (
        frozenset(line.user_id for line in report(session, workspace_id, next_day, people)) if led else teams
    )
