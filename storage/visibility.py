"""Which contacts a colleague sees: everybody's, those of their teams, or their own.

A contact is somebody's when they own it or met the person. Admins see all; managers see their teams', and
all of them when they are in no team. Lists ask with `shown`, a single contact is asked about with `sees`.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, exists, or_, select, true
from sqlalchemy.orm import Session

from storage import roles
from storage.roles import Role, Visibility
from storage.tables import Contact, ContactMet, User

ALL = None


def whose(session: Session, workspace_id: str, reader_id: str | None) -> frozenset[str] | None:
    """The colleagues whose contacts a reader sees; None when everybody's.

    No reader ("" or None) is Goen's own work or a place where the team reads along.
    """
    chosen = roles.settings_of(session, workspace_id)
    if not reader_id or chosen.visibility is Visibility.ALL:
        return ALL
    reader = session.get(User, (workspace_id, reader_id))
    role = roles.of(session, reader) if reader else Role.MEMBER
    if role is Role.ADMIN:
        return ALL
    if role is not Role.MANAGER and chosen.visibility is Visibility.OWN:
        return frozenset((reader_id,))
    teams = roles.groups_of(session, workspace_id, reader_id, chosen.teams)
    if role is Role.MANAGER and not teams:
        return ALL
    return roles.members_of(session, workspace_id, teams) | {reader_id}


def shown(session: Session, workspace_id: str, reader_id: str | None) -> ColumnElement[bool]:
    """A condition on `Contact` that holds for the contacts a reader sees."""
    return of_people(whose(session, workspace_id, reader_id))


def of_people(people: frozenset[str] | None, contact: type[Contact] = Contact) -> ColumnElement[bool]:
    """A condition on `Contact` or an alias of it: it is one of theirs; any contact for None."""
    if people is ALL:
        return true()
    met = exists().where(ContactMet.contact_id == contact.id, ContactMet.user_id.in_(sorted(people)))
    return or_(contact.owner_id.in_(sorted(people)), met)


def sees(session: Session, contact: Contact, reader_id: str | None) -> bool:
    """Whether a reader sees this contact."""
    people = whose(session, contact.workspace_id, reader_id)
    if people is ALL or contact.owner_id in people:
        return True
    met = exists().where(ContactMet.contact_id == contact.id, ContactMet.user_id.in_(sorted(people)))
    return bool(session.scalar(select(met)))
