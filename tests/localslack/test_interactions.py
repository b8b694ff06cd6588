"""Taps, commands, shortcuts, modals and response addresses with a real Bolt app."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_bolt import App
from slack_sdk.webhook import WebhookClient

from localslack.driver import Person, Refused
from localslack.serve import LocalSlack
from tests.localslack.connected import (
    EMMA,
    GENERAL,
    JPEG,
    SATO,
    Json,
    button,
    buttons,
    client,
    connected,
    modal,
    name_input,
    person,
    plain,
    quick,
    refusal,
    until,
)


@dataclass
class Talk:
    """The server, its app, and what reached the app's handlers; tests say what `ack` gets."""

    slack: LocalSlack
    app: App
    seen: list[Json] = field(default_factory=list)
    answer: Json = field(default_factory=dict)
    silent: bool = False

    @property
    def sato(self) -> Person:
        return person(self.slack)

    def take(self, ack: Any, body: Json) -> None:
        self.seen.append(body)
        if not self.silent:
            ack(**self.answer)

    def ask(self, *elements: Json, **more: Any) -> Json:
        """Posts a message with these elements and returns it as 佐藤 sees it."""
        posted = client(self.slack).chat_postMessage(
            channel=GENERAL, text="確認", blocks=buttons(*elements), **more
        )
        return next(row for row in self.sato.messages(GENERAL) if row["ts"] == posted["ts"])

    def trigger(self) -> str:
        """A fresh trigger id, from a tap."""
        self.sato.tap(GENERAL, self.ask(), "save")
        return str(self.seen[-1]["trigger_id"])


@pytest.fixture(scope="module")
def running() -> Iterator[Talk]:
    manifest = {
        "features": {
            "app_home": {"home_tab_enabled": True},
            "slash_commands": [{"command": "/card"}, {"command": "/broken"}],
            "shortcuts": [
                {"type": "global", "callback_id": "capture", "name": "取り込む"},
                {"type": "message", "callback_id": "log", "name": "記録"},
            ],
        },
        "oauth_config": {"scopes": {"bot": ["chat:write", "commands", "files:read", "channels:history"]}},
        "settings": {"interactivity": {"is_enabled": True}, "socket_mode_enabled": True},
    }
    with connected(manifest=manifest, settings=quick(ack_seconds=1.0)) as (slack, app):
        talk = Talk(slack, app)
        for action in ("save", "kind", "home_tap"):
            app.action(action)(talk.take)
        app.command("/card")(talk.take)
        app.shortcut("capture")(talk.take)
        app.shortcut("log")(talk.take)
        app.view("edit")(talk.take)
        app.view_closed("edit")(talk.take)
        app.options("company")(talk.take)
        yield talk


@pytest.fixture
def talk(running: Talk) -> Iterator[Talk]:
    running.seen.clear()
    running.answer, running.silent = {}, False
    yield running
    for view in running.sato.get("views")["stack"][-1:]:
        running.sato.post("view/close", view_id=view["id"], clear=True)
    running.sato.post("settings", trigger_seconds=3.0, response_url_seconds=1800.0)


def test_a_tap_carries_the_element_and_its_message(talk: Talk) -> None:
    message = talk.ask(button("save", "保存"))
    talk.sato.tap(GENERAL, message, "保存")
    (body,) = talk.seen
    (action,) = body["actions"]
    assert (action["action_id"], action["block_id"], action["value"]) == ("save", "acts", "7")
    assert action["text"]["text"] == "保存"
    assert (body["user"]["id"], body["channel"]["id"]) == (SATO, GENERAL)
    assert (body["message"]["ts"], body["container"]["message_ts"]) == (message["ts"], message["ts"])


def test_a_select_carries_its_option(talk: Talk) -> None:
    choice = {"text": plain("訪問"), "value": "visit"}
    message = talk.ask({"type": "static_select", "action_id": "kind", "options": [choice]})
    talk.sato.tap(GENERAL, message, "kind", selected_option=choice)
    assert talk.seen[0]["actions"][0]["selected_option"]["value"] == "visit"


def test_a_silent_app_is_a_timeout(talk: Talk) -> None:
    talk.silent = True
    with pytest.raises(Refused, match="operation_timeout"):
        talk.sato.tap(GENERAL, talk.ask(), "save")
    with pytest.raises(Refused, match="operation_timeout"):
        talk.sato.command(GENERAL, "/card")
    with pytest.raises(Refused, match="operation_timeout"):
        talk.sato.shortcut("capture")
    assert len(talk.seen) == 3


