"""A Web API client whose last act before every write on the open connection is a look at the lease.

urllib connects, then writes; a process may be frozen or wait for a slow name server in between, long
enough for its lease to pass to another replica. So the check sits behind the connect, in `send`.
"""

from __future__ import annotations

import http.client
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from urllib.parse import urlsplit
from urllib.request import (
    HTTPHandler,
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from slack_sdk import WebClient

from bot.slack import is_loopback


class NotSent(Exception):
    """The request never left: no connection, or the lease ran short before the write."""


class LeaseShort(NotSent):
    """Less time was left on the lease than a request may take."""


Check = Callable[[], None]
_check: ContextVar[Check | None] = ContextVar("lease_check", default=None)


@contextmanager
def guarded(check: Check) -> Iterator[None]:
    """Runs `check` before each write of the requests made inside; it raises `LeaseShort` to stop them."""
    token = _check.set(check)
    try:
        yield
    finally:
        _check.reset(token)


class LeasedClient(WebClient):
    """The SDK's client on connections that heed `guarded`, follow no redirect and give up writing in time.

    Raises:
        NotSent: nothing was written, so nothing can have happened.
    """

    @classmethod
    def like(cls, client: WebClient) -> LeasedClient:
        """A leased client with the token, address, timeout and proxy of `client`; it never retries."""
        return cls(
            token=client.token,
            base_url=client.base_url,
            timeout=client.timeout,
            ssl=client.ssl,
            proxy=client.proxy,
            headers=dict(client.headers),
            logger=client.logger,
            retry_handlers=[],
        )

    def put_bytes(self, url: str, content: bytes) -> int:
        """Posts a file's bytes to an upload address without the token and returns the HTTP status.

        Raises:
            NotSent, OSError, http.client.HTTPException: as for any request.
        """
        headers = {"Content-Type": "application/octet-stream"}
        request = Request(url, data=content, headers=headers, method="POST")  # noqa: S310 (the caller checked it)
        with self._open(request) as answer:
            return int(answer.status)

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        with self._open(req) as answer:
            charset = answer.headers.get_content_charset() or "utf-8"
            body = answer.read().decode(charset)
            return {"status": answer.status, "headers": answer.headers, "body": body}

    def _open(self, request: Request) -> Any:
        return self._opener(request.full_url).open(request, timeout=self.timeout)

    def _opener(self, url: str) -> OpenerDirector:
        direct = not self.proxy or is_loopback(urlsplit(url).hostname or "")
        proxies = {} if direct else {"http": str(self.proxy), "https": str(self.proxy)}
        return build_opener(
            ProxyHandler(proxies), _Handler(), _SecureHandler(context=self.ssl), _NoRedirect()
        )


class _Guarded(http.client.HTTPConnection):
    """Connects first, asks the check, then writes; tells apart what never left from what may have."""

    def send(self, data: Any) -> None:
        if self.sock is None:
            self._connect_or_not_sent()
        check = _check.get()
        if check:
            check()
        super().send(data)

    def _connect_or_not_sent(self) -> None:
        try:
            self.connect()
        except OSError as error:
            raise NotSent(type(error).__name__) from error
        _limit_unsent(self.sock, self.timeout)


class _GuardedSecure(_Guarded, http.client.HTTPSConnection):
    pass


def _limit_unsent(sock: socket.socket, timeout: Any) -> None:
    """Without this the kernel may deliver our bytes minutes later, after the settle time, by itself."""
    if hasattr(socket, "TCP_USER_TIMEOUT") and isinstance(timeout, (int, float)):
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, int(timeout * 1000))


class _Handler(HTTPHandler):
    def http_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(_Guarded, req)


class _SecureHandler(HTTPSHandler):
    def https_open(self, req: Request) -> http.client.HTTPResponse:
        return self.do_open(_GuardedSecure, req, context=self._context)  # type: ignore[attr-defined]  # not in typeshed


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """The token goes to the configured host only."""
