"""A contact before a meeting, read for one colleague and shown in five lines."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs.people import name_of
from bot.texts import Texts
from bot.views import brief as view
from bot.views.message import Block
from reminders.brief import Brief, brief
from storage.tables import Company


def blocks(
    session: Session, house: House, contact_id: int, reader_id: str, today: date, t: Texts
) -> list[Block]:
    """The five lines about a contact for a colleague; nothing when there is no such contact."""
    found = brief(session, contact_id, reader_id, today)
    return [block(session, house, found, t)] if found else []


def block(session: Session, house: House, found: Brief, t: Texts) -> Block:
    """A brief with the names of colleagues and companies in it."""
    last = found.last.user_id if found.last else None
    met = found.met_last[0] if found.met_last else None
    names = {user: name_of(session, house, user) for user in (found.knows_best, last, met) if user}
    ids = {value for one in found.changes if one.field == "company_id" for value in (one.old, one.new)}
    companies = {
        one: company.name for one in filter(None, ids) if (company := session.get(Company, int(one)))
    }
    return view.block(found, names, companies, t)
