"""Modals and Home tabs, as the app opens, stacks, updates and publishes them."""

from __future__ import annotations

import time
from typing import Any

from localslack import surfaces
from localslack.api.registry import Call, method
from localslack.errors import ApiError
from localslack.workspace import Json, View


@method("views.open", tier=4)
def open_view(call: Call) -> Json:
    body = surfaces.checked(call.local, call.need("view"))
    user = _use_trigger(call)
    surfaces.close_all(call.local, user)
    return _shown(surfaces.push(call.local, user, body))


@method("views.push", tier=4)
def push(call: Call) -> Json:
    body = surfaces.checked(call.local, call.need("view"))
    return _shown(surfaces.push(call.local, _use_trigger(call), body))


@method("views.update", tier=4)
def update(call: Call) -> Json:
    view = _named(call)
    if view is None:
        raise ApiError("not_found")
    _check_hash(call, view)
    body = surfaces.checked(call.local, call.need("view"), kind=view.body["type"])
    surfaces.replace(call.local, view, body)
    return _shown(view)


@method("views.publish", tier=4)
def publish(call: Call) -> Json:
    user, body = str(call.need("user_id")), surfaces.checked(call.local, call.need("view"), kind="home")
    if user not in call.local.workspace.users:
        raise ApiError("user_not_found")
    if not call.local.app.home_tab:
        raise ApiError("not_enabled")
    if old := call.local.workspace.homes.get(user):
        _check_hash(call, old)
    return _shown(surfaces.publish(call.local, user, body))


def _shown(view: View) -> Json:
    return {"view": surfaces.shown(view)}


def _check_hash(call: Call, view: View) -> None:
    given: Any = call.args.get("hash")
    if given and given != view.hash:
        raise ApiError("hash_conflict")


def _use_trigger(call: Call) -> str:
    """The person a trigger belongs to; it serves once, for a few seconds."""
    trigger = call.local.triggers.get(str(call.need("trigger_id")))
    if trigger is None:
        raise ApiError("invalid_trigger_id")
    if trigger.used:
        raise ApiError("exchanged_trigger_id")
    if trigger.ends_at < time.monotonic():
        raise ApiError("expired_trigger_id")
    trigger.used = True
    return trigger.user


def _named(call: Call) -> View | None:
    views = call.local.workspace.views
    if view_id := call.args.get("view_id"):
        homes = call.local.workspace.homes.values()
        return views.get(str(view_id)) or next((home for home in homes if home.id == view_id), None)
    external = call.need("external_id")
    return next((view for view in views.values() if view.body.get("external_id") == external), None)
