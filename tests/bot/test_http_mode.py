"""HTTP mode: Slack's signed requests come in at the web door, health and metrics stand beside it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing

import pytest

from bot.manifest import manifest
from bot.settings import Settings
from localslack.http_events import encoded, signed
from localslack.serve import LocalSlack
from storage.database import Database
from storage.tables import Contact, Incoming
from tests.bot.running import GENERAL, SAMPLES, Running, has

FORGED = "D0FORGED001"
OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}))


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class OverHttp(Running):
    """Goen with a signing secret and no app token."""

    def url(self, path: str, port: str = "GOEN_HTTP_PORT") -> str:
        return f"http://127.0.0.1:{self.environment[port]}{path}"


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OverHttp]:
    folder, port = tmp_path_factory.mktemp("goen"), free_port()
    url = f"sqlite:///{folder / 'goen.db'}"
    address = f"http://127.0.0.1:{port}/slack/events"
    with LocalSlack(manifest=manifest(Settings(_env_file=None)), request_url=address) as slack:
        environment = {name: value for name, value in os.environ.items() if name != "SLACK_APP_TOKEN"} | {
            "SLACK_API_URL": slack.api_url,
            "SLACK_BOT_TOKEN": slack.bot_token,
            "SLACK_SIGNING_SECRET": slack.signing_secret,
            "GOEN_DATA_DIR": str(folder),
            "GOEN_DATABASE_URL": url,
            "GOEN_HTTP_PORT": str(port),
            "GOEN_METRICS_PORT": str(free_port()),
            "GOEN_READERS": "1",
        }
        goen = OverHttp(slack, Database.open(url), environment)
        goen.start()
        try:
            goen.wait(lambda: answer(goen.url("/livez"))[0] == 200)
            yield goen
        finally:
            goen.stop()
            goen.database.dispose()


def answer(url: str, body: str | None = None, headers: dict[str, str] | None = None) -> tuple[int, str]:
    """Status and text; 0 where nobody listens."""
    request = urllib.request.Request(url, body.encode() if body else None, headers or {})
    try:
        with OPENER.open(request, timeout=10) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def test_a_photo_becomes_a_contact_over_http(goen: OverHttp) -> None:
    person, direct = goen.person(), goen.direct()
    ts = person.say(direct, files=[SAMPLES / "demo_en.jpg"])
    person.tap(direct, person.wait_for(direct, has("review_save"), ts, 90), "review_save")
    person.wait_for(direct, has("review_undo"), ts)
    assert [contact.emails for contact in goen.rows(Contact)] == [["h.lindqvist@tarnwell.example"]]


def test_commands_and_modals_work_over_http(goen: OverHttp) -> None:
    person = goen.person()
    person.command(GENERAL, "/card")
    assert person.modal()["callback_id"] == "card_photos"


def test_health_and_readiness(goen: OverHttp) -> None:
    assert answer(goen.url("/livez")) == (200, "ok")
    assert answer(goen.url("/readyz")) == (200, "ok")


def test_metrics_have_a_port_of_their_own(goen: OverHttp) -> None:
    status, text = answer(goen.url("/metrics", "GOEN_METRICS_PORT"))
    assert status == 200
    assert 'goen_outbox{state="sent"}' in text
    assert answer(goen.url("/metrics"))[0] == 404


def _event(text: str) -> str:
    event = {"type": "message", "channel": FORGED, "user": "U0SATO00001", "text": text, "ts": "1.0"}
    payload = {"type": "event_callback", "team_id": "T0GOEN00001", "event_id": f"Ev{text}", "event": event}
    return encoded("events_api", payload)[0]


def test_a_wrong_signature_gets_401_and_is_not_written(goen: OverHttp) -> None:
    known = len(goen.rows(Incoming))
    now, json_type = int(time.time()), {"Content-Type": "application/json"}
    body = _event("help")
    for headers in (
        signed("not the secret", body, now),
        signed(goen.slack.signing_secret, body + " ", now),
        signed(goen.slack.signing_secret, body, now - 600),
        {},
    ):
        assert answer(goen.url("/slack/events"), body, json_type | headers)[0] == 401
    assert len(goen.rows(Incoming)) == known
    right = json_type | signed(goen.slack.signing_secret, body, now)
    assert answer(goen.url("/slack/events"), body, right)[0] == 200
    assert len(goen.rows(Incoming)) == known + 1


def test_a_body_larger_than_slack_sends_is_refused(goen: OverHttp) -> None:
    # The door closes before all is read, so the sender may see a broken connection in place of the answer.
    status, _ = answer(goen.url("/slack/events"), "x" * (3 * 1024 * 1024))
    assert status in (413, 0)
    assert answer(goen.url("/livez"))[0] == 200


def test_a_taken_port_ends_the_start_with_one_sentence(goen: OverHttp) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "bot.cli", "run"],
        env={**goen.environment, "GOEN_METRICS_PORT": str(free_port())},
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert second.returncode == 1
    assert "GOEN_HTTP_PORT" in second.stderr.splitlines()[-1]
