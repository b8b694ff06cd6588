"""Three lines that show what Goen does, with one sample each."""

from __future__ import annotations

from bot.conversations.routes import ROUTER
from bot.jobs import posting
from bot.request import RequestKind
from bot.router import Answer, Turn
from bot.views.help import help_message


def post(turn: Turn) -> None:
    """Puts the help where the request came from."""
    request = turn.request
    posting.put(
        turn.session,
        turn.house,
        key=f"help:{request.channel_id}:{request.ts}",
        recipient=str(request.channel_id),
        thread_ts=request.thread_ts,
        kind="help",
        ids={"user": turn.actor.slack_id},
    )


@ROUTER.on(RequestKind.COMMAND, "goen")
def goen_command(turn: Turn) -> Answer:
    """`/goen help`, and every other word after it for now."""
    return Answer(whisper=help_message(turn.texts, turn.house.settings))
