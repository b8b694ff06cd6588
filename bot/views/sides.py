"""What is said of a side that is no card of its own: a back without or with its front, a colleague's card.

Action id: `side_apart` (it is a card of its own); the value is the id of the side.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.texts import Texts, escape
from bot.views import fields as lines
from bot.views.message import Block, Message, actions, button, context, picture, said, section
from contacts.values import CardFields

APART = "side_apart"


@dataclass(frozen=True, slots=True)
class OtherSide:
    """The back of a card under review: its id and its uploaded picture."""

    id: int
    file_id: str | None = None


def alone(card_id: int, file_id: str | None, t: Texts) -> Message:
    """A back for which there is no front."""
    return _told(card_id, file_id, "side.alone", "side.register", t)


def colleague(card_id: int, file_id: str | None, t: Texts) -> Message:
    """A card of our own company."""
    return _told(card_id, file_id, "side.colleague", "side.register_colleague", t)


def joined(card_id: int, front: CardFields, t: Texts) -> Message:
    """A side that was put to the card of `front`."""
    text = t("side.joined", name=escape(lines.shown_name(front, t), lines.MOST_NAME))
    return said(text, [section([text]), actions(button(t.plain("side.apart"), APART, card_id))])


def pictures(backs: tuple[OtherSide, ...], t: Texts) -> list[Block]:
    """The pictures of a card's other sides."""
    return [picture(back.file_id, t.plain("card.picture")) for back in backs if back.file_id]


def notes(backs: tuple[OtherSide, ...], t: Texts) -> list[Block]:
    """That the other side was read as well, and the tap that takes a wrong pairing back."""
    if not backs:
        return []
    taps = [
        {**button(t.plain("side.apart"), APART, back.id), "action_id": action(n)} for n, back in _rows(backs)
    ]
    return [context(t("side.read")), actions(*taps)]


def action(number: int) -> str:
    """The action id of the n-th side's button, from 0."""
    return f"{APART}_{number}" if number else APART


MOST_SIDES = 3
ACTIONS = tuple(action(number) for number in range(MOST_SIDES))


def _rows(backs: tuple[OtherSide, ...]) -> list[tuple[int, OtherSide]]:
    return list(enumerate(backs[:MOST_SIDES]))


def _told(card_id: int, file_id: str | None, key: str, tap: str, t: Texts) -> Message:
    shown = [picture(file_id, t.plain("card.picture"))] if file_id else []
    blocks = [*shown, section([t(key)]), actions(button(t.plain(tap), APART, card_id))]
    return said(t(key), blocks)
