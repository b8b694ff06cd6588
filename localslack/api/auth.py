"""Who the token is, and Socket Mode connections."""

from __future__ import annotations

from localslack.api.registry import Call, method
from localslack.errors import ApiError
from localslack.socket_mode import SocketMode
from localslack.workspace import Json


@method("auth.test", tier=0)
def auth_test(call: Call) -> Json:
    local = call.local
    return {
        "url": f"{local.base_url}/",
        "team": local.workspace.name,
        "user": local.app.name.lower(),
        "team_id": local.workspace.team_id,
        "user_id": local.app.bot_user_id,
        "bot_id": local.app.bot_id,
        "is_enterprise_install": False,
    }


@method("apps.connections.open", tier=0)
def connections_open(call: Call) -> Json:
    transport = call.local.transport
    if not isinstance(transport, SocketMode):
        raise ApiError("socket_mode_not_enabled")
    address = call.local.base_url.replace("http://", "ws://", 1)
    return {"url": f"{address}/link?ticket={transport.ticket()}&app_id={call.local.app.app_id}"}


@method("team.info", "team:read")
def team_info(call: Call) -> Json:
    workspace = call.local.workspace
    return {"team": {"id": workspace.team_id, "name": workspace.name, "domain": workspace.domain}}


@method("bots.info", "users:read")
def bots_info(call: Call) -> Json:
    app = call.local.app
    return {"bot": {"id": app.bot_id, "app_id": app.app_id, "user_id": app.bot_user_id, "name": app.name}}
