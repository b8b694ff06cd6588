"""A contact's history: every past value with who, when and why, and one tap to take a wrong change back.

Action ids: `contact.history` (value: the contact's id) opens it, `history_take_back` (value: a change's id).
Callback id of the modal: `history`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.texts import Mrkdwn, Texts, escape
from bot.views.fields import LABELS
from bot.views.message import Block, View, button, context, modal, section

OPEN, TAKE_BACK, CALLBACK = "contact.history", "history_take_back", "history"
# A modal holds 100 blocks.
MOST_CHANGES = 45
MOST_VALUE = 200
OTHER_LABELS = {
    "company_id": "field.company",
    "owner_id": "history.owner",
    "state": "history.state",
    "tags": "history.tags",
    "rank": "history.rank",
    "other_names": "history.other_names",
    "no_contact_on": "no_contact.on",
    "no_contact_by": "no_contact.by",
    "no_contact_reason": "no_contact.reason",
}
REASONS = {
    "card": "history.because_card",
    "edit": "history.because_edit",
    "merge": "history.because_merge",
    "move": "history.because_move",
    "undo": "history.because_undo",
    "hand_over": "history.because_hand_over",
    "import": "history.because_import",
    "note": "history.because_note",
}


@dataclass(frozen=True, slots=True)
class PastChange:
    """One change: `before` and `after` are plain, "" where there was nothing; `by` is a colleague's name.

    `current` says that `after` still stands, so that it can be taken back.
    """

    id: int
    field: str
    before: str
    after: str
    by: str
    on: date
    reason: str
    current: bool


def history(name: str, changes: Sequence[PastChange], t: Texts, told: Mrkdwn | None = None) -> View:
    """The contact's changes, newest first; `told` is what a tap has just done."""
    blocks: list[Block] = [section([told])] if told else []
    blocks.append(section([t("history.of", name=name)]))
    blocks += [_change(one, t) for one in changes[:MOST_CHANGES]] or [context(t("history.none"))]
    return modal(CALLBACK, t.plain("history.title"), None, t.plain("modal.close"), blocks)


def _change(one: PastChange, t: Texts) -> Block:
    label = LABELS.get(one.field) or OTHER_LABELS.get(one.field)
    what = t("history.change", field=t.plain(label) if label else one.field, before=_shown(one.before, t))
    why = t(REASONS[one.reason]) if one.reason in REASONS else Mrkdwn("")
    who = t("history.by", day=t.day(one.on), colleague=t.colleague(one.by or "Goen"), why=why)
    lines = [what, Mrkdwn(f"→ {_shown(one.after, t)}"), who]
    return section(lines, button(t.plain("history.take_back"), TAKE_BACK, one.id) if one.current else None)


def _shown(value: str, t: Texts) -> Mrkdwn:
    return escape(value, MOST_VALUE) if value else t("history.empty")
