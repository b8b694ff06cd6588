"""The Block Kit linter: what Slack would refuse in final JSON.

A `block_id` is unique on its surface, an `action_id` in its block: Slack tells elements apart by the pair.
Limits from https://docs.slack.dev/reference/block-kit and https://docs.slack.dev/surfaces.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from localslack.blockkit_blocks import ANY_BLOCK, BLOCK_SURFACES
from localslack.blockkit_parts import ELEMENT_SURFACES
from localslack.blockkit_rules import Bool, Choice, Items, Obj, Problem, Problems, Rule, Str, Text

__all__ = ["Problem", "elements_of", "lint_message", "lint_view"]

MOST_MESSAGE_BLOCKS, MOST_VIEW_BLOCKS = 50, 100
MOST_TEXT = 40_000
# Slack names no figure and has refused messages from about here on.
MOST_MESSAGE_BYTES = 13_000
MOST_VIEW_BYTES = 250_000

_COMMON: Mapping[str, Rule] = {
    "type": Choice(("modal", "home")),
    "blocks": Items(ANY_BLOCK, MOST_VIEW_BLOCKS),
    "private_metadata?": Str(3_000, least=0),
    "callback_id?": Str(255, least=0),
    "external_id?": Str(255, least=0),
}
_HOME = Obj(_COMMON)
_MODAL = Obj(
    {
        **_COMMON,
        "title": Text(24, plain=True),
        "submit?": Text(24, plain=True),
        "close?": Text(24, plain=True),
        "clear_on_close?": Bool(),
        "notify_on_close?": Bool(),
        "submit_disabled?": Bool(),
    }
)
_MESSAGE_BLOCKS = Items(ANY_BLOCK, MOST_MESSAGE_BLOCKS, least=0)


def lint_message(payload: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with a message's `text` and `blocks`; empty when Slack would take it as it is."""
    text, blocks = payload.get("text") or "", payload.get("blocks") or []
    problems = list(_MESSAGE_BLOCKS.problems(blocks, "/blocks"))
    problems += _together(blocks, "message", MOST_MESSAGE_BYTES)
    if not text and not blocks and not payload.get("attachments"):
        problems.append(Problem("/text", "a message needs text or blocks"))
    if len(text) > MOST_TEXT:
        problems.append(Problem("/text", f"{len(text)} characters, Slack cuts it at {MOST_TEXT}"))
    return problems


def lint_view(view: Mapping[str, Any]) -> list[Problem]:
    """What is wrong with a modal or Home tab; empty when Slack would take it."""
    home = view.get("type") == "home"
    problems = list((_HOME if home else _MODAL).problems(view, ""))
    problems += _together(view.get("blocks"), "home" if home else "modal", MOST_VIEW_BYTES)
    if not home and _has_input(view.get("blocks")) and not view.get("submit"):
        problems.append(Problem("/submit", "needed in a modal with inputs"))
    return problems


def _together(blocks: Any, surface: str, most_bytes: int) -> Problems:
    """What only shows when all blocks are looked at together."""
    if not isinstance(blocks, list):
        return
    yield from _surface(blocks, surface)
    yield from _twice(blocks)
    yield from _focus(blocks)
    size = len(json.dumps(blocks, ensure_ascii=False).encode())
    if size > most_bytes:
        yield Problem("/blocks", f"{size} bytes of blocks, more than {most_bytes}")


def elements_of(blocks: Any) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every element in a surface's blocks with its JSON pointer."""
    for number, block in enumerate(blocks if isinstance(blocks, list) else ()):
        if isinstance(block, Mapping):
            yield from _elements(block, f"/blocks/{number}")


def _elements(block: Mapping[str, Any], path: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for name in ("accessory", "element"):
        if isinstance(block.get(name), Mapping):
            yield f"{path}/{name}", block[name]
    rows = block.get("elements")
    for place, element in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(element, Mapping):
            yield f"{path}/elements/{place}", element


def _surface(blocks: list[Any], surface: str) -> Problems:
    for number, block in enumerate(blocks):
        kind = block.get("type") if isinstance(block, Mapping) else None
        if surface not in BLOCK_SURFACES.get(str(kind), (surface,)):
            yield Problem(f"/blocks/{number}", f"block {kind!r} is not for a {surface}")
    for path, element in elements_of(blocks):
        if surface not in ELEMENT_SURFACES.get(str(element.get("type")), (surface,)):
            yield Problem(path, f"element {element.get('type')!r} is not for a {surface}")


def _twice(blocks: list[Any]) -> Problems:
    named = [(f"/blocks/{number}", row) for number, row in enumerate(blocks) if isinstance(row, Mapping)]
    yield from _same("block_id", named)
    for path, block in named:
        yield from _same("action_id", list(_elements(block, path)))


def _same(name: str, rows: list[tuple[str, Mapping[str, Any]]]) -> Problems:
    seen: set[str] = set()
    for path, row in rows:
        value = row.get(name)
        if isinstance(value, str) and value in seen:
            yield Problem(f"{path}/{name}", f"{value!r} is there twice")
        seen.add(str(value))


def _focus(blocks: list[Any]) -> Problems:
    focused = [path for path, element in elements_of(blocks) if element.get("focus_on_load")]
    for path in focused[1:]:
        yield Problem(f"{path}/focus_on_load", "only one element can have the focus")


def _has_input(blocks: Any) -> bool:
    rows = blocks if isinstance(blocks, list) else ()
    return any(isinstance(block, Mapping) and block.get("type") == "input" for block in rows)
