"""What an admin sets for the team in the Home tab: a summary there, and two forms.

Action ids: `team_roles_open`, `team_settings_open` (value "1"). Callback ids: `team_roles`, `team_settings`.
Block ids of roles: `users_` or `groups_` and the role.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.texts import Texts
from bot.views.message import (
    Block,
    View,
    actions,
    button,
    context,
    field,
    header,
    modal,
    option,
    section,
    value_of,
)
from bot.views.reminder_settings import OPEN as REMINDERS_OPEN
from storage.roles import AccessSettings, Role, Visibility

ROLES, GENERAL = "team_roles", "team_settings"
ROLES_OPEN, GENERAL_OPEN = "team_roles_open", "team_settings_open"
LABELS = {
    Role.ADMIN: "access.role_admin",
    Role.MANAGER: "access.role_manager",
    Role.MEMBER: "access.role_member",
    Role.VIEWER: "access.role_viewer",
    Role.NONE: "access.role_none",
}
HINTS = {
    Role.ADMIN: "access.may_admin",
    Role.MANAGER: "access.may_manager",
    Role.MEMBER: "access.may_member",
    Role.VIEWER: "access.may_viewer",
    Role.NONE: "access.may_none",
}
EVERYONE = (Role.MEMBER, Role.VIEWER, Role.NONE)
VISIBILITIES = {
    Visibility.ALL: "access.visible_all",
    Visibility.TEAM: "access.visible_team",
    Visibility.OWN: "access.visible_own",
}
LANGUAGES = {"ja-JP": "access.language_ja", "en-US": "access.language_en"}
NOTES = {"team": "access.notes_team", "private": "access.notes_private"}
MOST_GROUPS = 100
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class General:
    """What the second form holds: whose contacts are seen, the teams' user groups, language (a Slack locale),
    who reads new notes ("team" or "private"), own mail domains."""

    visibility: Visibility
    teams: tuple[str, ...]
    locale: str
    notes: str
    own_domains: tuple[str, ...]


class Wrong(ValueError):
    """What was chosen cannot be taken; `errors` are sentences by block id."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(errors)
        self.errors = errors


def home_section(access: AccessSettings, t: Texts) -> list[Block]:
    """How the team is set up, and the buttons to change it; shown to admins."""
    named = [role for role in Role if any(access.of_role(role))]
    counts = [
        t("access.named", role=t.plain(LABELS[role]), users=len(users), groups=len(groups))
        for role in reversed(named)
        for users, groups in (access.of_role(role),)
    ]
    return [
        header(t.plain("access.home")),
        section(
            [
                t("access.everyone_is", role=t.plain(LABELS[access.everyone])),
                t("access.visible_is", visibility=t.plain(VISIBILITIES[access.visibility])),
                *counts,
            ]
        ),
        actions(
            button(t.plain("access.open_roles"), ROLES_OPEN, 1),
            button(t.plain("access.open_general"), GENERAL_OPEN, 1),
            button(t.plain("access.open_reminders"), REMINDERS_OPEN, 1),
        ),
    ]


def roles_form(access: AccessSettings, groups: Mapping[str, str], t: Texts) -> View:
    """Who has which role; `groups` are the names of user groups by id."""
    chosen = {role: option(t.plain(LABELS[role]), role.value) for role in EVERYONE}
    everyone: Block = {"type": "static_select", "options": list(chosen.values())}
    if access.everyone in chosen:
        everyone["initial_option"] = chosen[access.everyone]
    blocks = [
        context(t("access.roles_hint")),
        field("everyone", t.plain("access.everyone"), everyone, optional=False),
    ]
    for role in reversed(Role):
        blocks += _role(role, access, groups, t)
    return _modal(ROLES, "access.roles_title", blocks, t)


def _role(role: Role, access: AccessSettings, groups: Mapping[str, str], t: Texts) -> list[Block]:
    users, theirs = access.of_role(role)
    people: Block = {"type": "multi_users_select", **({"initial_users": users} if users else {})}
    label = t.plain(LABELS[role])
    shown = [field(f"users_{role.value}", label, people, hint=t.plain(HINTS[role]))]
    if groups:
        of_role = t.plain("access.groups_of", role=label)
        shown.append(field(f"groups_{role.value}", of_role, _groups(theirs, groups)))
    return shown


