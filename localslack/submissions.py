"""Modals handed in or closed: inputs checked as Slack's clients do, the app's answer carried out."""

from __future__ import annotations

import contextlib
from typing import Any

from localslack import surfaces
from localslack.errors import ApiError, UiError
from localslack.file_objects import file_object
from localslack.interactions import ask, base, stated, view_of
from localslack.local import Local
from localslack.workspace import Json, View

_EMPTY: tuple[Any, ...] = (None, "", [], {})
REQUIRED = "This field is required."
MOST_FILE_BYTES = 10 * 1024 * 1024
MOST_FILES = 10


async def submit(local: Local, user: str, view_id: Any, values: Json) -> dict[str, str]:
    """Hands in a modal; returns errors by block id, the client's own or the app's, empty when it was taken.

    Raises:
        UiError: the window is closed, the app did not answer in time or answered with a refused view.
    """
    view = view_of(local, view_id, user)
    values = {block: dict(inputs) for block, inputs in values.items()}
    if errors := _problems(local, view, values):
        return errors
    payload = {**base(local, user), "type": "view_submission", "view": stated(view, {"values": values})}
    answer = await ask(local, "interactive", {**payload, "response_urls": []})
    return _carry_out(local, view, answer if isinstance(answer, dict) else {})


def _problems(local: Local, view: View, values: Json) -> dict[str, str]:
    """What the client would not let through; files become whole file objects that the app may see."""
    errors: dict[str, str] = {}
    for block in view.body["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        given = values.setdefault(block["block_id"], {})
        state = given.setdefault(element["action_id"], {"type": element["type"]})
        if problem := _problem(local, view.user, block, state):
            errors[block["block_id"]] = problem
    return errors


def _problem(local: Local, user: str, block: Json, state: Json) -> str | None:
    element = block["element"]
    held = [value for name, value in state.items() if name != "type"]
    if all(value in _EMPTY for value in held):
        return None if block.get("optional") else REQUIRED
    if element["type"] == "file_input":
        return _take_files(local, user, element, state)
    text = state.get("value")
    if isinstance(text, str) and len(text) < element.get("min_length", 0):
        return f"At least {element['min_length']} characters."
    if isinstance(text, str) and len(text) > element.get("max_length", 3_000):
        return f"At most {element.get('max_length', 3_000)} characters."
    return None


def _take_files(local: Local, user: str, element: Json, state: Json) -> str | None:
    files = [local.workspace.files.get(str(row.get("id"))) for row in state.get("files") or ()]
    mine = [file for file in files if file is not None and file.user == user and not file.deleted]
    if len(mine) < len(files):
        return "A file is gone."
    if len(mine) > element.get("max_files", MOST_FILES):
        return f"At most {element.get('max_files', MOST_FILES)} files."
    if any(len(file.content) > MOST_FILE_BYTES for file in mine):
        return "Files may have 10 MB."
    for file in mine:
        file.viewers.add(local.app.bot_user_id)
    state["files"] = [file_object(local, file) for file in mine]
    return None


def _carry_out(local: Local, view: View, answer: Json) -> dict[str, str]:
    try:
        match answer.get("response_action"):
            case "errors":
                return _errors(view, answer.get("errors"))
            case "update":
                surfaces.replace(local, view, surfaces.checked(local, answer.get("view")))
            case "push":
                surfaces.push(local, view.user, surfaces.checked(local, answer.get("view")))
            case "clear":
                surfaces.close_all(local, view.user)
            case None:
                surfaces.close(local, view)
            case other:
                raise UiError("invalid_response_action", f"The app answered with {other!r}.", 422)
    except ApiError as error:
        told = "; ".join(error.more.get("errors", [])) or error.code
        raise UiError(error.code, f"The app answered with a view that Slack refuses: {told}", 422) from error
    return {}


def _errors(view: View, errors: Any) -> dict[str, str]:
    """The app's errors; they must name input blocks of the view, or Slack shows nothing of them."""
    inputs = {block["block_id"] for block in view.body["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not set(errors) <= inputs:
        raise UiError("invalid_errors", f"The app's errors name no input of this window: {errors}", 422)
    return {str(block): str(text) for block, text in errors.items()}


async def close(local: Local, user: str, view_id: Any, *, clear: bool) -> None:
    """The person closes a modal, or all; the app hears of it where it asked to (`notify_on_close`)."""
    view = view_of(local, view_id, user)
    payload = {
        **base(local, user),
        "type": "view_closed",
        "view": surfaces.shown(view),
        "is_cleared": clear,
    }
    if clear:
        surfaces.close_all(local, user)
    else:
        surfaces.close(local, view)
    if view.body.get("notify_on_close"):
        # The window is gone already: nobody is told that the app was slow.
        with contextlib.suppress(UiError):
            await ask(local, "interactive", payload)
