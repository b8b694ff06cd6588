"""A small Slack app for the page's tests: it posts every kind of block and answers every kind of act."""

import time
from dataclasses import dataclass, field
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from tests.localslack import page_gallery

Json = dict[str, Any]


@dataclass
class Seen:
    """What reached the app, for the tests to look at."""

    actions: list[Json] = field(default_factory=list)
    submissions: list[Json] = field(default_factory=list)
    commands: list[Json] = field(default_factory=list)
    shortcuts: list[Json] = field(default_factory=list)
    messages: list[Json] = field(default_factory=list)
    closed: list[Json] = field(default_factory=list)


def plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def option(text: str, value: str) -> Json:
    return {"text": plain(text), "value": value}


def button(action_id: str, text: str, **more: Any) -> Json:
    return {"type": "button", "action_id": action_id, "text": plain(text), "value": action_id, **more}


def text_input(
    block_id: str, label: str, *, kind: str = "plain_text_input", optional: bool = False, **more: Any
) -> Json:
    element = {"type": kind, "action_id": block_id, **more}
    return {
        "type": "input",
        "block_id": block_id,
        "label": plain(label),
        "optional": optional,
        "element": element,
    }


CONFIRM = {
    "title": plain("破棄しますか?"),
    "text": {"type": "mrkdwn", "text": "この名刺は *保存されません* 。"},
    "confirm": plain("破棄する"),
    "deny": plain("やめる"),
    "style": "danger",
}

KINDS = [
    {"label": plain("対面"), "options": [option("打ち合わせ", "meeting"), option("訪問", "visit")]},
    {"label": plain("遠隔"), "options": [option("電話", "call")]},
]


def review_blocks(file_id: str | None) -> list[Json]:
    """A message with most blocks; its picture is an uploaded file."""
    picture = [{"type": "image", "slack_file": {"id": file_id}, "alt_text": "名刺"}] if file_id else []
    return [
        {"type": "header", "text": plain("📇 田中 一郎 様")},
        {
            "type": "section",
            "text": {"type": "mrkdwn", "text": "*山田商事株式会社*\n営業部 :warning: `第一課`\n&gt; 引用"},
            "accessory": {
                "type": "overflow",
                "action_id": "menu",
                "options": [option("共有", "share"), option("複製", "copy")],
            },
        },
        {"type": "section", "fields": [{"type": "mrkdwn", "text": f"*欄{n}*\n値{n}"} for n in range(4)]},
        *picture,
        {"type": "divider"},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": ":bulb: 部署に自信がありません"}]},
        {
            "type": "actions",
            "block_id": "acts",
            "elements": [
                button("save", "保存", style="primary"),
                button("edit", "編集"),
                button("discard", "破棄", style="danger", confirm=CONFIRM),
                button("silent", "無言"),
            ],
        },
        {
            "type": "actions",
            "block_id": "picks",
            "elements": [
                {
                    "type": "static_select",
                    "action_id": "kind",
                    "placeholder": plain("種類"),
                    "option_groups": KINDS,
                },
                {"type": "datepicker", "action_id": "date", "initial_date": "2026-11-24"},
                {
                    "type": "checkboxes",
                    "action_id": "flags",
                    "options": [option("通知", "notify"), option("共有", "share")],
                },
            ],
        },
    ]


def edit_view(file_id: str | None, metadata: str = "") -> Json:
    """A modal with a picture and every kind of input."""
    picture = [{"type": "image", "slack_file": {"id": file_id}, "alt_text": "名刺"}] if file_id else []
    kinds = {"type": "static_select", "action_id": "kind", "option_groups": KINDS}
    company = {"type": "external_select", "action_id": "company", "min_query_length": 1}
    people = {"type": "multi_users_select", "action_id": "people"}
    return {
        "type": "modal",
        "callback_id": "edit",
        "title": plain("名刺を編集"),
        "submit": plain("保存する"),
        "close": plain("やめる"),
        "private_metadata": metadata,
        "notify_on_close": True,
        "blocks": [
            *picture,
            text_input("name", "お名前", initial_value="田中 一郎"),
            text_input("mail", "メール", kind="email_text_input", optional=True),
            text_input(
                "count", "人数", kind="number_input", optional=True, is_decimal_allowed=False, min_value="1"
            ),
            text_input("memo", "メモ", optional=True, multiline=True),
            {"type": "input", "block_id": "kind", "optional": True, "label": plain("種類"), "element": kinds},
            {
                "type": "input",
                "block_id": "company",
                "optional": True,
                "label": plain("会社"),
                "element": company,
            },
            {
                "type": "input",
                "block_id": "people",
                "optional": True,
                "label": plain("同行者"),
                "element": people,
            },
            {"type": "actions", "block_id": "deeper", "elements": [button("deeper", "次の画面")]},
        ],
    }


def photo_view() -> Json:
    return {
        "type": "modal",
        "callback_id": "photos",
        "title": plain("名刺を取り込む"),
        "submit": plain("送信する"),
        "blocks": [text_input("photos", "写真", kind="file_input", filetypes=["jpg", "png"], max_files=3)],
    }


