"""A side that Goen put to another card, or took for no contact, becomes a card of its own."""

from __future__ import annotations

from bot.conversations import review
from bot.conversations.routes import ROUTER
from bot.jobs import sides
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views.sides import ACTIONS
from storage.tables import Card


@ROUTER.on(RequestKind.ACTION, *ACTIONS)
def apart(turn: Turn) -> Answer:
    """One tap: the pairing is undone, or the card is reviewed like any other."""
    return review.on_card(turn, int(turn.request.value or 0), _apart, "pending")


def _apart(turn: Turn, card: Card) -> Answer:
    sides.part(turn.session, turn.house, card, turn.actor.slack_id, turn.now)
    return NOTHING
