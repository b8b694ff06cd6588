"""Only this machine may talk to the server, and no page but its own may drive it."""

from __future__ import annotations

import http.client
from collections.abc import Iterator

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect
from websockets.typing import Origin

from localslack.guard import is_loopback
from localslack.serve import LocalSlack
from tests.localslack.connected import SATO, quick


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack(settings=quick()) as running:
        yield running


def status(slack: LocalSlack, method: str = "GET", path: str = "/ui/state", **headers: str) -> int:
    """The status of a request with these headers (underscores for hyphens)."""
    connection = http.client.HTTPConnection("127.0.0.1", slack.port, timeout=10)
    named = {"Host": f"127.0.0.1:{slack.port}"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    connection.request(method, path, body=b"{}" if method == "POST" else None, headers=named)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def test_it_listens_on_this_machine_only(slack: LocalSlack) -> None:
    assert slack.url == f"http://127.0.0.1:{slack.port}"
    assert slack._socket.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1:80", "127.8.8.8", "[::1]:8200"])
def test_names_of_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize(
    "host", ["", "goen.example", "127.0.0.1.goen.example", "10.0.0.1", "localhost.example"]
)
def test_other_names(slack: LocalSlack, host: str) -> None:
    assert not is_loopback(host)
    assert status(slack, Host=host) == 403


def test_other_pages_are_refused(slack: LocalSlack) -> None:
    for origin in ("https://goen.example", "http://127.0.0.1:1", "null"):
        assert status(slack, "POST", "/ui/message", Origin=origin) == 403
        assert status(slack, Origin=origin) == 403
        assert status(slack, "POST", "/api/chat.postMessage", Origin=origin) == 403
    assert status(slack, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors") == 403
    assert status(slack, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate", path="/") == 200
    assert status(slack, Origin=slack.url, Sec_Fetch_Site="same-origin") == 200


def test_other_pages_get_no_socket(slack: LocalSlack) -> None:
    address = slack.url.replace("http", "ws") + f"/ui/socket?user={SATO}"
    with pytest.raises(InvalidStatus), connect(address, origin=Origin("https://goen.example")):
        pass
    with connect(address, origin=Origin(slack.url)):
        pass


def test_the_page_cannot_be_framed(slack: LocalSlack) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", slack.port, timeout=10)
    connection.request("GET", "/")
    assert connection.getresponse().headers["X-Frame-Options"] == "DENY"
