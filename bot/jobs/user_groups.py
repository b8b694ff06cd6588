"""Keeps what Slack says about user groups: their names, and who is in those that roles and teams use."""

from __future__ import annotations

import structlog
from slack_sdk.errors import SlackApiError
from sqlalchemy.orm import Session

from bot.house import House
from storage import roles
from storage.work import job

RENEW = "user_groups.renew"
log = structlog.get_logger()


def register(house: House) -> None:
    """Makes the job of this module known to `storage.work`."""
    job(RENEW)(lambda _: renew(house))


def queue(session: Session, house: House, key: str) -> None:
    """Has Slack asked once for each `key`: settings name other groups now."""
    house.work.enqueue(session, RENEW, key=f"user_groups:{key}", ids=[])


def renew(house: House) -> None:
    """Asks Slack anew; what it will not say now stays as it was known."""
    try:
        _renew(house)
    except (SlackApiError, OSError) as error:
        why = error.response.get("error") if isinstance(error, SlackApiError) else type(error).__name__
        log.warning("user groups are not known", error=why)


def _renew(house: House) -> None:
    names = {str(one["id"]): str(one.get("name") or one["id"]) for one in house.slack.user_groups()}
    with house.database.write() as session:
        roles.keep_groups(session, house.workspace_id, names)
        wanted = sorted(roles.settings_of(session, house.workspace_id).all_groups)
    for group_id in wanted:
        members = house.slack.user_group_members(group_id)
        with house.database.write() as session:
            roles.keep_members(session, house.workspace_id, group_id, members, house.clock())
