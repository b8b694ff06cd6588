"""A person's open modals and the app's Home tab: checked, stacked, replaced, closed."""

from __future__ import annotations

import hashlib
import json
import time
from typing import Any

from localslack import pictures
from localslack.blockkit import lint_view
from localslack.errors import ApiError
from localslack.local import Local
from localslack.posts import refused, with_block_ids
from localslack.workspace import Json, View

MOST_VIEWS = 3


def checked(local: Local, body: Any, *, kind: str = "modal") -> Json:
    """A view's body as it will be shown.

    Raises:
        ApiError: `invalid_arguments` with everything that Slack refuses in it.
    """
    if not isinstance(body, dict):
        raise ApiError("invalid_arguments")
    if problems := lint_view(body) + pictures.problems(local, body.get("blocks")):
        raise refused("invalid_arguments", problems)
    if body["type"] != kind:
        raise ApiError("invalid_arguments", response_metadata={"messages": [f"[ERROR] not a {kind}"]})
    return {**body, "blocks": with_block_ids(local, body["blocks"])}


def push(local: Local, user: str, body: Json) -> View:
    """Puts a modal on top of a person's stack; `push_limit_reached` when it holds three."""
    stack = local.workspace.stacks[user]
    if len(stack) >= MOST_VIEWS:
        raise ApiError("push_limit_reached")
    external = body.get("external_id")
    if external and any(view.body.get("external_id") == external for view in local.workspace.views.values()):
        raise ApiError("duplicate_external_id")
    view = _made(local, user, body)
    if stack:
        view.previous_id, view.root_id = stack[-1], stack[0]
    local.workspace.views[view.id] = view
    stack.append(view.id)
    local.tell(user, {"type": "views"})
    return view


def publish(local: Local, user: str, body: Json) -> View:
    """Makes this the person's Home tab; its id stays the same from the first publish on."""
    old = local.workspace.homes.get(user)
    if old:
        replace(local, old, body)
        return old
    view = _made(local, user, body)
    local.workspace.homes[user] = view
    local.tell(user, {"type": "home"})
    return view


def _made(local: Local, user: str, body: Json) -> View:
    pictures.show(local, body["blocks"], user=user)
    view_id = local.workspace.new_id("V")
    return View(view_id, user, local.app.app_id, body, _hash(local, body), view_id)


def _hash(local: Local, body: Json) -> str:
    digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()[:8]
    return f"{int(time.time())}.{local.workspace.new_number()}{digest}"


def replace(local: Local, view: View, body: Json) -> None:
    """Gives a view new content and so a new hash."""
    pictures.show(local, body["blocks"], user=view.user)
    view.body, view.hash = body, _hash(local, body)
    local.tell(view.user, {"type": "home" if body["type"] == "home" else "views"})


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


def of(local: Local, view_id: str, user: str) -> View | None:
    """The person's modal or Home tab with this id."""
    home = local.workspace.homes.get(user)
    view = home if home and home.id == view_id else local.workspace.views.get(view_id)
    return view if view and view.user == user else None


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
