"""Looking contacts up: answers go to the asker alone, who may share them."""

from __future__ import annotations

from bot import authority
from bot.concerns import is_direct
from bot.conversations.routes import ROUTER
from bot.jobs import posting
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views.contact import SHARE
from bot.views.search import usage


@ROUTER.on(RequestKind.COMMAND, "contact")
def contact_command(turn: Turn) -> Answer:
    """`/contact QUERY`: matching contacts, shown to the asker only."""
    if not (turn.request.value or "").strip():
        return Answer(whisper=usage(turn.texts, turn.house.settings))
    look_up(turn)
    return NOTHING


def look_up(turn: Turn) -> None:
    """Answers the words of this request: openly in a direct message, to the asker alone in a channel."""
    request = turn.request
    authority.audit_search(turn.session, turn.actor, turn.now)
    posting.put(
        turn.session,
        turn.house,
        key=f"found:{turn.incoming_id}",
        recipient=str(request.channel_id),
        thread_ts=request.thread_ts,
        kind="found",
        ids={"incoming": turn.incoming_id, "user": turn.actor.slack_id},
        action="post" if is_direct(request) else "ephemeral",
    )


@ROUTER.on(RequestKind.ACTION, SHARE)
def share(turn: Turn) -> Answer:
    """Posts a found contact into the channel where it was asked for."""
    request = turn.request
    posting.put(
        turn.session,
        turn.house,
        key=f"share:{turn.incoming_id}",
        recipient=str(request.channel_id),
        thread_ts=request.thread_ts,
        kind="contact",
        ids={"contact": int(request.value or 0), "user": turn.actor.slack_id},
    )
    return NOTHING
