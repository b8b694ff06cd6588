"""Doubts about a card: one tap on the right reading settles one."""

from __future__ import annotations

from bot.conversations import review
from bot.conversations.routes import ROUTER
from bot.jobs import announce
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views.doubts import EDITS, PICKS, Pick, pick_of
from storage import doubts
from storage.tables import Card


@ROUTER.on(RequestKind.ACTION, *PICKS)
def picked(turn: Turn) -> Answer:
    """A candidate, or "as read": the value is set and sure."""
    pick = pick_of(turn.request.value)
    if pick is None:
        return NOTHING
    return review.on_card(turn, pick.card_id, lambda turn, card: _settle(turn, card, pick), "pending")


def _settle(turn: Turn, card: Card, pick: Pick) -> Answer:
    act = doubts.settle(turn.session, card, pick.key, pick.value, turn.actor.slack_id, turn.now)
    if act is None:
        review.refreshed(turn, card)
        return review.whispered(turn, "settled_already")
    announce.next_doubts(turn.session, turn.house, card)
    return review.refreshed(turn, card)


@ROUTER.on(RequestKind.ACTION, *EDITS)
def other(turn: Turn) -> Answer:
    """None of the candidates: the form opens, the unsure fields first."""
    return review.edit(turn)
