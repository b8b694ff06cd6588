"""The Block Kit linter: what Slack would refuse, found on final JSON.

Limits from the Block Kit reference: https://docs.slack.dev/reference/block-kit
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from localslack.blockkit_rules import (
    BLOCKS,
    ELEMENTS,
    IN_ACTIONS,
    IN_CONTEXT,
    IN_INPUT,
    MOST_ID,
    Text,
    TextRule,
)

MOST_MESSAGE_BLOCKS, MOST_VIEW_BLOCKS = 50, 100
MOST_TEXT, MOST_METADATA, MOST_VIEW_TEXT = 40_000, 3_000, 24
MOST_BYTES = 13_000


@dataclass(frozen=True, slots=True)
class Problem:
    """Where in the JSON something is wrong, and what."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.what} [json-pointer:{self.path}]"


def lint_message(payload: Mapping[str, Any]) -> list[Problem]:
    """What Slack would refuse in a message's text and blocks; empty when it is fine."""
    blocks = payload.get("blocks") or []
    problems = list(_blocks(blocks, MOST_MESSAGE_BLOCKS))
    if len(payload.get("text") or "") > MOST_TEXT:
        problems.append(Problem("/text", f"longer than {MOST_TEXT} characters"))
    if any(isinstance(block, Mapping) and block.get("type") == "input" for block in blocks):
        return problems
    size = len(json.dumps(blocks, ensure_ascii=False))
    if size > MOST_BYTES:
        problems.append(Problem("/blocks", f"blocks hold {size} characters, more than {MOST_BYTES}"))
    return problems


def lint_view(view: Mapping[str, Any]) -> list[Problem]:
    """What Slack would refuse in a modal or Home tab; empty when it is fine."""
    problems = list(_blocks(view.get("blocks"), MOST_VIEW_BLOCKS))
    if view.get("type") not in ("modal", "home"):
        problems.append(Problem("/type", "must be modal or home"))
    if len(view.get("private_metadata") or "") > MOST_METADATA:
        problems.append(Problem("/private_metadata", f"longer than {MOST_METADATA} characters"))
    if len(view.get("callback_id") or "") > MOST_ID:
        problems.append(Problem("/callback_id", f"longer than {MOST_ID} characters"))
    if view.get("type") == "modal":
        problems += _modal(view)
    return problems


def _modal(view: Mapping[str, Any]) -> list[Problem]:
    problems = []
    for name in ("title", "submit", "close"):
        if name in view or name == "title":
            problems += _text(view.get(name), f"/{name}", Text(MOST_VIEW_TEXT, plain=True))
    inputs = any(
        isinstance(block, Mapping) and block.get("type") == "input" for block in view.get("blocks") or ()
    )
    if inputs and not view.get("submit"):
        problems.append(Problem("/submit", "needed in a view with inputs"))
    return problems


def _blocks(blocks: Any, most: int) -> Iterator[Problem]:
    if not isinstance(blocks, list):
        yield Problem("/blocks", "must be a list")
        return
    if len(blocks) > most:
        yield Problem("/blocks", f"{len(blocks)} blocks, more than {most}")
    for number, block in enumerate(blocks):
        yield from _block(block, f"/blocks/{number}")
    yield from _twice(blocks)


def _twice(blocks: list[Any]) -> Iterator[Problem]:
    seen_blocks: set[str] = set()
    seen_actions: set[tuple[int, str]] = set()
    for number, block in enumerate(blocks):
        if not isinstance(block, Mapping):
            continue
        block_id = block.get("block_id")
        if block_id in seen_blocks:
            yield Problem(f"/blocks/{number}/block_id", f"{block_id} is there twice")
        if block_id:
            seen_blocks.add(block_id)
        for element in _elements_of(block):
            action = (number, str(element.get("action_id")))
            if element.get("action_id") and action in seen_actions:
                yield Problem(f"/blocks/{number}", f"action_id {action[1]} is there twice in the block")
            seen_actions.add(action)


