"""Modals and Home tabs."""

from __future__ import annotations

import hashlib
import json
import time

from localslack.api.chat import missing_files, with_block_ids
from localslack.api.registry import Call, method
from localslack.blockkit import lint_view
from localslack.errors import ApiError
from localslack.local import Local
from localslack.workspace import Json, View

MOST_VIEWS = 3


@method("views.open", tier=4)
def open_view(call: Call) -> Json:
    user = _use_trigger(call)
    if call.local.workspace.stacks[user]:
        close_all(call.local, user)
    return {"view": shown(_stacked(call.local, user, _checked(call)))}


@method("views.push", tier=4)
def push(call: Call) -> Json:
    user = _use_trigger(call)
    if len(call.local.workspace.stacks[user]) >= MOST_VIEWS:
        raise ApiError("push_limit_reached")
    return {"view": shown(_stacked(call.local, user, _checked(call)))}


@method("views.update", tier=4)
def update(call: Call) -> Json:
    view = _named(call)
    if view is None:
        raise ApiError("not_found")
    if call.args.get("hash") and call.args["hash"] != view.hash:
        raise ApiError("hash_conflict")
    replace(call.local, view, _checked(call))
    return {"view": shown(view)}


@method("views.publish", tier=4)
def publish(call: Call) -> Json:
    user, body = str(call.need("user_id")), _checked(call)
    if user not in call.local.workspace.users:
        raise ApiError("user_not_found")
    if body.get("type") != "home":
        raise ApiError("invalid_arguments")
    old = call.local.workspace.homes.get(user)
    if old and call.args.get("hash") and call.args["hash"] != old.hash:
        raise ApiError("hash_conflict")
    view = _made(call.local, user, body)
    call.local.workspace.homes[user] = view
    call.local.tell(user, {"type": "home"})
    return {"view": shown(view)}


def _use_trigger(call: Call) -> str:
    ends_at, user = call.local.triggers.pop(str(call.need("trigger_id")), (None, ""))
    if ends_at is None:
        raise ApiError("invalid_trigger_id")
    if ends_at < time.monotonic():
        raise ApiError("expired_trigger_id")
    return user


def _checked(call: Call) -> Json:
    body = call.need("view")
    body = json.loads(body) if isinstance(body, str) else dict(body)
    return checked_view(call.local, body)


def checked_view(local: Local, body: Json) -> Json:
    """A view's body with block ids.

    Raises:
        ApiError: `invalid_arguments` with what the linter found.
    """
    problems = lint_view(body) + missing_files(local, body.get("blocks") or [])
    if problems:
        told = [f"[ERROR] {problem}" for problem in problems]
        raise ApiError("invalid_arguments", errors=told, response_metadata={"messages": told})
    return {**body, "blocks": with_block_ids(local, body["blocks"])}


def _named(call: Call) -> View | None:
    if view_id := call.args.get("view_id"):
        return call.local.workspace.views.get(str(view_id))
    external = call.args.get("external_id")
    views = call.local.workspace.views.values()
    return next((view for view in views if external and view.body.get("external_id") == external), None)


def _stacked(local: Local, user: str, body: Json) -> View:
    if body.get("type") != "modal":
        raise ApiError("invalid_arguments")
    stack = local.workspace.stacks[user]
    view = _made(local, user, body)
    if stack:
        view.previous_id, view.root_id = stack[-1], local.workspace.views[stack[0]].id
    local.workspace.views[view.id] = view
    stack.append(view.id)
    local.tell(user, {"type": "views"})
    return view


def push_on(local: Local, user: str, body: Json) -> View:
    """Puts a view on a person's stack (`response_action: push`)."""
    if len(local.workspace.stacks[user]) >= MOST_VIEWS:
        raise ApiError("push_limit_reached")
    return _stacked(local, user, checked_view(local, body))


def _made(local: Local, user: str, body: Json) -> View:
    view_id = local.workspace.new_id("V")
    return View(view_id, user, local.app.app_id, body, _hash(local, body), view_id)


def _hash(local: Local, body: Json) -> str:
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:8]
    return f"{int(time.time())}.{local.workspace.new_number()}{digest}"


def replace(local: Local, view: View, body: Json) -> None:
    """Gives a view new content; inputs whose block and action ids stay keep what was typed."""
    view.body, view.hash = body, _hash(local, body)
    local.tell(view.user, {"type": "views"})


def close(local: Local, view: View) -> None:
    """Takes a view off its stack."""
    stack = local.workspace.stacks[view.user]
    if view.id in stack:
        stack.remove(view.id)
    local.workspace.views.pop(view.id, None)
    local.tell(view.user, {"type": "views"})


def close_all(local: Local, user: str) -> None:
    """Closes a person's whole stack."""
    for view_id in list(local.workspace.stacks[user]):
        close(local, local.workspace.views[view_id])


def shown(view: View) -> Json:
    """The view as app and page see it."""
    return {
        "id": view.id,
        "team_id": "",
        "app_id": view.app_id,
        "bot_id": "",
        "callback_id": "",
        "private_metadata": "",
        "state": {"values": {}},
        "previous_view_id": view.previous_id,
        "root_view_id": view.root_id,
        "external_id": "",
        **view.body,
        "hash": view.hash,
    }
