"""Two companies that are one: which other one it is, and the form that merges the pair.

Action ids: `company_merge` (value: the company's id) asks for the other one, `company_merge_other` is the
picker, `company_merge_open` (value "kept:gone") opens the form for a pair, `company_merge_undo` (value: the
act's id) takes a merge back. Callback ids of the forms: `company_merge_pick`, `company_merge`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.texts import Texts
from bot.texts.escaping import cut
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
    plain,
    said,
    section,
    value_of,
    words,
)

ASK, OTHER, OPEN, UNDO = "company_merge", "company_merge_other", "company_merge_open", "company_merge_undo"
PICK, CALLBACK = "company_merge_pick", "company_merge"
KEPT, GONE = "kept", "gone"


@dataclass(frozen=True, slots=True)
class Choice:
    """A fact that two companies tell differently; label and values are plain."""

    field: str
    label: str
    kept: str
    gone: str


@dataclass(frozen=True, slots=True)
class Pair:
    """The company that stays and the one that goes into it, by id and name."""

    kept_id: int
    kept: str
    gone_id: int
    gone: str


class Sent(NamedTuple):
    """A submitted form: which company stays, which goes, whose value each fact takes, where it was opened."""

    kept: int
    gone: int
    place: str
    choices: Mapping[str, str]


def pick(company_id: int, name: str, place: str, t: Texts) -> View:
    """Asks which company is the same as this one; `place` ("channel:ts") is where it was opened."""
    element: Block = {"type": "external_select", "action_id": OTHER, "min_query_length": 1}
    label = plain(t.plain("company_merge.other"), 200)
    blocks: list[Block] = [
        section([t("company_merge.lead", name=name)]),
        {"type": "input", "block_id": "other", "label": label, "element": element},
    ]
    metadata = json.dumps({"company": company_id, "place": place})
    title, submit = t.plain("company_merge.title"), t.plain("company_merge.next")
    return modal(PICK, title, submit, t.plain("modal.cancel"), blocks, metadata)


def picked(view: Mapping[str, Any]) -> tuple[int, int, str]:
    """The company that stays, the one chosen, and where the form was opened."""
    about = json.loads(view["private_metadata"])
    chosen = view["state"]["values"]["other"][OTHER]["selected_option"]
    return int(about["company"]), int(chosen["value"]), str(about["place"])


def asked_about(view: Mapping[str, Any]) -> int:
    """The company whose double is being looked for."""
    return int(json.loads(view["private_metadata"])["company"])


def options(found: Sequence[tuple[int, str]]) -> dict[str, Any]:
    """Companies as the options of the picker."""
    return {"options": [option(name, str(company_id)) for company_id, name in found]}


def form(pair: Pair, choices: Sequence[Choice], place: str, t: Texts) -> View:
    """Side by side: for each fact told differently the value to go on with."""
    blocks: list[Block] = [
        section([t("company_merge.pair", kept=pair.kept, gone=pair.gone)]),
        context(t("company_merge.explain")),
        *(_choice(one, pair) for one in choices),
    ]
    metadata = json.dumps({"kept": pair.kept_id, "gone": pair.gone_id, "place": place})
    title, submit = t.plain("company_merge.title"), t.plain("merge.submit")
    return modal(CALLBACK, title, submit, t.plain("modal.cancel"), blocks, metadata)


def _choice(one: Choice, pair: Pair) -> Block:
    values = [_option(one.kept, KEPT, pair.kept), _option(one.gone, GONE, pair.gone)]
    element: Block = {"type": "radio_buttons", "options": values, "initial_option": values[0]}
    return field(one.field, one.label, element, optional=False)


def _option(value: str, which: str, name: str) -> Block:
    return {**option(cut(value, MOST_BUTTON), which), "description": plain(name, 75)}


def parse(view: Mapping[str, Any]) -> Sent:
    """What was submitted with the form."""
    about, values = json.loads(view["private_metadata"]), view["state"]["values"]
    chosen = {name: value_of(values, name).get("selected_option") or {} for name in values}
    choices = {name: str(one.get("value") or KEPT) for name, one in chosen.items()}
    return Sent(int(about["kept"]), int(about["gone"]), str(about["place"]), choices)


def tapped(value: Any) -> tuple[int, int]:
    """The two companies of a tap's value; zeros for what is none."""
    parts = str(value).split(":")
    return (int(parts[0]), int(parts[1])) if len(parts) == 2 and all(map(str.isdecimal, parts)) else (0, 0)


def merged(kept: str, gone: str, by: str, act_id: int, undone: bool, t: Texts) -> Message:
    """What a merge did, and one tap to take it back; `by` is a colleague's name."""
    if undone:
        return words(t("company_merge.undone", kept=kept, gone=gone))
    text = t("company_merge.merged", kept=kept, gone=gone, colleague=t.colleague(by))
    return said(text, [section([text]), actions(button(t.plain("review.undo"), UNDO, act_id))])
