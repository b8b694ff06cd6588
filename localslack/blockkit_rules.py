"""Blocks and elements as data: which fields they have and how long those may be.

A name ending in `?` may be missing. The value is a text's rule, a longest length, or None.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MOST_ID = 255


@dataclass(frozen=True, slots=True)
class Text:
    """A text object with at most `most` characters; `plain` when mrkdwn is not allowed."""

    most: int
    plain: bool = False


TextRule = Text
Rules = Mapping[str, TextRule | int | None]

PLACEHOLDER: Rules = {"placeholder?": Text(150, plain=True)}
SELECT: Rules = {"action_id?": MOST_ID, **PLACEHOLDER}

BLOCKS: dict[str, Rules] = {
    "section": {"text?": Text(3_000)},
    "divider": {},
    "image": {"alt_text": 2_000, "image_url?": 3_000, "title?": Text(2_000, plain=True)},
    "actions": {"elements": None},
    "context": {"elements": None},
    "header": {"text": Text(150, plain=True)},
    "input": {"label": Text(2_000, plain=True), "element": None, "hint?": Text(2_000, plain=True)},
    "markdown": {"text": 12_000},
    "rich_text": {"elements": None},
    "file": {"external_id": None, "source": None},
    "video": {"alt_text": None, "thumbnail_url": None, "title": Text(200, plain=True), "video_url": None},
    "table": {"rows": None},
}

ELEMENTS: dict[str, Rules] = {
    "button": {"text": Text(75, plain=True), "value?": 2_000, "url?": 3_000, "accessibility_label?": 75},
    "static_select": SELECT,
    "external_select": SELECT,
    "users_select": SELECT,
    "conversations_select": SELECT,
    "channels_select": SELECT,
    "multi_static_select": SELECT,
    "multi_external_select": SELECT,
    "multi_users_select": SELECT,
    "multi_conversations_select": SELECT,
    "multi_channels_select": SELECT,
    "overflow": {"options": None},
    "datepicker": PLACEHOLDER,
    "timepicker": PLACEHOLDER,
    "datetimepicker": {},
    "checkboxes": {"options": 10},
    "radio_buttons": {"options": 10},
    "plain_text_input": {**PLACEHOLDER, "initial_value?": 3_000},
    "email_text_input": PLACEHOLDER,
    "url_text_input": PLACEHOLDER,
    "number_input": {"is_decimal_allowed?": None, **PLACEHOLDER},
    "rich_text_input": PLACEHOLDER,
    "file_input": {"filetypes?": None},
    "image": {"alt_text": 2_000, "image_url?": 3_000},
    "workflow_button": {"text": Text(75, plain=True), "workflow": None},
}

_CHOICES = {"checkboxes", "radio_buttons", "datepicker", "timepicker", "datetimepicker"}
_SELECTS = {name for name in ELEMENTS if name.endswith("_select")}
_INPUTS = {
    "plain_text_input",
    "email_text_input",
    "url_text_input",
    "number_input",
    "rich_text_input",
    "file_input",
}

IN_ACTIONS = {"button", "overflow", "workflow_button", *_SELECTS, *_CHOICES}
IN_INPUT = _SELECTS | _CHOICES | _INPUTS
IN_CONTEXT = {"image"}
