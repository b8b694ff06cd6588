"""A colleague's day, from the database and in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import log_answers
from bot.jobs.people import name_of, texts_of, zone_for
from bot.request import parse
from bot.texts import Texts
from bot.views import daily as view
from bot.views.daily import Report, Talk
from bot.views.log_actions import LoggedAction
from bot.views.message import Message
from contacts.honorifics import address
from contacts.values import Kind
from storage import contacts, daily, incoming, note_cards
from storage.history import linked
from storage.tables import Contact, FollowUp, Interaction, Outbox

REPORT = "daily_report"


def report(session: Session, house: House, user_id: str, now: datetime) -> Report:
    """What a colleague did today, in their zone."""
    zone = zone_for(session, house, user_id)
    today: date = now.astimezone(zone).date()
    begins = datetime.combine(today, time(), zone)
    found = daily.of(session, house.workspace_id, user_id, today, begins, begins + timedelta(days=1))
    t = texts_of(session, house, user_id)
    return Report(
        day=today,
        by=name_of(session, house, user_id),
        talks=tuple(_talk(session, house, one, t) for one in found.talks),
        cards=tuple(filter(None, (_people(session, house, one, t) for one in found.exchanges))),
        promised=tuple(_actions(session, house, found.promised, user_id)),
        kept=tuple(_actions(session, house, found.kept, user_id)),
    )


def shared(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """The report as it was sent off; None when its words are not kept any more."""
    kept = incoming.load(session, row.ids["incoming"])
    request = parse(kept.payload, house.settings.commands) if kept and kept.payload else None
    if request is None:
        return None
    return view.message(view.parse(request.view)[0], name_of(session, house, row.ids["user"]), t)


def _talk(session: Session, house: House, row: Interaction, t: Texts) -> Talk:
    amount = t.money(row.amount, row.currency or "JPY") if row.amount else ""
    people = _people(session, house, row, t) or row.company_name or _on_cards(session, row, t)
    return Talk(Kind(row.kind), people, amount, row.note or "")


def _people(session: Session, house: House, row: Interaction, t: Texts) -> str:
    found = (session.get(Contact, one) for one in linked(row))
    return t.plain("list.comma").join(_name(house, one, t) for one in found if one)


def _on_cards(session: Session, row: Interaction, t: Texts) -> str:
    """The people of cards that wait to be saved."""
    cards = note_cards.waiting_cards(session, row)
    return t.plain("list.comma").join(log_answers.name_on(card) for card in cards)


def _name(house: House, contact: Contact, t: Texts) -> str:
    person = contacts.person(contact)
    name = address(person, t.language, honorific=house.settings.customer_honorific)
    return t.plain("person.with_company", name=name, company=person.company) if person.company else name


def _actions(
    session: Session, house: House, rows: Iterable[FollowUp], user_id: str
) -> Iterable[LoggedAction]:
    return (log_answers.follow_up(session, house, one, user_id) for one in rows)
