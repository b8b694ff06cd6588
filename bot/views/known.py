"""What a review offers when the team may know the person already: join, mark as moved, or save as new.

Action ids: `known_add` and `known_moved` with the value "card:contact"; `known_other` is the menu of less
likely choices with values "add:card:contact", "moved:…" and "both:…".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.texts import Texts
from bot.texts.escaping import cut
from bot.views.message import Block, button, option

ADD, MOVED, BOTH = "add", "moved", "both"
ACTIONS = {ADD: "known_add", MOVED: "known_moved"}
OTHER = "known_other"
LABELS = {ADD: "known.add", MOVED: "known.moved", BOTH: "known.both"}
# Slack takes five options in an overflow menu, and 13,000 bytes of blocks in a message of three cards.
MOST_OTHERS, MOST_WHO = 4, 30


@dataclass(frozen=True, slots=True)
class KnownContact:
    """A stored contact that may be the person on the card.

    `name` is the person with honorific, `who` with the company as well, both plain; `sentence` is plain
    text about what the team knows; `moved` says that the company seems to have changed.
    """

    contact_id: int
    name: str
    who: str
    sentence: str
    moved: bool = False

    @property
    def likeliest(self) -> str:
        """What the verdict speaks for: "add" or "moved"."""
        return MOVED if self.moved else ADD


@dataclass(frozen=True, slots=True)
class Joined:
    """What became of a card saved onto a known contact: "add", "moved" or "both", and whose it is."""

    how: str
    name: str
    contact_id: int


def first_button(card_id: int, known: Sequence[KnownContact], t: Texts) -> Block:
    """The likeliest choice about the likeliest contact."""
    one = known[0]
    how = one.likeliest
    return button(label(how, one.name, t), ACTIONS[how], f"{card_id}:{one.contact_id}", "primary")


def menu(card_id: int, known: Sequence[KnownContact], t: Texts) -> Block:
    """The other choices: the same contact in another way, and the other contacts."""
    choices = [option(text, f"{how}:{card_id}:{one.contact_id}") for how, one, text in _others(known, t)]
    return {"type": "overflow", "action_id": OTHER, "options": choices[:MOST_OTHERS]}


def decisions(known: Sequence[KnownContact], t: Texts) -> list[Block]:
    """The choices as options of a form, the likeliest first; their values are "add:contact" and so on."""
    every = [(one.likeliest, one, label(one.likeliest, one.who, t)) for one in known[:1]]
    every += _others(known, t)
    return [option(text, f"{how}:{one.contact_id}") for how, one, text in every]


def _others(known: Sequence[KnownContact], t: Texts) -> list[tuple[str, KnownContact, str]]:
    first, *rest = known
    ways = [how for how in LABELS if how != first.likeliest]
    found = [(how, first, label(how, first.who, t)) for how in ways]
    return found + [(one.likeliest, one, label(one.likeliest, one.who, t)) for one in rest]


def label(how: str, who: str, t: Texts) -> str:
    """A choice in words, short enough for a button: 田中 一郎様に追加."""
    return t.plain(LABELS[how], who=cut(who, MOST_WHO))


def tapped(value: Any) -> tuple[int, int]:
    """The card and the contact of a tap's value "card:contact"."""
    card, _, contact = str(value).partition(":")
    return int(card), int(contact)
