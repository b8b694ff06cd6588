"""What `goen note` prints: one prediction a line, in the order of the notes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TextIO

from contacts.values import Person, Side
from contacts.workdays import Workdays
from notes import Action, Draft, understand

_OWNERS = {Side.OURS: "me", Side.THEIRS: "them"}


def understand_lines(notes: Iterable[str], out: TextIO, complaints: TextIO, fiscal_start: int = 4) -> int:
    """Understands `{"id", "now", "text", "contacts"}` lines; the exit code, 1 at the first line that is none.

    Nothing else in a line is read. `kind` is null where Goen would ask; people between whom it cannot decide
    stand in `ambiguous_ids` and not in `contact_ids`.
    """
    for number, line in enumerate(notes, 1):
        if not line.strip():
            continue
        try:
            prediction = predict(json.loads(line), fiscal_start)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            complaints.write(f"goen: line {number}: {type(error).__name__}: {error}\n")
            return 1
        out.write(json.dumps(prediction, ensure_ascii=False) + "\n")
    return 0


def predict(note: Mapping[str, Any], fiscal_start: int = 4) -> dict[str, Any]:
    """What one note says, in plain values.

    Raises:
        ValueError: `now` is no ISO time with a zone.
        KeyError: a value is missing.
    """
    now = datetime.fromisoformat(note["now"])
    people = [_person(contact) for contact in note["contacts"]]
    draft = understand(note["text"], now, people, Workdays(), fiscal_start=fiscal_start)
    return {"id": note["id"], **_plain(draft)}


def _person(contact: Mapping[str, Any]) -> Person:
    return Person(
        contact["id"],
        contact["name"],
        contact.get("company"),
        contact.get("title"),
        name_kana=contact.get("kana"),
    )


def _plain(draft: Draft) -> dict[str, Any]:
    return {
        "contact_ids": list(draft.contact_ids),
        "ambiguous_ids": [each for one in draft.ambiguous for each in one.ids],
        "unknown_people": [one.said for one in draft.unknown_people],
        "company": draft.company,
        "occurred_on": draft.occurred_on.isoformat(),
        "kind": draft.kind and draft.kind.value,
        "actions": [_action(one) for one in draft.actions],
        "amount": draft.amount and draft.amount.value,
        "currency": draft.amount and draft.amount.currency,
    }


def _action(action: Action) -> dict[str, Any]:
    return {
        "text": action.text,
        "due": action.due and action.due.isoformat(),
        "due_time": action.due_time and action.due_time.isoformat("minutes"),
        "due_expr": action.due_words,
        "owner": _OWNERS[action.side],
    }
