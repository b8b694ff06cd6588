"""年度末, Q1 and 先方の決算 are those of the team and of the customer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from bot.jobs.understanding import Words, understood
from storage import workspaces
from storage.database import Database
from storage.tables import Company, Contact, User, Workspace
from tests.bot.logged import TANAKA, TEAM, answer, stored
from tests.bot.running import EMMA, GENERAL, SATO, Running, running
from tests.bot.test_log_understanding import AUTHOR, house

AT = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        for user in (SATO, EMMA):
            person, direct = started.person(user), started.direct(user)
            ts = person.say(direct, "help")
            started.wait(lambda p=person, d=direct, t=ts: [row for row in p.messages(d) if row["ts"] > t])
        yield started


def due(database: Database, words: str, **settings: object) -> date | None:
    with database.write() as session:
        session.merge(Workspace(id="T1", settings={}))
        session.merge(User(workspace_id="T1", slack_id="U1", tz="Asia/Tokyo"))
        workspaces.change_settings(session, "T1", **settings)
        note = understood(session, house(), Words(words, AUTHOR, AT))
    return next((one.due_on for one in note.promised), None)


@pytest.mark.parametrize(
    ("words", "settings", "expected"),
    [
        ("年度末までに見積もりを送ります", {}, date(2027, 3, 31)),
        ("年度末までに見積もりを送ります", {"fiscal_start": 1}, date(2026, 12, 31)),
        ("上期中に見積もりを送ります", {"fiscal_start": 10}, date(2027, 3, 31)),
        ("Q1中に見積もりを送ります", {"fiscal_start": 4}, date(2027, 3, 31)),
        ("Q1中に見積もりを送ります", {"fiscal_start": 4, "fiscal_quarters": True}, date(2027, 6, 30)),
    ],
)
def test_the_teams_year(
    sqlite_database: Database, words: str, settings: dict[str, object], expected: date
) -> None:
    assert due(sqlite_database, words, **settings) == expected


def test_the_customers_close(sqlite_database: Database) -> None:
    said = "山田商事の田中さんと打ち合わせ。先方の決算までに見積もりを送ります"
    with sqlite_database.write() as session:
        session.add(Workspace(id="T1", settings={}))
        session.flush()
        firm = Company(workspace_id="T1", name="山田商事株式会社", normal_name="山田商事", fiscal_close=9)
        session.add(firm)
        session.flush()
        session.add(
            Contact(
                workspace_id="T1", company_id=firm.id, name="田中 一郎", family_name="田中",
                state="active", tags=[], created_at=AT, updated_at=AT,
            )
        )  # fmt: skip
    assert due(sqlite_database, said) == date(2027, 9, 30)


def test_an_admin_sets_it_and_nobody_else(goen: Running) -> None:
    emma = goen.person(EMMA)
    emma.command(GENERAL, "/goen fiscal")
    emma.wait_for(GENERAL, lambda row: "Only an admin" in row["text"])
    person = goen.person()
    stored(goen, TANAKA)
    person.command(GENERAL, "/goen 会計年度")
    view = person.modal()
    assert "会計年度" in view["title"]["text"]
    chosen = {"type": "static_select", "selected_option": {"value": "1"}}
    quarters = {"type": "radio_buttons", "selected_option": {"value": "fiscal"}}
    person.submit(view, {"start": {"value": chosen}, "quarters": {"value": quarters}})
    with goen.database.read() as session:
        kept = workspaces.settings_of(session, TEAM)
    assert (kept.fiscal_start, kept.fiscal_quarters) == (1, True)
    person.command(GENERAL, "/log 山田商事の田中さんと打ち合わせ。見積もりは年度末までに送ります")
    assert "12月31日" in str(answer(goen, SATO, GENERAL, "打ち合わせ")["blocks"])
