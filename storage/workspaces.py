"""The workspace Goen serves, and what its team has set."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date, time
from typing import Any

from sqlalchemy.orm import Session

from storage.tables import Workspace


class UnknownSetting(KeyError):
    """No setting has this name."""


@dataclass(frozen=True, slots=True)
class TeamSettings:
    """What the team set in Slack; None where the installation's own setting holds.

    `morning` is the time of reminders in each person's zone, `closed_days` the company's own holidays,
    `own_domains` its mail domains, `notes` who reads a new note ("team" or "private"). `fiscal_start` is the
    month (1 to 12) its fiscal year begins in; with `fiscal_quarters` Q1 begins there too, else in January.
    """

    locale: str | None = None
    customer_honorific: str | None = None
    morning: time | None = None
    country: str | None = None
    closed_days: tuple[date, ...] = ()
    own_domains: tuple[str, ...] | None = None
    notes: str | None = None
    fiscal_start: int = 4
    fiscal_quarters: bool = False


def put(session: Session, workspace_id: str, name: str, bot_user_id: str) -> Workspace:
    """Keeps the workspace's name and Goen's own user id in it."""
    row = session.get(Workspace, workspace_id) or Workspace(id=workspace_id, settings={})
    row.name, row.bot_user_id = name, bot_user_id
    session.add(row)
    return row


def get(session: Session, workspace_id: str) -> Workspace | None:
    """The workspace, if Goen ever ran in it."""
    return session.get(Workspace, workspace_id)


def settings_of(session: Session, workspace_id: str) -> TeamSettings:
    """The team's settings; the defaults where it never set any."""
    row = get(session, workspace_id)
    stored: dict[str, Any] = dict(row.settings or {}) if row else {}
    morning, closed = stored.get("morning"), stored.get("closed_days") or ()
    return TeamSettings(
        locale=stored.get("locale"),
        customer_honorific=stored.get("customer_honorific"),
        morning=time.fromisoformat(morning) if morning else None,
        country=stored.get("country"),
        closed_days=tuple(date.fromisoformat(day) for day in closed),
        own_domains=None if (own := stored.get("own_domains")) is None else tuple(own),
        notes=stored.get("notes"),
        fiscal_start=stored.get("fiscal_start") or 4,
        fiscal_quarters=bool(stored.get("fiscal_quarters")),
    )


def change_settings(session: Session, workspace_id: str, **changes: Any) -> TeamSettings:
    """Sets some of the team's settings and returns all of them.

    Raises:
        UnknownSetting: a name is none of `TeamSettings`.
        LookupError: the workspace was never kept.
    """
    row = session.get(Workspace, workspace_id, with_for_update=True)
    if row is None:
        raise LookupError(workspace_id)
    before = settings_of(session, workspace_id)
    if unknown := set(changes) - set(asdict(before)):
        raise UnknownSetting(*unknown)
    after = replace(before, **changes)
    row.settings = {**(row.settings or {}), **{name: _plain(value) for name, value in asdict(after).items()}}
    return after


def _plain(value: Any) -> Any:
    if isinstance(value, (date, time)):
        return value.isoformat()
    return (
        [_plain(item) for item in value]
        if isinstance(value, Iterable) and not isinstance(value, str)
        else value
    )
