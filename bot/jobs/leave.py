"""What Slack says when a person's profile changes: their zone, and whether they are on leave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from bot.access import described
from bot.house import House
from reminders.hours import zone_of
from reminders.leave import leave_of
from storage import away, users
from storage.away import STATUS
from storage.tables import User


def profile_changed(house: House, profile: Mapping[str, Any]) -> None:
    """Keeps what a `user_change` event says about a person Goen knows; others are not kept."""
    if not profile.get("profile") or not profile.get("id"):
        return
    with house.database.write() as session:
        known = users.get(session, house.workspace_id, str(profile["id"]))
        if known:
            columns = described(profile)
            columns["locale"] = columns["locale"] or known.locale
            user = users.put(session, house.workspace_id, known.slack_id, house.clock(), **columns)
            _note_leave(session, house, user, profile["profile"])


def _note_leave(session: Session, house: House, user: User, status: Mapping[str, Any]) -> None:
    found = leave_of(
        str(status.get("status_text") or ""),
        str(status.get("status_emoji") or ""),
        int(status.get("status_expiration") or 0),
        zone_of(user.tz),
        house.clock(),
    )
    if found is None:
        away.end(session, house.workspace_id, user.slack_id, STATUS)
    else:
        away.put(session, house.workspace_id, user.slack_id, STATUS, found.from_on, found.until_on)
