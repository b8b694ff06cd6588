"""Who follows somebody who left a post: asked after a move, and where the open follow-ups go.

Action ids: `successor_open` (value: the contact's id), `successor_person` (the picker),
`successor_undo` (value: the act's id). Callback id of the form: `successor`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from bot.texts import Texts
from bot.views.message import (
    Block,
    Message,
    View,
    actions,
    button,
    field,
    modal,
    option,
    plain,
    said,
    section,
    value_of,
    words,
)

OPEN, PERSON, UNDO, CALLBACK = "successor_open", "successor_person", "successor_undo", "successor"
STAY, MOVE = "stay", "move"


class Sent(NamedTuple):
    """A submitted form: who left, who follows, and whether the open follow-ups go along."""

    contact_id: int
    successor_id: int
    with_follow_ups: bool


def form(contact_id: int, name: str, follow_ups: int, t: Texts) -> View:
    """Asks for the successor and, where there are open follow-ups, whose they are."""
    blocks: list[Block] = [
        section([t("successor.lead", name=name)]),
        {
            "type": "input",
            "block_id": "person",
            "label": plain(t.plain("successor.person"), 200),
            "element": {"type": "external_select", "action_id": PERSON, "min_query_length": 1},
        },
    ]
    if follow_ups:
        choices = [
            option(t.plain("successor.move"), MOVE),
            option(t.plain("successor.stay", name=name), STAY),
        ]
        element: Block = {"type": "radio_buttons", "options": choices, "initial_option": choices[0]}
        label = t.plain("successor.follow_ups", n=follow_ups)
        blocks.append(field("follow_ups", label, element, optional=False))
    title, submit = t.plain("successor.title"), t.plain("edit.save")
    return modal(CALLBACK, title, submit, t.plain("modal.cancel"), blocks, str(contact_id))


def parse(view: Mapping[str, Any]) -> Sent:
    """What was submitted with the form."""
    values = view["state"]["values"]
    chosen = values["person"][PERSON]["selected_option"]
    promises = value_of(values, "follow_ups").get("selected_option") or {}
    return Sent(int(view["private_metadata"]), int(chosen["value"]), promises.get("value") == MOVE)


def linked(name: str, successor: str, act_id: int, undone: bool, t: Texts) -> Message:
    """Who follows whom now, with one tap to take it back; plain names with honorifics."""
    if undone:
        return words(t("successor.undone", name=name))
    text = t("successor.linked", name=name, successor=successor)
    return said(text, [section([text]), actions(button(t.plain("review.undo"), UNDO, act_id))])
