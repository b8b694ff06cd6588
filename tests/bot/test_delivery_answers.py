"""What an answer, or its absence, says about whether a message was posted."""

from __future__ import annotations

import http.client
from typing import Any
from urllib.error import URLError

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackObjectFormationError
from slack_sdk.web import SlackResponse

from bot.delivery.answers import NotPosted, Refused, Unknown, code_of, judge
from bot.delivery.outcomes import Doubt, Later, Park, backoff, of_failure
from bot.delivery.transport import LeaseShort, NotSent


def answered(status: int, data: Any, headers: dict[str, str] | None = None) -> SlackApiError:
    response = SlackResponse(
        client=WebClient(),
        http_verb="POST",
        api_url="",
        req_args={},
        data=data,
        headers=headers or {},
        status_code=status,
    )
    return SlackApiError("failed", response)


def test_429_was_not_posted_and_names_its_time() -> None:
    error = answered(429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "7"})
    assert judge(error) == NotPosted("ratelimited", 7.0)


def test_429_without_a_time_waits_half_a_minute() -> None:
    assert judge(answered(429, {"ok": False, "error": "ratelimited"})) == NotPosted("ratelimited", 30.0)


def test_rate_limited_inside_a_200_was_not_posted() -> None:
    assert isinstance(judge(answered(200, {"ok": False, "error": "rate_limited"})), NotPosted)


@pytest.mark.parametrize("code", ["internal_error", "fatal_error", "service_unavailable", "request_timeout"])
def test_errors_that_may_have_half_succeeded_are_unknown(code: str) -> None:
    assert judge(answered(200, {"ok": False, "error": code})) == Unknown(code)


@pytest.mark.parametrize("status", [500, 502, 503, 504, 408])
def test_server_errors_are_unknown_whatever_they_say(status: int) -> None:
    assert isinstance(judge(answered(status, {"ok": False, "error": "channel_not_found"})), Unknown)


@pytest.mark.parametrize(
    "error",
    [
        TimeoutError("timed out"),
        ConnectionResetError(),
        URLError(TimeoutError()),
        http.client.RemoteDisconnected(),
        http.client.IncompleteRead(b""),
        UnicodeDecodeError("utf-8", b"\xff", 0, 1, "bad"),
    ],
)
def test_a_lost_answer_is_unknown(error: Exception) -> None:
    assert isinstance(judge(error), Unknown)


def test_a_page_instead_of_json_is_unknown() -> None:
    body = {"ok": False, "error": "Received a response in a non-JSON format: <html>…"}
    assert isinstance(judge(answered(200, body)), Unknown)
    assert code_of(answered(200, body)) is None


@pytest.mark.parametrize("error", [NotSent("ConnectionRefusedError"), LeaseShort("lease")])
def test_what_never_left_was_not_posted(error: NotSent) -> None:
    assert judge(error) == NotPosted(f"not sent: {error}")


@pytest.mark.parametrize(
    "code", ["channel_not_found", "is_archived", "not_in_channel", "invalid_blocks", "msg_too_long"]
)
def test_definite_errors_park_the_row(code: str) -> None:
    verdict = judge(answered(200, {"ok": False, "error": code}))
    assert verdict == Refused(code)
    assert of_failure(verdict, 0, doubtful=False) == Park(code)


def test_a_request_the_sdk_refuses_to_build_is_parked() -> None:
    assert judge(SlackObjectFormationError("too long")) == Refused("SlackObjectFormationError")


def test_a_row_in_doubt_stays_in_doubt_when_the_look_up_is_limited() -> None:
    assert of_failure(NotPosted("ratelimited", 3), 1, doubtful=True) == Later(
        3, "ratelimited", doubtful=True, limited=True
    )


def test_unknown_rests_before_the_look_up() -> None:
    assert of_failure(Unknown("http 500"), 5, doubtful=False) == Doubt("http 500")


def test_backoff_grows_to_five_minutes() -> None:
    assert [backoff(n) for n in (0, 1, 2, 8, 9, 2000)] == [1, 2, 4, 256, 300, 300]
