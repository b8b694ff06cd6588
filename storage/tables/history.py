"""Interactions, follow-ups, and who changed what when."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from storage.tables.base import Base
from storage.tables.contacts import Contact


class Interaction(Base):
    """One touch with contacts.

    `channel_id` and `message_ts` name the Slack message that is the note; `amount` is in whole units of
    `currency`; `company_name` and `unknown_people` are as written, where nobody stored fits; `colleagues`
    are ours by Slack id; `questions` is what only a person can decide, see `storage.notes`.
    """

    __tablename__ = "interactions"
    # An id that an undo freed must not come back: messages and history name rows by it.
    __table_args__ = (
        Index("ix_interactions_message", "workspace_id", "channel_id", "message_ts"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str]
    user_id: Mapped[str]
    kind: Mapped[str]
    happened_on: Mapped[date] = mapped_column(index=True)
    note: Mapped[str | None]
    private: Mapped[bool] = mapped_column(default=False)
    card_id: Mapped[int | None] = mapped_column(ForeignKey("cards.id"))
    incoming_id: Mapped[int | None] = mapped_column(ForeignKey("incoming.id"))
    channel_id: Mapped[str | None]
    message_ts: Mapped[str | None]
    amount: Mapped[int | None] = mapped_column(BigInteger)
    currency: Mapped[str | None]
    company_name: Mapped[str | None] = mapped_column(index=True)
    unknown_people: Mapped[list[Any]] = mapped_column(default=list)
    colleagues: Mapped[list[Any]] = mapped_column(default=list)
    questions: Mapped[list[Any]] = mapped_column(default=list)
    created_at: Mapped[datetime]

    links: Mapped[list[InteractionContact]] = relationship(
        cascade="all, delete-orphan", order_by="InteractionContact.position"
    )


class InteractionContact(Base):
    __tablename__ = "interaction_contacts"

    interaction_id: Mapped[int] = mapped_column(
        ForeignKey("interactions.id", ondelete="CASCADE"), primary_key=True
    )
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)


class InteractionPhoto(Base):
    """A photo whose cards are the people of a note."""

    __tablename__ = "interaction_photos"

    interaction_id: Mapped[int] = mapped_column(
        ForeignKey("interactions.id", ondelete="CASCADE"), primary_key=True
    )
    photo_id: Mapped[int] = mapped_column(
        ForeignKey("photos.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class PersonChoice(Base):
    """Whom a colleague means by a name that fits several contacts: their last answer."""

    __tablename__ = "person_choices"
    __table_args__ = (UniqueConstraint("workspace_id", "user_id", "said"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str]
    user_id: Mapped[str]
    said: Mapped[str]
    contact_id: Mapped[int] = mapped_column(ForeignKey("contacts.id", ondelete="CASCADE"), index=True)
    chosen_at: Mapped[datetime]


class FollowUp(Base):
    """A promised next action; `side` is ours or theirs, `state` open, done or dropped.

    `assigned_by` names the colleague whose offer its owner has neither accepted nor returned yet,
    `owned_since` tells since when its owner has it (creation when None). `rest_until` is the earliest
    morning after `reminded_on` that shows it again.
    """

    __tablename__ = "follow_ups"
    __table_args__ = (Index("ix_follow_ups_due", "state", "due_on"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str]
    contact_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"), index=True)
    interaction_id: Mapped[int | None] = mapped_column(ForeignKey("interactions.id"), index=True)
    text: Mapped[str]
    due_on: Mapped[date | None]
    due_time: Mapped[time | None]
    side: Mapped[str] = mapped_column(default="ours")
    owner_id: Mapped[str] = mapped_column(index=True)
    state: Mapped[str] = mapped_column(default="open")
    created_at: Mapped[datetime]
    done_at: Mapped[datetime | None]
    snoozed_until: Mapped[date | None]
    reminded_on: Mapped[date | None]
    rest_until: Mapped[date | None]
    assigned_by: Mapped[str | None] = mapped_column(index=True)
    owned_since: Mapped[datetime | None]

    contact: Mapped[Contact | None] = relationship()


class Act(Base):
    """One thing a person did, which may have changed many rows; what an undo takes back."""

    __tablename__ = "acts"

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str]
    kind: Mapped[str]
    actor_id: Mapped[str]
    at: Mapped[datetime]
    undone_at: Mapped[datetime | None]
    undone_by: Mapped[str | None]


class Change(Base):
    """One field's change: from what to what, by whom, when and because of what.

    `field` is "+" for a row that was created and "-" for one that was removed; then `new` or `old`
    holds all its values.
    """

    __tablename__ = "changes"
    __table_args__ = (Index("ix_changes_row", "entity", "entity_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str]
    act_id: Mapped[int | None] = mapped_column(ForeignKey("acts.id"), index=True)
    entity: Mapped[str]
    entity_id: Mapped[int]
    field: Mapped[str]
    old: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    new: Mapped[Any | None] = mapped_column(JSON(none_as_null=True))
    actor_id: Mapped[str]
    at: Mapped[datetime]
    reason: Mapped[str]
