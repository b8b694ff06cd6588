"""What a view returns: a message or a modal, and the small blocks both are made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from bot.texts.escaping import Mrkdwn, cut

Block: TypeAlias = dict[str, Any]
View: TypeAlias = dict[str, Any]

MOST_SECTION, MOST_BUTTON, MOST_TITLE, MOST_PLACEHOLDER = 3_000, 75, 24, 150
MOST_FALLBACK = 1_000


@dataclass(frozen=True, slots=True)
class Message:
    """A message: `text` for notifications and readers without blocks, and the blocks."""

    text: str
    blocks: tuple[Block, ...] = ()


def bytes_of(blocks: Sequence[Block]) -> int:
    """How many bytes the blocks take: Slack may refuse a message with more than some 13,000 of them."""
    return len(json.dumps(list(blocks), ensure_ascii=False).encode())


def words(text: Mrkdwn) -> Message:
    """A message of one paragraph."""
    return Message(cut(text, MOST_SECTION), (section([text]),))


def said(text: Mrkdwn, blocks: Iterable[Block]) -> Message:
    """A message with a short text for its notification."""
    return Message(fitted(text.split("\n"), MOST_FALLBACK), tuple(blocks))


def mrkdwn(text: str) -> Block:
    """A mrkdwn text object; `verbatim` keeps Slack from making links of what it finds in it."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def plain(text: str, most: int) -> Block:
    """A plain text object, cut to `most` characters."""
    return {"type": "plain_text", "text": cut(text, most), "emoji": True}


def fitted(lines: Iterable[str], most: int = MOST_SECTION) -> str:
    """The lines that fit into `most` characters, none of them cut in two, empty ones left out."""
    kept: list[str] = []
    room = most
    for line in filter(None, lines):
        room -= len(line) + 1
        if room < 1:
            break
        kept.append(line)
    return "\n".join(kept)


def section(lines: Iterable[Mrkdwn], accessory: Block | None = None, most: int = MOST_SECTION) -> Block:
    """A section of mrkdwn lines, as many as fit."""
    block: Block = {"type": "section", "text": mrkdwn(fitted(lines, most) or "…")}
    return {**block, "accessory": accessory} if accessory else block


def context(text: Mrkdwn) -> Block:
    """A line in small grey letters."""
    return {"type": "context", "elements": [mrkdwn(fitted([text]) or "…")]}


def header(text: str) -> Block:
    """A heading."""
    return {"type": "header", "text": plain(text, 150)}


def divider() -> Block:
    return {"type": "divider"}


def picture(file_id: str, alt: str) -> Block:
    """A picture that was uploaded to Slack."""
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": cut(alt, 200)}


def button(text: str, action_id: str, value: object, style: str | None = None) -> Block:
    """A button; `style` is "primary", "danger" or None."""
    element = {
        "type": "button",
        "text": plain(text, MOST_BUTTON),
        "action_id": action_id,
        "value": str(value),
    }
    return {**element, "style": style} if style else element


def option(text: str, value: str) -> Block:
    """One choice of a select, overflow menu or radio group."""
    return {"text": plain(text, MOST_BUTTON), "value": value}


def actions(*elements: Block) -> Block:
    """A row of buttons and selects."""
    return {"type": "actions", "elements": list(elements)}


def field(block_id: str, label: str, element: Block, *, optional: bool = True, hint: str = "") -> Block:
    """An input with its label; its value is found by `block_id` and the action id "value"."""
    block = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, 200),
        "element": {**element, "action_id": "value"},
        "optional": optional,
    }
    return {**block, "hint": plain(hint, 200)} if hint else block


def modal(
    callback_id: str, title: str, submit: str | None, close: str, blocks: Sequence[Block], metadata: str = ""
) -> View:
    """A modal; without `submit` it only shows something."""
    view: View = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain(title, MOST_TITLE),
        "close": plain(close, MOST_TITLE),
        "blocks": list(blocks),
        "private_metadata": metadata,
    }
    return {**view, "submit": plain(submit, MOST_TITLE)} if submit else view


def notice(message: Message) -> View:
    """A message as a modal, for where there is no conversation to say it in."""
    title = plain("Goen", MOST_TITLE)
    return {"type": "modal", "callback_id": "notice", "title": title, "blocks": list(message.blocks)}


def value_of(values: Mapping[str, Any], block_id: str) -> Mapping[str, Any]:
    """The state of one input of `field` in a view's `state.values`; empty when it is not there."""
    found: Mapping[str, Any] = (values.get(block_id) or {}).get("value") or {}
    return found
