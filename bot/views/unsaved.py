"""The modal with the cards that a person did not save yet.

Action ids, each with the card's id as value: `unsaved_save`, `unsaved_discard`; Edit is the review's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.texts import Texts, join
from bot.views import fields as lines
from bot.views.message import Block, View, actions, button, modal, section
from bot.views.review import EDIT
from contacts.values import CardFields

SAVE, DISCARD, LIST = "unsaved_save", "unsaved_discard", "unsaved_cards"
MOST_CARDS = 20
Waiting = tuple[int, CardFields, date]
"""A card's id, its fields, and the day it was exchanged."""


def unsaved(cards: Sequence[Waiting], t: Texts) -> View:
    """The cards with Save, Edit and Discard each; what was settled is gone when it is shown again."""
    blocks: list[Block] = []
    for card_id, fields, exchanged_on in cards[:MOST_CARDS]:
        when = t("review.exchanged", day=t.day(exchanged_on))
        blocks.append(
            section([lines.headline(fields, t), join("  ", (lines.post(fields), when))], most=1_000)
        )
        blocks.append(
            actions(
                button(t.plain("review.save"), SAVE, card_id, "primary"),
                button(t.plain("review.edit"), EDIT, card_id),
                button(t.plain("review.discard"), DISCARD, card_id),
            )
        )
    blocks = blocks or [section([t("reminder.cards_done")])]
    return modal(LIST, t.plain("reminder.cards_title"), None, t.plain("modal.close"), blocks)