def _groups(chosen: Iterable[str], groups: Mapping[str, str]) -> Block:
    """A select of user groups; one that Slack no longer names is shown by its id."""
    names = {**{one: one for one in chosen}, **dict(list(groups.items())[:MOST_GROUPS])}
    options = {one: option(name, one) for one, name in list(names.items())[:MOST_GROUPS]}
    select: Block = {"type": "multi_static_select", "options": list(options.values())}
    initial = [options[one] for one in chosen if one in options]
    return {**select, "initial_options": initial} if initial else select


def general_form(now: General, groups: Mapping[str, str], t: Texts) -> View:
    """Everything else that is set for the whole team."""
    teams = field(
        "teams", t.plain("access.teams"), _groups(now.teams, groups), hint=t.plain("access.teams_hint")
    )
    domains: Block = {"type": "plain_text_input"}
    if now.own_domains:
        domains["initial_value"] = " ".join(now.own_domains)[:3_000]
    blocks = [
        field(
            "visibility",
            t.plain("access.visibility"),
            _radio(VISIBILITIES, now.visibility, t),
            optional=False,
        ),
        *([teams] if groups or now.teams else []),
        field("locale", t.plain("access.language"), _radio(LANGUAGES, now.locale, t), optional=False),
        field("notes", t.plain("access.notes"), _radio(NOTES, now.notes, t), optional=False),
        field("domains", t.plain("access.domains"), domains, hint=t.plain("access.domains_hint")),
    ]
    return _modal(GENERAL, "access.general_title", blocks, t)


def _radio(choices: Mapping[Any, str], chosen: str, t: Texts) -> Block:
    options = {str(value): option(t.plain(key), str(value)) for value, key in choices.items()}
    radio: Block = {"type": "radio_buttons", "options": list(options.values())}
    return {**radio, "initial_option": options[chosen]} if chosen in options else radio


def _modal(callback_id: str, title: str, blocks: Sequence[Block], t: Texts) -> View:
    return modal(callback_id, t.plain(title), t.plain("followup.submit"), t.plain("modal.cancel"), blocks)


def sent_roles(view: Mapping[str, Any], t: Texts) -> dict[str, Any]:
    """The submitted roles as `storage.roles.change` takes them.

    Raises:
        Wrong: a person or user group was given two roles.
    """
    values = view["state"]["values"]
    errors: dict[str, str] = {}
    users = _by_id(values, "users_", "selected_users", errors, t)
    groups = _by_id(values, "groups_", "selected_options", errors, t)
    if errors:
        raise Wrong(errors)
    return {"users": users, "groups": groups, "everyone": Role(_chosen(values, "everyone"))}


def _by_id(
    values: Mapping[str, Any], prefix: str, selected: str, errors: dict[str, str], t: Texts
) -> dict[str, Role]:
    found: dict[str, Role] = {}
    for role in reversed(Role):
        block = f"{prefix}{role.value}"
        for one in value_of(values, block).get(selected) or ():
            chosen = one if isinstance(one, str) else one["value"]
            if chosen in found:
                errors[block] = t.plain("access.error_twice", role=t.plain(LABELS[found[chosen]]))
            found.setdefault(chosen, role)
    return found


def sent_general(view: Mapping[str, Any], t: Texts) -> General:
    """The submitted form.

    Raises:
        Wrong: a word is no mail domain.
    """
    values = view["state"]["values"]
    domains = own_domains(value_of(values, "domains").get("value") or "")
    if domains is None:
        raise Wrong({"domains": t.plain("access.error_domain")})
    teams = value_of(values, "teams").get("selected_options") or ()
    return General(
        visibility=Visibility(_chosen(values, "visibility")),
        teams=tuple(one["value"] for one in teams),
        locale=_chosen(values, "locale"),
        notes=_chosen(values, "notes"),
        own_domains=domains,
    )


def _chosen(values: Mapping[str, Any], block: str) -> str:
    return str(value_of(values, block)["selected_option"]["value"])


def own_domains(text: str) -> tuple[str, ...] | None:
    """The mail domains in a typed line, in lower case; None when a word in it is none."""
    words = re.split(r"[\s,、]+", unicodedata.normalize("NFKC", text).casefold())
    named = tuple(dict.fromkeys(filter(None, (word.strip("@,") for word in words))))
    return named if all(_DOMAIN.fullmatch(one) for one in named) else None
