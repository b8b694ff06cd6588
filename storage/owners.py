"""Who looks after which contacts, and handing them over in one act with one undo."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from storage import stale
from storage.history import acting, bulk
from storage.tables import Act, Company, Contact, FollowUp

KIND = "hand_over"


@dataclass(frozen=True, slots=True)
class Held:
    """How much a colleague looks after: contacts and open follow-ups."""

    contacts: int
    follow_ups: int


def held_by(session: Session, workspace_id: str, user_id: str) -> Held:
    """What would have to be handed over."""
    counts = (
        session.scalar(select(func.count()).select_from(Contact).where(_owned(workspace_id, user_id))),
        session.scalar(select(func.count()).select_from(FollowUp).where(_promised(workspace_id, user_id))),
    )
    return Held(*(count or 0 for count in counts))


def largest_companies(
    session: Session, workspace_id: str, user_id: str, limit: int = 10
) -> list[tuple[Company, int]]:
    """The companies where a colleague looks after the most contacts, with how many."""
    number = func.count(Contact.id)
    rows = (
        select(Company, number)
        .join(Contact, Contact.company_id == Company.id)
        .where(_owned(workspace_id, user_id))
        .group_by(Company.id)
        .order_by(number.desc(), Company.id)
        .limit(limit)
    )
    return [(company, count) for company, count in session.execute(rows)]


def hand_over(
    session: Session,
    workspace_id: str,
    from_user: str,
    to_users: Sequence[str],
    by_company: Mapping[int, str],
    actor_id: str,
    at: datetime,
) -> Act:
    """Hands a colleague's contacts and open follow-ups over, in one act.

    `by_company` names who takes a company's contacts; the rest goes to `to_users`, whole companies at a
    time, so that each gets about as many contacts. A follow-up goes where its contact goes.

    Raises:
        ValueError: nobody is named to take over, or only the colleague who hands over.
    """
    takers = [user for user in dict.fromkeys(to_users) if user != from_user]
    if not takers:
        raise ValueError("nobody takes over")
    with acting(session, workspace_id, actor_id, KIND, KIND, at) as act:
        shares = _shares(session, workspace_id, from_user, takers, by_company)
        for company_id, taker in shares.items():
            _give(session, workspace_id, from_user, taker, _of_company(company_id))
        _promise(session, _promised(workspace_id, from_user), takers[0])
    return act


def _shares(
    session: Session,
    workspace_id: str,
    from_user: str,
    takers: Sequence[str],
    by_company: Mapping[int, str],
) -> dict[int | None, str]:
    """Who takes which company's contacts; the key None stands for contacts without a company."""
    rows = (
        select(Contact.company_id, func.count())
        .where(_owned(workspace_id, from_user))
        .group_by(Contact.company_id)
        .order_by(func.count().desc(), Contact.company_id)
    )
    load = dict.fromkeys(takers, 0)
    shares: dict[int | None, str] = {}
    for company_id, count in session.execute(rows):
        least = min(takers, key=lambda user: load[user])
        shares[company_id] = by_company.get(company_id, least) if company_id else least
        load[shares[company_id]] = load.get(shares[company_id], 0) + count
    return shares


def _give(
    session: Session, workspace_id: str, from_user: str, taker: str, which: ColumnElement[bool]
) -> None:
    mine = select(Contact.id).where(_owned(workspace_id, from_user), which)
    _promise(session, _promised(workspace_id, from_user) & FollowUp.contact_id.in_(mine), taker)
    stale.give(session, mine, taker)
    bulk(session, Contact, _owned(workspace_id, from_user) & which, owner_id=taker)


def _promise(session: Session, which: ColumnElement[bool], taker: str) -> None:
    """Their new owner is reminded of them anew, however lately the old one was."""
    session.execute(update(FollowUp).where(which).values(reminded_on=None, rest_until=None))
    bulk(session, FollowUp, which, owner_id=taker)


def _of_company(company_id: int | None) -> ColumnElement[bool]:
    return Contact.company_id.is_(None) if company_id is None else Contact.company_id == company_id


def _owned(workspace_id: str, user_id: str) -> ColumnElement[bool]:
    return (
        (Contact.workspace_id == workspace_id) & (Contact.owner_id == user_id) & (Contact.state != "merged")
    )


def _promised(workspace_id: str, user_id: str) -> ColumnElement[bool]:
    return (
        (FollowUp.workspace_id == workspace_id) & (FollowUp.owner_id == user_id) & (FollowUp.state == "open")
    )
