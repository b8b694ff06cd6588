"""Looking contacts up: answers go to the asker alone, who may share them."""

from __future__ import annotations

from bot.concerns import is_direct
from bot.conversations.routes import ROUTER
from bot.jobs import posting
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views.search import found, usage
from storage import contacts

MOST_RESULTS = 5


@ROUTER.on(RequestKind.COMMAND, "contact")
def contact_command(turn: Turn) -> Answer:
    """`/contact QUERY`: matching contacts, shown to the asker only."""
    query = (turn.request.value or "").strip()
    if not query:
        return Answer(whisper=usage(turn.texts, turn.house.settings))
    people = contacts.search(turn.session, turn.workspace_id, query, MOST_RESULTS)
    return Answer(whisper=found(query, people, turn.texts, shareable=not _in_direct(turn)))


def _in_direct(turn: Turn) -> bool:
    return str(turn.request.channel_id).startswith("D")


def post(turn: Turn, query: str) -> None:
    """Answers plain words: openly in a direct message, to the asker alone in a channel."""
    request = turn.request
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


@ROUTER.on(RequestKind.ACTION, "contact_share")
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
