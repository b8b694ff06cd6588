"""なぜ?: every value of a contact shows where it was read, and who vouches for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot.house import utc_now
from contacts.values import CardFields
from storage import cards, doubts, users
from storage.tables import Card, Contact, Outbox
from tests.bot.doubted import doubted
from tests.bot.running import SAMPLES, SATO, SUZUKI, Running, has, running

PHOTO = SAMPLES / "demo_ja.jpg"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        yield started


@pytest.fixture(scope="module")
def contact(goen: Running) -> Contact:
    """A contact whose name a colleague confirmed on a card that was saved."""
    person, direct = goen.person(), goen.direct()
    ts = person.say(direct, files=[PHOTO])
    person.wait_for(direct, has("review_save"), ts, 90)
    card = doubted(goen, goen.rows(Card)[-1], {"name": ()})
    with goen.database.write() as session:
        row = session.get_one(Card, card.id)
        doubts.settle(session, row, "name", None, SATO, utc_now())
        cards.save(session, row, SATO, utc_now())
    return goen.rows(Contact)[-1]


def shown(goen: Running, contact: Contact, user: str = SATO) -> Json:
    """The message in which the contact is shown to somebody who asked in the direct message."""
    person, direct = goen.person(user), goen.direct(user)
    ts = person.say(direct, "help")
    person.wait_for(direct, lambda row: bool(row.get("bot_id")) and row["ts"] > ts)
    ts = person.say(direct, str(contact.name))
    return person.wait_for(direct, lambda row: has("contact_why")(row) and row["ts"] > ts)


def words(view: Json) -> str:
    return "\n".join(block["text"]["text"] for block in view["blocks"] if block["type"] == "section")


def pictures(view: Json) -> list[str]:
    return [block["slack_file"]["id"] for block in view["blocks"] if block["type"] == "image"]


def test_the_modal_opens_at_once_and_its_strips_follow(goen: Running, contact: Contact) -> None:
    person, direct = goen.person(), goen.direct()
    person.tap(direct, shown(goen, contact), "contact_why")
    view = person.modal()
    assert view["callback_id"] == "why"
    assert "佐藤 健さんが" in words(view)
    full = goen.wait(lambda: one if pictures(one := person.modal()) else None)
    assert full["id"] == view["id"]
    assert "準備しています" not in str(full["blocks"])
    text = words(full)
    assert f"① *お名前*: {contact.name}\n　✅ 佐藤 健さんが" in text
    assert "　OCR(確認なし)" in text
    assert "に交換した名刺(受取: 佐藤 健さん)" in text
    assert str(contact.emails[0]) in text
    read = CardFields.from_dict(goen.rows(Card)[-1].reading)
    strips = [key for row in goen.rows(Outbox) if row.kind == "strips" for key in row.ids["strips"]]
    assert {"name", "emails.0", "phones.0"} <= set(strips) & set(read.places)


def test_asking_again_uploads_nothing_and_reads_in_the_askers_language(
    goen: Running, contact: Contact
) -> None:
    before = [row for row in goen.rows(Outbox) if row.kind == "strips"]
    with goen.database.write() as session:
        known = users.get(session, contact.workspace_id, SUZUKI)
        language = (known and known.locale) or "ja-JP"
    person = goen.person(SUZUKI)
    person.tap(goen.direct(SUZUKI), shown(goen, contact, SUZUKI), "contact_why")
    full = goen.wait(lambda: one if pictures(one := person.modal()) else None)
    assert ("お名前" in words(full)) is language.startswith("ja")
    assert [
        row for row in goen.rows(Outbox) if row.kind == "strips" and row.id not in {old.id for old in before}
    ] == []


def test_a_closed_modal_does_no_harm(goen: Running, contact: Contact) -> None:
    person, direct = goen.person(), goen.direct()
    person.tap(direct, shown(goen, contact), "contact_why")
    person.close(person.modal())
    person.tap(direct, shown(goen, contact), "contact_why")
    assert goen.wait(lambda: one if pictures(one := person.modal()) else None)


def test_the_form_of_a_card_tells_who_confirmed_a_field(goen: Running, contact: Contact) -> None:
    person, direct = goen.person(), goen.direct()
    card = goen.rows(Card)[-1]
    with goen.database.read() as session:
        found = session.get_one(Card, card.id)
        assert found.state == "saved"
    message = next(
        row
        for root in person.messages(direct)
        for row in person.messages(direct, root["ts"])
        if has("review_edit")(row)
    )
    person.tap(direct, message, "review_edit")
    view = person.modal()
    hints = {
        block["block_id"].partition(":")[0]: block.get("hint")
        for block in view["blocks"]
        if "block_id" in block
    }
    assert "佐藤 健さんが" in hints["name"]["text"]
    assert hints["company"] is None
