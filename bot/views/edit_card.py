"""The form of a card: its picture on top, one input per field, the unsure ones first and marked.

Callback ids: `edit_card` for one card, `edit_series` for the doubtful ones of a batch one after another.
Block ids end in the card's id, because Slack keeps what was typed where a block id stays the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from typing import Any

from bot.texts import Texts
from bot.views import card_choices, known
from bot.views import fields as lines
from bot.views.card_inputs import FIELDS, LISTS, TALL, as_text
from bot.views.message import Block, View, field, option, picture
from bot.views.message import modal as framed
from bot.views.review import ReviewCard
from contacts.values import CardFields

ONE, SERIES = "edit_card", "edit_series"
SAVE, DISCARD, LATER = "save", "discard", "later"
DECISIONS = {SAVE: "edit.decide_save", DISCARD: "edit.decide_discard", LATER: "edit.decide_later"}
MOST_INITIAL = 3_000
_HINTS = {"phones": "edit.hint_phones", "emails": "edit.hint_emails", "other_addresses": "edit.hint_offices"}


@dataclass(frozen=True, slots=True)
class Series:
    """Where a form stands among the doubtful cards of a batch; `position` counts from 1."""

    batch_id: int
    position: int
    total: int


def modal(
    card: ReviewCard, t: Texts, series: Series | None = None, said: Mapping[str, str] = MappingProxyType({})
) -> View:
    """The form of one card; in a series it says how far it is, offers candidates, and asks for a decision.

    `said` tells by field who confirmed or entered it.
    """
    blocks: list[Block] = [picture(card.file_id, t.plain("card.picture"))] if card.file_id else []
    unsure = [name for name in FIELDS if name in card.fields.unsure]
    blocks += card_choices.strips(card.doubts, t)
    blocks += card_choices.choices(card.doubts, card.id, t) if series else []
    blocks += [_input(name, card, t, said) for name in unsure]
    blocks += [_decision(card, t)] if series else []
    blocks += [_input(name, card, t, said) for name in FIELDS if name not in unsure]
    blocks += [_exchanged_on(card, t), _received_by(card, t)]
    last = series is None or series.position >= series.total
    return framed(
        SERIES if series else ONE,
        title=_title(t, series),
        submit=t.plain("edit.save" if last else "edit.save_next"),
        close=t.plain("modal.close" if series else "modal.cancel"),
        blocks=blocks,
        metadata=json.dumps(_metadata(card, series)),
    )


def card_id_of(view: Mapping[str, Any]) -> int:
    """The card a submitted or closed form is about."""
    return int(json.loads(view["private_metadata"])["card"])


def series_of(view: Mapping[str, Any]) -> Series | None:
    """Where the submitted form stood in its series; None for a single card."""
    kept = json.loads(view["private_metadata"])
    return Series(kept["batch"], kept["position"], kept["total"]) if "batch" in kept else None


def version_of(fields: CardFields) -> str:
    """A short mark of a card's fields: a form that shows other fields than the card has is out of date."""
    return sha256(json.dumps(fields.to_dict(), sort_keys=True).encode()).hexdigest()[:12]


def shown_version(view: Mapping[str, Any]) -> str:
    """The mark of the fields that a form showed when it was opened."""
    return str(json.loads(view["private_metadata"])["version"])


def _metadata(card: ReviewCard, series: Series | None) -> dict[str, int | str]:
    own: dict[str, int | str] = {"card": card.id, "version": version_of(card.fields)}
    if series is None:
        return own
    return {**own, "batch": series.batch_id, "position": series.position, "total": series.total}


def _title(t: Texts, series: Series | None) -> str:
    if series is None:
        return t.plain("edit.title")
    return t.plain("edit.title_series", position=series.position, total=series.total)


def _input(name: str, card: ReviewCard, t: Texts, said: Mapping[str, str]) -> Block:
    label = t.plain(lines.LABELS[name])
    if name in card.fields.unsure:
        label = t.plain("edit.unsure_label", label=label)
    shown = as_text(name, card.fields, t)[:MOST_INITIAL]
    element: Block = {"type": "plain_text_input", "multiline": name in TALL or bool(name in LISTS and shown)}
    if shown:
        element["initial_value"] = shown
    hint = " ".join(filter(None, (said.get(name), t.plain(_HINTS[name]) if name in _HINTS else "")))
    return field(block_id(name, card.id), label, element, hint=hint)


def _exchanged_on(card: ReviewCard, t: Texts) -> Block:
    element = {"type": "datepicker", "initial_date": card.exchanged_on.isoformat()}
    return field(block_id("exchanged_on", card.id), t.plain("edit.exchanged_on"), element, optional=False)


def _received_by(card: ReviewCard, t: Texts) -> Block:
    element = {"type": "users_select", "initial_user": card.received_by}
    return field(block_id("received_by", card.id), t.plain("edit.received_by"), element, optional=False)


def _decision(card: ReviewCard, t: Texts) -> Block:
    save = t.plain("known.new" if card.known else DECISIONS[SAVE])
    choices = known.decisions(card.known, t) if card.known else []
    choices += [option(save, SAVE), *(option(t.plain(DECISIONS[one]), one) for one in (DISCARD, LATER))]
    element: Block = {"type": "radio_buttons", "options": choices, "initial_option": choices[0]}
    return field(block_id("decision", card.id), t.plain("edit.decision"), element, optional=False)


def block_id(name: str, card_id: int) -> str:
    """The block id of a field's input in the form of a card."""
    return f"{name}:{card_id}"
