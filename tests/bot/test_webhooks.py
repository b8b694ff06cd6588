"""Other systems are told of events: signed, once an event, tried again, never of private notes."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from storage import webhooks
from storage.database import Database
from storage.tables import Webhook, WebhookEvent
from tests.bot.logged import COLE, TANAKA, answer, stored
from tests.bot.running import GENERAL, SAMPLES, SATO, Running, has, running

Json = dict[str, Any]


class Receiver:
    """A system that keeps what it is sent; the next `failing` requests are answered with an error."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.failing = 0

    def said(self, kind: str) -> list[Json]:
        """What came of one kind."""
        bodies = [json.loads(body) for _, body in self.got]
        return [one for one in bodies if one["type"] == kind]

    def answer_to(self, headers: dict[str, str], body: bytes) -> int:
        if self.failing:
            self.failing -= 1
            return 500
        self.got.append((headers, body))
        return 204


@contextmanager
def serving(receiver: Receiver) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(receiver.answer_to({k.lower(): v for k, v in self.headers.items()}, body))
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/goen"
    finally:
        server.shutdown()


@pytest.fixture(scope="module")
def receiver() -> Receiver:
    return Receiver()


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory, receiver: Receiver) -> Iterator[Running]:
    with serving(receiver) as url, running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        started.wait(lambda: started.direct() and started.person().state()["commands"])
        started.person().say(started.direct(), "help")
        started.person().wait_for(started.direct(), lambda row: "/log" in str(row))
        command(started, "add", url)
        yield started


def command(goen: Running, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "webhook", *words],
        env=goen.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def test_a_saved_card_is_told_once_and_signed(goen: Running, receiver: Receiver) -> None:
    receiver.failing = 1
    person, direct = goen.person(), goen.direct()
    ts = person.say(direct, files=[SAMPLES / "demo_en.jpg"])
    person.tap(direct, person.wait_for(direct, has("review_save"), ts), "review_save")
    goen.wait(lambda: receiver.failing == 0)
    hurry(goen.database)
    goen.wait(lambda: receiver.said("contact.saved"))
    (saved,) = receiver.said("contact.saved")
    assert saved["data"]["emails"] == ["h.lindqvist@tarnwell.example"]
    assert saved["actor"] == SATO
    secret = base64.b64decode(goen.rows(Webhook)[0].secret.removeprefix("whsec_"))
    for headers, body in receiver.got:
        content = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        right = base64.b64encode(hmac.new(secret, content, hashlib.sha256).digest()).decode()
        assert headers["webhook-signature"] == f"v1,{right}"
    ids = [headers["webhook-id"] for headers, _ in receiver.got]
    assert len(ids) == len(set(ids))


def hurry(database: Database) -> None:
    """Makes the next attempt due now."""
    with database.write() as session:
        for row in session.query(WebhookEvent).filter(WebhookEvent.state == "waiting"):
            row.next_at = datetime.now(UTC) - timedelta(seconds=1)


def test_notes_for_the_team_are_told_private_ones_are_not(goen: Running, receiver: Receiver) -> None:
    stored(goen, TANAKA, COLE)
    person = goen.person()
    person.command(GENERAL, "/log 非公開 田中さんと秘密の打ち合わせ")
    person.command(GENERAL, "/log 山田商事の田中さんと打ち合わせ。見積もりは来週火曜までに送ります。")
    answer(goen, SATO, GENERAL, "打ち合わせ")
    goen.wait(lambda: [one for one in receiver.said("interaction.logged") if one["data"]["note"]])
    goen.wait(lambda: {one.state for one in goen.rows(WebhookEvent)} <= {"sent", "skipped"})
    assert len([one for one in receiver.said("interaction.logged") if one["data"]["note"]]) == 1
    assert "秘密" not in str([body.decode() for _, body in receiver.got])
    assert command(goen, "list").startswith("1  http://127.0.0.1")


def test_a_removed_address_is_told_nothing(goen: Running, receiver: Receiver) -> None:
    command(goen, "remove", "1")
    before = len(receiver.got)
    stored(goen, TANAKA)
    assert goen.rows(WebhookEvent) == []
    assert len(receiver.got) == before


@pytest.mark.parametrize("url", ["ftp://erp.example", "erp.example/goen", "file:///etc/passwd", "http://"])
def test_an_address_must_be_http(database: Database, url: str) -> None:
    with database.write() as session, pytest.raises(ValueError, match="not an http"):
        webhooks.add(session, "T1", url, [], "U1", datetime.now(UTC))


def test_an_event_is_given_up_after_its_last_attempt_and_claims_lapse(database: Database) -> None:
    now = datetime.now(UTC)
    with database.write() as session:
        hook = webhooks.add(session, "T1", "https://erp.example/goen", ["contact.saved"], "U1", now)
        session.add(
            WebhookEvent(
                webhook_id=hook.id, key="k", kind="contact.saved", ref=1, actor_id="U1", at=now, next_at=now
            )
        )
    for number in range(len(webhooks.BACKOFF) + 1):
        with database.write() as session:
            (event_id,) = webhooks.claim(session, now, 10)
            assert webhooks.claim(session, now, 10) == []
        with database.write() as session:
            assert webhooks.claim(session, now + webhooks.LEASE, 10) == [event_id]
        with database.write() as session:
            given_up = webhooks.fail(session, event_id, "HTTP 500", now)
        assert given_up == (number == len(webhooks.BACKOFF))
        now += timedelta(days=2)
    with database.read() as session:
        assert not webhooks.is_any_due(session, now)
        assert webhooks.counts(session, hook.id) == {"failed": 1}
