"""An admin exports from Slack: the file comes in the direct message; others may not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from openpyxl import load_workbook

from storage.tables import Picture
from tests.bot.logged import COLE, TANAKA, stored
from tests.bot.running import EMMA, GENERAL, SATO, SUZUKI, Running, running
from tests.bot.test_http_mode import OPENER

Json = dict[str, Any]


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        started.wait(lambda: started.direct() and started.person().state()["commands"])
        for user in (SATO, EMMA, SUZUKI):
            started.person(user).say(started.direct(user), "help")
            started.person(user).wait_for(started.direct(user), lambda row: "/log" in str(row))
        stored(started, TANAKA, COLE)
        yield started


def admin(goen: Running) -> str:
    return next(one["id"] for one in goen.person().state()["users"] if one["kind"] == "admin")


def files(goen: Running, user: str) -> list[Json]:
    rows = goen.person(user).messages(goen.direct(user))
    return [file for row in rows for file in row.get("files") or ()]


def content(goen: Running, user: str, file_id: str) -> bytes:
    with OPENER.open(f"{goen.slack.url}/ui/file/{file_id}?user={user}", timeout=30) as answer:
        return bytes(answer.read())


def test_an_admin_gets_the_chosen_contacts_as_a_file(goen: Running) -> None:
    boss = admin(goen)
    person = goen.person(boss)
    person.command(GENERAL, "/goen export")
    form = person.modal()
    wrong = person.submit(form, {**chosen("json"), "company": text("山田商事")})
    assert list(wrong) == ["form"]
    assert person.submit(form, {**chosen("xlsx"), "company": text("山田商事")}) == {}
    (file,) = goen.wait(lambda: files(goen, boss))
    assert file["name"].endswith(".xlsx")
    sheet = load_workbook(io.BytesIO(content(goen, boss, file["id"]))).worksheets[0]
    names = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert any("田中" in name for name in names)
    assert not any("Cole" in name for name in names)
    goen.wait(lambda: not [one for one in goen.rows(Picture) if one.mime == "application/octet-stream"])


def test_nobody_among_the_chosen_is_said(goen: Running) -> None:
    boss = admin(goen)
    person = goen.person(boss)
    person.command(GENERAL, "/goen 書き出し")
    assert person.submit(person.modal(), {**chosen("csv"), "tag": text("無いタグ")}) == {}
    person.wait_for(goen.direct(boss), lambda row: "条件に合う連絡先がありません" in str(row))


def test_others_may_not_export(goen: Running) -> None:
    other = next(user for user in (SUZUKI, EMMA, SATO) if user != admin(goen))
    goen.person(other).command(GENERAL, "/goen export")
    assert not goen.person(other).get("views")["stack"]


def chosen(form: str) -> Json:
    option = {"text": {"type": "plain_text", "text": form}, "value": form}
    return {"form": {"value": {"type": "static_select", "selected_option": option}}}


def text(value: str) -> Json:
    return {"value": {"type": "plain_text_input", "value": value}}
