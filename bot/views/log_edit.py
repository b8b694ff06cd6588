"""The form of a note: when, how, with whom, how much, its words, and its follow-ups a pair of inputs each.

Callback id `log_edit`. People are chosen in the select `log_people`, whose options are looked up as typed.
Block ids end in the interaction's id, because Slack keeps what was typed where a block id stays the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.texts import Texts, no_contact_sign
from bot.views.contact import KINDS
from bot.views.log_questions import ASKED_KINDS
from bot.views.message import Block, View, field, option, plain, value_of
from bot.views.message import modal as framed
from contacts.values import Kind, Person, Side

CALLBACK, PEOPLE = "log_edit", "log_people"
MOST_ACTIONS, MOST_TEXT, MOST_PEOPLE = 10, 3_000, 30
NEW = "new"
SIDES = {Side.OURS: "log.mine", Side.THEIRS: "log.theirs"}


@dataclass(frozen=True, slots=True)
class EditedAction:
    """One follow-up in the form; `id` is None for a new one."""

    id: int | None
    text: str
    due_on: date | None
    side: Side = Side.OURS


@dataclass(frozen=True, slots=True)
class EditedNote:
    """A note as its form shows it, and as it comes back; `amount` as a person writes it."""

    id: int
    text: str
    happened_on: date
    kind: Kind | None
    people: tuple[Person, ...] = ()
    amount: str = ""
    private: bool = False
    actions: tuple[EditedAction, ...] = ()


@dataclass(frozen=True, slots=True)
class Sent:
    """What was submitted; `contact_ids` in the order they were chosen."""

    text: str
    happened_on: date
    kind: Kind
    contact_ids: tuple[int, ...]
    amount: str
    private: bool
    actions: tuple[EditedAction, ...]


def form(note: EditedNote, t: Texts) -> View:
    """The form of one note."""
    words: Block = {"type": "plain_text_input", "multiline": True, "initial_value": note.text[:MOST_TEXT]}
    blocks = [
        _people(note, t),
        field(_id("date", note), t.plain("log.edit_date"), _date(note.happened_on), optional=False),
        field(_id("kind", note), t.plain("log.edit_kind"), _kind(note, t), optional=False),
        field(_id("amount", note), t.plain("log.edit_amount"), _line(note.amount)),
    ]
    for place, one in enumerate(note.actions[:MOST_ACTIONS], 1):
        blocks += _action(str(one.id), one, t.plain("log.edit_action", n=place), note, t)
    blocks += _action(NEW, EditedAction(None, "", None), t.plain("log.edit_new_action"), note, t)
    blocks += [
        field(_id("text", note), t.plain("log.edit_text"), words, optional=False),
        field(_id("private", note), t.plain("log.edit_readers"), _readers(note, t), optional=False),
    ]
    return framed(
        CALLBACK,
        t.plain("log.edit_title"),
        t.plain("edit.save"),
        t.plain("modal.cancel"),
        blocks,
        json.dumps({"interaction": note.id}),
    )


def interaction_of(view: Mapping[str, Any]) -> int:
    """The interaction a submitted form is about."""
    return int(json.loads(view["private_metadata"])["interaction"])


def parse(view: Mapping[str, Any]) -> Sent:
    """What was submitted with the form; a follow-up whose words were cleared is left out."""
    values, ending = view["state"]["values"], f":{interaction_of(view)}"
    inputs = {block.removesuffix(ending): value_of(values, block) for block in values}
    chosen = (values.get(f"people{ending}") or {}).get(PEOPLE) or {}
    return Sent(
        text=str(inputs["text"].get("value") or ""),
        happened_on=date.fromisoformat(inputs["date"]["selected_date"]),
        kind=Kind(inputs["kind"]["selected_option"]["value"]),
        contact_ids=tuple(int(one["value"]) for one in chosen.get("selected_options") or ()),
        amount=(inputs["amount"].get("value") or "").strip(),
        private=inputs["private"]["selected_option"]["value"] == "private",
        actions=tuple(_sent_actions(inputs)),
    )


def amount_error(view: Mapping[str, Any], t: Texts) -> dict[str, str]:
    """The error at the amount's input: what was typed is no amount."""
    return {f"amount:{interaction_of(view)}": t.plain("log.error_amount")}


def people_options(people: Sequence[Person]) -> dict[str, Any]:
    """The options of the people select."""
    return {"options": [_person(one) for one in people]}


def _sent_actions(inputs: Mapping[str, Mapping[str, Any]]) -> list[EditedAction]:
    found = []
    for block, value in inputs.items():
        name, _, which = block.partition("-")
        text = " ".join(str(value.get("value") or "").split())
        if name != "action" or not text:
            continue
        day = inputs[f"due-{which}"].get("selected_date")
        side = Side(inputs[f"side-{which}"]["selected_option"]["value"])
        known = None if which == NEW else int(which)
        found.append(EditedAction(known, text, date.fromisoformat(day) if day else None, side))
    return found


def _id(name: str, note: EditedNote) -> str:
    return f"{name}:{note.id}"


def _people(note: EditedNote, t: Texts) -> Block:
    element: Block = {
        "type": "multi_external_select",
        "action_id": PEOPLE,
        "min_query_length": 1,
        "placeholder": plain(t.plain("log.edit_people_hint"), 150),
        "max_selected_items": MOST_PEOPLE,
    }
    if note.people:
        element["initial_options"] = [_person(one) for one in note.people[:MOST_PEOPLE]]
    label = plain(t.plain("log.edit_people"), 200)
    return {
        "type": "input",
        "block_id": _id("people", note),
        "label": label,
        "element": element,
        "optional": True,
    }


def _person(person: Person) -> Block:
    words = no_contact_sign(person), person.name, person.title, person.company
    return option(" ".join(filter(None, words)) or "?", str(person.id))


def _date(day: date | None) -> Block:
    return {"type": "datepicker", "initial_date": day.isoformat()} if day else {"type": "datepicker"}


def _line(text: str) -> Block:
    element: Block = {"type": "plain_text_input"}
    return {**element, "initial_value": text} if text else element


def _kind(note: EditedNote, t: Texts) -> Block:
    kinds = (*ASKED_KINDS, *((Kind.EXCHANGE,) if note.kind is Kind.EXCHANGE else ()))
    options = {kind: option(t.plain(KINDS[kind]), kind.value) for kind in kinds}
    element: Block = {"type": "static_select", "options": list(options.values())}
    return {**element, "initial_option": options[note.kind]} if note.kind else element


def _readers(note: EditedNote, t: Texts) -> Block:
    options = [option(t.plain("log.edit_team"), "team"), option(t.plain("log.edit_private"), "private")]
    return {"type": "radio_buttons", "options": options, "initial_option": options[note.private]}


def _action(which: str, one: EditedAction, label: str, note: EditedNote, t: Texts) -> list[Block]:
    sides = {side: option(t.plain(key), side.value) for side, key in SIDES.items()}
    whose: Block = {
        "type": "static_select",
        "options": list(sides.values()),
        "initial_option": sides[one.side],
    }
    return [
        field(_id(f"action-{which}", note), label, _line(one.text[:MOST_TEXT])),
        field(_id(f"due-{which}", note), t.plain("log.edit_due"), _date(one.due_on)),
        field(_id(f"side-{which}", note), t.plain("log.edit_side"), whose, optional=False),
    ]
