"""The morning messages: queued by the clock, composed when they are sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy.orm import Session

from bot.house import House
from contacts.workdays import Workdays
from reminders.hours import Hours
from reminders.morning import Morning, Mornings, compose
from storage.tables import Outbox


def mornings(house: House) -> Callable[[], object]:
    """The tick that queues what is due now."""
    workdays = workdays_of(house)
    due = Mornings(house.database, Hours(morning=house.settings.morning), lambda _: workdays)
    return lambda: due.tick(house.clock())


def composed(session: Session, house: House, row: Outbox) -> Morning:
    """A person's message of a day from current data."""
    day = date.fromisoformat(row.ids["day"])
    return compose(session, row.workspace_id, row.ids["user"], day, workdays_of(house))


def workdays_of(house: House) -> Workdays:
    """The business days of the workspace's country."""
    return Workdays(country=house.settings.country)
