"""`/goen channel`: a team channel's daily digest, and its end when a stranger joins."""

from __future__ import annotations

from bot.conversations import goen_words
from bot.conversations.routes import ROUTER
from bot.jobs import digest
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views.digest import answer
from storage import digests

ON, OFF = {"", "on", "オン"}, {"off", "オフ"}
MENTION = {"mention", "mentions", "メンション"}


@goen_words.on("channel", "チャンネル")
def channel(turn: Turn, value: str) -> Answer | None:
    """`/goen channel` subscribes, `off` ends it, `mention on` mentions colleagues for what is overdue."""
    first, _, rest = value.casefold().partition(" ")
    channel_id = str(turn.request.channel_id)
    if channel_id.startswith("D"):
        return Answer(whisper=answer("direct", turn.texts))
    if first in ON:
        digest.queue_subscription(turn.session, turn.house, channel_id, turn.actor.slack_id, turn.request.key)
        return NOTHING
    if first in OFF:
        ended = digests.unsubscribe(turn.session, turn.workspace_id, channel_id)
        return Answer(whisper=answer("off" if ended else "was_off", turn.texts))
    return _mentions(turn, channel_id, rest.strip()) if first in MENTION else None


def _mentions(turn: Turn, channel_id: str, value: str) -> Answer | None:
    row = digests.get(turn.session, turn.workspace_id, channel_id)
    if row is None:
        return Answer(whisper=answer("was_off", turn.texts))
    if value not in ON | OFF:
        return None
    row.mentions = value in ON
    return Answer(whisper=answer("mentions_on" if row.mentions else "mentions_off", turn.texts))


@ROUTER.on(RequestKind.EVENT, "member_joined_channel", "channel_shared")
def joined(turn: Turn) -> Answer:
    """Somebody joined a subscribed channel: the next tick looks who reads along, before any post."""
    row = digests.get(turn.session, turn.workspace_id, str(turn.request.channel_id))
    if row:
        row.suspect = True
    return NOTHING
