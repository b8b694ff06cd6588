"""The form of a stored contact: every field, its other names and tags; and the form for a note about it.

Action ids: `contact.edit` and `contact.log`, the value is the contact's id. Callback ids: `contact_edit`,
`contact_log`. The metadata is a JSON object with `contact` and `place` ("channel:ts" of the message tapped).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from bot.texts import Texts
from bot.views import fields as lines
from bot.views.card_inputs import FIELDS, LISTS, TALL, as_text
from bot.views.card_submission import Errors, corrections
from bot.views.edit_card import MOST_INITIAL
from bot.views.message import Block, View, field, modal, value_of
from contacts.values import CardFields

EDIT, LOG = "contact.edit", "contact.log"
EDITED, LOGGED = "contact_edit", "contact_log"
# The company's English name belongs to the company.
SHOWN = tuple(name for name in FIELDS if name != "company_en")
MOST_TAGS, MOST_NAMES, MOST_NOTE = 20, 10, 3_000


class Sent(NamedTuple):
    """A submitted form."""

    fields: CardFields
    other_names: tuple[str, ...]
    tags: tuple[str, ...]


def form(
    contact_id: int,
    fields: CardFields,
    other_names: Sequence[str],
    tags: Sequence[str],
    place: str,
    t: Texts,
) -> View:
    """One input a field, filled with what is stored."""
    blocks = [_input(name, as_text(name, fields, t), t.plain(lines.LABELS[name])) for name in SHOWN]
    comma = t.plain("list.comma")
    blocks.insert(3, _input("other_names", comma.join(other_names), t.plain("history.other_names")))
    blocks.append(_input("tags", comma.join(tags), t.plain("history.tags")))
    metadata = json.dumps({"contact": contact_id, "place": place})
    title, save, cancel = t.plain("edit.contact"), t.plain("edit.save"), t.plain("modal.cancel")
    return modal(EDITED, title, save, cancel, blocks, metadata)


def _input(name: str, shown: str, label: str) -> Block:
    element: Block = {"type": "plain_text_input", "multiline": name in TALL or bool(name in LISTS and shown)}
    if shown:
        element["initial_value"] = shown[:MOST_INITIAL]
    return field(name, label, element)


def parse(view: Mapping[str, Any], before: CardFields, t: Texts) -> Sent | Errors:
    """What was submitted; or what is wrong with which input."""
    values = view["state"]["values"]
    fields = corrections({name: values[name] for name in SHOWN if name in values}, before, t)
    if isinstance(fields, dict):
        return fields
    return Sent(fields, _listed(values, "other_names", MOST_NAMES), _listed(values, "tags", MOST_TAGS))


def _listed(values: Mapping[str, Any], name: str, most: int) -> tuple[str, ...]:
    typed = value_of(values, name).get("value") or ""
    items = (" ".join(item.split()).lstrip("#") for item in re.split(r"[,、,\n]", typed))
    return tuple(dict.fromkeys(filter(None, items)))[:most]


def log_form(contact_id: int, name: str, place: str, t: Texts) -> View:
    """One input for what happened with the contact."""
    element: Block = {"type": "plain_text_input", "multiline": True, "max_length": MOST_NOTE}
    block = field("note", t.plain("contact.log_about", name=name), element, optional=False)
    metadata = json.dumps({"contact": contact_id, "place": place})
    title, save, cancel = t.plain("contact.log_title"), t.plain("edit.save"), t.plain("modal.cancel")
    return modal(LOGGED, title, save, cancel, [block], metadata)


def note_of(view: Mapping[str, Any]) -> str:
    """The note typed into `log_form`."""
    return str(value_of(view["state"]["values"], "note").get("value") or "")


def about(view: Mapping[str, Any]) -> tuple[int, str]:
    """The contact a form is about, and where it was opened."""
    kept = json.loads(view["private_metadata"])
    return int(kept["contact"]), str(kept["place"])
