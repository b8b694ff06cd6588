"""The driver does what a person at the page does."""

from __future__ import annotations

import subprocess
import sys
import urllib.request
from collections.abc import Iterator

import pytest

from localslack.driver import TimedOut, shown_values, typed
from localslack.serve import LocalSlack
from tests.localslack.connected import GENERAL, button, buttons, client, name_input, person, plain, quick


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(settings=quick()) as running:
        yield running


@pytest.mark.parametrize(
    ("text", "sent"),
    [
        ("A & B <C>", "A &amp; B &lt;C&gt;"),
        ("<@U0GOENBOT01> 使い方 <!here>", "<@U0GOENBOT01> 使い方 <!here>"),
        ("https://goen.example/?a=1&b=2 です。", "<https://goen.example/?a=1&amp;b=2> です。"),
        ("詳細は https://goen.example。", "詳細は <https://goen.example>。"),
        ("tanaka@yamada.example へ", "<mailto:tanaka@yamada.example|tanaka@yamada.example> へ"),
        ("`a@b.example` と <b>", "`a@b.example` と &lt;b&gt;"),
    ],
)
def test_what_is_typed_is_sent_as_slack_sends_it(text: str, sent: str) -> None:
    assert typed(text) == sent


def test_inputs_hold_what_they_show() -> None:
    choice = {"text": plain("訪問"), "value": "visit"}
    kind = {"type": "static_select", "action_id": "value", "options": [choice], "initial_option": choice}
    blocks = [
        name_input(initial_value="田中"),
        {"type": "input", "block_id": "kind", "label": plain("種類"), "element": kind},
        {"type": "actions", "block_id": "acts", "elements": [button()]},
        {"type": "actions", "block_id": "date", "elements": [{"type": "datepicker", "action_id": "value"}]},
    ]
    assert shown_values({"blocks": blocks}) == {
        "name": {"value": {"type": "plain_text_input", "value": "田中"}},
        "kind": {"value": {"type": "static_select", "selected_option": choice}},
        "date": {"value": {"type": "datepicker", "selected_date": None}},
    }


def test_waiting_ends_with_what_was_there_instead(slack: LocalSlack) -> None:
    person(slack).say(GENERAL, "別の話")
    with pytest.raises(TimedOut, match="別の話"):
        person(slack).wait_for(GENERAL, lambda row: bool(row.get("blocks")), seconds=0)
    with pytest.raises(TimedOut):
        person(slack).modal(seconds=0)


def test_an_element_that_is_not_there_is_not_tapped(slack: LocalSlack) -> None:
    posted = client(slack).chat_postMessage(channel=GENERAL, text="確認", blocks=buttons())
    with pytest.raises(LookupError, match="破棄"):
        person(slack).tap(GENERAL, posted["message"], "破棄")


def test_the_command_prints_what_an_app_needs() -> None:
    command = [sys.executable, "-m", "localslack", "--port", "0"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        lines = dict(process.stdout.readline().rsplit(maxsplit=1) for _ in range(5))
        with urllib.request.urlopen(lines["chat page"], timeout=10) as answer:
            assert b"<title>localslack</title>" in answer.read()
        assert lines["SLACK_BOT_TOKEN"].startswith("xoxb-")
        assert lines["SLACK_APP_TOKEN"].startswith("xapp-")
        assert len(lines["SLACK_SIGNING_SECRET"]) == 32
    finally:
        process.terminate()
        process.wait(10)
