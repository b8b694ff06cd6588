"""Refusals in words: answered at once, or posted where an event was refused."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Session

from bot.house import House
from bot.jobs import posting
from bot.jobs.people import name_of
from bot.request import Request
from bot.texts import Texts
from bot.views.message import Message
from bot.views.refusals import SILENT, refused
from storage import roles
from storage.tables import Outbox, User

KIND = "refused"


def message(session: Session, house: House, why: str, t: Texts) -> Message:
    """The sentence for a value of `bot.authority.Why`, with whom to ask."""
    admins = (name_of(session, house, one.slack_id) for one in roles.admins(session, house.workspace_id))
    return refused(why, list(filter(None, admins)), t)


def queue(session: Session, house: House, actor: User, request: Request, why: str, now: datetime) -> None:
    """Posts why words or photos were not taken in: always where Goen was spoken to.

    In a channel that only carries photos the poster alone hears it, once a day; nobody there hears that they
    have no role at all.
    """
    channel, user_id = str(request.channel_id), actor.slack_id
    direct = channel.startswith("D")
    spoken_to = direct or f"<@{house.bot_user_id}>" in str(request.event.get("text") or "")
    if not spoken_to and why in SILENT:
        return
    key = request.key if spoken_to else f"{user_id}:{channel}:{now:%Y%m%d}"
    posting.put(
        session,
        house,
        key=f"refused:{key}",
        recipient=channel,
        thread_ts=request.thread_ts,
        kind=KIND,
        ids={"user": user_id, "why": why},
        action="post" if direct else "ephemeral",
    )


def render(session: Session, house: House, row: Outbox, t: Texts) -> Message | None:
    """A queued refusal."""
    return message(session, house, str(row.ids["why"]), t)