def test_what_is_not_there_cannot_be_tapped(talk: Talk) -> None:
    message = talk.ask()
    client(talk.slack).chat_delete(channel=GENERAL, ts=message["ts"])
    with pytest.raises(Refused, match="message_not_found"):
        talk.sato.tap(GENERAL, message, "save")
    changed = talk.ask()
    client(talk.slack).chat_update(channel=GENERAL, ts=changed["ts"], text="保存しました")
    with pytest.raises(Refused, match="element_not_found"):
        talk.sato.tap(GENERAL, changed, "save")
    assert talk.seen == []


def test_an_ephemeral_message_is_not_sent_along(talk: Talk) -> None:
    client(talk.slack).chat_postEphemeral(channel=GENERAL, user=SATO, text="共有?", blocks=buttons())
    talk.sato.tap(GENERAL, talk.sato.messages(GENERAL)[-1], "save")
    body = talk.seen[0]
    assert ("message" in body, body["container"]["is_ephemeral"]) == (False, True)


def test_a_command_answers_only_to_the_person(talk: Talk) -> None:
    talk.answer = {"text": "見つかりません"}
    talk.sato.command(GENERAL, "/card  田中 一郎")
    assert talk.seen[0]["text"] == "田中 一郎"
    assert talk.sato.messages(GENERAL)[-1]["text"] == "見つかりません"
    assert "見つかりません" not in [row["text"] for row in person(talk.slack, EMMA).messages(GENERAL)]


def test_commands_do_not_work_in_threads_or_without_a_manifest_entry(talk: Talk) -> None:
    ts = talk.sato.say(GENERAL, "話")
    with pytest.raises(Refused, match="command_in_thread"):
        talk.sato.post("command", channel=GENERAL, text="/card", thread_ts=ts)
    with pytest.raises(Refused, match="unknown_command"):
        talk.sato.command(GENERAL, "/other")
    assert talk.seen == []


def test_shortcuts_are_those_of_the_manifest(talk: Talk) -> None:
    ts = talk.sato.say(GENERAL, "山田商事と打ち合わせ")
    talk.sato.shortcut("capture")
    talk.sato.shortcut("log", GENERAL, ts)
    assert [body["type"] for body in talk.seen] == ["shortcut", "message_action"]
    assert talk.seen[1]["message"]["text"] == "山田商事と打ち合わせ"
    with pytest.raises(Refused, match="unknown_shortcut"):
        talk.sato.shortcut("log")


def test_a_trigger_serves_once_and_not_for_long(talk: Talk) -> None:
    web = client(talk.slack)
    trigger = talk.trigger()
    assert (
        refusal(web.views_open, trigger_id=trigger, view=modal(title=plain("字" * 25))) == "invalid_arguments"
    )
    web.views_open(trigger_id=trigger, view=modal())
    assert refusal(web.views_open, trigger_id=trigger, view=modal()) == "exchanged_trigger_id"
    assert refusal(web.views_open, trigger_id="1.2", view=modal()) == "invalid_trigger_id"
    talk.sato.post("settings", trigger_seconds=0.0)
    assert refusal(web.views_open, trigger_id=talk.trigger(), view=modal()) == "expired_trigger_id"


def test_modals_stack_three_deep(talk: Talk) -> None:
    web = client(talk.slack)
    root = web.views_open(trigger_id=talk.trigger(), view=modal())["view"]["id"]
    second = web.views_push(trigger_id=talk.trigger(), view=modal())["view"]
    third = web.views_push(trigger_id=talk.trigger(), view=modal())["view"]
    assert (second["previous_view_id"], third["root_view_id"]) == (root, root)
    assert refusal(web.views_push, trigger_id=talk.trigger(), view=modal()) == "push_limit_reached"
    talk.sato.close(talk.sato.modal())
    assert talk.sato.modal()["id"] == second["id"]


