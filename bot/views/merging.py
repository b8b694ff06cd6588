"""Two contacts that may be one person: the list of such pairs, and the form that merges one pair.

Action ids: `merge_open` (value "first:second") opens the form, `merge_different` (the same value) says that
they are two people, `merge_more` (value: the offset) shows more, `merge_undo` (value: the act's id) takes a
merge back. Callback id of the form: `merge`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from bot.texts import Mrkdwn, Texts, escape
from bot.texts.escaping import cut
from bot.views.fields import LABELS
from bot.views.message import (
    MOST_BUTTON,
    Block,
    Message,
    View,
    actions,
    button,
    context,
    field,
    modal,
    option,
    said,
    section,
    value_of,
    words,
)

OPEN, DIFFERENT, MORE, UNDO, CALLBACK = "merge_open", "merge_different", "merge_more", "merge_undo", "merge"
KEPT, GONE = "kept", "gone"
MOST_PAIRS = 5
MOST_DESCRIPTION = 75


@dataclass(frozen=True, slots=True)
class SuspectedPair:
    """Two stored contacts that may be one person; `first` and `second` are shown lines, `why` plain words."""

    first_id: int
    second_id: int
    first: Mrkdwn
    second: Mrkdwn
    why: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A field in which two contacts differ; the values are plain, `newest` is "kept" or "gone"."""

    field: str
    kept: str
    gone: str
    newest: str


@dataclass(frozen=True, slots=True)
class Side:
    """One of two contacts in the form: its name, and the day of its newest card where it has one."""

    contact_id: int
    name: str
    newest_card: date | None


class Sent(NamedTuple):
    """A submitted form: which contact stays, which goes into it, and whose value each field takes.

    `place` ("channel:ts") is the list that the form was opened from.
    """

    kept: int
    gone: int
    place: str
    choices: Mapping[str, str]


def pairs(found: Sequence[SuspectedPair], offset: int, more: bool, t: Texts) -> Message:
    """The suspected pairs, most certain first; `more` says that further ones follow."""
    if not found:
        return words(t("merge.none"))
    blocks: list[Block] = [section([t("merge.title")])]
    for pair in found[:MOST_PAIRS]:
        blocks += _pair(pair, t)
    if more:
        blocks.append(actions(button(t.plain("merge.more"), MORE, offset + len(found))))
    return said(t("merge.title"), blocks)


def _pair(pair: SuspectedPair, t: Texts) -> list[Block]:
    value = f"{pair.first_id}:{pair.second_id}"
    lines = [Mrkdwn(f"1️⃣ {pair.first}"), Mrkdwn(f"2️⃣ {pair.second}"), Mrkdwn(f"👥 {escape(pair.why)}")]
    return [
        section(lines),
        actions(
            button(t.plain("merge.open"), OPEN, value, "primary"),
            button(t.plain("merge.different"), DIFFERENT, value),
        ),
    ]


def form(kept: Side, gone: Side, differences: Sequence[Difference], place: str, t: Texts) -> View:
    """Side by side: for each field that differs the value to go on with, the newest chosen already."""
    blocks: list[Block] = [context(t("merge.explain"))]
    blocks += [_choice(one, kept, gone, t) for one in differences]
    if not differences:
        blocks.append(section([t("merge.no_difference")]))
    metadata = json.dumps({"kept": kept.contact_id, "gone": gone.contact_id, "place": place})
    return modal(
        CALLBACK, t.plain("merge.form"), t.plain("merge.submit"), t.plain("modal.cancel"), blocks, metadata
    )


def _choice(one: Difference, kept: Side, gone: Side, t: Texts) -> Block:
    options = [_option(one.kept, KEPT, kept, t), _option(one.gone, GONE, gone, t)]
    chosen = options[0 if one.newest == KEPT else 1]
    element: Block = {"type": "radio_buttons", "options": options, "initial_option": chosen}
    return field(one.field, t.plain(LABELS[one.field]), element, optional=False)


def _option(value: str, which: str, side: Side, t: Texts) -> Block:
    day = t.day(side.newest_card) if side.newest_card else t.plain("merge.no_card")
    about = {"type": "plain_text", "text": cut(f"{side.name} {day}", MOST_DESCRIPTION), "emoji": True}
    return {**option(cut(value, MOST_BUTTON), which), "description": about}


def parse(view: Mapping[str, Any]) -> Sent:
    """What was submitted with the form."""
    about = json.loads(view["private_metadata"])
    values = view["state"]["values"]
    chosen = {name: value_of(values, name).get("selected_option") or {} for name in values}
    choices = {name: str(one.get("value") or KEPT) for name, one in chosen.items()}
    return Sent(about["kept"], about["gone"], about["place"], choices)


def merged(name: str, by: str, act_id: int, undone: bool, t: Texts) -> Message:
    """What a merge did, and one tap to take it back; `name` is the survivor's, `by` a colleague's."""
    if undone:
        return words(t("merge.undone", name=name))
    text = t("merge.merged", name=name, colleague=t.colleague(by))
    return said(text, [section([text]), actions(button(t.plain("review.undo"), UNDO, act_id))])


def tapped(value: Any) -> tuple[int, int]:
    """The two contacts of a tap's value."""
    first, _, second = str(value).partition(":")
    return int(first), int(second)
