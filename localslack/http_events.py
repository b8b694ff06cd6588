"""Requests to the app over HTTP, signed with v0 over `v0:timestamp:body`.

https://docs.slack.dev/authentication/verifying-requests-from-slack
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import secrets
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from typing import Any
from urllib.parse import urlencode

from localslack.app_config import AppConfig
from localslack.transport import NotAcknowledged, Retry
from localslack.workspace import Json

MOST_AT_ONCE = 32
FORM = "application/x-www-form-urlencoded"


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class SignedHttp:
    """Posts each request to the app's URL; events only after the URL echoed a challenge."""

    def __init__(self, app: AppConfig) -> None:
        self._app = app
        self._threads = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="localslack-http")
        # No proxy: the app is on this machine, whatever the environment says.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _NoRedirect)
        self._verified = False

    async def ready(self, seconds: float) -> None:
        """Has the app's URL verified before the first event."""
        if self._verified:
            return
        challenge = secrets.token_urlsafe(32)
        asked = {"type": "url_verification", "token": "unused", "challenge": challenge}
        answer = await self.send("events_api", asked, seconds, None)
        echo = answer.get("challenge") if isinstance(answer, dict) else answer
        if echo != challenge:
            raise NotAcknowledged("the request URL did not echo the challenge")
        self._verified = True

    async def drop(self, before: bool = True) -> None:
        """There is no connection to break."""

    async def send(self, kind: str, payload: Json, seconds: float, retry: Retry | None) -> Any:
        """Posts one request and waits for its answer.

        Raises:
            NotAcknowledged: an answer other than 2xx, no answer, or `seconds` passed.
        """
        body, content_type = encoded(kind, payload)
        headers = {"Content-Type": content_type, **signed(self._app.signing_secret, body, int(time.time()))}
        if retry:
            headers |= {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]}
        url = self._app.address(kind, payload)
        work = asyncio.get_running_loop().run_in_executor(
            self._threads, self._post, url, body, headers, seconds
        )
        try:
            return await asyncio.wait_for(work, seconds)
        except TimeoutError as error:
            raise NotAcknowledged("timeout") from error

    def _post(self, url: str, body: str, headers: dict[str, str], seconds: float) -> Any:
        # The address comes from the manifest of the person who started this server.
        request = urllib.request.Request(url, data=body.encode(), headers=headers)  # noqa: S310
        try:
            with self._opener.open(request, timeout=seconds) as answer:
                text = answer.read().decode()
        except TimeoutError as error:
            raise NotAcknowledged("timeout") from error
        except urllib.error.HTTPError as error:
            raise NotAcknowledged(f"http {error.code}") from error
        except (OSError, HTTPException) as error:
            raise NotAcknowledged(type(error).__name__) from error
        return json.loads(text) if text.lstrip().startswith("{") else (text or None)


def signed(secret: str, body: str, timestamp: int) -> dict[str, str]:
    """The two headers that prove a body came from here; `timestamp` in Unix seconds."""
    base = f"v0:{timestamp}:{body}".encode()
    signature = hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(timestamp), "X-Slack-Signature": f"v0={signature}"}


def encoded(kind: str, payload: Json) -> tuple[str, str]:
    """Body and content type as Slack sends this kind of request."""
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    if kind == "slash_commands":
        return urlencode(payload), FORM
    return urlencode({"payload": json.dumps(payload)}), FORM