def test_a_hash_guards_an_update(talk: Talk) -> None:
    web = client(talk.slack)
    view = web.views_open(trigger_id=talk.trigger(), view=modal())["view"]
    new = web.views_update(view_id=view["id"], hash=view["hash"], view=modal(title=plain("二版")))["view"]
    assert new["hash"] != view["hash"]
    assert refusal(web.views_update, view_id=view["id"], hash=view["hash"], view=modal()) == "hash_conflict"
    assert talk.sato.modal()["title"]["text"] == "二版"
    talk.sato.close(talk.sato.modal())
    assert refusal(web.views_update, view_id=view["id"], view=modal()) == "not_found"


def opened(talk: Talk, view: Json | None = None) -> Json:
    client(talk.slack).views_open(trigger_id=talk.trigger(), view=view or modal())
    talk.seen.clear()
    return talk.sato.modal()


def value(text: str) -> Json:
    return {"name": {"value": {"type": "plain_text_input", "value": text}}}


def test_a_submission_closes_the_modal(talk: Talk) -> None:
    view = opened(talk, modal(name_input(initial_value="田中"), private_metadata="7"))
    assert talk.sato.submit(view, {}) == {}
    body = talk.seen[0]
    assert body["view"]["state"]["values"]["name"]["value"]["value"] == "田中"
    assert (body["view"]["private_metadata"], body["view"]["hash"]) == ("7", view["hash"])
    assert talk.sato.get("views")["stack"] == []


def test_a_submission_may_answer_errors_an_update_or_a_push(talk: Talk) -> None:
    view = opened(talk)
    talk.answer = {"response_action": "errors", "errors": {"name": "登録済みです"}}
    assert talk.sato.submit(view, value("田中")) == {"name": "登録済みです"}
    talk.answer = {"response_action": "update", "view": modal(title=plain("二版"))}
    assert talk.sato.submit(view, value("田中")) == {}
    assert talk.sato.modal()["title"]["text"] == "二版"
    talk.answer = {"response_action": "push", "view": modal(title=plain("上"))}
    talk.sato.submit(talk.sato.modal(), value("田中"))
    assert [one["title"]["text"] for one in talk.sato.get("views")["stack"]] == ["二版", "上"]
    talk.answer = {"response_action": "clear"}
    talk.sato.submit(talk.sato.modal(), value("田中"))
    assert talk.sato.get("views")["stack"] == []


def test_wrong_answers_to_a_submission_are_told(talk: Talk) -> None:
    view = opened(talk)
    talk.answer = {"response_action": "errors", "errors": {"elsewhere": "?"}}
    with pytest.raises(Refused, match="invalid_errors"):
        talk.sato.submit(view, value("田中"))
    talk.answer = {"response_action": "update", "view": modal(title=plain("字" * 25))}
    with pytest.raises(Refused, match="/title/text"):
        talk.sato.submit(view, value("田中"))
    assert talk.sato.modal()["id"] == view["id"]


def test_what_a_client_would_not_let_through_never_reaches_the_app(talk: Talk) -> None:
    view = opened(talk, modal(name_input(min_length=2, max_length=5)))
    assert set(talk.sato.submit(view, {})) == {"name"}
    assert set(talk.sato.submit(view, value("田"))) == {"name"}
    assert set(talk.sato.submit(view, value("田中一郎太郎"))) == {"name"}
    assert talk.seen == []


def test_files_of_a_modal_are_the_apps_to_read(talk: Talk) -> None:
    element = {"type": "file_input", "action_id": "files", "max_files": 1}
    view = opened(
        talk, modal({"type": "input", "block_id": "photos", "label": plain("写真"), "element": element})
    )
    ids = [talk.sato.upload(JPEG, "card.jpg") for _ in range(2)]

    def given(*files: str) -> Json:
        rows = [{"id": file_id} for file_id in files]
        return {"photos": {"files": {"type": "file_input", "files": rows}}}

    assert refusal(client(talk.slack).files_info, file=ids[0]) == "file_not_found"
    assert set(talk.sato.submit(view, given(*ids))) == {"photos"}
    assert talk.sato.submit(view, given(ids[0])) == {}
    (file,) = talk.seen[0]["view"]["state"]["values"]["photos"]["files"]["files"]
    assert (file["id"], file["mimetype"]) == (ids[0], "image/jpeg")
    assert client(talk.slack).files_info(file=ids[0])["file"]["name"] == "card.jpg"


