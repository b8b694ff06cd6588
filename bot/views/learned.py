"""What the team knows of a card's company, in the card's review: one tap takes a value over.

Action ids: `learned_1` to `learned_3`; the value is `value_of_tap`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import NamedTuple

from bot.texts import Mrkdwn, Texts, escape
from bot.views.fields import LABELS, postal
from bot.views.message import Block, button, context, section
from contacts.doubts import field_of
from contacts.learned import MOST_OFFERS, Offer

TAKE = tuple(f"learned_{number}" for number in range(1, MOST_OFFERS + 1))
MOST_SHOWN = 120


class Tap(NamedTuple):
    """A tapped offer."""

    card_id: int
    key: str
    value: str


def blocks(offers: Sequence[Offer], card_id: int, t: Texts) -> list[Block]:
    """The offers, each with its button; nothing without any."""
    if not offers:
        return []
    rows = [_row(one, card_id, action, t) for one, action in zip(offers, TAKE, strict=False)]
    return [context(t("learned.lead")), *rows]


def _row(one: Offer, card_id: int, action: str, t: Texts) -> Block:
    label = t(LABELS[field_of(one.key)])
    value = postal(one.postal_code, one.value, t) if one.key == "address" else escape(one.value, MOST_SHOWN)
    key = "learned.correct" if one.present else "learned.complete"
    present = escape(one.present, MOST_SHOWN)
    line = t(key, field=label, present=present, value=value, n=one.people)
    take = t.plain("learned.take_correct" if one.present else "learned.take_complete")
    return section([Mrkdwn(line)], button(take, action, value_of_tap(Tap(card_id, one.key, one.value))))


def value_of_tap(tap: Tap) -> str:
    """The value of an offer's button."""
    return json.dumps(list(tap), ensure_ascii=False, separators=(",", ":"))


def tapped(value: str | None) -> Tap | None:
    """The offer of a tap; None for what is none of ours."""
    try:
        match json.loads(value or ""):
            case [int(card_id), str(key), str(offered)]:
                return Tap(card_id, key, offered)
    except ValueError:
        pass
    return None
