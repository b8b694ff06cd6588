"""What each colleague is in Goen: admin, manager, member, viewer, or none of these.

Slack's own admins are admins. Everybody else has the role set for them by name, else the highest role set
for one of their user groups, else the role of everyone. Kept with the workspace's settings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from storage.tables import User, UserGroup, Workspace

KEY = "access"


class Role(StrEnum):
    """From the one who may do least to the one who may do all."""

    NONE = "none"
    VIEWER = "viewer"
    MEMBER = "member"
    MANAGER = "manager"
    ADMIN = "admin"

    @property
    def rank(self) -> int:
        """0 for who may do nothing, 4 for who may do all."""
        return list(Role).index(self)


class Visibility(StrEnum):
    """Whose contacts a member sees: everybody's, those of the own teams, or the own ones."""

    ALL = "all"
    TEAM = "team"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class AccessSettings:
    """What the admins set: roles of people and of user groups by id, the role of all others, whose contacts
    members see, and which user groups are the teams."""

    users: Mapping[str, Role] = field(default_factory=dict)
    groups: Mapping[str, Role] = field(default_factory=dict)
    everyone: Role = Role.MEMBER
    visibility: Visibility = Visibility.ALL
    teams: tuple[str, ...] = ()

    @property
    def all_groups(self) -> frozenset[str]:
        """The user groups that anything depends on."""
        return frozenset((*self.groups, *self.teams))

    def of_role(self, role: Role) -> tuple[list[str], list[str]]:
        """The user ids and the group ids with this role."""
        return (
            [one for one, has in self.users.items() if has is role],
            [one for one, has in self.groups.items() if has is role],
        )


def settings_of(session: Session, workspace_id: str) -> AccessSettings:
    """The workspace's settings; the defaults where nobody set any."""
    row = session.get(Workspace, workspace_id)
    stored: dict[str, Any] = (row.settings or {}).get(KEY) or {} if row else {}
    return AccessSettings(
        users={one: Role(role) for one, role in (stored.get("users") or {}).items()},
        groups={one: Role(role) for one, role in (stored.get("groups") or {}).items()},
        everyone=Role(stored.get("everyone", Role.MEMBER)),
        visibility=Visibility(stored.get("visibility", Visibility.ALL)),
        teams=tuple(stored.get("teams") or ()),
    )


def change(session: Session, workspace_id: str, **changes: Any) -> AccessSettings:
    """Sets some of them (names as in `AccessSettings`) and returns all.

    Raises:
        LookupError: the workspace was never kept.
        TypeError: a name is no setting.
    """
    row = session.get(Workspace, workspace_id, with_for_update=True)
    if row is None:
        raise LookupError(workspace_id)
    after = replace(settings_of(session, workspace_id), **changes)
    told = {
        "users": dict(after.users),
        "groups": dict(after.groups),
        "everyone": after.everyone.value,
        "visibility": after.visibility.value,
        "teams": list(after.teams),
    }
    row.settings = {**(row.settings or {}), KEY: told}
    session.flush()
    return after


def of(session: Session, user: User) -> Role:
    """The role of a full member of the workspace; who may not use Goen at all is `bot.access`'s matter."""
    if user.is_admin:
        return Role.ADMIN
    chosen = settings_of(session, user.workspace_id)
    if user.slack_id in chosen.users:
        return chosen.users[user.slack_id]
    in_groups = groups_of(session, user.workspace_id, user.slack_id, chosen.groups)
    roles = [chosen.groups[group] for group in in_groups]
    return max(roles, key=lambda role: role.rank, default=chosen.everyone)


def of_id(session: Session, workspace_id: str, user_id: str) -> Role:
    """The role of a colleague by Slack id; none when Slack was never asked about them."""
    user = session.get(User, (workspace_id, user_id))
    return of(session, user) if user else Role.NONE


def admins(session: Session, workspace_id: str) -> list[User]:
    """Everybody who administers Goen, as far as Slack was asked about them."""
    named = _set_for(session, workspace_id, Role.ADMIN)
    rows = select(User).where(User.workspace_id == workspace_id, ~User.deleted, ~User.is_bot)
    found = session.scalars(rows.where(or_(User.is_admin, User.slack_id.in_(named))))
    return sorted((one for one in found if of(session, one) is Role.ADMIN), key=lambda one: one.slack_id)