def test_a_closed_modal_is_told_where_asked_for(talk: Talk) -> None:
    talk.sato.close(opened(talk))
    assert talk.seen == []
    talk.sato.close(opened(talk, modal(notify_on_close=True)))
    assert talk.seen[0]["type"] == "view_closed"


def test_an_external_select_asks_the_app(talk: Talk) -> None:
    element = {"type": "external_select", "action_id": "company", "min_query_length": 1}
    view = opened(talk, modal({"type": "input", "block_id": "c", "label": plain("会社"), "element": element}))
    choice = {"text": plain("山田商事"), "value": "1"}
    talk.answer = {"options": [choice]}
    assert talk.sato.options(view, "company", "山") == [choice]
    assert (talk.seen[0]["value"], talk.seen[0]["type"]) == ("山", "block_suggestion")


def test_home_is_published_and_tapped(talk: Talk) -> None:
    web = client(talk.slack)
    home = {"type": "home", "blocks": buttons(button("home_tap", "数える"))}
    first = web.views_publish(user_id=SATO, view=home)["view"]
    shown = talk.sato.home()
    assert shown is not None
    talk.sato.tap_view(shown, "数える")
    assert talk.seen[0]["view"]["id"] == first["id"]
    assert refusal(web.views_publish, user_id=SATO, view=modal()) == "invalid_arguments"
    web.views_publish(user_id=SATO, view=home)
    assert refusal(web.views_publish, user_id=SATO, view=home, hash=first["hash"]) == "hash_conflict"


def response_url(talk: Talk) -> str:
    talk.sato.tap(GENERAL, talk.ask(), "save")
    return str(talk.seen[-1]["response_url"])


def test_a_response_url_serves_five_times(talk: Talk) -> None:
    answer = WebhookClient(response_url(talk))
    assert [answer.send(text=f"{n}").status_code for n in range(6)] == [200] * 5 + [404]
    assert [row["text"] for row in talk.sato.messages(GENERAL)[-5:]] == [f"{n}" for n in range(5)]


def test_a_response_url_ends_after_its_time(talk: Talk) -> None:
    talk.sato.post("settings", response_url_seconds=0.0)
    answer = WebhookClient(response_url(talk)).send(text="遅い")
    assert (answer.status_code, "expired_url" in answer.body) == (404, True)


def test_a_response_url_replaces_and_deletes_its_message(talk: Talk) -> None:
    answer = WebhookClient(response_url(talk))
    ts = talk.seen[-1]["message"]["ts"]
    answer.send(text="保存しました", replace_original=True)
    assert next(row for row in talk.sato.messages(GENERAL) if row["ts"] == ts)["text"] == "保存しました"
    answer.send(delete_original=True)
    assert ts not in [row["ts"] for row in talk.sato.messages(GENERAL)]
    answer.send(text="皆さんへ", response_type="in_channel")
    assert person(talk.slack, EMMA).messages(GENERAL)[-1]["text"] == "皆さんへ"


def test_a_response_url_replaces_what_only_one_person_sees(talk: Talk) -> None:
    client(talk.slack).chat_postEphemeral(channel=GENERAL, user=SATO, text="共有?", blocks=buttons())
    talk.sato.tap(GENERAL, talk.sato.messages(GENERAL)[-1], "save")
    answer = WebhookClient(talk.seen[-1]["response_url"])
    answer.send(text="共有しました", replace_original=True)
    assert talk.sato.messages(GENERAL)[-1]["text"] == "共有しました"
    answer.send(delete_original=True)
    assert talk.sato.messages(GENERAL)[-1]["text"] != "共有しました"


def test_a_response_url_refuses_wrong_blocks(talk: Talk) -> None:
    wrong = [{"type": "header", "text": plain("字" * 151)}]
    answer = WebhookClient(response_url(talk)).send(text="x", blocks=wrong)
    assert (answer.status_code, "invalid_blocks" in answer.body) == (404, True)


def test_the_log_tells_the_conversation(talk: Talk) -> None:
    start = talk.sato.get("log")["next"]
    message = talk.ask()
    client(talk.slack).chat_update(channel=GENERAL, ts=message["ts"], text="保存しました")
    rows = until(lambda: talk.sato.get("log", since=start)["log"])
    assert [(row["text"], row.get("changed", False)) for row in rows] == [
        ("確認", False),
        ("保存しました", True),
    ]
    assert time.time() > float(rows[0]["ts"])
