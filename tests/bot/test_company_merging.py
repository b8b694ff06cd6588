"""A company's message lists what happened with its people; two companies are merged there and parted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from contacts.values import CardFields, Kind
from storage import companies, contacts, interactions
from storage.tables import Company, Contact, Workspace
from tests.bot.running import SATO, SUZUKI, Running, has, running
from tests.storage.build import DAY, NOW

Json = dict[str, Any]
KEPT, GONE = "潮風製作所株式会社", "シオカゼ・ファクトリー合同会社"


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A workspace with one person at each of two companies that share a mail domain."""
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        started.wait(lambda: started.rows(Workspace))
        for name, firm in (("磯部 渚", KEPT), ("浜田 岬", GONE)):
            _stored(started, CardFields(name=name, company=firm, emails=("a@shiokaze.example",)))
        yield started


def _stored(goen: Running, fields: CardFields) -> None:
    with goen.database.write() as session:
        workspace = session.query(Workspace).one().id
        row = Contact(workspace_id=workspace, owner_id=SATO, created_at=NOW, updated_at=NOW)
        row.company_id = companies.for_fields(session, workspace, fields)
        contacts.fill(session, row, fields, NOW)
        for private in (False, True):
            interactions.add(
                session,
                workspace_id=workspace,
                user_id=SATO,
                kind=Kind.VISIT,
                happened_on=DAY,
                contact_ids=[row.id],
                at=NOW,
                note=f"{'内密' if private else '訪問'}:{fields.name}",
                private=private,
            )


def opened(goen: Running, user: str, query: str) -> Json:
    person, direct = goen.person(user), goen.direct(user)
    ts = person.say(direct, query)
    asked = person.wait_for(direct, lambda row: row["ts"] > ts and has("company_open")(row))
    person.tap(direct, asked, "company_open")
    shown: Json = person.wait_for(direct, lambda row: row["ts"] > ts and has("company_edit")(row))
    return shown


def by_name(goen: Running) -> dict[str, Company]:
    return {one.name: one for one in goen.rows(Company)}


def chart(message: Json) -> str:
    """The file of the org chart that a company's message shows."""
    return str(next(block["slack_file"]["id"] for block in message["blocks"] if block["type"] == "image"))


def test_the_company_lists_interactions_but_nobody_elses_private_notes(goen: Running) -> None:
    assert "訪問:磯部 渚" in str(opened(goen, SUZUKI, KEPT)["blocks"])
    assert "内密" not in str(opened(goen, SUZUKI, KEPT)["blocks"])
    assert "内密:磯部 渚" in str(opened(goen, SATO, KEPT)["blocks"])


def test_the_likely_twin_is_merged_and_parted(goen: Running) -> None:
    sato, direct = goen.person(), goen.direct()
    shown = opened(goen, SATO, KEPT)
    sato.tap(direct, shown, "company_merge_open")
    form = sato.modal()
    assert form["callback_id"] == "company_merge"
    assert sato.submit(form, {}) == {}
    done = sato.wait_for(direct, has("company_merge_undo"))
    kept, gone = (by_name(goen)[name] for name in (KEPT, GONE))
    assert gone.merged_into_id == kept.id
    both = sato.wait_for(
        direct,
        lambda row: (
            row["ts"] == shown["ts"] and "浜田 岬" in str(row["blocks"]) and chart(row) != chart(shown)
        ),
    )
    assert "訪問:浜田 岬" in str(opened(goen, SUZUKI, GONE)["blocks"]), "its old name leads there"
    sato.tap(direct, done, "company_merge_undo")
    sato.wait_for(direct, lambda row: row["ts"] == done["ts"] and not has("company_merge_undo")(row))
    assert by_name(goen)[GONE].merged_into_id is None
    apart = sato.wait_for(
        direct,
        lambda row: (
            row["ts"] == shown["ts"]
            and "浜田 岬" not in str(row["blocks"])
            and chart(row) not in (chart(shown), chart(both))
        ),
    )
    assert "company_merge_open" in str(apart["blocks"])


def test_the_other_company_is_picked_and_two_people_at_once_do_no_harm(goen: Running) -> None:
    forms = []
    for user in (SATO, SUZUKI):
        person, direct = goen.person(user), goen.direct(user)
        person.tap(direct, opened(goen, user, KEPT), "company_merge")
        first = person.modal()
        offered = person.options(first, "company_merge_other", "シオカゼ")
        assert [one["text"]["text"] for one in offered] == [GONE]
        chosen = {"company_merge_other": {"type": "external_select", "selected_option": offered[0]}}
        assert person.submit(first, {"other": chosen}) == {}
        forms.append((person, person.modal()))
    for person, form in forms:
        assert form["callback_id"] == "company_merge"
        assert person.submit(form, {}) == {}
    goen.wait(lambda: by_name(goen)[GONE].merged_into_id)
    assert "merge_undo" not in str(forms[1][0].modal()["blocks"])
    assert "すでに統合" in str(forms[1][0].modal()["blocks"])
