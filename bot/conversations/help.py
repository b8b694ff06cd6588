"""Three lines that show what Goen does, with one sample each."""

from __future__ import annotations

from bot.jobs import posting
from bot.router import Turn


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
