import threading
import urllib.request
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from slack_sdk.errors import SlackApiError

from bot.slack import (
    DownloadFailed,
    FileGone,
    FileTooLarge,
    SlackApi,
    UntrustedHost,
    may_see_token,
    refuse_redirects,
    web_client,
)

LOOPBACK = "http://127.0.0.1:8200/api/"


@pytest.mark.parametrize(
    ("url", "api", "allowed"),
    [
        ("https://slack.com/api/", "https://slack.com/api/", True),
        ("https://files.slack.com/files-pri/T1-F1/card.jpg", "https://slack.com/api/", True),
        ("http://files.slack.com/x", "https://slack.com/api/", False),
        ("https://slack.com.evil.example/x", "https://slack.com/api/", False),
        ("https://evilslack.com/x", "https://slack.com/api/", False),
        ("https://user@evil.example/?slack.com", "https://slack.com/api/", False),
        ("http://127.0.0.1:8200/files/F1", LOOPBACK, True),
        ("http://127.0.0.1:9999/files/F1", LOOPBACK, False),
        ("http://127.0.0.1:8200/files/F1", "https://slack.com/api/", False),
        ("http://10.0.0.5:8200/api/", "http://10.0.0.5:8200/api/", False),
        ("file:///etc/passwd", LOOPBACK, False),
    ],
)
def test_the_token_goes_to_slack_and_to_the_own_loopback_only(url: str, api: str, allowed: bool) -> None:
    assert may_see_token(url, api) is allowed


def test_a_foreign_api_base_is_refused() -> None:
    with pytest.raises(UntrustedHost):
        web_client("xoxb-1", "https://slack.example/api/")


class _Files(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        answers = {
            "/ok": (200, "image/jpeg", b"bytes"),
            "/login": (200, "text/html", b"<html>sign in"),
            "/gone": (404, "text/plain", b""),
            "/busy": (503, "text/plain", b""),
            "/large": (200, "image/jpeg", b"x" * 100),
        }
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/ok")
            self.end_headers()
            return
        status, kind, body = answers[self.path]
        if self.headers["Authorization"] != "Bearer xoxb-1":
            status, kind, body = 401, "text/plain", b""
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def base() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), _Files)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_bytes_are_downloaded_with_the_token(base: str) -> None:
    api = SlackApi(web_client("xoxb-1", f"{base}/api/"))
    assert api.download(f"{base}/ok", 100) == b"bytes"


@pytest.mark.parametrize(
    ("path", "error"),
    [
        ("/login", DownloadFailed),
        ("/gone", FileGone),
        ("/busy", DownloadFailed),
        ("/moved", DownloadFailed),
        ("/large", FileTooLarge),
    ],
)
def test_what_is_no_file_is_named(base: str, path: str, error: type[Exception]) -> None:
    api = SlackApi(web_client("xoxb-1", f"{base}/api/"))
    with pytest.raises(error):
        api.download(f"{base}{path}", 99)


def test_the_sdk_follows_no_redirect(base: str) -> None:
    before = urllib.request._opener  # type: ignore[attr-defined]  # to put the process back as it was
    refuse_redirects()
    try:
        client = web_client("xoxb-1", f"{base}/")
        with pytest.raises(SlackApiError) as refused:
            client.api_call("moved", http_verb="GET")
        assert refused.value.response.status_code == 302
    finally:
        urllib.request.install_opener(before)
