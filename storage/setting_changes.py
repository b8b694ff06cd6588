"""What admins set is audited: which settings, never what stands in them, roles apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from storage import audit
from storage.roles import KEY as ACCESS
from storage.tables import Workspace

_NONE = "-"
_MISSING = object()


@contextmanager
def changing(session: Session, workspace_id: str, actor_id: str, at: datetime) -> Iterator[None]:
    """What is set of the workspace inside the block goes into the audit log, if it is new.

    Settings are told by name; of roles and visibility also the new value, which is an id or a code.
    """
    before = _stored(session, workspace_id)
    yield
    after = _stored(session, workspace_id)
    changed = [*_names(before, after), *_access(before.get(ACCESS) or {}, after.get(ACCESS) or {})]
    if changed:
        told = {"changed": changed}
        audit.write(session, workspace_id, actor_id, audit.Action.SETTINGS, "settings", None, at, **told)


def _stored(session: Session, workspace_id: str) -> dict[str, Any]:
    row = session.get(Workspace, workspace_id)
    return dict(row.settings or {}) if row else {}


def _names(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """The settings that changed, those of a group by the group's name and theirs: "reminders.obon"."""
    for name in sorted({*before, *after} - {ACCESS}):
        old, new = before.get(name), after.get(name)
        if isinstance(old, Mapping) or isinstance(new, Mapping):
            yield from (f"{name}.{one}" for one in _differing(old or {}, new or {}))
        elif old != new:
            yield name


def _access(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    for name in _differing(before, after):
        old, new = before.get(name), after.get(name)
        if isinstance(old, Mapping) or isinstance(new, Mapping):
            now = new or {}
            yield from (f"{name}.{one}:{now.get(one, _NONE)}" for one in _differing(old or {}, now))
        else:
            yield f"{name}:{new}" if isinstance(new, str) else name


def _differing(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    both = sorted({*before, *after})
    return [one for one in both if before.get(one, _MISSING) != after.get(one, _MISSING)]