def managers(session: Session, workspace_id: str) -> list[str]:
    """The ids of the colleagues whom the admins made managers, by name or by user group, even if Slack makes
    them admins."""
    named = _set_for(session, workspace_id, Role.MANAGER)
    if not named:
        return []
    guests = User.is_restricted | User.is_ultra_restricted | User.is_stranger
    rows = select(User).where(
        User.workspace_id == workspace_id, User.slack_id.in_(named), ~User.deleted, ~User.is_bot, ~guests
    )
    found = session.scalars(rows.order_by(User.slack_id))
    return [one.slack_id for one in found if of(session, one).rank >= Role.MANAGER.rank]


def shut_out(session: Session, workspace_id: str) -> Callable[[str, bool], bool]:
    """Tells whether a colleague (Slack id, made an admin by Slack or not) may do nothing in Goen.

    For asking about many of them at once.
    """
    chosen = settings_of(session, workspace_id)
    if Role.NONE not in (chosen.everyone, *chosen.users.values(), *chosen.groups.values()):
        return lambda user_id, is_admin: False
    found = _groups(session, workspace_id, chosen.groups)
    best: dict[str, Role] = {}
    for group in found:
        for one in group.members:
            best[one] = max(
                best.get(one, Role.NONE), chosen.groups[group.group_id], key=lambda role: role.rank
            )
    roles = {**best, **chosen.users}
    return lambda user_id, is_admin: not is_admin and roles.get(user_id, chosen.everyone) is Role.NONE


def led_by(session: Session, workspace_id: str, manager_id: str) -> frozenset[str] | None:
    """Whom a manager leads: the members of their teams; None, which is everybody, when they are in none."""
    teams = groups_of(session, workspace_id, manager_id, settings_of(session, workspace_id).teams)
    return members_of(session, workspace_id, teams) if teams else None


def _set_for(session: Session, workspace_id: str, role: Role) -> list[str]:
    named, groups = settings_of(session, workspace_id).of_role(role)
    return sorted({*named, *members_of(session, workspace_id, groups)})


def groups_of(session: Session, workspace_id: str, user_id: str, among: Iterable[str]) -> list[str]:
    """Which of some user groups a colleague is in."""
    found = _groups(session, workspace_id, among)
    return [group.group_id for group in found if user_id in group.members]


def members_of(session: Session, workspace_id: str, groups: Iterable[str]) -> frozenset[str]:
    """Everybody in any of the user groups."""
    return frozenset(one for group in _groups(session, workspace_id, groups) for one in group.members)


def _groups(session: Session, workspace_id: str, ids: Iterable[str]) -> list[UserGroup]:
    wanted = sorted(set(ids))
    if not wanted:
        return []
    rows = select(UserGroup).where(UserGroup.workspace_id == workspace_id, UserGroup.group_id.in_(wanted))
    return list(session.scalars(rows))


def keep_groups(session: Session, workspace_id: str, names: Mapping[str, str]) -> None:
    """Keeps the names of the workspace's user groups by id; gone ones stay while roles or teams name them."""
    wanted = settings_of(session, workspace_id).all_groups
    for row in session.scalars(select(UserGroup).where(UserGroup.workspace_id == workspace_id)):
        if row.group_id not in names and row.group_id not in wanted:
            session.delete(row)
    for group_id, name in names.items():
        _group(session, workspace_id, group_id).name = name
    session.flush()


def keep_members(
    session: Session, workspace_id: str, group_id: str, members: Sequence[str], at: datetime
) -> None:
    """Keeps who is in a user group at a moment."""
    row = _group(session, workspace_id, group_id)
    row.members, row.fetched_at = list(members), at
    session.flush()


def _group(session: Session, workspace_id: str, group_id: str) -> UserGroup:
    row = session.get(UserGroup, (workspace_id, group_id))
    if row is None:
        row = UserGroup(workspace_id=workspace_id, group_id=group_id, name="", members=[])
        session.add(row)
    return row


def group_names(session: Session, workspace_id: str) -> dict[str, str]:
    """The workspace's user groups as Slack last told, by id, in the order of their names."""
    rows = select(UserGroup.group_id, UserGroup.name).where(UserGroup.workspace_id == workspace_id)
    found = session.execute(rows.order_by(UserGroup.name, UserGroup.group_id))
    return {row.group_id: row.name for row in found}