def _elements_of(block: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    inner = [*(block.get("elements") or ()), block.get("accessory"), block.get("element")]
    return [element for element in inner if isinstance(element, Mapping)]


def _block(block: Any, path: str) -> Iterator[Problem]:
    if not isinstance(block, Mapping) or block.get("type") not in BLOCKS:
        kind = block.get("type") if isinstance(block, Mapping) else block
        yield Problem(path, f"unknown block type {kind!r}")
        return
    if len(str(block.get("block_id") or "")) > MOST_ID:
        yield Problem(f"{path}/block_id", f"longer than {MOST_ID} characters")
    yield from _shape(block, path, BLOCKS[block["type"]])
    if check := _CHECKS.get(block["type"]):
        yield from check(block, path)


def _shape(
    thing: Mapping[str, Any], path: str, rules: Mapping[str, TextRule | int | None]
) -> Iterator[Problem]:
    """Fields with their rule: a text, a longest length, or None for "only needs to be there"."""
    for name, rule in rules.items():
        needed = not name.endswith("?")
        field = name.rstrip("?")
        value = thing.get(field)
        if value in (None, "", []):
            if needed:
                yield Problem(f"{path}/{field}", "missing")
        elif isinstance(rule, Text):
            yield from _text(value, f"{path}/{field}", rule)
        elif isinstance(rule, int) and len(value) > rule:
            yield Problem(f"{path}/{field}", f"longer than {rule}")


def _text(value: Any, path: str, rule: Text) -> list[Problem]:
    if not isinstance(value, Mapping) or value.get("type") not in ("plain_text", "mrkdwn"):
        return [Problem(path, "must be a text object")]
    text = value.get("text")
    if not isinstance(text, str) or not text:
        return [Problem(path, "text must not be empty")]
    problems = []
    if rule.plain and value["type"] != "plain_text":
        problems.append(Problem(path, "must be plain_text"))
    if len(text) > rule.most:
        problems.append(Problem(path, f"{len(text)} characters, more than {rule.most}"))
    return problems


def _section(block: Mapping[str, Any], path: str) -> Iterator[Problem]:
    if not block.get("text") and not block.get("fields"):
        yield Problem(path, "needs text or fields")
    fields = block.get("fields") or []
    if len(fields) > 10:
        yield Problem(f"{path}/fields", "more than 10")
    for number, field in enumerate(fields):
        yield from _text(field, f"{path}/fields/{number}", Text(2_000))
    if block.get("accessory"):
        yield from _element(block["accessory"], f"{path}/accessory", IN_ACTIONS | {"image"})


def _actions(block: Mapping[str, Any], path: str) -> Iterator[Problem]:
    if len(block.get("elements") or ()) > 25:
        yield Problem(f"{path}/elements", "more than 25")
    for number, element in enumerate(block.get("elements") or ()):
        yield from _element(element, f"{path}/elements/{number}", IN_ACTIONS)


def _context(block: Mapping[str, Any], path: str) -> Iterator[Problem]:
    if len(block.get("elements") or ()) > 10:
        yield Problem(f"{path}/elements", "more than 10")
    for number, element in enumerate(block.get("elements") or ()):
        if isinstance(element, Mapping) and element.get("type") in ("plain_text", "mrkdwn"):
            yield from _text(element, f"{path}/elements/{number}", Text(3_000))
        else:
            yield from _element(element, f"{path}/elements/{number}", IN_CONTEXT)


def _input(block: Mapping[str, Any], path: str) -> Iterator[Problem]:
    yield from _element(block.get("element"), f"{path}/element", IN_INPUT)


def _image(block: Mapping[str, Any], path: str) -> Iterator[Problem]:
    if bool(block.get("image_url")) == bool(block.get("slack_file")):
        yield Problem(path, "needs image_url or slack_file")


def _element(element: Any, path: str, allowed: set[str]) -> Iterator[Problem]:
    kind = element.get("type") if isinstance(element, Mapping) else None
    if kind not in allowed or kind not in ELEMENTS:
        yield Problem(path, f"element {kind!r} is not allowed here")
        return
    if kind != "image" and len(str(element.get("action_id") or "")) > MOST_ID:
        yield Problem(f"{path}/action_id", f"longer than {MOST_ID} characters")
    yield from _shape(element, path, ELEMENTS[kind])
    yield from _options(element, path)
    if confirm := element.get("confirm"):
        yield from _confirm(confirm, f"{path}/confirm")
    if kind == "button" and element.get("style") not in (None, "primary", "danger"):
        yield Problem(f"{path}/style", "must be primary or danger")
    if kind == "image":
        yield from _image(element, path)


def _confirm(confirm: Any, path: str) -> Iterator[Problem]:
    if not isinstance(confirm, Mapping):
        yield Problem(path, "must be an object")
        return
    for name, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        yield from _text(confirm.get(name), f"{path}/{name}", Text(most, plain=name != "text"))


def _options(element: Mapping[str, Any], path: str) -> Iterator[Problem]:
    groups = element.get("option_groups") or ()
    if element["type"].endswith("static_select") and bool(element.get("options")) == bool(groups):
        yield Problem(path, "needs options or option_groups")
    rows = list(element.get("options") or ())
    for number, group in enumerate(groups):
        yield from _text(group.get("label"), f"{path}/option_groups/{number}/label", Text(75, plain=True))
        rows += group.get("options") or ()
    if len(rows) > (5 if element["type"] == "overflow" else 100):
        yield Problem(f"{path}/options", "too many")
    for number, row in enumerate(rows):
        yield from _text(row.get("text"), f"{path}/options/{number}/text", Text(75))
        if not row.get("value") or len(str(row["value"])) > 150:
            yield Problem(f"{path}/options/{number}/value", "must have 1 to 150 characters")
    yield from _initial(element, rows, path)


def _initial(element: Mapping[str, Any], rows: list[Any], path: str) -> Iterator[Problem]:
    chosen = (
        [element["initial_option"]] if element.get("initial_option") else element.get("initial_options") or []
    )
    if rows and any(option not in rows for option in chosen):
        yield Problem(path, "initial option is not among the options")


_CHECKS: dict[str, Callable[[Mapping[str, Any], str], Iterator[Problem]]] = {
    "section": _section,
    "actions": _actions,
    "context": _context,
    "input": _input,
    "image": _image,
}
