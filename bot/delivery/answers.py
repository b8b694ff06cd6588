"""What an answer of the Web API, or the lack of one, says about whether the message was posted."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.delivery.transport import NotSent

DEFAULT_RETRY_AFTER_SECONDS = 30.0

# "It's possible some aspect of the operation succeeded before the error was raised", says the reference.
_UNKNOWN_CODES = {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}
# Slack says to come back later and has done nothing.
_LATER_CODES = {"ratelimited", "rate_limited", "message_limit_exceeded", "team_added_to_org", "accesslimited"}
_CODE = re.compile(r"[a-z0-9_]{1,80}")

FAILURES = (SlackClientError, NotSent, OSError, http.client.HTTPException, ValueError)
"""Everything a Web API call may raise: the SDK's errors, the network's, an undecodable body."""


@dataclass(frozen=True, slots=True)
class NotPosted:
    """Certainly not posted, worth another try; `retry_after` in seconds when Slack named a time."""

    problem: str
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Posted or not: nobody can tell before looking."""

    problem: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Certainly not posted, and trying again would not help."""

    problem: str


Verdict = NotPosted | Unknown | Refused


def judge(error: Exception) -> Verdict:
    """What a failed call means. Any error not known to be definite counts as unknown."""
    if isinstance(error, NotSent):
        return NotPosted(f"not sent: {error or type(error).__name__}")
    if isinstance(error, SlackApiError):
        return _judge_answer(error)
    if isinstance(error, SlackClientError):
        return Refused(type(error).__name__)
    return Unknown(type(error).__name__)


def code_of(error: Exception) -> str | None:
    """Slack's error code (`already_reacted`), None when the failure carries none."""
    code = error.response.get("error") if isinstance(error, SlackApiError) else None
    return code if isinstance(code, str) and _CODE.fullmatch(code) else None


def _judge_answer(error: SlackApiError) -> Verdict:
    status, code = int(error.response.status_code), code_of(error)
    if status == 429 or code in _LATER_CODES:
        return NotPosted(code or "ratelimited", _retry_after(error))
    if status >= 500 or status == 408 or code is None or code in _UNKNOWN_CODES:
        return Unknown(code or f"http {status}")
    return Refused(code)


def _retry_after(error: SlackApiError) -> float:
    headers = {name.lower(): value for name, value in error.response.headers.items()}
    try:
        return max(0.0, float(headers["retry-after"]))
    except (KeyError, ValueError):
        return DEFAULT_RETRY_AFTER_SECONDS
