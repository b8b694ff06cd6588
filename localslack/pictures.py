"""Uploaded pictures inside blocks: whether they may be shown, and who sees them there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from localslack.blockkit import Problem, elements_of
from localslack.file_objects import file_object
from localslack.local import Local
from localslack.workspace import File

_ID_IN_URL = re.compile(r"/(F[A-Z0-9]{6,})(?:/|$)")


def problems(local: Local, blocks: Any) -> list[Problem]:
    """Pictures that are no file of the app's, no picture, or not processed yet."""
    return [
        Problem(f"{path}/slack_file", "invalid slack file")
        for path, file in _named(local, blocks)
        if file is None or file.deleted or not file_object(local, file)["mimetype"].startswith("image/")
    ]


def show(local: Local, blocks: Any, *, channel_id: str | None = None, user: str | None = None) -> None:
    """Remembers where, or to whom, the pictures in these blocks are shown."""
    for _, file in _named(local, blocks):
        if file is not None and channel_id:
            file.pictured.add(channel_id)
        if file is not None and user:
            file.viewers.add(user)


def _named(local: Local, blocks: Any) -> Iterator[tuple[str, File | None]]:
    rows = blocks if isinstance(blocks, list) else []
    top = [(f"/blocks/{number}", row) for number, row in enumerate(rows) if isinstance(row, Mapping)]
    for path, thing in [*top, *elements_of(rows)]:
        named = thing.get("slack_file")
        if isinstance(named, Mapping):
            yield path, local.workspace.files.get(_id_of(named))


def _id_of(named: Mapping[str, Any]) -> str:
    if named.get("id"):
        return str(named["id"])
    found = _ID_IN_URL.search(str(named.get("url") or ""))
    return found[1] if found else ""
