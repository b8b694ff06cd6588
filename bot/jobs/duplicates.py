"""Suspected pairs and merges, from the database as their messages and forms show them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import contact_cards
from bot.jobs.people import name_of
from bot.texts import Mrkdwn, Texts, join
from bot.views import fields as lines
from bot.views import merging as view
from bot.views.merging import SuspectedPair
from bot.views.message import Message, View
from bot.views.reasons import sentence
from storage import contacts, merging, suspects
from storage.suspects import Suspected
from storage.tables import Act, Contact, Outbox

MOST_REASONS = 3


def suspected(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """The list of suspected pairs, from the row's offset on."""
    offset = int(row.ids.get("offset", 0))
    every = suspects.suspected(session, row.workspace_id, str(row.ids.get("user") or ""))
    shown = every[offset : offset + view.MOST_PAIRS]
    pairs = [_pair(session, house, pair, t) for pair in shown]
    return view.pairs(pairs, offset, len(every) > offset + len(shown), t)


def merged(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """What became of a merge."""
    act = session.get(Act, row.ids["act"])
    kept = contacts.load(session, row.ids["contact"], row.workspace_id)
    if act is None or kept is None:
        return None
    by = name_of(session, house, act.actor_id)
    return view.merged(_name(house, kept, t), by, act.id, act.undone_at is not None, t)


def form(session: Session, house: House, kept: Contact, gone: Contact, t: Texts, place: str) -> View:
    """The form that merges `gone` into `kept`; `place` ("channel:ts") is the list it was opened from."""
    differences = [
        view.Difference(one.field, one.kept, one.gone, one.newest)
        for one in merging.differences(session, kept, gone)
    ]
    return view.form(_side(session, house, kept, t), _side(session, house, gone, t), differences, place, t)


def _side(session: Session, house: House, contact: Contact, t: Texts) -> view.Side:
    return view.Side(contact.id, _name(house, contact, t), merging.newest_card(session, contact))


def _name(house: House, contact: Contact, t: Texts) -> str:
    return t.plain_name(contacts.person(contact), honorific=house.settings.customer_honorific)


def _pair(session: Session, house: House, pair: Suspected, t: Texts) -> SuspectedPair:
    why = [sentence(reason, t) for reason in pair.verdict.reasons[:MOST_REASONS]]
    shown = [_line(session, house, contact, t) for contact in (pair.first, pair.second)]
    return SuspectedPair(pair.first.id, pair.second.id, shown[0], shown[1], t.plain("list.comma").join(why))


def _line(session: Session, house: House, contact: Contact, t: Texts) -> Mrkdwn:
    card = contact_cards.contact_card(session, house, contact)
    reach = (lines.phones(card.fields, t), lines.emails(card.fields, t))
    return join("  ", (lines.headline(card.fields, t), lines.post(card.fields), *reach))
