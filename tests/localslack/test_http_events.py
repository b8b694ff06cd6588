"""Requests over HTTP to a real Bolt app, which checks their signature itself."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from slack_bolt import App, BoltRequest

from localslack.driver import Refused
from localslack.http_events import signed
from localslack.serve import LocalSlack
from tests.localslack.connected import GENERAL, Json, client, modal, person, quick, until

Answer = Callable[[BoltRequest], tuple[int, str]]


@dataclass
class Door:
    """An HTTP door that notes what comes in and answers as `answer` says."""

    answer: Answer
    requests: list[BoltRequest] = field(default_factory=list)
    url: str = ""

    def events(self) -> list[BoltRequest]:
        return [one for one in self.requests if '"event_callback"' in one.raw_body]


@contextmanager
def door(answer: Answer) -> Iterator[Door]:
    """Serves a door on a free port of this machine."""
    opened = Door(answer)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            request = BoltRequest(body=body, headers=dict(self.headers))
            opened.requests.append(request)
            status, text = opened.answer(request)
            self.send_response(status)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: Any) -> None:
            """Keeps the tests' output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    opened.url = f"http://127.0.0.1:{server.server_port}/slack/events"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield opened
    finally:
        server.shutdown()
        server.server_close()


def of_bolt(app: App) -> Answer:
    def answer(request: BoltRequest) -> tuple[int, str]:
        response = app.dispatch(request)
        return response.status, response.body

    return answer


def deaf(_: BoltRequest) -> tuple[int, str]:
    return 500, "broken"


@pytest.fixture
def opened() -> Iterator[Door]:
    with door(deaf) as running:
        yield running


@pytest.fixture
def slack(opened: Door) -> Iterator[LocalSlack]:
    with LocalSlack(request_url=opened.url, settings=quick()) as running:
        yield running


@pytest.fixture
def app(slack: LocalSlack, opened: Door) -> App:
    built = App(client=client(slack), signing_secret=slack.signing_secret)
    opened.answer = of_bolt(built)
    return built


def test_the_url_is_verified_before_the_first_event(slack: LocalSlack, opened: Door, app: App) -> None:
    seen: list[str] = []
    app.event("message")(lambda event: seen.append(event["text"]))
    person(slack).say(GENERAL, "一つ目")
    person(slack).say(GENERAL, "二つ目")
    until(lambda: len(seen) == 2)
    assert '"url_verification"' in opened.requests[0].raw_body
    assert set(seen) == {"一つ目", "二つ目"}


def test_a_url_that_does_not_echo_gets_no_events(slack: LocalSlack, opened: Door) -> None:
    opened.answer = lambda _: (200, "something else")
    person(slack).post("settings", retry_scale=0.0)
    person(slack).say(GENERAL, "届かない")
    assert slack.local is not None
    until(lambda: slack.local.events.undelivered == 1)
    assert opened.events() == []


def test_commands_taps_and_submissions_are_acknowledged(slack: LocalSlack, app: App) -> None:
    done: list[Json] = []

    @app.command("/card")
    def on_command(ack: Any, command: Json) -> None:
        ack(text=f"「{command['text']}」を開きます")
        app.client.views_open(trigger_id=command["trigger_id"], view=modal())

    @app.view("edit")
    def on_view(ack: Any, view: Json) -> None:
        done.append(view["state"]["values"])
        ack(response_action="errors", errors={"name": "同じ名前の方がいます。"})

    sato = person(slack)
    sato.command(GENERAL, "/card 田中")
    assert sato.messages(GENERAL)[-1]["text"] == "「田中」を開きます"
    errors = sato.submit(sato.modal(), {"name": {"value": {"type": "plain_text_input", "value": "田中"}}})
    assert errors == {"name": "同じ名前の方がいます。"}
    assert done[0]["name"]["value"]["value"] == "田中"


def test_a_wrong_secret_is_refused_by_bolt(slack: LocalSlack, opened: Door) -> None:
    other = App(client=client(slack), signing_secret="another")
    other.command("/card")(lambda ack: ack())
    opened.answer = of_bolt(other)
    with pytest.raises(Refused, match="http 401"):
        person(slack).command(GENERAL, "/card")


def test_an_event_is_sent_again_after_an_error(slack: LocalSlack, opened: Door, app: App) -> None:
    seen: list[str] = []
    app.event("message")(lambda event: seen.append(event["text"]))
    bolt, failures = opened.answer, iter([True, True])

    def sometimes(request: BoltRequest) -> tuple[int, str]:
        if '"event_callback"' in request.raw_body and next(failures, False):
            return 503, "busy"
        return bolt(request)

    opened.answer = sometimes
    person(slack).say(GENERAL, "もう一度")
    until(lambda: seen)
    tries = opened.events()
    assert [one.headers.get("x-slack-retry-num") for one in tries] == [None, ["1"], ["2"]]
    assert tries[2].headers["x-slack-retry-reason"] == ["http_error"]
    assert len({one.body["event_id"] for one in tries}) == 1


def test_the_manifest_names_an_address_for_each_kind(opened: Door) -> None:
    manifest = {
        "features": {"slash_commands": [{"command": "/card", "url": f"{opened.url}/commands"}]},
        "settings": {
            "event_subscriptions": {"request_url": opened.url},
            "interactivity": {"request_url": f"{opened.url}/taps"},
        },
    }
    with LocalSlack(manifest=manifest) as slack:
        assert slack.app.address("slash_commands", {"command": "/card"}) == f"{opened.url}/commands"
        assert slack.app.address("interactive", {}) == f"{opened.url}/taps"
        assert slack.app.address("options", {}) == f"{opened.url}/taps"
        assert slack.app.address("events_api", {}) == opened.url


def test_the_signature_is_slacks_own_example() -> None:
    body = (
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    headers = signed("8f742231b10e8888abcd99yyyzzz85a5", body, 1531420618)
    expected = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"
    assert headers["X-Slack-Signature"] == expected
