"""Roles come from Slack's admins, from names, from user groups; whose contacts are seen follows them."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage import roles, users, visibility, workspaces
from storage.database import Database
from storage.roles import AccessSettings, Role, Visibility
from storage.tables import Contact, ContactMet, User
from tests.storage.build import DAY, NOW, later

PEOPLE = ("UADMIN", "ULEAD", "UEAST", "UEAST2", "UWEST", "UVIEW")


@pytest.fixture
def session(database: Database) -> Any:
    with database.write() as session:
        workspaces.put(session, "T1", "会社", "UGOEN")
        for one in PEOPLE:
            users.put(session, "T1", one, NOW, is_admin=one == "UADMIN")
        roles.keep_groups(session, "T1", {"SEAST": "東日本", "SWEST": "西日本"})
        roles.keep_members(session, "T1", "SEAST", ["UEAST", "UEAST2"], NOW)
        roles.keep_members(session, "T1", "SWEST", ["UWEST", "UVIEW"], NOW)
        roles.change(session, "T1", users={"ULEAD": Role.MANAGER, "UVIEW": Role.VIEWER})
        for owner in ("UEAST", "UEAST2", "UWEST", None):
            row = Contact(workspace_id="T1", name=f"人 {owner}", owner_id=owner)
            row.created_at = row.updated_at = NOW
            session.add(row)
        session.flush()
        yield session


def role(session: Session, user_id: str) -> Role:
    return roles.of(session, session.get_one(User, ("T1", user_id)))


def seen(session: Session, reader: str | None) -> set[str | None]:
    """The owners of the contacts a reader sees, the same by list and one by one."""
    listed = set(session.scalars(select(Contact).where(visibility.shown(session, "T1", reader))))
    single = {one for one in session.scalars(select(Contact)) if visibility.sees(session, one, reader)}
    assert listed == single
    return {one.owner_id for one in listed}


def test_a_role_is_by_name_then_by_group_then_everyones(session: Session) -> None:
    groups = {"SEAST": Role.VIEWER, "SWEST": Role.NONE, "SGONE": Role.ADMIN}
    roles.change(session, "T1", groups=groups, everyone=Role.NONE)
    found = {one: role(session, one) for one in PEOPLE}
    assert found == {
        "UADMIN": Role.ADMIN,
        "ULEAD": Role.MANAGER,
        "UEAST": Role.VIEWER,
        "UEAST2": Role.VIEWER,
        "UWEST": Role.NONE,
        "UVIEW": Role.VIEWER,
    }
    roles.keep_members(session, "T1", "SEAST2", ["UEAST"], NOW)
    roles.change(session, "T1", groups={**groups, "SEAST2": Role.MANAGER})
    assert role(session, "UEAST") is Role.MANAGER
    assert roles.of_id(session, "T1", "UNOBODY") is Role.NONE


def test_settings_come_back_as_they_were_set(session: Session) -> None:
    wanted = AccessSettings({"U1": Role.ADMIN}, {"S1": Role.VIEWER}, Role.NONE, Visibility.OWN, ("S2",))
    told = {name: getattr(wanted, name) for name in ("users", "groups", "everyone", "visibility", "teams")}
    roles.change(session, "T1", **told)
    assert roles.settings_of(session, "T1") == wanted
    assert wanted.all_groups == {"S1", "S2"}
    assert wanted.of_role(Role.VIEWER) == ([], ["S1"])
    workspaces.change_settings(session, "T1", locale="en-US")
    assert roles.settings_of(session, "T1") == wanted
    assert roles.settings_of(session, "T9") == AccessSettings()
    with pytest.raises(LookupError):
        roles.change(session, "T9", everyone=Role.NONE)


EVERYBODYS = {"UEAST", "UEAST2", "UWEST", None}


@pytest.mark.parametrize(
    ("mode", "reader", "owners"),
    [
        (Visibility.ALL, "UEAST", EVERYBODYS),
        (Visibility.ALL, "UVIEW", EVERYBODYS),
        (Visibility.TEAM, "UADMIN", EVERYBODYS),
        (Visibility.TEAM, "UEAST", {"UEAST", "UEAST2"}),
        (Visibility.TEAM, "UVIEW", {"UWEST"}),
        (Visibility.TEAM, "ULEAD", EVERYBODYS),
        (Visibility.OWN, "UADMIN", EVERYBODYS),
        (Visibility.OWN, "UEAST", {"UEAST"}),
        (Visibility.OWN, "UVIEW", set()),
        (Visibility.OWN, "UNOBODY", set()),
        (Visibility.OWN, "ULEAD", EVERYBODYS),
        (Visibility.OWN, None, EVERYBODYS),
        (Visibility.OWN, "", EVERYBODYS),
    ],
)
def test_whose_contacts_a_reader_sees(
    session: Session, mode: Visibility, reader: str | None, owners: set[str | None]
) -> None:
    roles.change(session, "T1", visibility=mode, teams=("SEAST", "SWEST"))
    assert seen(session, reader) == owners


def test_a_manager_in_a_team_sees_that_team(session: Session) -> None:
    roles.change(
        session, "T1", visibility=Visibility.OWN, teams=("SEAST", "SWEST"), users={"UWEST": Role.MANAGER}
    )
    assert seen(session, "UWEST") == {"UWEST"}
    roles.keep_members(session, "T1", "SWEST", ["UWEST", "UEAST2"], later(minutes=1))
    assert seen(session, "UWEST") == {"UWEST", "UEAST2"}


def test_who_met_a_person_sees_them(session: Session) -> None:
    roles.change(session, "T1", visibility=Visibility.OWN)
    contact = session.scalars(select(Contact).where(Contact.owner_id == "UWEST")).one()
    session.add(ContactMet(contact_id=contact.id, user_id="UEAST", met_on=DAY))
    session.flush()
    assert seen(session, "UEAST") == {"UEAST", "UWEST"}


def test_groups_that_are_gone_keep_only_what_roles_need(session: Session) -> None:
    roles.change(session, "T1", groups={"SEAST": Role.VIEWER}, teams=("SNEW",))
    roles.keep_groups(session, "T1", {"SOTHER": "その他"})
    assert roles.group_names(session, "T1") == {"SOTHER": "その他", "SEAST": "東日本"}
    assert roles.groups_of(session, "T1", "UEAST", ["SEAST", "SNEW"]) == ["SEAST"]
    roles.keep_members(session, "T1", "SEAST", [], later(minutes=2))
    assert roles.groups_of(session, "T1", "UEAST", ["SEAST"]) == []
    roles.keep_members(session, "T1", "SNEW", ["UWEST"], later(minutes=2))
    assert roles.members_of(session, "T1", ["SNEW", "SEAST"]) == {"UWEST"}


def test_admins_are_slacks_and_the_chosen_ones(session: Session) -> None:
    named = {"ULEAD": Role.ADMIN, "UWEST": Role.VIEWER}
    roles.change(session, "T1", users=named, groups={"SWEST": Role.ADMIN})
    assert [one.slack_id for one in roles.admins(session, "T1")] == ["UADMIN", "ULEAD", "UVIEW"]
