"""The lease is looked at on the open connection, and what never left is told from what may have."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.delivery.lease import Held, monotonic
from bot.delivery.transport import LeasedClient, LeaseShort, NotSent, guarded
from storage.leases import Claim


class Door:
    """An HTTP server that records whole requests and answers as told."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.answer: Callable[[BaseHTTPRequestHandler], None] = ok
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                if len(self.rfile.read(length)) == length:
                    door.seen.append((self.path, dict(self.headers)))
                    door.answer(self)

            do_GET = do_POST

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/api/"


def ok(request: BaseHTTPRequestHandler) -> None:
    body = json.dumps({"ok": True}).encode()
    request.send_response(200)
    request.send_header("Content-Length", str(len(body)))
    request.end_headers()
    request.wfile.write(body)


@pytest.fixture
def door() -> Iterator[Door]:
    door = Door()
    Thread(target=door.server.serve_forever, args=(0.01,), daemon=True).start()
    yield door
    door.server.shutdown()
    door.server.server_close()


def client(url: str) -> LeasedClient:
    return LeasedClient.like(WebClient(token="xoxb-1", base_url=url, timeout=2))


def test_the_check_stops_the_request_before_a_byte_leaves(door: Door) -> None:
    def short() -> None:
        raise LeaseShort("lease")

    with guarded(short), pytest.raises(LeaseShort):
        client(door.url).chat_postMessage(channel="C1", text="hello")
    assert door.seen == []


def test_the_check_comes_after_the_connection_is_open(door: Door) -> None:
    door.server.shutdown()
    door.server.server_close()
    asked: list[bool] = []
    with guarded(lambda: asked.append(True)), pytest.raises(NotSent):
        client(door.url).chat_postMessage(channel="C1", text="hello")
    assert asked == []


def test_a_lease_that_ends_between_head_and_body_leaves_no_message(door: Door) -> None:
    checks: list[bool] = []

    def short_at_the_body() -> None:
        checks.append(True)
        if len(checks) > 1:
            raise LeaseShort("lease")

    with guarded(short_at_the_body), pytest.raises(LeaseShort):
        client(door.url).chat_postMessage(channel="C1", text="hello")
    with guarded(lambda: None):
        client(door.url).api_call("api.test")
    assert [path for path, _ in door.seen] == ["/api/api.test"]
    assert len(checks) == 2


def test_a_dropped_connection_is_not_taken_for_not_sent(door: Door) -> None:
    door.answer = lambda request: request.connection.shutdown(socket.SHUT_RDWR)
    with pytest.raises(OSError):
        client(door.url).chat_postMessage(channel="C1", text="hello")
    assert len(door.seen) == 1


def test_nothing_is_tried_twice(door: Door) -> None:
    door.answer = lambda request: request.send_error(500)
    with pytest.raises(SlackApiError):
        client(door.url).chat_postMessage(channel="C1", text="hello")
    assert len(door.seen) == 1


def test_a_redirect_is_not_followed_with_the_token(door: Door) -> None:
    def away(request: BaseHTTPRequestHandler) -> None:
        request.send_response(302)
        request.send_header("Location", door.url + "elsewhere")
        request.send_header("Content-Length", "0")
        request.end_headers()

    door.answer = away
    with pytest.raises(SlackApiError):
        client(door.url).chat_postMessage(channel="C1", text="hello")
    assert [path for path, _ in door.seen] == ["/api/chat.postMessage"]


def test_bytes_go_up_without_the_token(door: Door) -> None:
    assert client(door.url).put_bytes(door.url + "upload", b"picture") == 200
    path, headers = door.seen[0]
    assert path == "/api/upload"
    assert "Authorization" not in headers


def test_a_proxy_from_the_environment_is_not_used_for_this_machine(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    client(door.url).api_test()
    assert len(door.seen) == 1


def held(deadline: float, claim: Claim | None = None) -> Held:
    return Held(claim, deadline)  # type: ignore[arg-type]  # the deadline alone is looked at


def test_a_lease_with_less_than_the_timeout_left_is_short() -> None:
    held(monotonic() + 11).check(10)
    with pytest.raises(LeaseShort):
        held(monotonic() + 9).check(10)
