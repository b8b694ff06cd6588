"""User groups as `usergroups.list` and `usergroups.users.list` show them."""

from __future__ import annotations

from localslack.api.registry import Call, method
from localslack.errors import ApiError
from localslack.workspace import Json, UserGroup


@method("usergroups.list", "usergroups:read", tier=2)
def usergroups_list(call: Call) -> Json:
    found = [group for group in _groups(call) if not group.disabled or call.flag("include_disabled")]
    return {"usergroups": [_shown(group, call) for group in found]}


@method("usergroups.users.list", "usergroups:read", tier=2)
def usergroups_users(call: Call) -> Json:
    wanted, groups = str(call.need("usergroup")), _groups(call)
    group = next((one for one in groups if one.id == wanted), None)
    if group is None or (group.disabled and not call.flag("include_disabled")):
        raise ApiError("no_such_subteam")
    return {"users": list(group.users)}


def _groups(call: Call) -> list[UserGroup]:
    """The workspace's groups; plans without them refuse."""
    if not call.local.workspace.is_paid:
        raise ApiError("plan_upgrade_required")
    return list(call.local.workspace.user_groups.values())


def _shown(group: UserGroup, call: Call) -> Json:
    """A group object as Slack's; its users and their number only when asked for."""
    shown: Json = {
        "id": group.id,
        "team_id": call.local.workspace.team_id,
        "is_usergroup": True,
        "is_subteam": True,
        "name": group.name,
        "description": "",
        "handle": group.handle,
        "is_external": False,
        "date_create": 0,
        "date_update": 0,
        "date_delete": 1 if group.disabled else 0,
        "auto_type": None,
        "prefs": {"channels": [], "groups": []},
    }
    if call.flag("include_users"):
        shown["users"] = list(group.users)
    if call.flag("include_count"):
        shown["user_count"] = len(group.users)
    return shown
