"""Leafing through what was found, the Home tab's search box, and a contact as a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import update

from contacts.values import CardFields, Kind, Phone, PhoneType
from storage import companies, contacts, interactions
from storage.tables import Contact, Incoming, Outbox, Workspace
from tests.bot.running import EMMA, GENERAL, SATO, SUZUKI, Running, has, running
from tests.storage.build import DAY, NOW

Json = dict[str, Any]
FIRM = "青空運輸株式会社"
NAMES = [f"{family} 透" for family in ("浅野", "井口", "上原", "江藤", "小野", "河合", "北川")]
ALONE = CardFields(
    name="森 望",
    company="湖南精工株式会社",
    address="滋賀県大津市浜町1-1",
    phones=(Phone(PhoneType.MOBILE, "090-0000-1111", "+819000001111"),),
)


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """A workspace with seven people of one company and one of another, who promised something."""
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        started.wait(lambda: started.rows(Workspace))
        for fields in (*(CardFields(name=name, company=FIRM) for name in NAMES), ALONE):
            _stored(started, fields)
        yield started


def _stored(goen: Running, fields: CardFields) -> None:
    with goen.database.write() as session:
        workspace = session.query(Workspace).one()
        row = Contact(
            workspace_id=workspace.id, owner_id=SATO, state="active", created_at=NOW, updated_at=NOW
        )
        row.company_id = companies.for_fields(session, workspace.id, fields)
        contacts.fill(session, row, fields, NOW)
        interactions.add(
            session,
            workspace_id=workspace.id,
            user_id=SATO,
            kind=Kind.VISIT,
            happened_on=DAY,
            contact_ids=[row.id],
            at=NOW,
            note="見積の説明",
        )


def shown(blocks: list[Json]) -> list[str]:
    return [name for name in (*NAMES, ALONE.name or "") if name in str(blocks)]


def test_seven_are_found_five_at_a_time(goen: Running) -> None:
    emma = goen.person(EMMA)
    emma.command(GENERAL, "/contact 青空運輸")
    first = emma.wait_for(GENERAL, has("found_more"))
    assert len(shown(first["blocks"])) == 5
    assert not [row for row in goen.person(SUZUKI).messages(GENERAL) if shown(row.get("blocks") or [])]
    emma.tap(GENERAL, first, "found_more")
    second = emma.wait_for(
        GENERAL, lambda row: len(shown(row.get("blocks") or [])) == 2 and row["ts"] != first["ts"]
    )
    assert set(shown(first["blocks"])) | set(shown(second["blocks"])) == set(NAMES)
    assert not has("found_more")(second)


def test_a_search_that_is_too_old_is_said(goen: Running) -> None:
    emma = goen.person(EMMA)
    emma.command(GENERAL, "/contact 透")
    found = emma.wait_for(GENERAL, lambda row: has("found_more")(row) and "透" in row["text"])
    with goen.database.write() as session:
        row = session.query(Outbox).filter(Outbox.kind == "found").order_by(Outbox.id.desc()).first()
        assert row
        session.execute(_payloads_of(row.ids["incoming"]), execution_options={"synchronize_session": False})
    emma.tap(GENERAL, found, "found_more")
    emma.wait_for(GENERAL, lambda row: "too old" in row["text"])


def _payloads_of(incoming_id: int) -> Any:
    return update(Incoming).where(Incoming.id == incoming_id).values(payload=None)


def home(goen: Running, user: str, wanted: Any) -> Json:
    view: Json = goen.wait(
        lambda: next((one for one in [goen.person(user).home()] if one and wanted(one["blocks"])), None)
    )
    return view


def test_the_home_tab_searches_leafs_and_closes(goen: Running) -> None:
    suzuki = goen.person(SUZUKI)
    suzuki.open_home()
    view = home(goen, SUZUKI, lambda blocks: "home_search" in str(blocks))
    suzuki.tap_view(view, "home_search", value="青空運輸")
    view = home(goen, SUZUKI, lambda blocks: len(shown(blocks)) == 5)
    suzuki.tap_view(view, "found_more")
    view = home(goen, SUZUKI, lambda blocks: len(shown(blocks)) == 2)
    suzuki.tap_view(view, "home_search", value="森")
    view = home(goen, SUZUKI, lambda blocks: shown(blocks) == [ALONE.name])
    assert "見積の説明" in str(view["blocks"]), "the brief and the last interactions"
    suzuki.tap_view(view, "contact.log")
    suzuki.close(suzuki.modal())
    suzuki.tap_view(view, "home_search_clear")
    home(goen, SUZUKI, lambda blocks: "home_search" in str(blocks) and not shown(blocks))


def test_a_contact_comes_as_a_file_into_the_direct_message(goen: Running) -> None:
    emma, direct = goen.person(EMMA), goen.direct(EMMA)
    emma.command(GENERAL, "/contact 湖南精工")
    found = emma.wait_for(GENERAL, lambda row: has("contact.menu")(row) and "森 望" in str(row["blocks"]))
    emma.tap(GENERAL, found, "contact.map")
    emma.tap(GENERAL, found, "contact.vcard")
    emma.wait_for(GENERAL, lambda row: "vCard" in row["text"])
    posted = emma.wait_for(direct, lambda row: bool(row.get("files")))
    assert posted["files"][0]["name"].endswith(".vcf")
    assert len(goen.rows(Contact)) == len(NAMES) + 1, "the file of Goen's own is no card"


def test_a_logged_note_takes_a_follow_up_by_its_button(goen: Running) -> None:
    sato, direct = goen.person(), goen.direct()
    sato.command(GENERAL, "/contact 湖南精工")
    found = sato.wait_for(GENERAL, has("contact.log"))
    sato.tap(GENERAL, found, "contact.log")
    note = {"value": {"type": "plain_text_input", "value": "電話で納期を確認しました。"}}
    assert sato.submit(sato.modal(), {"note": note}) == {}
    logged = sato.wait_for(direct, has("interaction.follow_up"))
    sato.tap(direct, logged, "interaction.follow_up")
    form = sato.modal()
    assert form["callback_id"] == "followup_new"
    assert ALONE.name in str(form["blocks"])
