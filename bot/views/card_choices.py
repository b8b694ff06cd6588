"""Candidates of a card's unsure values in its form: the strips, and radio buttons in place of typing.

Block ids begin with `pick-` and the value's key; an option's value is the candidate's place, or "other".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.texts import Texts
from bot.views.doubts import Doubts, faces, sign
from bot.views.fields import LABELS
from bot.views.message import Block, field, option, picture, value_of
from contacts import doubts as asking
from contacts.doubts import candidates_of, field_of, with_value
from contacts.values import CardFields

PICK, OTHER = "pick-", "other"
# Slack cuts the text of an option here.
MOST_OPTION = 75


def strips(doubts: Doubts, t: Texts) -> list[Block]:
    """The picture of the strips, once it is in Slack."""
    return [picture(doubts.file_id, t.plain("doubt.strips"))] if doubts.file_id else []


def choices(doubts: Doubts, card_id: int, t: Texts) -> list[Block]:
    """Radio buttons for each value with more than one candidate, the present one chosen."""
    blocks = []
    for doubt in doubts.asked:
        names = faces(doubt, doubts.registered, t)
        if len(names) < 2 or any(len(name) > MOST_OPTION for name in names):
            continue
        options = [option(name, str(place)) for place, name in enumerate(names)]
        chosen = options[doubt.candidates.index(doubt.value)]
        options.append(option(t.plain("doubt.type"), OTHER))
        label = t.plain("doubt.which", sign=sign(doubt.number), field=t.plain(LABELS[doubt.field]))
        element: Block = {"type": "radio_buttons", "options": options, "initial_option": chosen}
        blocks.append(field(f"{PICK}{doubt.key}:{card_id}", label, element))
    return blocks


def with_choices(values: Mapping[str, Any], before: CardFields, typed: Mapping[str, Any]) -> CardFields:
    """The fields with the candidates chosen in a submitted form; what was typed outweighs a choice."""
    fields = before
    for key, place in _chosen(values):
        found = candidates_of(before, key)
        if field_of(key) not in typed and place < len(found) and found[place] != asking.value_of(before, key):
            fields = with_value(fields, key, found[place])
            fields = replace(fields, confidence={**fields.confidence, field_of(key): 1.0})
    return fields


def _chosen(values: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for block in values:
        chosen = value_of(values, block).get("selected_option") or {}
        if block.startswith(PICK) and str(chosen.get("value")).isdecimal():
            yield block.removeprefix(PICK).partition(":")[0], int(chosen["value"])
