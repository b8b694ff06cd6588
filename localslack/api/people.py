"""Users as `users.info` and `users.list` show them."""

from __future__ import annotations

from localslack.api.registry import Call, method
from localslack.errors import ApiError
from localslack.workspace import Json, User, Workspace


@method("users.info", "users:read", tier=4)
def users_info(call: Call) -> Json:
    user = call.local.workspace.users.get(str(call.need("user")))
    if user is None:
        raise ApiError("user_not_found")
    return {"user": shown(user, call.local.workspace, call.flag("include_locale"))}


@method("users.list", "users:read", tier=2)
def users_list(call: Call) -> Json:
    workspace = call.local.workspace
    rows, metadata = call.page(list(workspace.users.values()), 1_000)
    with_locale = call.flag("include_locale")
    return {
        "members": [shown(user, workspace, with_locale) for user in rows],
        "response_metadata": metadata,
    }


def shown(user: User, workspace: Workspace, with_locale: bool) -> Json:
    """A user object as Slack's."""
    stranger = user.team_id != workspace.team_id
    result: Json = {
        "id": user.id,
        "team_id": user.team_id,
        "name": user.name,
        "deleted": user.deleted,
        "real_name": user.real_name,
        "tz": user.tz,
        "tz_label": user.tz,
        "tz_offset": user.tz_offset,
        "profile": {
            "real_name": user.real_name,
            "display_name": user.real_name,
            "status_text": user.status_text,
            "status_emoji": "",
        },
        "is_admin": user.kind == "admin",
        "is_owner": user.kind == "admin",
        "is_primary_owner": False,
        "is_restricted": user.kind == "guest",
        "is_ultra_restricted": False,
        "is_stranger": stranger,
        "is_bot": user.kind == "bot",
        "is_app_user": False,
        "updated": 0,
    }
    if with_locale:
        result["locale"] = user.locale
    return result
