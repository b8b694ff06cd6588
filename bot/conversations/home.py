"""The Home tab: opened, and its buttons."""

from __future__ import annotations

from bot.conversations.routes import ROUTER
from bot.jobs import home_tab
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views.card_modal import card_modal
from bot.views.home import ADD_CARD


@ROUTER.on(RequestKind.EVENT, "app_home_opened")
def opened(turn: Turn) -> Answer:
    """Publishes the person's Home tab from current data."""
    if turn.request.event.get("tab") == "home":
        home_tab.queue(turn.session, turn.house, turn.actor.slack_id, turn.request.key)
    return NOTHING


@ROUTER.on(RequestKind.ACTION, ADD_CARD)
def add_card(turn: Turn) -> Answer:
    """The button for photos."""
    return Answer(open=card_modal(turn.texts))
