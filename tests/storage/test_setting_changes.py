"""What admins set is in the audit log by name; of roles by id and role, of the rest never by value."""

from __future__ import annotations

from datetime import time

from storage import audit, reminder_settings, roles, workspaces
from storage.database import Database
from storage.roles import Role, Visibility
from storage.setting_changes import changing
from tests.storage.build import NOW


def changed(database: Database) -> list[list[str]]:
    with database.read() as session:
        return [one.ids["changed"] for one in audit.entries(session, "T1", action="settings")]


def test_settings_are_told_by_name_and_roles_by_id(database: Database) -> None:
    with database.write() as session:
        workspaces.put(session, "T1", "会社", "UGOEN")
        with changing(session, "T1", "U1", NOW):
            workspaces.change_settings(session, "T1", own_domains=("goen.example",), morning=time(8, 30))
            reminder_settings.change(session, "T1", tag_days={"重要": 30})
    first = changed(database)[0]
    assert {"own_domains", "morning", "reminders.tag_days"} <= set(first)
    assert "goen.example" not in str(first)
    assert "重要" not in str(first)
    with database.write() as session, changing(session, "T1", "U1", NOW):
        roles.change(session, "T1", users={"U2": Role.VIEWER}, visibility=Visibility.OWN, teams=("S1",))
    assert {"users.U2:viewer", "visibility:own", "teams"} <= set(changed(database)[0])
    with database.write() as session, changing(session, "T1", "U1", NOW):
        roles.change(session, "T1", users={})
    assert changed(database)[0] == ["users.U2:-"]


def test_what_stays_as_it_was_is_no_entry(database: Database) -> None:
    with database.write() as session:
        workspaces.put(session, "T1", "会社", "UGOEN")
        workspaces.change_settings(session, "T1", locale="ja-JP")
    with database.write() as session, changing(session, "T1", "U1", NOW):
        workspaces.change_settings(session, "T1", locale="ja-JP")
    assert changed(database) == []
