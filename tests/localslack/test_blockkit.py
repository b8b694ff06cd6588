"""The linter finds what Slack would refuse, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from localslack.blockkit import lint_message, lint_view

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str, text: str = "選択肢") -> Json:
    return {"text": plain(text), "value": value}


def section(**fields: Any) -> Json:
    return {"type": "section", **(fields or {"text": mrkdwn("本文")})}


def actions(*elements: Json, **fields: Any) -> Json:
    return {"type": "actions", "elements": list(elements), **fields}


def button(**fields: Any) -> Json:
    return {"type": "button", "action_id": "save", "text": plain("保存"), **fields}


def select(**fields: Any) -> Json:
    return {"type": "static_select", "action_id": "kind", "options": [option("a")], **fields}


def typed(**fields: Any) -> Json:
    return {"type": "plain_text_input", "action_id": "name", **fields}


def labelled(element: Json, **fields: Any) -> Json:
    return {"type": "input", "label": plain("お名前"), "element": element, **fields}


def modal(*blocks: Json, **fields: Any) -> Json:
    head = {"type": "modal", "title": plain("編集"), "submit": plain("保存")}
    return {**head, "blocks": list(blocks) or [section()], **fields}


def in_message(*blocks: Json) -> list[str]:
    return [problem.path for problem in lint_message({"text": "名刺", "blocks": list(blocks)})]


def in_view(view: Json) -> list[str]:
    return [problem.path for problem in lint_view(view)]


PICTURE = {"type": "image", "alt_text": "x", "image_url": "https://goen.example/a.png"}

WELL_FORMED = [
    section(),
    section(fields=[mrkdwn("a" * 2_000)] * 5 + [mrkdwn("a")] * 5),
    section(text=mrkdwn("a" * 3_000), accessory=button()),
    {"type": "divider"},
    {"type": "header", "text": plain("字" * 150)},
    {"type": "image", "alt_text": "名刺", "slack_file": {"id": "F0AAAAAAAAA"}},
    {"type": "context", "elements": [mrkdwn("⚠"), plain("注"), PICTURE]},
    actions(
        button(value="v" * 2_000, style="primary"),
        select(initial_option=option("a")),
        {"type": "datepicker", "action_id": "date", "initial_date": "2026-11-24"},
        {"type": "overflow", "action_id": "more", "options": [option("1")]},
        {"type": "users_select", "action_id": "who", "placeholder": plain("担当")},
        {
            "type": "checkboxes",
            "action_id": "flags",
            "options": [option("x")],
            "initial_options": [option("x")],
        },
    ),
    {"type": "markdown", "text": "**太字**"},
    {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": []}]},
    {"type": "table", "rows": [[{"type": "raw_text", "text": "1"}]]},
]


@pytest.mark.parametrize("block", WELL_FORMED, ids=lambda block: block["type"])
def test_well_formed_blocks_pass(block: Json) -> None:
    assert lint_message({"text": "名刺", "blocks": [block]}) == []


MALFORMED = [
    ({"type": "sections", "text": mrkdwn("x")}, "/blocks/0"),
    ("text", "/blocks/0"),
    ({"type": "section"}, "/blocks/0"),
    (section(text=mrkdwn("a" * 3_001)), "/blocks/0/text/text"),
    (section(text=mrkdwn("")), "/blocks/0/text/text"),
    (section(text="本文"), "/blocks/0/text"),
    (section(text={**mrkdwn("x"), "emoji": True}), "/blocks/0/text/emoji"),
    (section(fields=[mrkdwn("x")] * 11), "/blocks/0/fields"),
    (section(fields=[mrkdwn("a" * 2_001)]), "/blocks/0/fields/0/text"),
    (section(text=mrkdwn("x"), colour="red"), "/blocks/0/colour"),
    (section(text=mrkdwn("x"), block_id="b" * 256), "/blocks/0/block_id"),
    (section(text=mrkdwn("x"), accessory=typed()), "/blocks/0/accessory"),
    ({"type": "header", "text": plain("字" * 151)}, "/blocks/0/text/text"),
    ({"type": "header", "text": mrkdwn("x")}, "/blocks/0/text/type"),
    ({"type": "image", "alt_text": "x"}, "/blocks/0"),
    ({"type": "image", "slack_file": {"id": "F1"}}, "/blocks/0/alt_text"),
    (
        {"type": "image", "alt_text": "x", "slack_file": {"id": "F1"}, "image_url": "https://goen.example/a"},
        "/blocks/0",
    ),
    (actions(), "/blocks/0/elements"),
    (actions(*[button(action_id=f"b{n}") for n in range(26)]), "/blocks/0/elements"),
    (actions(button(text=plain("字" * 76))), "/blocks/0/elements/0/text/text"),
    (actions(button(value="v" * 2_001)), "/blocks/0/elements/0/value"),
    (actions(button(action_id="a" * 256)), "/blocks/0/elements/0/action_id"),
    (actions(button(style="default")), "/blocks/0/elements/0/style"),
    (actions(button(), button()), "/blocks/0/elements/1/action_id"),
    (
        actions(button(confirm={"title": plain("t"), "text": mrkdwn("x"), "confirm": plain("y")})),
        "/blocks/0/elements/0/confirm/deny",
    ),
    (actions({"type": "static_select", "action_id": "kind"}), "/blocks/0/elements/0"),
    (actions(select(options=[option("v" * 151)])), "/blocks/0/elements/0/options/0/value"),
    (actions(select(options=[option("v", "字" * 76)])), "/blocks/0/elements/0/options/0/text/text"),
    (actions(select(options=[option(f"{n}") for n in range(101)])), "/blocks/0/elements/0/options"),
    (actions(select(initial_option=option("b"))), "/blocks/0/elements/0"),
    (
        actions({"type": "overflow", "action_id": "m", "options": [option(f"{n}") for n in range(6)]}),
        "/blocks/0/elements/0/options",
    ),
    (
        actions({"type": "datepicker", "action_id": "d", "initial_date": "2026/11/24"}),
        "/blocks/0/elements/0/initial_date",
    ),
    ({"type": "context", "elements": [mrkdwn("x")] * 11}, "/blocks/0/elements"),
    ({"type": "context", "elements": [button()]}, "/blocks/0/elements/0"),
    (labelled({"type": "file_input", "action_id": "photos"}), "/blocks/0/element"),
    (labelled(typed(min_length=5, max_length=2)), "/blocks/0/element"),
    (labelled(button()), "/blocks/0/element"),
]


@pytest.mark.parametrize(("block", "path"), MALFORMED)
def test_a_malformed_block_is_found_where_it_is(block: Any, path: str) -> None:
    assert in_message(block) == [path]


def test_the_same_block_id_twice_is_found() -> None:
    blocks = [section(text=mrkdwn("x"), block_id="one"), section(text=mrkdwn("y"), block_id="one")]
    assert in_message(*blocks) == ["/blocks/1/block_id"]


def test_the_same_action_id_in_two_blocks_is_fine() -> None:
    assert in_message(actions(button()), actions(button())) == []


def test_a_message_holds_fifty_blocks() -> None:
    assert in_message(*[section()] * 50) == []
    assert in_message(*[section()] * 51) == ["/blocks"]


def test_a_message_that_is_too_heavy_is_found() -> None:
    assert in_message(*[section(text=mrkdwn("字" * 1_000))] * 5) == ["/blocks"]


def test_a_message_needs_words() -> None:
    assert [problem.path for problem in lint_message({})] == ["/text"]
    assert lint_message({"text": "名刺"}) == []
    assert [problem.path for problem in lint_message({"text": "字" * 40_001})] == ["/text"]


def test_a_modal_with_every_input_passes() -> None:
    kinds: list[Json] = [
        typed(initial_value="田中", multiline=True, min_length=1, max_length=100, placeholder=plain("例")),
        {"type": "email_text_input", "action_id": "a"},
        {"type": "url_text_input", "action_id": "a"},
        {"type": "number_input", "action_id": "a", "is_decimal_allowed": False, "min_value": "1"},
        {"type": "file_input", "action_id": "a", "filetypes": ["jpg"], "max_files": 10},
        {"type": "rich_text_input", "action_id": "a"},
        {"type": "timepicker", "action_id": "a", "initial_time": "09:30"},
        {"type": "datetimepicker", "action_id": "a", "initial_date_time": 1_700_000_000},
        {"type": "radio_buttons", "action_id": "a", "options": [option("1")]},
        {"type": "multi_users_select", "action_id": "a", "max_selected_items": 3},
        {
            "type": "multi_static_select",
            "action_id": "a",
            "option_groups": [{"label": plain("群"), "options": [option("1")]}],
            "initial_options": [option("1")],
        },
        {"type": "external_select", "action_id": "a", "min_query_length": 1},
        {"type": "conversations_select", "action_id": "a", "filter": {"include": ["im"]}},
    ]
    view = modal(*[labelled(kind, hint=plain("助言"), optional=True) for kind in kinds], private_metadata="")
    assert lint_view(view) == []


@pytest.mark.parametrize(
    ("view", "path"),
    [
        (modal(title=plain("字" * 25)), "/title/text"),
        (modal(submit=plain("字" * 25)), "/submit/text"),
        (modal(close=plain("字" * 25)), "/close/text"),
        (modal(private_metadata="m" * 3_001), "/private_metadata"),
        (modal(callback_id="c" * 256), "/callback_id"),
        (modal(colour="red"), "/colour"),
        (modal(blocks=[section()] * 101), "/blocks"),
        (modal(blocks=[]), "/blocks"),
        (modal({"type": "markdown", "text": "x"}), "/blocks/0"),
        (
            modal(labelled(typed(focus_on_load=True)), labelled(typed(focus_on_load=True), block_id="b")),
            "/blocks/1/element/focus_on_load",
        ),
        (
            modal(
                labelled(
                    {
                        "type": "number_input",
                        "action_id": "n",
                        "is_decimal_allowed": False,
                        "initial_value": "1.5",
                    }
                )
            ),
            "/blocks/0/element/initial_value",
        ),
        ({"type": "home", "blocks": [section()], "title": plain("題")}, "/title"),
        (
            {"type": "home", "blocks": [labelled({"type": "email_text_input", "action_id": "m"})]},
            "/blocks/0/element",
        ),
    ],
)
def test_a_malformed_view_is_found_where_it_is(view: Json, path: str) -> None:
    assert in_view(view) == [path]


def test_a_modal_with_inputs_needs_a_submit_button() -> None:
    view = modal(labelled(typed()))
    del view["submit"]
    assert in_view(view) == ["/submit"]


def test_an_unknown_surface_is_found() -> None:
    assert "/type" in in_view({"type": "popup", "title": plain("題"), "blocks": [section()]})


def test_a_problem_reads_like_slacks() -> None:
    (problem,) = lint_view(modal(title=plain("字" * 25)))
    assert str(problem) == "25 characters, more than 24 [json-pointer:/title/text]"
