"""The team's settings in Slack: as the Home tab and its forms show them, and kept with an audit entry."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import sides, user_groups
from bot.jobs.people import default_locale, default_notes
from bot.texts import Texts
from bot.views import team_settings as view
from bot.views.message import View
from storage import roles, setting_changes, workspaces


def roles_form(session: Session, house: House, t: Texts) -> View:
    """The form of roles as they are now."""
    access = roles.settings_of(session, house.workspace_id)
    return view.roles_form(access, roles.group_names(session, house.workspace_id), t)


def general_form(session: Session, house: House, t: Texts) -> View:
    """The form of everything else as it is now; what was never set has the installation's value."""
    access = roles.settings_of(session, house.workspace_id)
    now = view.General(
        visibility=access.visibility,
        teams=access.teams,
        locale=default_locale(session, house),
        notes=default_notes(session, house),
        own_domains=sides.own_domains(session, house),
    )
    return view.general_form(now, roles.group_names(session, house.workspace_id), t)


def keep_roles(
    session: Session, house: House, sent: dict[str, object], actor_id: str, at: datetime, key: str
) -> None:
    """Keeps who has which role; Slack is asked for the members of new user groups."""
    with setting_changes.changing(session, house.workspace_id, actor_id, at):
        roles.change(session, house.workspace_id, **sent)
    user_groups.queue(session, house, key)


def keep_general(
    session: Session, house: House, sent: view.General, actor_id: str, at: datetime, key: str
) -> None:
    """Keeps the rest."""
    with setting_changes.changing(session, house.workspace_id, actor_id, at):
        roles.change(session, house.workspace_id, visibility=sent.visibility, teams=sent.teams)
        workspaces.change_settings(
            session,
            house.workspace_id,
            locale=sent.locale,
            notes=sent.notes,
            own_domains=sent.own_domains,
        )
    user_groups.queue(session, house, key)
