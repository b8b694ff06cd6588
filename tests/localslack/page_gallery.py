"""Every block and every input element that a Slack app can send, for the page's tests."""

from typing import Any

Json = dict[str, Any]


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def mrkdwn(text: str) -> Json:
    return {"type": "mrkdwn", "text": text}


def option(value: str) -> Json:
    return {"text": plain(f"選択{value}"), "value": value}


OPTIONS = [option("a"), option("b"), option("c")]

RICH_TEXT = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [
                {"type": "text", "text": "濃い", "style": {"bold": True, "italic": True, "strike": True}},
                {"type": "emoji", "name": "tada"},
                {"type": "user", "user_id": "U0SATO00001"},
                {"type": "channel", "channel_id": "C0GENERAL01"},
                {"type": "link", "url": "https://yamada.example/", "text": "資料"},
                {"type": "broadcast", "range": "here"},
                {"type": "date", "timestamp": 1764000000, "format": "{date_long}", "fallback": "日付"},
            ],
        },
        {
            "type": "rich_text_list",
            "style": "ordered",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "一番"}]}],
        },
        {"type": "rich_text_quote", "elements": [{"type": "text", "text": "引用文"}]},
        {"type": "rich_text_preformatted", "elements": [{"type": "text", "text": "print(1)"}]},
    ],
}

MARKDOWN = """# 題

**太字** と *斜体* と `符号`

- 一
- 二

> 引用

| 会社 | 件 |
|---|---|
| 山田商事 | 3 |

<b>x</b>"""

IMAGE_URL = "https://pictures.example/card.png"

TABLE = {
    "type": "table",
    "rows": [[{"type": "raw_text", "text": "会社"}], [{"type": "raw_text", "text": "山田商事"}]],
}


def _pick(kind: str, **more: Any) -> Json:
    return {"type": kind, "action_id": kind, **more}


ELEMENTS = [
    _pick("button", text=plain("リンク :link:"), url="https://yamada.example/"),
    _pick("overflow", options=OPTIONS),
    _pick("static_select", options=OPTIONS, initial_option=OPTIONS[1]),
    _pick("external_select"),
    _pick("users_select", initial_user="U0SATO00001"),
    _pick("conversations_select", initial_conversation="C0GENERAL01"),
    _pick("channels_select"),
    _pick("multi_static_select", options=OPTIONS, initial_options=OPTIONS[:2]),
    _pick("multi_external_select"),
    _pick("multi_users_select"),
    _pick("multi_conversations_select"),
    _pick("multi_channels_select", initial_channels=["C0GENERAL01"]),
    _pick("datepicker", initial_date="2026-11-24"),
    _pick("timepicker", initial_time="09:30"),
    _pick("datetimepicker", initial_date_time=1764000000),
    _pick("checkboxes", options=OPTIONS, initial_options=OPTIONS[2:]),
    _pick("radio_buttons", options=OPTIONS, initial_option=OPTIONS[0]),
]

MESSAGE = [
    {"type": "header", "text": plain("見出し :sunny:")},
    {"type": "section", "text": mrkdwn("*節* <!date^1764000000^{date_num}|日付> <!here> <#C0GENERAL01>")},
    {
        "type": "section",
        "text": plain("*文字のまま*"),
        "accessory": _pick("button", text=plain("押す")) | {"action_id": "aside"},
    },
    {"type": "section", "fields": [mrkdwn("*会社*\n山田商事"), plain("部署")]},
    {"type": "image", "image_url": IMAGE_URL, "alt_text": "届かない画像", "title": plain("画像の題")},
    {"type": "context", "elements": [plain("小さい字"), mrkdwn("_斜体_")]},
    {"type": "divider"},
    RICH_TEXT,
    {"type": "markdown", "text": MARKDOWN},
    TABLE,
    {"type": "actions", "elements": ELEMENTS},
]


def _input(element: Json) -> Json:
    return {
        "type": "input",
        "block_id": element["type"],
        "label": plain(element["type"]),
        "hint": plain("手引き"),
        "optional": True,
        "element": element,
    }


INPUTS = [
    _pick("plain_text_input", initial_value="一行"),
    _pick("email_text_input", initial_value="tanaka@yamada.example"),
    _pick("url_text_input", initial_value="https://yamada.example/"),
    _pick("number_input", is_decimal_allowed=True, initial_value="3.5"),
    _pick("rich_text_input"),
    _pick("file_input"),
]

MODAL = {
    "type": "modal",
    "callback_id": "gallery",
    "title": plain("すべての入力"),
    "submit": plain("送る"),
    "blocks": [_input(element) for element in [*ELEMENTS[2:], *INPUTS]],
}

SUBMITTED = {
    "static_select": ("selected_option", OPTIONS[1]),
    "external_select": ("selected_option", None),
    "users_select": ("selected_user", "U0SATO00001"),
    "conversations_select": ("selected_conversation", "C0GENERAL01"),
    "channels_select": ("selected_channel", None),
    "multi_static_select": ("selected_options", OPTIONS[:2]),
    "multi_external_select": ("selected_options", []),
    "multi_users_select": ("selected_users", []),
    "multi_conversations_select": ("selected_conversations", []),
    "multi_channels_select": ("selected_channels", ["C0GENERAL01"]),
    "datepicker": ("selected_date", "2026-11-24"),
    "timepicker": ("selected_time", "09:30"),
    "datetimepicker": ("selected_date_time", 1764000000),
    "checkboxes": ("selected_options", OPTIONS[2:]),
    "radio_buttons": ("selected_option", OPTIONS[0]),
    "plain_text_input": ("value", "一行"),
    "email_text_input": ("value", "tanaka@yamada.example"),
    "url_text_input": ("value", "https://yamada.example/"),
    "number_input": ("value", "3.5"),
    "rich_text_input": ("rich_text_value", None),
    "file_input": ("files", []),
}
