"""Rate limits: by method and minute, by channel and second, lifted when asked."""

from __future__ import annotations

from collections import deque

import pytest
from slack_sdk.errors import SlackApiError

from localslack.rates import POSTS_BURST, RateLimiter
from localslack.serve import LocalSlack
from localslack.settings import ServerSettings
from tests.localslack.connected import GENERAL, client, person


def test_a_bucket_empties_and_refills() -> None:
    now = 100.0
    limiter = RateLimiter(lambda: now)
    assert [limiter.method("users.list", 20) for _ in range(20)] == [0] * 20
    assert limiter.method("users.list", 20) == 3
    assert limiter.method("users.info", 100) == 0
    now += 3
    assert limiter.method("users.list", 20) == 0
    assert limiter.method("users.list", 20) == 3


def test_a_channel_takes_a_short_burst_then_one_post_a_second() -> None:
    now = 100.0
    limiter = RateLimiter(lambda: now)
    assert [limiter.post("C1") for _ in range(POSTS_BURST)] == [0] * POSTS_BURST
    assert limiter.post("C1") == 1
    assert limiter.post("C2") == 0
    now += 1
    assert (limiter.post("C1"), limiter.post("C1")) == (0, 1)


def test_too_many_posts_are_told_to_wait_until_the_limits_are_lifted() -> None:
    with LocalSlack(settings=ServerSettings()) as slack:
        web = client(slack)
        with pytest.raises(SlackApiError) as refused:
            deque((web.chat_postMessage(channel=GENERAL, text=f"{number}") for number in range(50)), maxlen=0)
        assert (refused.value.response.status_code, refused.value.response["error"]) == (429, "ratelimited")
        assert int(refused.value.response.headers["Retry-After"]) >= 1
        person(slack).post("settings", rate_limits=False)
        for number in range(50):
            web.chat_postMessage(channel=GENERAL, text=f"again {number}")
        assert sum(row["text"].startswith("again") for row in person(slack).messages(GENERAL)) == 50
