"""One card under review: save, edit, discard, undo."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversations.routes import ROUTER
from bot.jobs import announce
from bot.jobs.audience import may_settle
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import edit_card, problems
from storage import acts, cards
from storage.tables import Card

Act = Callable[[Turn, Card], Answer]


def _on_card(turn: Turn, act: Act, *states: str) -> Answer:
    """Runs `act` on the tapped card when the actor may settle it and it is still in one of `states`."""
    card = cards.load(turn.session, int(turn.request.value or 0), turn.workspace_id)
    if card is None:
        return Answer(whisper=problems.problem("settled_already", turn.texts))
    if not may_settle(card, turn.actor):
        return Answer(whisper=problems.not_yours(may_settle_names(turn, card), turn.texts))
    if card.state not in states:
        announce.refresh_card(turn.session, turn.house, card)
        return Answer(whisper=problems.problem("settled_already", turn.texts))
    return act(turn, card)


@ROUTER.on(RequestKind.ACTION, "review_save")
def save(turn: Turn) -> Answer:
    return _on_card(turn, _save, "pending")


def _save(turn: Turn, card: Card) -> Answer:
    cards.save(turn.session, card, turn.actor.slack_id, turn.now)
    return _refreshed(turn, card)


@ROUTER.on(RequestKind.ACTION, "review_discard")
def discard(turn: Turn) -> Answer:
    return _on_card(turn, _discard, "pending")


def _discard(turn: Turn, card: Card) -> Answer:
    cards.discard(turn.session, card, turn.actor.slack_id, turn.now)
    return _refreshed(turn, card)


@ROUTER.on(RequestKind.ACTION, "review_undo")
def undo(turn: Turn) -> Answer:
    return _on_card(turn, _undo, "saved", "discarded")


def _undo(turn: Turn, card: Card) -> Answer:
    act = cards.last_act(turn.session, card)
    if act is None:
        return Answer(whisper=problems.problem("settled_already", turn.texts))
    acts.undo(turn.session, act, turn.actor.slack_id, turn.now)
    return _refreshed(turn, card)


@ROUTER.on(RequestKind.ACTION, "review_edit")
def edit(turn: Turn) -> Answer:
    return _on_card(turn, _edit, "pending", "saved")


def _edit(turn: Turn, card: Card) -> Answer:
    return Answer(open=edit_card.modal(review_card(turn.session, card), turn.texts))


def _refreshed(turn: Turn, card: Card) -> Answer:
    announce.refresh_card(turn.session, turn.house, card)
    return NOTHING
