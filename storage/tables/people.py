"""The workspace, its people and its conversations, as Slack describes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class Workspace(Base):
    __tablename__ = "workspaces"

    id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    locale: Mapped[str | None]
    bot_user_id: Mapped[str | None]
    settings: Mapped[dict[str, Any]] = mapped_column(default=dict)


class User(Base):
    """A person or bot in Slack, kept for some minutes; `zone_since` tells when `tz` was last another one."""

    __tablename__ = "users"
    __table_args__ = (Index("ix_users_zone", "workspace_id", "tz"),)

    workspace_id: Mapped[str] = mapped_column(primary_key=True)
    slack_id: Mapped[str] = mapped_column(primary_key=True)
    team_id: Mapped[str | None]
    name: Mapped[str] = mapped_column(default="")
    real_name: Mapped[str] = mapped_column(default="")
    tz: Mapped[str | None]
    locale: Mapped[str | None]
    is_bot: Mapped[bool] = mapped_column(default=False)
    deleted: Mapped[bool] = mapped_column(default=False)
    is_restricted: Mapped[bool] = mapped_column(default=False)
    is_ultra_restricted: Mapped[bool] = mapped_column(default=False)
    is_stranger: Mapped[bool] = mapped_column(default=False)
    is_admin: Mapped[bool] = mapped_column(default=False)
    dm_channel_id: Mapped[str | None]
    greeted_at: Mapped[datetime | None]
    fetched_at: Mapped[datetime | None]
    zone_since: Mapped[datetime | None] = mapped_column(index=True)


class UserGroup(Base):
    """A Slack user group and who is in it, as Slack told at `fetched_at`."""

    __tablename__ = "user_groups"

    workspace_id: Mapped[str] = mapped_column(primary_key=True)
    group_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    members: Mapped[list[Any]] = mapped_column(default=list)
    fetched_at: Mapped[datetime | None]


class Channel(Base):
    """A conversation and its settings; `audience` (ok, shared, guest or unknown) held at `checked_at`."""

    __tablename__ = "channels"

    workspace_id: Mapped[str] = mapped_column(primary_key=True)
    channel_id: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(default="")
    is_im: Mapped[bool] = mapped_column(default=False)
    is_card_channel: Mapped[bool] = mapped_column(default=False)
    locale: Mapped[str | None]
    allowed: Mapped[bool] = mapped_column(default=True)
    audience: Mapped[str] = mapped_column(default="unknown")
    checked_at: Mapped[datetime | None]
