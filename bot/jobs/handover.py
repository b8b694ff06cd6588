"""Hand-overs and leavers from the database as their form and messages show them."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import posting
from bot.jobs.people import name_of
from bot.texts import Texts
from bot.views import handover as view
from bot.views.handover import CompanyShare
from bot.views.message import Message, View
from storage import outbox, owners, roles
from storage.owners import Held
from storage.tables import Act, Change, Contact, FollowUp, Outbox


def form(session: Session, house: House, from_user: str, t: Texts, place: str = "") -> View:
    """The form for a colleague's contacts; `place` ("channel:ts") is the message it was opened from."""
    found = owners.largest_companies(session, house.workspace_id, from_user)
    return view.form(from_user, [CompanyShare(one.id, one.name, count) for one, count in found], place, t)


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
    return view.leaver(user_id, _name(session, house, user_id), held, t)


def tell(session: Session, house: House, act: Act, sent: view.Sent) -> None:
    """Queues what was done for who did it, and a word for everybody else who takes over."""
    takers = list(dict.fromkeys([*sent.to_users, *sent.by_company.values()]))
    ids = {"act": act.id, "from": sent.from_user, "takers": takers, "place": sent.place}
    for user in dict.fromkeys([act.actor_id, *takers]):
        own = user == act.actor_id
        key = _key(act) if own else f"{_key(act)}:{user}"
        kind = "handover" if own else "taken_over"
        posting.put(session, house, key=key, recipient=user, kind=kind, ids={**ids, "user": user})
    _refresh_place(session, house, sent.place)


def refresh(session: Session, house: House, act: Act) -> None:
    """Has every message about a hand-over shown anew."""
    row = outbox.by_key(session, _key(act))
    if row is None:
        return
    for key in (_key(act), *(f"{_key(act)}:{user}" for user in row.ids["takers"])):
        posting.refresh(session, house, key)
    _refresh_place(session, house, row.ids.get("place") or "")


def done(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """What a hand-over did."""
    act = session.get(Act, row.ids["act"])
    if act is None:
        return None
    names = [_name(session, house, user) for user in row.ids["takers"]]
    given = _given(session, act)
    counts = Held(sum(one.contacts for one in given.values()), sum(one.follow_ups for one in given.values()))
    from_name = _name(session, house, row.ids["from"])
    return view.done(from_name, names, counts, act.id, act.undone_at is not None, t)


def taken_over(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """What a colleague has to look after from now on; None where nothing came to them."""
    act = session.get(Act, row.ids["act"])
    counts = _given(session, act).get(row.ids["user"]) if act else None
    if act is None or counts is None:
        return None
    by, from_name = (_name(session, house, user) for user in (act.actor_id, row.ids["from"]))
    return view.taken_over(by, from_name, counts, act.undone_at is not None, t)


def _given(session: Session, act: Act) -> dict[str, Held]:
    """What each colleague got by an act."""
    rows = session.execute(
        select(Change.entity, Change.new).where(Change.act_id == act.id, Change.field == "owner_id")
    )
    found = Counter((str(new), entity) for entity, new in rows)
    tables = (Contact.__tablename__, FollowUp.__tablename__)
    return {user: Held(*(found[user, table] for table in tables)) for user, _ in found}


def _key(act: Act) -> str:
    return f"handover:{act.id}"


def _refresh_place(session: Session, house: House, place: str) -> None:
    channel_id, _, ts = place.partition(":")
    if ts:
        posting.refresh_at(session, house, channel_id, ts)


def _name(session: Session, house: House, user_id: str) -> str:
    return name_of(session, house, user_id) or user_id
