"""Blocks as data. Limits from https://docs.slack.dev/reference/block-kit/blocks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from localslack.blockkit_parts import (
    IN_ACTIONS,
    IN_CONTEXT_ACTIONS,
    IN_INPUT,
    IN_SECTION,
    SLACK_FILE,
    URL,
    elements,
    one_of,
)
from localslack.blockkit_rules import (
    Anything,
    Bool,
    Choice,
    Items,
    Kinds,
    Obj,
    Problem,
    Problems,
    Rule,
    Str,
    Text,
)

BLOCK_ID = Str(255)
MOST_TABLE_ROWS, MOST_TABLE_CELLS = 100, 20


def _block(kind: str, fields: Mapping[str, Rule], *checks: Any) -> Obj:
    return Obj({"type": Choice((kind,)), "block_id?": BLOCK_ID, **fields}, checks)


def _text_or_fields(value: Mapping[str, Any], path: str) -> Problems:
    if not value.get("text") and not value.get("fields"):
        yield Problem(path, "needs text or fields")


def _no_dispatch_of_files(value: Mapping[str, Any], path: str) -> Problems:
    shown = value.get("element")
    kind = shown.get("type") if isinstance(shown, Mapping) else None
    if value.get("dispatch_action") and kind == "file_input":
        yield Problem(f"{path}/dispatch_action", "not with a file_input")


_IN_CONTEXT: Mapping[str, Rule] = {
    "plain_text": Text(3_000),
    "mrkdwn": Text(3_000),
    **elements({"image"}).kinds,
}
_RICH_TEXT_FIELDS: Mapping[str, Mapping[str, Rule]] = {
    "rich_text_section": {},
    "rich_text_quote": {"border?": Anything()},
    "rich_text_preformatted": {"border?": Anything(), "language?": Str(50)},
    "rich_text_list": {
        "style": Choice(("bullet", "ordered")),
        "indent?": Anything(),
        "offset?": Anything(),
        "border?": Anything(),
    },
}
_RICH_TEXT = Kinds(
    "rich text element",
    {
        name: Obj({"type": Choice((name,)), "elements": Items(Anything(), 1_000, least=0), **more})
        for name, more in _RICH_TEXT_FIELDS.items()
    },
)


def _later(*names: str) -> dict[str, Rule]:
    """Fields of a block that only agents use; they are not looked into."""
    return {f"{name}?": Anything() for name in names}


BLOCKS: Mapping[str, Rule] = {
    "section": _block(
        "section",
        {
            "text?": Text(3_000),
            "fields?": Items(Text(2_000), 10),
            "accessory?": elements(IN_SECTION),
            "expand?": Bool(),
        },
        _text_or_fields,
    ),
    "divider": _block("divider", {}),
    "header": _block("header", {"text": Text(150, plain=True)}),
    "image": _block(
        "image",
        {
            "alt_text": Str(2_000),
            "title?": Text(2_000, plain=True),
            "image_url?": URL,
            "slack_file?": SLACK_FILE,
        },
        one_of("image_url", "slack_file"),
    ),
    "actions": _block("actions", {"elements": Items(elements(IN_ACTIONS), 25)}),
    "context": _block("context", {"elements": Items(Kinds("element", _IN_CONTEXT), 10)}),
    "context_actions": _block("context_actions", {"elements": Items(elements(IN_CONTEXT_ACTIONS), 5)}),
    "input": _block(
        "input",
        {
            "label": Text(2_000, plain=True),
            "element": elements(IN_INPUT),
            "hint?": Text(2_000, plain=True),
            "optional?": Bool(),
            "dispatch_action?": Bool(),
        },
        _no_dispatch_of_files,
    ),
    "rich_text": _block("rich_text", {"elements": Items(_RICH_TEXT, 1_000)}),
    "markdown": _block("markdown", {"text": Str(12_000)}),
    "file": _block("file", {"external_id": Str(255), "source": Choice(("remote",))}),
    "video": _block(
        "video",
        {
            "alt_text": Str(2_000),
            "title": Text(200, plain=True),
            "video_url": URL,
            "thumbnail_url": URL,
            "title_url?": URL,
            "description?": Text(200, plain=True),
            "provider_icon_url?": URL,
            "provider_name?": Str(50),
            "author_name?": Str(50),
        },
    ),
    "table": _block(
        "table",
        {
            "rows": Items(Items(Anything(), MOST_TABLE_CELLS), MOST_TABLE_ROWS),
            "column_settings?": Items(Anything(), MOST_TABLE_CELLS, least=0),
        },
    ),
    "alert": _block("alert", {"text": Anything(), **_later("level")}),
    "plan": _block("plan", {"title": Anything(), **_later("tasks")}),
    "task_card": _block(
        "task_card",
        {"task_id": Str(255), "title": Anything(), **_later("details", "output", "sources", "status")},
    ),
    "card": _block("card", _later("hero_image", "icon", "title", "subtitle", "body", "actions")),
    "carousel": _block("carousel", {"elements": Anything()}),
}

ANY_BLOCK = Kinds("block", BLOCKS)

_AGENT_BLOCKS = ("alert", "card", "carousel", "context_actions", "plan", "task_card")
# Everything that is not named here works on every surface.
BLOCK_SURFACES: Mapping[str, frozenset[str]] = dict.fromkeys(
    ("file", "markdown", "table", *_AGENT_BLOCKS), frozenset({"message"})
)
