"""A value that the team knows of a card's company is taken over with a tap in the review."""

from __future__ import annotations

from bot.conversations import review
from bot.conversations.routes import ROUTER
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views.learned import TAKE, Tap, tapped
from storage import learned
from storage.tables import Card


@ROUTER.on(RequestKind.ACTION, *TAKE)
def taken(turn: Turn) -> Answer:
    """The card says from now on what the company's other contacts say."""
    tap = tapped(turn.request.value)
    if tap is None:
        return NOTHING
    return review.on_card(turn, tap.card_id, lambda turn, card: _take(turn, card, tap), "pending")


def _take(turn: Turn, card: Card, tap: Tap) -> Answer:
    act = learned.take(turn.session, card, tap.key, tap.value, turn.actor.slack_id, turn.now)
    review.refreshed(turn, card)
    return NOTHING if act else review.whispered(turn, "settled_already")
