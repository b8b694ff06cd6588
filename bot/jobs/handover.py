"""Hand-overs and leavers from the database as their form and messages show them."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import posting
from bot.jobs.people import name_of
from bot.texts import Texts
from bot.views import handover as view
from bot.views.handover import CompanyShare
from bot.views.message import Message, View
from storage import owners, roles
from storage.tables import Act, Change, Contact, Outbox


def form(session: Session, house: House, from_user: str, t: Texts) -> View:
    """The form for a colleague's contacts."""
    found = owners.largest_companies(session, house.workspace_id, from_user)
    return view.form(from_user, [CompanyShare(one.id, one.name, count) for one, count in found], t)


def tell_admins(session: Session, house: House, user_id: str) -> None:
    """Queues one message for one admin when a deactivated colleague looked after anything."""
    held = owners.held_by(session, house.workspace_id, user_id)
    admins = (one.slack_id for one in roles.admins(session, house.workspace_id))
    admin = next((one for one in admins if one != user_id), None)
    if admin and (held.contacts or held.follow_ups):
        ids = {"user": admin, "leaver": user_id}
        key = f"leaver:{house.workspace_id}:{user_id}:{house.clock():%Y%m%d}"
        posting.put(session, house, key=key, recipient=admin, kind="leaver", ids=ids)


def leaver(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """What a deactivated colleague looks after now."""
    user_id = str(row.ids["leaver"])
    held = owners.held_by(session, row.workspace_id, user_id)
    return view.leaver(
        user_id, name_of(session, house, user_id) or user_id, held.contacts, held.follow_ups, t
    )


def done(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """What a hand-over did."""
    act = session.get(Act, row.ids["act"])
    if act is None:
        return None
    owned = select(func.count()).where(
        Change.act_id == act.id, Change.entity == Contact.__tablename__, Change.field == "owner_id"
    )
    names = [name_of(session, house, user) or str(user) for user in row.ids["takers"]]
    from_user = str(row.ids["from"])
    from_name = name_of(session, house, from_user) or from_user
    count = session.scalar(owned) or 0
    return view.done(from_name, names, count, act.id, act.undone_at is not None, t)
