"""Elements and composition objects of Block Kit as data.

Limits from https://docs.slack.dev/reference/block-kit (elements and composition objects).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from localslack.blockkit_rules import (
    Anything,
    Bool,
    Choice,
    Int,
    Items,
    Kinds,
    Obj,
    Problem,
    Problems,
    Rule,
    Str,
    Text,
)

ID = Str(255)
URL = Str(3_000, r"https?://\S+")
DATE = Str(10, r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
TIME = Str(5, r"([01]\d|2[0-3]):[0-5]\d")
SLACK_ID = Str(255)
MOST_CHOICES = 10
MOST_OPTIONS = 100
MOST_INPUT = 3_000


def one_of(*names: str) -> Any:
    """A check: exactly one of the fields is there."""

    def check(value: Mapping[str, Any], path: str) -> Problems:
        if sum(bool(value.get(name)) for name in names) != 1:
            yield Problem(path, f"needs either {' or '.join(names)}")

    return check


def _shown_options(value: Mapping[str, Any]) -> list[Any]:
    groups = value.get("option_groups") or ()
    return [*(value.get("options") or ()), *(row for one in groups for row in one.get("options") or ())]


def _initial_is_offered(value: Mapping[str, Any], path: str) -> Problems:
    chosen = value.get("initial_options") or []
    if "initial_option" in value:
        chosen = [value["initial_option"]]
    rows = _shown_options(value)
    for one in chosen:
        if one not in rows:
            yield Problem(path, "initial option is not exactly one of the options")


def _few_selected(value: Mapping[str, Any], path: str) -> Problems:
    most = value.get("max_selected_items")
    for name in ("initial_options", "initial_users", "initial_conversations", "initial_channels"):
        if isinstance(most, int) and len(value.get(name) or ()) > most:
            yield Problem(f"{path}/{name}", f"more than max_selected_items ({most})")


def _lengths_agree(value: Mapping[str, Any], path: str) -> Problems:
    least, most, shown = value.get("min_length"), value.get("max_length"), value.get("initial_value")
    if isinstance(least, int) and isinstance(most, int) and least > most:
        yield Problem(path, "min_length is more than max_length")
    if isinstance(shown, str) and isinstance(most, int) and len(shown) > most:
        yield Problem(f"{path}/initial_value", f"longer than max_length ({most})")


def _numbers(value: Mapping[str, Any], path: str) -> Problems:
    for name in ("initial_value", "min_value", "max_value"):
        if name in value:
            yield from _number(value[name], bool(value.get("is_decimal_allowed")), f"{path}/{name}")


def _number(value: Any, decimal: bool, path: str) -> Problems:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        yield Problem(path, "must be a number as a string")
        return
    if not decimal and number != number.to_integral_value():
        yield Problem(path, "must be a whole number")


CONFIRM = Obj(
    {
        "title": Text(100, plain=True),
        "text": Text(300),
        "confirm": Text(30, plain=True),
        "deny": Text(30, plain=True),
        "style?": Choice(("primary", "danger")),
    }
)
OPTION: Mapping[str, Rule] = {
    "text": Text(75, plain=True),
    "value": Str(150),
    "description?": Text(75, plain=True),
}
PLAIN_OPTION = Obj(OPTION)
MRKDWN_OPTION = Obj({**OPTION, "text": Text(75), "description?": Text(75)})
LINK_OPTION = Obj({**OPTION, "url?": URL})
GROUP = Obj({"label": Text(75, plain=True), "options": Items(PLAIN_OPTION, MOST_OPTIONS)})
SLACK_FILE = Obj({"id?": SLACK_ID, "url?": URL}, (one_of("id", "url"),))
DISPATCH = Obj(
    {"trigger_actions_on?": Items(Choice(("on_enter_pressed", "on_character_entered")), 2)},
)
FILTER = Obj(
    {
        "include?": Items(Choice(("im", "mpim", "private", "public")), 4),
        "exclude_external_shared_channels?": Bool(),
        "exclude_bot_users?": Bool(),
    }
)
WORKFLOW = Obj({"trigger": Anything()})


def element(kind: str, fields: Mapping[str, Rule], *checks: Any) -> Obj:
    """An interactive element: its own fields, and those every one may have."""
    return Obj({"type": Choice((kind,)), "action_id?": ID, **fields}, checks)


PLACEHOLDER: Mapping[str, Rule] = {"placeholder?": Text(150, plain=True), "focus_on_load?": Bool()}
CONFIRMED: Mapping[str, Rule] = {"confirm?": CONFIRM}
SELECT: Mapping[str, Rule] = {**PLACEHOLDER, **CONFIRMED}
MULTI: Mapping[str, Rule] = {**SELECT, "max_selected_items?": Int(1, 100)}
STATIC: Mapping[str, Rule] = {
    "options?": Items(PLAIN_OPTION, MOST_OPTIONS),
    "option_groups?": Items(GROUP, MOST_OPTIONS),
}
EXTERNAL: Mapping[str, Rule] = {"min_query_length?": Int(0, 1_000)}
CHOICES: Mapping[str, Rule] = {
    "options": Items(MRKDWN_OPTION, MOST_CHOICES),
    "focus_on_load?": Bool(),
    **CONFIRMED,
}
TYPED: Mapping[str, Rule] = {**PLACEHOLDER, "dispatch_action_config?": DISPATCH}
ANY_OPTION = Anything()
IDS = Items(SLACK_ID, 100, least=0)

ELEMENTS: Mapping[str, Rule] = {
    "button": element(
        "button",
        {
            "text": Text(75, plain=True),
            "value?": Str(2_000),
            "url?": URL,
            "style?": Choice(("primary", "danger")),
            "accessibility_label?": Str(75),
            **CONFIRMED,
        },
    ),
    "workflow_button": element(
        "workflow_button",
        {
            "text": Text(75, plain=True),
            "workflow": WORKFLOW,
            "style?": Choice(("primary", "danger")),
            "accessibility_label?": Str(75),
        },
    ),
    "overflow": element("overflow", {"options": Items(LINK_OPTION, 5), **CONFIRMED}),
    "static_select": element(
        "static_select",
        {**SELECT, **STATIC, "initial_option?": ANY_OPTION},
        one_of("options", "option_groups"),
        _initial_is_offered,
    ),
    "multi_static_select": element(
        "multi_static_select",
        {**MULTI, **STATIC, "initial_options?": Items(ANY_OPTION, MOST_OPTIONS)},
        one_of("options", "option_groups"),
        _initial_is_offered,
        _few_selected,
    ),
    "external_select": element("external_select", {**SELECT, **EXTERNAL, "initial_option?": PLAIN_OPTION}),
    "multi_external_select": element(
        "multi_external_select",
        {**MULTI, **EXTERNAL, "initial_options?": Items(PLAIN_OPTION, MOST_OPTIONS)},
        _few_selected,
    ),
    "users_select": element("users_select", {**SELECT, "initial_user?": SLACK_ID}),
    "multi_users_select": element("multi_users_select", {**MULTI, "initial_users?": IDS}, _few_selected),
    "conversations_select": element(
        "conversations_select",
        {
            **SELECT,
            "initial_conversation?": SLACK_ID,
            "default_to_current_conversation?": Bool(),
            "response_url_enabled?": Bool(),
            "filter?": FILTER,
        },
    ),
    "multi_conversations_select": element(
        "multi_conversations_select",
        {
            **MULTI,
            "initial_conversations?": IDS,
            "default_to_current_conversation?": Bool(),
            "filter?": FILTER,
        },
        _few_selected,
    ),
    "channels_select": element(
        "channels_select", {**SELECT, "initial_channel?": SLACK_ID, "response_url_enabled?": Bool()}
    ),
    "multi_channels_select": element(
        "multi_channels_select", {**MULTI, "initial_channels?": IDS}, _few_selected
    ),
    "checkboxes": element(
        "checkboxes", {**CHOICES, "initial_options?": Items(ANY_OPTION, MOST_CHOICES)}, _initial_is_offered
    ),
    "radio_buttons": element(
        "radio_buttons", {**CHOICES, "initial_option?": ANY_OPTION}, _initial_is_offered
    ),
    "datepicker": element("datepicker", {**SELECT, "initial_date?": DATE}),
    "timepicker": element("timepicker", {**SELECT, "initial_time?": TIME, "timezone?": Str(100)}),
    "datetimepicker": element(
        "datetimepicker",
        {"initial_date_time?": Int(10**9, 10**10 - 1), "focus_on_load?": Bool(), **CONFIRMED},
    ),
    "plain_text_input": element(
        "plain_text_input",
        {
            **TYPED,
            "initial_value?": Str(MOST_INPUT),
            "multiline?": Bool(),
            "min_length?": Int(0, MOST_INPUT),
            "max_length?": Int(1, MOST_INPUT),
        },
        _lengths_agree,
    ),
    "email_text_input": element("email_text_input", {**TYPED, "initial_value?": Str(MOST_INPUT)}),
    "url_text_input": element("url_text_input", {**TYPED, "initial_value?": Str(MOST_INPUT)}),
    "number_input": element(
        "number_input",
        {
            **TYPED,
            "is_decimal_allowed": Bool(),
            "initial_value?": Anything(),
            "min_value?": Anything(),
            "max_value?": Anything(),
        },
        _numbers,
    ),
    "rich_text_input": element("rich_text_input", {**TYPED, "initial_value?": Anything()}),
    "file_input": element("file_input", {"filetypes?": Items(Str(50), 100), "max_files?": Int(1, 10)}),
    "feedback_buttons": element(
        "feedback_buttons", {"positive_button": Anything(), "negative_button": Anything()}
    ),
    "icon_button": element(
        "icon_button",
        {
            "icon": Str(50),
            "text": Text(75, plain=True),
            "value?": Str(2_000),
            "accessibility_label?": Str(75),
            "visible_to_user_ids?": IDS,
            **CONFIRMED,
        },
    ),
    "image": Obj(
        {
            "type": Choice(("image",)),
            "alt_text": Str(2_000),
            "image_url?": URL,
            "slack_file?": SLACK_FILE,
        },
        (one_of("image_url", "slack_file"),),
    ),
}

_SELECTS = {name for name in ELEMENTS if name.endswith("_select")}
_PICKS = {"checkboxes", "radio_buttons", "datepicker", "timepicker"}
IN_SECTION = _SELECTS | _PICKS | {"button", "workflow_button", "overflow", "image"}
IN_ACTIONS = _SELECTS | _PICKS | {"button", "workflow_button", "overflow", "datetimepicker"}
IN_INPUT = _SELECTS | _PICKS | {"datetimepicker"} | {name for name in ELEMENTS if name.endswith("_input")}
IN_CONTEXT_ACTIONS = {"feedback_buttons", "icon_button"}

# Everything that is not named here works on every surface.
ELEMENT_SURFACES: Mapping[str, frozenset[str]] = {
    "file_input": frozenset({"modal"}),
    "number_input": frozenset({"modal"}),
    "email_text_input": frozenset({"modal"}),
    "url_text_input": frozenset({"modal"}),
    "rich_text_input": frozenset({"modal", "home"}),
    "datetimepicker": frozenset({"modal", "message"}),
    "workflow_button": frozenset({"message"}),
}


def elements(allowed: set[str]) -> Kinds:
    """The rule for a place where only some elements may stand."""
    return Kinds("element", {name: ELEMENTS[name] for name in allowed})