def deeper_view(level: int) -> Json:
    return {
        "type": "modal",
        "callback_id": "deeper",
        "title": plain(f"画面 {level}"),
        "blocks": [
            {"type": "section", "text": plain(f"{level} 段目です")},
            {"type": "actions", "block_id": "deeper", "elements": [button("deeper", "次の画面")]},
        ],
    }


def home_view(taps: int) -> Json:
    blocks = [
        {"type": "header", "text": plain("私のフォローアップ")},
        {"type": "section", "text": plain(f"タップ {taps} 回"), "accessory": button("tap", "数える")},
    ]
    return {"type": "home", "blocks": blocks}


def build(client: WebClient) -> tuple[App, Seen]:
    """The app on the given client, and what it has seen."""
    app = App(client=client, token_verification_enabled=False)
    seen = Seen()
    _messages(app, seen)
    _actions(app, seen)
    _modals(app, seen)
    _entries(app, seen)
    return app, seen


def _messages(app: App, seen: Seen) -> None:
    @app.event("message")
    def on_message(event: Json, client: WebClient) -> None:
        seen.messages.append(event)
        if files := event.get("files"):
            client.reactions_add(channel=event["channel"], timestamp=event["ts"], name="eyes")
            client.chat_postMessage(
                channel=event["channel"],
                thread_ts=event["ts"],
                text="確認",
                blocks=review_blocks(files[0]["id"]),
            )
        elif "見本" in event.get("text", ""):
            client.chat_postMessage(channel=event["channel"], text="見本", blocks=page_gallery.MESSAGE)
        elif "確認" in event.get("text", ""):
            client.chat_postMessage(channel=event["channel"], text="確認", blocks=review_blocks(None))

    @app.event("file_shared")
    def on_file() -> None: ...

    @app.event("app_mention")
    def on_mention() -> None: ...

    @app.event("app_home_opened")
    def on_home(event: Json, client: WebClient) -> None:
        if event["tab"] == "home":
            client.views_publish(user_id=event["user"], view=home_view(0))


def _actions(app: App, seen: Seen) -> None:
    @app.action("save")
    def on_save(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        seen.actions.append(body)
        client.chat_update(
            channel=body["channel"]["id"], ts=body["message"]["ts"], text="✅ 保存しました", blocks=[]
        )

    @app.action("edit")
    def on_edit(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        pictures = [block["slack_file"]["id"] for block in body["message"]["blocks"] if "slack_file" in block]
        client.views_open(trigger_id=body["trigger_id"], view=edit_view(pictures[0] if pictures else None))

    @app.action("silent")
    def on_silent() -> None:
        """Never acknowledges, so the person must be told."""

    @app.action("tap")
    def on_tap(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        seen.actions.append(body)
        client.views_publish(user_id=body["user"]["id"], view=home_view(len(seen.actions)))

    for action_id in ("discard", "menu", "kind", "date", "flags"):

        @app.action(action_id)
        def on_other(ack: Any, body: Json) -> None:
            ack()
            seen.actions.append(body)

    @app.options("company")
    def on_options(ack: Any, payload: Json) -> None:
        names = ["山田商事", "山本電機", "未来電機"]
        ack(options=[option(name, name) for name in names if payload["value"] in name])


def _modals(app: App, seen: Seen) -> None:
    @app.action("deeper")
    def on_deeper(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        title = body["view"]["title"]["text"]
        level = int(title.split()[-1]) + 1 if title.startswith("画面") else 2
        client.views_push(trigger_id=body["trigger_id"], view=deeper_view(level))

    @app.view("edit")
    def on_submit(ack: Any, body: Json) -> None:
        name = body["view"]["state"]["values"]["name"]["name"]["value"]
        if name == "無言":
            time.sleep(4)
            return
        if name == "重複":
            ack(response_action="errors", errors={"name": "同じ名前の方が登録済みです。"})
            return
        ack()
        seen.submissions.append(body)

    @app.view("gallery")
    @app.view("photos")
    def on_photos(ack: Any, body: Json) -> None:
        ack()
        seen.submissions.append(body)

    @app.view_closed("edit")
    def on_closed(ack: Any, body: Json) -> None:
        ack()
        seen.closed.append(body)


def _entries(app: App, seen: Seen) -> None:
    @app.command("/card")
    def on_card(ack: Any, command: Json, respond: Any) -> None:
        ack()
        seen.commands.append(command)
        respond(f"「{command['text']}」は見つかりませんでした。")

    @app.command("/silent")
    def on_silent_command() -> None:
        """Never acknowledges."""

    @app.shortcut("capture")
    def on_capture(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        seen.shortcuts.append(body)
        client.views_open(trigger_id=body["trigger_id"], view=photo_view())

    @app.shortcut("gallery")
    def on_gallery(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        client.views_open(trigger_id=body["trigger_id"], view=page_gallery.MODAL)

    @app.shortcut("log_message")
    def on_log(ack: Any, body: Json, client: WebClient) -> None:
        ack()
        seen.shortcuts.append(body)
        client.views_open(trigger_id=body["trigger_id"], view=edit_view(None))
