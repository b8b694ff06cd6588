"""`/goen today`: the day as text to edit, shared by one tap and never by itself."""

from __future__ import annotations

from bot.conversations import goen_words
from bot.conversations.routes import ROUTER
from bot.jobs import daily, posting
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import daily as view


@goen_words.on("today", "今日", "日報")
def today(turn: Turn, _: str) -> Answer | None:
    """Opens the form with the asker's day."""
    channel = str(turn.request.channel_id)
    report = daily.report(turn.session, turn.house, turn.actor.slack_id, turn.now)
    return Answer(open=view.form(report, None if channel.startswith("D") else channel, turn.texts))


@ROUTER.on(RequestKind.SUBMISSION, view.CALLBACK)
def share(turn: Turn) -> Answer:
    """Posts the text as it was edited into the chosen channel."""
    posting.put(
        turn.session,
        turn.house,
        key=f"daily:{turn.incoming_id}",
        recipient=view.parse(turn.request.view)[1],
        kind=daily.REPORT,
        ids={"incoming": turn.incoming_id, "user": turn.actor.slack_id},
    )
    return NOTHING
