"""Events over Socket Mode, to a real Bolt app or to a bare client that acknowledges as the test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest
import yaml
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from localslack.app_config import DEFAULT_MANIFEST
from localslack.serve import LocalSlack
from tests.localslack.connected import (
    EMMA,
    GENERAL,
    JPEG,
    LOUNGE,
    OUTSIDER,
    PRIVATE,
    SATO,
    SHARED,
    Json,
    client,
    close_soon,
    connected,
    person,
    quick,
    until,
)


@contextmanager
def heard(**options: Any) -> Iterator[tuple[LocalSlack, list[Json]]]:
    """A local Slack and the events that reach a Bolt app."""
    events: list[Json] = []
    with connected(**options) as (slack, app):

        @app.middleware
        def listen(body: Json, next: Any) -> None:
            events.append(body["event"])
            next()

        for kind in (
            "message",
            "file_shared",
            "app_mention",
            "reaction_added",
            "file_deleted",
            "user_change",
        ):
            app.event(kind)(lambda: None)
        for kind in ("app_home_opened", "member_joined_channel", "channel_shared", "reaction_removed"):
            app.event(kind)(lambda: None)
        yield slack, events


def kinds(events: list[Json]) -> list[str]:
    return sorted(event["type"] + "/" + event.get("subtype", "") for event in events)


def test_one_photo_makes_two_events() -> None:
    with heard() as (slack, events):
        ts = person(slack).say(GENERAL, "名刺です", files=[("card.jpg", JPEG)])
        until(lambda: len(events) == 2)
        assert kinds(events) == ["file_shared/", "message/file_share"]
        message = next(event for event in events if event["type"] == "message")
        shared = next(event for event in events if event["type"] == "file_shared")
        assert (message["ts"], message["channel"], message["channel_type"]) == (ts, GENERAL, "channel")
        assert (message["user"], message["files"][0]["mimetype"]) == (SATO, "image/jpeg")
        assert shared["file_id"] == message["files"][0]["id"]
        assert set(shared) == {"type", "file_id", "user_id", "file", "channel_id", "event_ts"}


def test_a_photo_from_another_organisation_must_be_asked_for() -> None:
    with heard() as (slack, events):
        person(slack, OUTSIDER).say(SHARED, files=[("card.jpg", JPEG)])
        message = until(lambda: next((event for event in events if event["type"] == "message"), None))
        (file,) = message["files"]
        assert (file["mode"], file["file_access"]) == ("file_access", "check_file_info")
        assert client(slack).files_info(file=file["id"])["file"]["mimetype"] == "image/jpeg"


def test_each_kind_of_conversation_has_its_events() -> None:
    with heard() as (slack, events):
        person(slack).say(PRIVATE, "非公開")
        person(slack).say(person(slack).open_dm(), "直接")
        until(lambda: len(events) == 2)
        assert {event["text"]: event["channel_type"] for event in events} == {"非公開": "group", "直接": "im"}


def test_a_mention_comes_as_a_message_and_as_a_mention() -> None:
    with heard() as (slack, events):
        person(slack).say(GENERAL, f"<@{slack.app.bot_user_id}> 使い方 & <例>")
        until(lambda: len(events) == 2)
        assert kinds(events) == ["app_mention/", "message/"]
        assert events[0]["text"] == f"<@{slack.app.bot_user_id}> 使い方 &amp; &lt;例&gt;"


def test_edits_deletions_reactions_people_and_channels_are_told() -> None:
    with heard() as (slack, events):
        sato = person(slack)
        ts = sato.say(GENERAL, "下書き")
        sato.edit(GENERAL, ts, "清書")
        sato.react(GENERAL, ts, "eyes")
        sato.react(GENERAL, ts, "eyes", add=False)
        sato.delete(GENERAL, ts)
        sato.post("user", id=EMMA, locale="fr-FR")
        opened = sato.post("channels", name="new")["channel"]["id"]
        sato.post("share", channel=opened)
        until(lambda: len(events) == 8)
        assert kinds(events) == [
            "channel_shared/",
            "member_joined_channel/",
            "message/",
            "message/message_changed",
            "message/message_deleted",
            "reaction_added/",
            "reaction_removed/",
            "user_change/",
        ]
        changed = next(event for event in events if event.get("subtype") == "message_changed")
        assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("清書", "下書き")
        profile = next(event["user"] for event in events if event["type"] == "user_change")
        assert (profile["id"], profile["locale"]) == (EMMA, "fr-FR")


def test_deleting_a_photo_with_answers_changes_it_and_deletes_its_file() -> None:
    with heard() as (slack, events):
        sato = person(slack)
        ts = sato.say(GENERAL, files=[("card.jpg", JPEG)])
        client(slack).chat_postMessage(channel=GENERAL, thread_ts=ts, text="確認")
        until(lambda: len(events) == 2)
        events.clear()
        sato.delete(GENERAL, ts)
        until(lambda: len(events) == 2)
        assert kinds(events) == ["file_deleted/", "message/message_changed"]
        changed = next(event for event in events if event["type"] == "message")
        assert changed["message"]["subtype"] == "tombstone"
        assert changed["previous_message"]["files"][0]["name"] == "card.jpg"


def test_what_the_app_may_not_hear_is_not_sent() -> None:
    manifest = yaml.safe_load(DEFAULT_MANIFEST.read_text(encoding="utf-8"))
    manifest["settings"]["event_subscriptions"]["bot_events"] = ["message.channels"]
    with heard(manifest=manifest) as (slack, events):
        sato = person(slack)
        sato.say(LOUNGE, "アプリのいない所")
        sato.say(PRIVATE, "購読していない種類")
        sato.react(GENERAL, sato.say(GENERAL, "聞こえる", files=[("card.jpg", JPEG)]), "eyes")
        until(lambda: events)
        sato.say(GENERAL, "終わり")
        until(lambda: events[-1]["text"] == "終わり")
        assert kinds(events) == ["message/", "message/file_share"]


def test_home_comes_with_its_view_only_after_the_first_publish() -> None:
    with heard() as (slack, events):
        sato = person(slack)
        sato.open_home()
        until(lambda: len(events) == 1)
        view = {"type": "home", "blocks": [{"type": "divider"}]}
        client(slack).views_publish(user_id=SATO, view=view)
        sato.open_home()
        until(lambda: len(events) == 2)
        assert ("view" in events[0], events[1]["view"]["type"]) == (False, "home")
        assert events[0]["tab"] == "home"


class Bare:
    """A Socket Mode client that notes every envelope and acknowledges when `answer` says so."""

    def __init__(self, slack: LocalSlack) -> None:
        self.requests: list[SocketModeRequest] = []
        self.answer = threading.Event()
        self.client = SocketModeClient(slack.app_token, web_client=client(slack))
        self.client.socket_mode_request_listeners.append(self._on)
        self.client.connect()

    def _on(self, client: Any, request: SocketModeRequest) -> None:
        self.requests.append(request)
        if self.answer.is_set():
            client.send_socket_mode_response(SocketModeResponse(request.envelope_id))

    def of(self, text: str) -> list[SocketModeRequest]:
        return [one for one in self.requests if one.payload["event"].get("text") == text]


@pytest.fixture
def slow() -> Iterator[tuple[LocalSlack, Bare]]:
    """A local Slack that waits 0.3 s for an acknowledgement, and a client that gives none at first."""
    with LocalSlack(settings=quick(ack_seconds=0.3)) as slack:
        bare = Bare(slack)
        yield slack, bare
        close_soon(bare.client)


def test_an_event_is_sent_again_until_it_is_acknowledged(slow: tuple[LocalSlack, Bare]) -> None:
    slack, bare = slow
    person(slack).say(GENERAL, "聞こえますか")
    until(lambda: len(bare.of("聞こえますか")) == 2)
    bare.answer.set()
    until(lambda: slack.local is not None and slack.local.events.pending == 0)
    sent = bare.of("聞こえますか")
    assert len({one.payload["event_id"] for one in sent}) == 1
    assert len({one.envelope_id for one in sent}) == len(sent)
    assert [one.retry_attempt for one in sent] == list(range(len(sent)))
    assert sent[1].retry_reason == "http_timeout"


def test_an_event_is_given_up_after_three_retries(slow: tuple[LocalSlack, Bare]) -> None:
    slack, bare = slow
    person(slack).post("settings", retry_scale=0.0)
    person(slack).say(GENERAL, "誰もいない")
    assert slack.local is not None
    until(lambda: slack.local.events.undelivered == 1)
    assert len(bare.of("誰もいない")) == 4


def test_a_dropped_socket_loses_no_event() -> None:
    with LocalSlack(settings=quick()) as slack:
        bare = Bare(slack)
        bare.answer.set()
        for number in range(5):
            person(slack).post("fault", kind="drop_socket")
            person(slack).say(GENERAL, f"{number}")
        for number in range(5):
            until(lambda number=number: bare.of(f"{number}"))
        close_soon(bare.client)


def test_a_socket_that_drops_in_the_middle_of_an_event_gets_it_again() -> None:
    with LocalSlack(settings=quick()) as slack:
        bare = Bare(slack)
        bare.answer.set()
        person(slack).post("fault", kind="drop_socket_on_event")
        person(slack).say(GENERAL, "途中")
        last = until(lambda: [one for one in bare.of("途中") if one.retry_attempt])[-1]
        assert (last.retry_attempt, last.retry_reason) == (1, "http_error")
        close_soon(bare.client)


def test_events_wait_for_an_app_that_starts_late() -> None:
    with LocalSlack(settings=quick()) as slack:
        person(slack).say(GENERAL, "早すぎた")
        bare = Bare(slack)
        bare.answer.set()
        until(lambda: bare.of("早すぎた"))
        close_soon(bare.client)


def test_a_connection_is_refreshed_and_goes_on() -> None:
    with connected(settings=quick(socket_refresh_seconds=1.0)) as (slack, app):
        seen: list[str] = []
        app.event("message")(lambda event: seen.append(event["text"]))
        for number in range(30):
            person(slack).say(GENERAL, f"{number}")
            threading.Event().wait(0.1)
        until(lambda: len(set(seen)) == 30)


def test_events_may_come_twice_or_late() -> None:
    with LocalSlack(settings=quick()) as slack:
        bare = Bare(slack)
        bare.answer.set()
        sato = person(slack)
        sato.post("fault", kind="event_twice")
        sato.say(GENERAL, "二度")
        until(lambda: len(bare.of("二度")) == 2)
        assert len({one.payload["event_id"] for one in bare.of("二度")}) == 1
        sato.post("fault", kind="event_late", seconds=0.5)
        sato.say(GENERAL, "遅い")
        sato.say(GENERAL, "早い")
        until(lambda: bare.of("遅い"))
        texts = [one.payload["event"]["text"] for one in bare.requests]
        assert texts.index("早い") < texts.index("遅い")
        close_soon(bare.client)


def test_ten_connections_and_no_more() -> None:
    with LocalSlack(settings=quick()) as slack:
        web = client(slack)

        def address() -> str:
            return str(web.apps_connections_open(app_token=slack.app_token)["url"])

        with ExitStack() as sockets:
            hello = [sockets.enter_context(connect(address())).recv() for _ in range(10)]
            assert json.loads(hello[-1])["num_connections"] == 10
            with pytest.raises(InvalidStatus):
                sockets.enter_context(connect(address()))


def test_a_ticket_serves_once() -> None:
    with LocalSlack(settings=quick()) as slack:
        url = str(client(slack).apps_connections_open(app_token=slack.app_token)["url"])
        with connect(url), pytest.raises(InvalidStatus), connect(url):
            pass


def test_events_are_shared_out_among_connections() -> None:
    with connected() as (slack, app):
        seen: list[str] = []
        app.event("message")(lambda event: seen.append(event["text"]))
        second = SocketModeHandler(app, slack.app_token)
        second.connect()
        for number in range(20):
            person(slack).say(GENERAL, f"{number}")
        until(lambda: len(seen) == 20)
        assert len(set(seen)) == 20
        close_soon(second)
