"""What reminders keep: when a contact's data is asked about, what was shown, subscriptions, absences."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from storage.tables.base import Base


class StaleClock(Base):
    """When a contact's data is asked about; derived from the contact and its touches, see `storage.stale`.

    `ask_on` is the first day of the next question (None: never), `period_days` the contact's period without
    doublings, `asks` and `doublings` count unanswered questions, `met_again` tells of interactions beyond
    the first exchange, `evidence` (left, moved or bounced) outranks the clock.
    """

    __tablename__ = "stale_clocks"
    __table_args__ = (
        Index("ix_stale_clocks_due", "workspace_id", "owner_id", "period_days", "ask_on"),
        Index("ix_stale_clocks_periods", "workspace_id", "period_days"),
        Index("ix_stale_clocks_evidence", "workspace_id", "evidence", "owner_id"),
        Index("ix_stale_clocks_dormant", "workspace_id", "met_again", "touched_on"),
    )

    contact_id: Mapped[int] = mapped_column(
        ForeignKey("contacts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    workspace_id: Mapped[str]
    owner_id: Mapped[str | None]
    touched_on: Mapped[date | None]
    base_on: Mapped[date]
    period_days: Mapped[int]
    met_again: Mapped[bool] = mapped_column(default=False)
    ask_on: Mapped[date | None]
    asked_on: Mapped[date | None]
    asks: Mapped[int] = mapped_column(default=0)
    doublings: Mapped[int] = mapped_column(default=0)
    evidence: Mapped[str | None]
    evidence_on: Mapped[date | None]


class MorningEntry(Base):
    """One item of a person's morning message of a date; `ref` is the id of what `kind` names."""

    __tablename__ = "morning_entries"
    __table_args__ = (
        UniqueConstraint("workspace_id", "user_id", "day", "kind", "ref"),
        Index("ix_morning_entries_item", "kind", "ref", "day"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str]
    user_id: Mapped[str]
    day: Mapped[date]
    kind: Mapped[str]
    ref: Mapped[int]
    position: Mapped[int]


class DigestSubscription(Base):
    """A channel that gets a daily digest; `members` are the people it is about, `tz` where it is morning.

    `since` is the moment of the last digest, `suspect` says that somebody joined since its readers were
    looked at.
    """

    __tablename__ = "digest_subscriptions"

    workspace_id: Mapped[str] = mapped_column(primary_key=True)
    channel_id: Mapped[str] = mapped_column(primary_key=True)
    subscribed_by: Mapped[str]
    tz: Mapped[str | None]
    mentions: Mapped[bool] = mapped_column(default=False)
    members: Mapped[list[Any]] = mapped_column(default=list)
    since: Mapped[datetime]
    suspect: Mapped[bool] = mapped_column(default=False)
    last_day: Mapped[date | None]


class Absence(Base):
    """A colleague's leave, both days included; `until_on` None while a Slack status stands without an end.

    `source` is "command" or "status"; the command outranks the status.
    """

    __tablename__ = "absences"

    workspace_id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str] = mapped_column(primary_key=True)
    from_on: Mapped[date]
    until_on: Mapped[date | None]
    deputy_id: Mapped[str | None]


class ReminderSwitches(Base):
    """What a colleague wants to be told in the morning; who never chose is told everything."""

    __tablename__ = "reminder_switches"

    workspace_id: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(primary_key=True)
    morning: Mapped[bool] = mapped_column(default=True)
    stale: Mapped[bool] = mapped_column(default=True)
    cards: Mapped[bool] = mapped_column(default=True)
    met: Mapped[bool] = mapped_column(default=True)
    mentions: Mapped[bool] = mapped_column(default=True)
