"""Colleagues: what they are called, what they read, who may settle a card."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from bot.api.door import ACTOR
from bot.house import House
from bot.texts import Texts, texts_for
from reminders.hours import zone_of
from storage import channels, users, workspaces
from storage.tables import Card, User


def name_of(session: Session, house: House, user_id: str | None) -> str:
    """A colleague's name as Slack shows it, or a system's as its token has it; empty when unknown."""
    if user_id and user_id.startswith(ACTOR):
        return user_id.removeprefix(ACTOR)
    user = users.get(session, house.workspace_id, user_id) if user_id else None
    return user.name or user.real_name if user else ""


def colleague_called(session: Session, house: House, name: str) -> str | None:
    """The user id of the one colleague with this Slack name; None when there is none, or several."""
    rows = select(User.slack_id).where(
        User.workspace_id == house.workspace_id, or_(User.name == name, User.real_name == name)
    )
    found = session.scalars(rows.limit(2)).all()
    return found[0] if len(found) == 1 else None


def texts_of(session: Session, house: House, user_id: str | None) -> Texts:
    """What a colleague reads."""
    user = users.get(session, house.workspace_id, user_id) if user_id else None
    return texts_for((user and user.locale) or default_locale(session, house))


def texts_in(session: Session, house: House, channel_id: str) -> Texts:
    """The language of a channel, the workspace's unless it was set."""
    channel = channels.get(session, house.workspace_id, channel_id)
    return texts_for((channel and channel.locale) or default_locale(session, house))


def default_locale(session: Session, house: House) -> str:
    """The language of channels and of people whose locale is not known, as a Slack locale."""
    return workspaces.settings_of(session, house.workspace_id).locale or house.settings.locale


def default_notes(session: Session, house: House) -> str:
    """Who reads a new note: "team", or "private" until its author shares it."""
    return workspaces.settings_of(session, house.workspace_id).notes or house.settings.notes


def zone_for(session: Session, house: House, user_id: str | None) -> ZoneInfo:
    """A colleague's time zone."""
    user = users.get(session, house.workspace_id, user_id) if user_id else None
    return zone_of(user.tz if user else None)


def today_of(user: User, now: datetime) -> date:
    """The date where a colleague is."""
    return now.astimezone(zone_of(user.tz)).date()


def settlers(card: Card) -> list[str]:
    """Who may act on a card's review: its poster, who received it, and the contact's owner."""
    owner = card.contact.owner_id if card.contact else None
    return list(dict.fromkeys(filter(None, (card.poster_id, card.received_by, owner))))
