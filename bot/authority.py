"""May this person do this? Asked by the router before any handler runs, and by lists for what they show.

Who may use Goen at all (no guests, no strangers) is `bot.access`'s matter; here it is about roles, whose
contacts a person sees, and notes that are their author's alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from bot.request import Request
from bot.rules import CHANGES, CONTACTS, INTERACTIONS, LEAST, PEOPLE, Right, Rule, Subject, rule_for
from storage import audit, roles, visibility
from storage.audit import Action
from storage.roles import Role, Visibility
from storage.tables import Change, Contact, Interaction, User


class Why(StrEnum):
    """Why an action is refused."""

    NO_ROLE = "no_role"
    VIEWER = "viewer"
    NEEDS_MANAGER = "needs_manager"
    NEEDS_ADMIN = "needs_admin"
    OTHERS = "others"
    NOT_SHOWN = "not_shown"
    PRIVATE = "private"
    NO_RULE = "no_rule"


@dataclass(frozen=True, slots=True)
class Refused:
    """An action that may not be done; `rule` is None where there is none for it."""

    why: Why
    rule: Rule | None


def may(session: Session, actor: User, request: Request, now: datetime) -> Refused | None:
    """Whether `actor` may make `request` now; None when they may."""
    rule = rule_for(request.kind, request.name)
    if rule is None:
        return Refused(Why.NO_RULE, None)
    role = roles.of(session, actor)
    right = rule.right
    if rule.writes and role.rank < LEAST[Right.WRITE].rank and rule.writes(request, now):
        right = Right.WRITE
    if rule.team_wide and not _sees_all_by_default(session, actor):
        right = Right.LEAD
    if why := lacking(role, right):
        return Refused(why, rule)
    subject = rule.about(request) if rule.about else None
    why = _not_theirs(session, actor, role, subject) if subject else None
    return Refused(why, rule) if why else None


def _sees_all_by_default(session: Session, actor: User) -> bool:
    return roles.settings_of(session, actor.workspace_id).visibility is Visibility.ALL


def lacking(role: Role, right: Right) -> Why | None:
    """Why a role has not this right; None when it has."""
    if role.rank >= LEAST[right].rank:
        return None
    if role is Role.NONE:
        return Why.NO_ROLE
    if right in (Right.LEAD, Right.ADMINISTER):
        return Why.NEEDS_MANAGER if right is Right.LEAD else Why.NEEDS_ADMIN
    return Why.VIEWER


def holds(session: Session, actor: User, right: Right) -> bool:
    """Whether a person has a right at all; for what a form or list offers them."""
    return lacking(roles.of(session, actor), right) is None


def _not_theirs(session: Session, actor: User, role: Role, subject: Subject) -> Why | None:
    if subject.kind == PEOPLE:
        others = set(subject.ids) - {actor.slack_id}
        return Why.OTHERS if others and lacking(role, Right.LEAD) else None
    if subject.kind == INTERACTIONS:
        return _unread(session, actor, subject.ids)
    ids = subject.ids
    if subject.kind == CHANGES:
        changes = (session.get(Change, one) for one in ids)
        ids = tuple(one.entity_id for one in changes if one and one.entity == Contact.__tablename__)
    return _unseen(session, actor, ids) if subject.kind in (CONTACTS, CHANGES) else None


def _unseen(session: Session, actor: User, ids: Iterable[int | str]) -> Why | None:
    """What is gone is the handler's to tell; what is there has to be shown to the actor."""
    found = (session.get(Contact, one) for one in ids)
    there = [one for one in found if one and one.workspace_id == actor.workspace_id]
    hidden = [one for one in there if not visibility.sees(session, one, actor.slack_id)]
    return Why.NOT_SHOWN if hidden else None


def _unread(session: Session, actor: User, ids: Iterable[int | str]) -> Why | None:
    found = [row for one in ids if (row := session.get(Interaction, one))]
    if any(row.private and row.user_id != actor.slack_id for row in found):
        return Why.PRIVATE
    return _unseen(session, actor, [link.contact_id for row in found for link in row.links])


def audit_refusal(session: Session, actor: User, request: Request, refused: Refused, now: datetime) -> None:
    """Tells the audit log who was refused what, and why."""
    name = refused.rule.name if refused.rule else "unknown"
    told = {"request": request.kind.value, "why": refused.why.value}
    audit.write(session, actor.workspace_id, actor.slack_id, Action.REFUSED, "actions", name, now, **told)


def audit_look_up(session: Session, actor: User, request: Request, now: datetime) -> None:
    """Tells the audit log whose data an action showed or exported; nothing for actions that did neither."""
    rule = rule_for(request.kind, request.name)
    if rule is None or rule.about is None or not (rule.looks_up or rule.exports):
        return
    subject = rule.about(request)
    action = Action.EXPORTED if rule.exports else Action.LOOKED_UP
    for one in subject.ids:
        told = {"by": rule.name}
        workspace, who = actor.workspace_id, actor.slack_id
        audit.write(session, workspace, who, action, subject.kind, one, now, **told)


def audit_search(session: Session, actor: User, shown: Iterable[int], now: datetime) -> None:
    """Tells the audit log that somebody searched, and which contacts they were shown; never for what."""
    workspace, who = actor.workspace_id, actor.slack_id
    audit.write(session, workspace, who, Action.LOOKED_UP, "search", None, now)
    for one in shown:
        audit.write(session, workspace, who, Action.LOOKED_UP, CONTACTS, one, now, by="search")
