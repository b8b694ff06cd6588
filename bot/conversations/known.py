"""A card under review joins a contact the team knows: the same person, moved, or with a second post."""

from __future__ import annotations

from bot.conversations.review import on_card, whispered
from bot.conversations.routes import ROUTER
from bot.jobs import announce
from bot.request import RequestKind
from bot.router import NOTHING, Answer, Turn
from bot.views import known
from storage import contacts, joining
from storage.tables import Card

JOINING = {known.ADD: joining.ADD, known.MOVED: joining.MOVE, known.BOTH: joining.BOTH}


@ROUTER.on(RequestKind.ACTION, known.ACTIONS[known.ADD])
def add(turn: Turn) -> Answer:
    """The card is a newer or other one of the known contact."""
    return _joined(turn, known.ADD, turn.request.value)


@ROUTER.on(RequestKind.ACTION, known.ACTIONS[known.MOVED])
def moved(turn: Turn) -> Answer:
    """The known contact works elsewhere now."""
    return _joined(turn, known.MOVED, turn.request.value)


@ROUTER.on(RequestKind.ACTION, known.OTHER)
def other(turn: Turn) -> Answer:
    """One of the less likely choices."""
    how, _, rest = (turn.request.value or "").partition(":")
    return _joined(turn, how, rest)


def _joined(turn: Turn, how: str, value: str | None) -> Answer:
    card_id, contact_id = known.tapped(value)

    def settle(turn: Turn, card: Card) -> Answer:
        there = joined(turn, card, how, contact_id)
        announce.refresh_card(turn.session, turn.house, card)
        return NOTHING if there else whispered(turn, "contact_gone")

    return on_card(turn, card_id, settle, "pending")


def joined(turn: Turn, card: Card, how: str, contact_id: int) -> bool:
    """Joins the card to the contact; False when that is gone or became part of another."""
    contact = contacts.load(turn.session, contact_id, turn.workspace_id)
    if contact is None or contact.merged_into_id:
        return False
    joining.join(turn.session, card, contact, JOINING[how], turn.actor.slack_id, turn.now)
    return True
