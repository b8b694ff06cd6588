"""Who may use Goen, and who would be listening where it speaks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from slack_sdk.errors import SlackApiError

from bot.slack import SlackApi
from storage import users
from storage.database import Database
from storage.tables import User

MEMBER_MINUTES = 10
_PASSING = {"ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}


class Refusal(StrEnum):
    """Why a person may not use Goen."""

    BOT = "bot"
    DEACTIVATED = "deactivated"
    GUEST = "guest"
    OUTSIDER = "outsider"


class Audience(StrEnum):
    """Who reads along in a conversation."""

    TEAM = "team"
    SHARED = "shared"
    GUEST = "guest"
    UNKNOWN = "unknown"


def refusal(user: User) -> Refusal | None:
    """Why `user` may not use Goen; None for a full member of the workspace."""
    if user.is_bot:
        return Refusal.BOT
    if user.deleted:
        return Refusal.DEACTIVATED
    if user.is_stranger or (user.team_id and user.team_id != user.workspace_id):
        return Refusal.OUTSIDER
    if user.is_restricted or user.is_ultra_restricted:
        return Refusal.GUEST
    return None


class Access:
    """Looks people and conversations up in Slack and keeps what it learned for a few minutes."""

    def __init__(self, database: Database, slack: SlackApi, workspace_id: str, bot_user_id: str) -> None:
        self._database = database
        self._slack = slack
        self._workspace_id = workspace_id
        self._bot_user_id = bot_user_id

    def member(self, user_id: str, now: datetime) -> User:
        """The person as Slack describes them, at most ten minutes old.

        Raises:
            SlackApiError, OSError: Slack could not be asked.
        """
        with self._database.read() as session:
            known = users.get(session, self._workspace_id, user_id)
        if known and known.fetched_at and now - known.fetched_at < timedelta(minutes=MEMBER_MINUTES):
            return known
        return self.refresh(self._slack.user(user_id), now)

    def refresh(self, profile: Mapping[str, Any], now: datetime) -> User:
        """Keeps what a `users.info` answer says about a person."""
        with self._database.write() as session:
            return users.put(session, self._workspace_id, profile["id"], now, **described(profile))

    def forget(self, user_id: str) -> None:
        """Slack says that a person changed: whoever needs them next asks Slack again."""
        with self._database.write() as session:
            known = users.get(session, self._workspace_id, user_id)
            if known:
                known.fetched_at = None

    def audience(self, channel_id: str, now: datetime) -> Audience:
        """Who reads along in a channel or direct message; `UNKNOWN` when Slack will not say.

        Raises:
            SlackApiError, OSError: Slack could not answer this time.
        """
        try:
            channel = self._slack.channel(channel_id)
            if channel.get("is_member") is False:
                return Audience.UNKNOWN
            if any(channel.get(flag) for flag in ("is_ext_shared", "is_pending_ext_shared", "is_shared")):
                return Audience.SHARED
            return self._members_audience(channel_id, channel, now)
        except SlackApiError as error:
            if error.response.status_code == 200 and error.response.get("error") not in _PASSING:
                return Audience.UNKNOWN
            raise

    def _members_audience(self, channel_id: str, channel: Mapping[str, Any], now: datetime) -> Audience:
        people = [channel["user"]] if channel.get("is_im") else self._slack.members(channel_id)
        for user_id in people:
            if user_id == self._bot_user_id:
                continue
            reason = refusal(self.member(user_id, now))
            if reason is Refusal.OUTSIDER:
                return Audience.SHARED
            if reason is Refusal.GUEST:
                return Audience.GUEST
        return Audience.TEAM


def described(profile: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of `User` that a Slack profile fills."""
    names = profile.get("profile") or {}
    flags = ("is_bot", "deleted", "is_restricted", "is_ultra_restricted", "is_stranger", "is_admin")
    return {
        "name": names.get("display_name") or profile.get("name") or "",
        "real_name": profile.get("real_name") or names.get("real_name") or profile.get("name") or "",
        "tz": profile.get("tz"),
        "locale": profile.get("locale"),
        "team_id": profile.get("team_id"),
        **{flag: bool(profile.get(flag)) for flag in flags},
    }
