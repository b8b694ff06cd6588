"""The HTTP API of a running Goen: who is let in, what it says and takes in, and whatever else is sent."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi import checks as openapi_checks
from sqlalchemy import select

from contacts.values import Kind
from storage import acts, audit, follow_ups, interactions
from storage.tables import Act, Contact, FollowUp, Workspace
from tests.bot.logged import COLE, TANAKA, stored
from tests.bot.running import SATO, Running, running
from tests.bot.test_http_mode import OPENER, answer, free_port

Json = Any


@dataclass
class Client:
    """A system with a token."""

    base: str
    token: str

    def __call__(self, method: str, path: str, body: Json = None, **headers: str) -> tuple[int, Json]:
        data = json.dumps(body).encode() if body is not None else None
        sent = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json", **headers}
        request = urllib.request.Request(self.base + path, data, sent, method=method)
        try:
            with OPENER.open(request, timeout=30) as answer:
                return answer.status, json.loads(answer.read())
        except urllib.error.HTTPError as error:
            return error.code, json.loads(error.read() or "null")


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder, port = tmp_path_factory.mktemp("goen"), str(free_port())
    more = {"GOEN_API": "1", "GOEN_HTTP_PORT": port, "GOEN_API_REQUESTS_A_MINUTE": "100000"}
    with running(folder, GOEN_READERS="1", **more) as started:
        started.wait(lambda: is_up(started))
        started.person().say(started.direct(), "help")
        started.person().wait_for(started.direct(), lambda row: "/log" in str(row))
        yield started


@pytest.fixture(scope="module")
def people(goen: Running) -> list[int]:
    return stored(goen, TANAKA, COLE)


def token(goen: Running, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "bot.cli", "token", *words],
        env=goen.environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def is_up(goen: Running) -> bool:
    return answer(base(goen).replace("/api/v1", "/livez"))[0] == 200


def base(goen: Running) -> str:
    return f"http://127.0.0.1:{goen.environment['GOEN_HTTP_PORT']}/api/v1"


@pytest.fixture(scope="module")
def system(goen: Running, people: list[int]) -> Client:
    return Client(base(goen), token(goen, "add", "erp"))


def test_only_valid_tokens_are_let_in_and_reading_ones_only_read(goen: Running, system: Client) -> None:
    assert Client(base(goen), "goen_wrong")("GET", "/contacts")[0] == 401
    reader = Client(base(goen), token(goen, "add", "report", "--read-only"))
    assert reader("GET", "/contacts")[0] == 200
    assert reader("POST", "/contacts", {"name": "鈴木 花子"})[0] == 403
    assert "report  reads" in token(goen, "list")
    token(goen, "revoke", "report")
    assert reader("GET", "/contacts")[0] == 401


def test_contacts_come_in_pages_and_are_found_as_people_find_them(system: Client, people: list[int]) -> None:
    status, first = system("GET", "/contacts?limit=1")
    assert status == 200
    assert first["items"][0]["id"] == people[0]
    rest = system("GET", f"/contacts?limit=200&cursor={first['next']}")[1]
    assert people[1] in [one["id"] for one in rest["items"]]
    assert rest["next"] is None
    query = urllib.parse.quote("たなか")
    assert people[0] in [one["id"] for one in system("GET", f"/contacts/search?query={query}")[1]["items"]]
    assert system("GET", "/contacts/2147483647")[0] == 404


def test_what_a_system_reads_is_audited(goen: Running, system: Client, people: list[int]) -> None:
    system("GET", f"/contacts/{people[0]}")
    system("GET", "/contacts/search?query=x")
    system("GET", f"/contacts/{'9' * 90}")
    with goen.database.read() as session:
        team = session.scalars(select(Workspace.id)).one()
        found = audit.entries(session, team, actor_id="api:erp", action="looked_up", limit=3)
    assert [(one.subject_kind, one.subject_id) for one in found] == [
        ("contacts", None),
        ("contacts", None),
        ("contacts", str(people[0])),
    ]
    assert [one.ids["search"] for one in found] == [False, True, False]


def test_a_contact_is_saved_once_edited_and_the_edit_taken_back(goen: Running, system: Client) -> None:
    sent = {
        "name": "早乙女 律",
        "company": "株式会社ミナモ計測",
        "phones": [{"type": "mobile", "number": "090-0000-1234"}],
        "emails": ["ritsu.saotome@minamo-keisoku.example"],
        "owner_id": SATO,
    }
    status, saved = system("POST", "/contacts", sent)
    assert status == 201
    assert (saved["company"], saved["phones"][0]["e164"]) == ("株式会社ミナモ計測", "+819000001234")
    status, refused = system("POST", "/contacts", sent)
    assert (status, refused["detail"]["contact_ids"]) == (409, [saved["id"]])

    status, edited = system("PATCH", f"/contacts/{saved['id']}", {"title": "係長"})
    assert (status, edited["title"], edited["name"]) == (200, "係長", "早乙女 律")
    with goen.database.write() as session:
        act = session.query(Act).filter(Act.actor_id == "api:erp").order_by(Act.id.desc()).first()
        assert act
        acts.undo(session, act, SATO, datetime.now(UTC))
    assert system("GET", f"/contacts/{saved['id']}")[1]["title"] is None


def test_touches_and_follow_ups_are_written_and_private_ones_never_shown(
    goen: Running, system: Client, people: list[int]
) -> None:
    touch = {"user_id": SATO, "kind": "call", "happened_on": "2026-11-20", "contact_ids": people[:1]}
    status, logged = system("POST", "/interactions", {**touch, "note": "納期の確認"})
    assert (status, logged["contact_ids"]) == (201, people[:1])
    assert system("POST", "/interactions", {**touch, "contact_ids": [999_999]})[0] == 422
    assert system("POST", "/interactions", {**touch, "user_id": "U0NOBODY001"})[0] == 422

    promise = {"text": "見積もりを送る", "owner_id": SATO, "due_on": "2026-12-01", "contact_id": people[0]}
    status, promised = system("POST", "/follow-ups", promise)
    assert (status, promised["state"]) == (201, "open")
    status, done = system("POST", f"/follow-ups/{promised['id']}/done")
    assert (status, done["state"]) == (200, "done")

    now = datetime.now(UTC)
    with goen.database.write() as session:
        secret = interactions.add(
            session,
            workspace_id=goen.rows(Contact)[0].workspace_id,
            user_id=SATO,
            kind=Kind.CALL,
            happened_on=date(2026, 11, 20),
            contact_ids=people[:1],
            at=now,
            note="秘密の相談",
            private=True,
        )
        hidden = follow_ups.create(
            session,
            workspace_id=secret.workspace_id,
            owner_id=SATO,
            text="秘密の約束",
            due_on=None,
            at=now,
            interaction_id=secret.id,
        )
    assert "秘密" not in json.dumps(system("GET", "/interactions?limit=200")[1], ensure_ascii=False)
    assert "秘密" not in json.dumps(system("GET", "/follow-ups?limit=200")[1], ensure_ascii=False)
    assert system("POST", f"/follow-ups/{hidden.id}/done")[0] == 404
    assert next(one for one in goen.rows(FollowUp) if one.id == hidden.id).state == "open"


def test_a_body_too_large_is_refused_unread(system: Client) -> None:
    base = urllib.parse.urlsplit(system.base)
    connection = http.client.HTTPConnection(str(base.hostname), base.port, timeout=30)
    connection.putrequest("POST", f"{base.path}/contacts")
    connection.putheader("Authorization", f"Bearer {system.token}")
    connection.putheader("Content-Length", "2000000")
    connection.endheaders()  # and no body: the answer comes before any of it
    assert connection.getresponse().status == 413
    connection.close()


@pytest.fixture(scope="module")
def operations(system: Client) -> list[Any]:
    schema = schemathesis.openapi.from_dict(system("GET", "/openapi.json")[1])
    return [one.ok() for one in schema.get_all_operations()]


@settings(
    max_examples=200,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_whatever_is_sent_is_answered_as_described(
    system: Client, operations: list[Any], data: st.DataObject
) -> None:
    case = data.draw(data.draw(st.sampled_from(operations)).as_strategy())
    case.call_and_validate(
        base_url=system.base,
        headers={"Authorization": f"Bearer {system.token}"},
        checks=[
            not_a_server_error,
            openapi_checks.status_code_conformance,
            openapi_checks.content_type_conformance,
            openapi_checks.response_schema_conformance,
        ],
    )


def test_a_system_that_asks_too_often_waits(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, port = tmp_path_factory.mktemp("slow"), str(free_port())
    more = {"GOEN_API": "1", "GOEN_HTTP_PORT": port, "GOEN_API_REQUESTS_A_MINUTE": "3"}
    with running(folder, GOEN_READERS="1", **more) as slow:
        slow.wait(lambda: is_up(slow))
        client = Client(base(slow), token(slow, "add", "erp"))
        assert [client("GET", "/contacts")[0] for _ in range(4)] == [200, 200, 200, 429]


def test_the_api_is_off_until_it_is_wanted(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder, port = tmp_path_factory.mktemp("off"), str(free_port())
    with running(folder, GOEN_READERS="1", GOEN_HTTP_PORT=port) as off:
        off.wait(lambda: is_up(off))
        assert answer(base(off) + "/openapi.json")[0] == 404
