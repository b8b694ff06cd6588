"""What the server does when it is told to fail."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from localslack.driver import Refused
from localslack.faults import Faults
from localslack.serve import LocalSlack
from tests.localslack.connected import client, person, quick, refusal


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(settings=quick()) as running:
        yield running


@pytest.fixture
def channel(slack: LocalSlack, request: pytest.FixtureRequest) -> str:
    name = request.node.name.replace("[", "-").rstrip("]")
    return str(person(slack).post("channels", name=name)["channel"]["id"])


def posted(slack: LocalSlack, channel: str) -> list[str]:
    return [row["text"] for row in person(slack).messages(channel)]


def test_429_posts_nothing_and_tells_when_to_come_again(slack: LocalSlack, channel: str) -> None:
    person(slack).post("fault", kind="429", method="chat.postMessage", retry_after=7)
    web = client(slack)
    web.auth_test()
    with pytest.raises(SlackApiError) as refused:
        web.chat_postMessage(channel=channel, text="x")
    assert refused.value.response.headers["Retry-After"] == "7"
    assert posted(slack, channel) == []
    web.chat_postMessage(channel=channel, text="y")
    assert posted(slack, channel) == ["y"]


@pytest.mark.parametrize("kind", ["500", "503"])
def test_an_error_of_the_server_posts_nothing(slack: LocalSlack, channel: str, kind: str) -> None:
    person(slack).post("fault", kind=kind, count=2)
    web = client(slack)
    for _ in range(2):
        with pytest.raises(SlackApiError) as refused:
            web.chat_postMessage(channel=channel, text="x")
        assert refused.value.response.status_code == int(kind)
    web.chat_postMessage(channel=channel, text="y")
    assert posted(slack, channel) == ["y"]


@pytest.mark.parametrize(
    ("kind", "texts"), [("timeout_after_accept", ["x"]), ("drop_after_accept", ["x"]), ("drop_before", [])]
)
def test_an_unknown_outcome(slack: LocalSlack, channel: str, kind: str, texts: list[str]) -> None:
    person(slack).post("fault", kind=kind, method="chat.postMessage")
    hasty = WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[], timeout=1)
    with pytest.raises((URLError, OSError, http.client.HTTPException)):
        hasty.chat_postMessage(channel=channel, text="x")
    assert posted(slack, channel) == texts


def test_faults_can_be_disarmed(slack: LocalSlack, channel: str) -> None:
    person(slack).post("fault", kind="500", count=100)
    person(slack).post("fault", kind="clear")
    assert client(slack).auth_test()["ok"]
    with pytest.raises(Refused, match="bad_request"):
        person(slack).post("fault", kind="earthquake")


def test_a_share_of_calls_may_fail() -> None:
    faults = Faults(seed=1)
    faults.arm("500", count=None, probability=0.5)
    struck = sum(faults.strike({"500"}) is not None for _ in range(1_000))
    assert 400 < struck < 600
    assert faults.struck == {"500": struck}


def test_a_fault_strikes_its_method_only() -> None:
    faults = Faults()
    faults.arm("500", method="chat.update")
    assert faults.strike({"500"}, "chat.postMessage") is None
    assert faults.strike({"500"}, "chat.update") is not None
    assert faults.strike({"500"}, "chat.update") is None


def test_ten_thousand_posts_are_found_again(slack: LocalSlack, channel: str) -> None:
    web = client(slack)
    workspace = slack.workspace
    for number in range(10_000):
        message = {"type": "message", "user": "U0SATO00001", "text": f"{number}", "ts": workspace.new_ts()}
        workspace.add_message(workspace.channels[channel], message)
    found: list[str] = []
    cursor: str | None = None
    while cursor != "":
        page = web.conversations_history(channel=channel, limit=999, cursor=cursor)
        found += [row["text"] for row in page["messages"]]
        cursor = page["response_metadata"]["next_cursor"]
    assert found == [f"{number}" for number in range(10_000)][::-1]
    assert refusal(web.conversations_history, channel="C0NOWHERE01") == "channel_not_found"
    assert len(person(slack).messages(channel)) == 1_000


def test_a_fault_without_a_count_goes_on(slack: LocalSlack) -> None:
    person(slack).post("fault", kind="500", method="auth.test", count=None)
    for _ in range(3):
        with pytest.raises(SlackApiError):
            client(slack).auth_test()
    person(slack).post("fault", kind="clear")
    assert client(slack).auth_test()["ok"]
