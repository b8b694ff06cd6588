"""The form that makes a contact of a person a note names; callback id `log_register`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.texts import Texts
from bot.views.card_inputs import Unreadable, from_text
from bot.views.fields import LABELS
from bot.views.message import Block, View, context, field, modal, value_of
from contacts.names import split_name
from contacts.values import CardFields

CALLBACK = "log_register"
INPUTS = ("name", "name_kana", "company", "department", "title", "phones", "emails")


def form(interaction_id: int, unknown: Mapping[str, Any], t: Texts) -> View:
    """The form, filled with what the note says; a photo of the card would fill all of it."""
    blocks = [_input(name, unknown, t) for name in INPUTS]
    metadata = json.dumps({"interaction": interaction_id, "said": unknown["said"]})
    hint = context(t("log.register_hint"))
    return modal(
        CALLBACK,
        t.plain("log.register_title"),
        t.plain("edit.save"),
        t.plain("modal.cancel"),
        [hint, *blocks],
        metadata,
    )


def about(view: Mapping[str, Any]) -> tuple[int, str]:
    """The interaction a submitted form is about, and whom of its people."""
    kept = json.loads(view["private_metadata"])
    return int(kept["interaction"]), str(kept["said"])


def parse(view: Mapping[str, Any], t: Texts, country: str) -> CardFields | dict[str, str]:
    """The fields as typed, or what is wrong with which input by block id."""
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for name in INPUTS:
        typed = str(value_of(view["state"]["values"], name).get("value") or "")
        try:
            values[name] = from_text(name, typed, country)
        except Unreadable as problem:
            errors[name] = t.plain(problem.key, line=problem.line)
    if errors:
        return errors
    split = split_name(values["name"] or "", values["name_kana"])
    filled = {name: value for name, value in values.items() if value}
    return CardFields(**filled, family_name=split.family, given_name=split.given)


def _input(name: str, unknown: Mapping[str, Any], t: Texts) -> Block:
    known = str(unknown.get(name) or "")
    element: Block = {"type": "plain_text_input", "multiline": name in ("phones", "emails")}
    if known:
        element["initial_value"] = known
    return field(name, t.plain(LABELS[name]), element, optional=name != "name")
