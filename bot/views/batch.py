"""One message for many cards, updated in place, and the form for what they have in common.

Action ids: `batch_save_all`, `batch_doubts` (opens the first form of the series), `batch_undo`,
`batch_details` (opens the form below, which comes back with callback id `batch_details`); the value is
the batch's id.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from bot.texts import Mrkdwn, Texts, escape
from bot.views.fields import listed
from bot.views.message import (
    Block,
    Message,
    View,
    actions,
    button,
    context,
    field,
    modal,
    said,
    section,
    value_of,
)

SAVE_ALL, DOUBTS, UNDO, DETAILS = "batch_save_all", "batch_doubts", "batch_undo", "batch_details"
MOST_NAMES = 12
MOST_TAGS, MOST_EVENT = 10, 100


@dataclass(frozen=True, slots=True)
class BatchSummary:
    """A batch as its message shows it.

    `photos` were posted and `unread` of them are still being read; `sure` cards wait without a doubt,
    `doubtful` ones with, `saved` and `discarded` are settled; `unreadable` photos held no card or could
    not be read. `names` are those of all cards as printed. `undoable`: the last save can be taken back.
    """

    id: int
    photos: int
    unread: int
    sure: int
    doubtful: int
    saved: int = 0
    discarded: int = 0
    unreadable: int = 0
    names: tuple[str, ...] = ()
    event_name: str | None = None
    tags: tuple[str, ...] = ()
    received_by: str | None = None
    received_by_name: str = ""
    undoable: bool = False


def batch(summary: BatchSummary, t: Texts) -> Message:
    """The one message of a batch: progress while reading, then counts, names and what to do."""
    head = _head(summary, t)
    names = listed([escape(name, 40) for name in summary.names], MOST_NAMES, t)
    blocks: list[Block] = [section([head, Mrkdwn(f"👥 {names}") if names else names])]
    blocks += [context(line) for line in (_details_line(summary, t), _unreadable(summary, t)) if line]
    if buttons := _buttons(summary, t):
        blocks.append(actions(*buttons))
    return said(head, blocks)


def details(summary: BatchSummary, t: Texts) -> View:
    """The form that asks once for all cards: event, tags, who received them."""
    event: Block = {"type": "plain_text_input", "max_length": MOST_EVENT}
    tags: Block = {"type": "plain_text_input", "max_length": 300}
    receiver: Block = {"type": "users_select"}
    if summary.event_name:
        event["initial_value"] = summary.event_name[:MOST_EVENT]
    if summary.tags:
        tags["initial_value"] = t.plain("list.comma").join(summary.tags)[:300]
    if summary.received_by:
        receiver["initial_user"] = summary.received_by
    blocks = [
        field("event_name", t.plain("batch.event"), event),
        field("tags", t.plain("batch.tags"), tags, hint=t.plain("batch.tags_hint")),
        field("received_by", t.plain("edit.received_by"), receiver),
    ]
    metadata = json.dumps({"batch": summary.id})
    title, submit = t.plain("batch.details"), t.plain("edit.save")
    return modal(DETAILS, title, submit, t.plain("modal.cancel"), blocks, metadata)


class Details(NamedTuple):
    """What all cards of a batch have in common, as typed; None and () where left empty."""

    event_name: str | None
    tags: tuple[str, ...]
    received_by: str | None


def parse_details(values: Mapping[str, Any]) -> Details:
    """The `state.values` of the submitted form; tags are separated by commas, 、 or line ends."""
    typed = value_of(values, "tags").get("value") or ""
    tags = [" ".join(tag.split()).lstrip("#") for tag in re.split(r"[,、,\n]", typed)]
    return Details(
        event_name=" ".join((value_of(values, "event_name").get("value") or "").split()) or None,
        tags=tuple(dict.fromkeys(filter(None, tags)))[:MOST_TAGS],
        received_by=value_of(values, "received_by").get("selected_user"),
    )


def batch_id_of(view: Mapping[str, Any]) -> int:
    """The batch a submitted form is about."""
    return int(json.loads(view["private_metadata"])["batch"])


def _head(summary: BatchSummary, t: Texts) -> Mrkdwn:
    if summary.unread:
        return t("batch.reading", n=summary.photos, read=summary.photos - summary.unread)
    if not summary.sure and not summary.doubtful:
        return t("batch.done", saved=summary.saved, discarded=summary.discarded)
    counts = t("batch.counts", sure=summary.sure + summary.saved, doubtful=summary.doubtful)
    return t("batch.counts_saved", counts=counts, saved=summary.saved) if summary.saved else counts


def _details_line(summary: BatchSummary, t: Texts) -> Mrkdwn:
    parts = [escape(summary.event_name, 60) if summary.event_name else ""]
    parts += [f"#{tag}" for tag in summary.tags[:MOST_TAGS]]
    if summary.received_by_name:
        parts.append(t("review.received_by", colleague=t.colleague(summary.received_by_name)))
    kept = [escape(part, 60) for part in parts if part]
    return Mrkdwn("🏷 " + "  ".join(kept)) if kept else Mrkdwn("")


def _unreadable(summary: BatchSummary, t: Texts) -> Mrkdwn:
    return t("batch.unreadable", n=summary.unreadable) if summary.unreadable else Mrkdwn("")


def _buttons(summary: BatchSummary, t: Texts) -> list[Block]:
    if summary.unread:
        return []
    buttons = []
    if summary.sure:
        buttons.append(button(t.plain("batch.save_all", n=summary.sure), SAVE_ALL, summary.id, "primary"))
    if summary.doubtful:
        style = None if summary.sure else "primary"
        buttons.append(button(t.plain("batch.doubts", n=summary.doubtful), DOUBTS, summary.id, style))
    if summary.sure or summary.doubtful:
        buttons.append(button(t.plain("batch.details"), DETAILS, summary.id))
    if summary.undoable:
        buttons.append(button(t.plain("review.undo"), UNDO, summary.id))
    return buttons
