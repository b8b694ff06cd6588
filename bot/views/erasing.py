"""An admin erases a person: what would go, what becomes of each note that names them, what was done.

Action id: `contact.erase` (value: the contact's id). Callback id: `erase`, its metadata is the contact's id.
Block ids: `note-ID` for a note, `rest` for all others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.texts import Mrkdwn, Texts, escape, join
from bot.views.message import Block, Message, View, context, field, modal, option, section, value_of, words
from storage.erasure import Notes

OPEN, CALLBACK = "contact.erase", "erase"
REST, NOTE = "rest", "note-"
MOST_NOTES, MOST_NOTE = 20, 300
COUNTED = {
    "contacts": "erasing.contacts",
    "cards": "erasing.cards",
    "photos": "erasing.photos",
    "files": "erasing.files",
    "interactions": "erasing.interactions",
    "follow_ups": "erasing.follow_ups",
    "naming": "erasing.naming",
}
CHOICES = {
    Notes.STRIKE: "erasing.strike",
    Notes.KEEP: "erasing.keep",
    Notes.DELETE: "erasing.delete",
}


@dataclass(frozen=True, slots=True)
class NamingNote:
    """A note that names the person; `text` is empty where it is its author's alone."""

    id: int
    on: date
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What was decided: of each note by id, and of everything else."""

    notes: Mapping[int, Notes]
    rest: Notes


def form(
    contact_id: int, name: str, counts: Mapping[str, int], notes: Sequence[NamingNote], t: Texts
) -> View:
    """The dry run's counts, a choice for each of the first notes, one for the rest."""
    blocks = [section([t("erasing.about", name=name), counted(counts, t)]), context(t("erasing.warning"))]
    for note in notes[:MOST_NOTES]:
        blocks += _note(note, t)
    blocks.append(_choice(REST, t.plain("erasing.rest"), t))
    submit, cancel = t.plain("erasing.submit"), t.plain("modal.cancel")
    return modal(CALLBACK, t.plain("erasing.title"), submit, cancel, blocks, str(contact_id))


def counted(counts: Mapping[str, int], t: Texts) -> Mrkdwn:
    """連絡先1件、名刺2件 …; what there is none of is left out."""
    return join(t("list.comma"), [t(key, n=counts[name]) for name, key in COUNTED.items() if counts[name]])


def _note(note: NamingNote, t: Texts) -> list[Block]:
    text = escape(note.text, MOST_NOTE) if note.text else t("erasing.private")
    who = join(t("list.comma"), (t.day(note.on), t.colleague(note.by) if note.by else ""))
    line = t("erasing.note", who=who, text=text)
    return [section([line]), _choice(f"{NOTE}{note.id}", t.plain("erasing.becomes"), t)]


def _choice(block_id: str, label: str, t: Texts) -> Block:
    options = [option(t.plain(key), kind.value) for kind, key in CHOICES.items()]
    select: Block = {"type": "static_select", "options": options, "initial_option": options[0]}
    return field(block_id, label, select, optional=False)


def contact_of(view: Mapping[str, Any]) -> int:
    """The contact that a form is about."""
    return int(view["private_metadata"])


def parse(view: Mapping[str, Any]) -> Sent:
    """The decisions of a submitted form."""
    values = view["state"]["values"]
    notes = {
        int(block.removeprefix(NOTE)): _chosen(values, block) for block in values if block.startswith(NOTE)
    }
    return Sent(notes, _chosen(values, REST))


def _chosen(values: Mapping[str, Any], block_id: str) -> Notes:
    return Notes(value_of(values, block_id)["selected_option"]["value"])


def begun(t: Texts) -> Message:
    """The erasure is under way."""
    return words(t("erasing.begun"))


def done(contact_id: int, counts: Mapping[str, int], t: Texts) -> Message:
    """What was erased, by number: nothing here names the person."""
    return words(t("erasing.done", id=contact_id, counted=counted(counts, t)))
