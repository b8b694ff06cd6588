"""The morning messages: queued by the clock, composed when they are sent, kept true from then on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import briefs, posting
from bot.jobs.people import name_of, texts_of, today_of
from bot.texts import Texts
from bot.views import reminder
from bot.views.message import Block, Message, View
from bot.views.reminder_settings import obon_question
from contacts.workdays import Workdays
from notes.dates import Moment
from reminders.compose import Morning, compose
from reminders.hours import Hours
from reminders.items import Item, MetItem, MorningItem
from reminders.morning import Mornings, key_of
from reminders.rules import calendar
from storage import mornings as shown
from storage import reminder_settings, roles, users, workspaces
from storage.roles import Role
from storage.tables import Outbox

_KEPT_TRUE = timedelta(days=7)


def mornings(house: House) -> Callable[[], object]:
    """The tick that queues what is due now."""
    due = due_of(house)
    return lambda: due.tick(house.clock())


def due_of(house: House) -> Mornings:
    """What decides about the morning messages, with the installation's own hour and country."""
    return Mornings(house.database, Hours(morning=house.settings.morning), lambda _: workdays_of(house))


def keep_true(house: House) -> Callable[[], object]:
    """The tick that shows anew the messages whose items were handled elsewhere."""
    seen: list[int] = []

    def tick() -> None:
        with house.database.read() as session:
            newest = shown.newest_change(session)
            since = house.clock().date() - _KEPT_TRUE
            changed = shown.changed_entries(session, seen[0], since) if seen and newest > seen[0] else set()
        seen[:] = [newest]
        if changed:
            with house.database.write() as session:
                for user_id, day in changed:
                    posting.refresh(session, house, key_of(house.workspace_id, user_id, day))

    return tick


def composed(session: Session, house: House, row: Outbox) -> Morning:
    """A person's message of a day from current data."""
    return compose_for(session, house, row.ids["user"], date.fromisoformat(row.ids["day"]))


def compose_for(session: Session, house: House, user_id: str, day: date) -> Morning:
    """The message of a person and a day from current data."""
    return compose(session, house.workspace_id, user_id, day, team_days(session, house, day))


def rendered(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """The message as it looks now; None when nothing is left to say before it was ever sent."""
    message = composed(session, house, row)
    if row.action == "post" and not message.is_worth_sending:
        return None
    honorific = house.settings.customer_honorific
    names, known = _names(session, house, message.items), _briefs(session, house, message.items, t)
    return reminder.morning(message, t, honorific, names, known, _note(session, house, message.user_id, t))


def _note(session: Session, house: House, user_id: str, t: Texts) -> list[Block]:
    """What an admin is asked at set-up, beside what is sent anyway."""
    admin = roles.of_id(session, house.workspace_id, user_id) is Role.ADMIN
    in_japan = team_days(session, house, house.clock().date()).country == "JP"
    unasked = reminder_settings.load(session, house.workspace_id).obon is None
    return obon_question(t) if admin and in_japan and unasked else []


def more(session: Session, house: House, user_id: str, value: str) -> View:
    """The modal with the items that the message has no room for; `value` names date and page."""
    day, page = reminder.page_of(value)
    message, t = compose_for(session, house, user_id, day), texts_of(session, house, user_id)
    names, known = _names(session, house, message.items), _briefs(session, house, message.items, t)
    return reminder.more(message, t, page, house.settings.customer_honorific, names, known)


def refresh_item(session: Session, house: House, kind: str, ref: int) -> None:
    """Has the messages that show an item rendered anew."""
    for user_id, day in shown.shown_to(session, kind, ref):
        posting.refresh(session, house, key_of(house.workspace_id, user_id, day))


def _names(session: Session, house: House, items: tuple[Item, ...]) -> Mapping[str, str]:
    ids: set[str | None] = set()
    for item in items:
        if isinstance(item, MorningItem):
            ids |= {item.handed_to, item.on_behalf_of, item.offered_by}
        elif isinstance(item, MetItem):
            ids.add(item.user_id)
    return {user: name_of(session, house, user) for user in ids if user}


def _briefs(session: Session, house: House, items: tuple[Item, ...], t: Texts) -> Mapping[int, Block]:
    return {
        item.follow_up_id: briefs.block(session, house, item.brief, t)
        for item in items
        if isinstance(item, MorningItem) and item.brief
    }


def workdays_of(house: House) -> Workdays:
    """The public business days of the installation's country."""
    return Workdays(country=house.settings.country)


def team_days(session: Session, house: House, day: date) -> Workdays:
    """The team's business days around a day: public ones, its own closed days, お盆 when it keeps it."""
    return calendar(session, house.workspace_id, workdays_of(house), day)


def moment_of(session: Session, house: House, day: date) -> Moment:
    """What the team's dates are read against: its business days and its fiscal year."""
    team = workspaces.settings_of(session, house.workspace_id)
    start = team.fiscal_start
    days = team_days(session, house, day)
    return Moment(day, days, fiscal_start=start, quarter_start=start if team.fiscal_quarters else 1)


def today_for(session: Session, house: House, user_id: str) -> date:
    """The date where a colleague is."""
    user = users.get(session, house.workspace_id, user_id)
    return today_of(user, house.clock()) if user else house.clock().date()
