"""Unsure fields are settled in the review by a tap, with their strips before the eyes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from bot.house import utc_now
from bot.jobs import review_cards
from bot.views.doubts import EDITS, PICKS, pick_of
from storage import cards, doubts
from storage.database import Database
from storage.tables import Card, Change, Contact
from tests.bot.doubted import doubted
from tests.bot.running import SAMPLES, SATO, SUZUKI, Running, has, running
from tests.storage.build import TANAKA
from tests.storage.build import card as kept

PHOTO = SAMPLES / "demo_en.jpg"
NAME, OTHER_NAME = "Harriet Lindqvist", "Harriet Lindquist"
MAIL, OTHER_MAIL = "h.lindqvist@tarnwell.example", "h.lindqvist@tarnwel1.example"
Json = dict[str, Any]


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        yield started


@pytest.fixture
def room(goen: Running, request: pytest.FixtureRequest) -> str:
    """A channel of the test's own: photos in one conversation would become one batch."""
    name = f"room-{abs(hash(request.node.name))}"
    return str(goen.person().post("channels", name=name, members=[SUZUKI])["channel"]["id"])


def asked(goen: Running, room: str, candidates: Mapping[str, tuple[str, ...]]) -> tuple[str, Card, Json]:
    """A card under review that was read with doubts; its thread, row and message with the strips."""
    person = goen.person()
    ts = person.say(room, files=[PHOTO])
    person.wait_for(room, has("review_save"), ts, 90)
    card = doubted(goen, goen.rows(Card)[-1], candidates)
    wanted = [*candidates][:3]
    return ts, card, person.wait_for(room, lambda row: keys(row) == wanted and len(pictures(row)) == 2, ts)


def keys(message: Json) -> list[str]:
    """The values that a review asks about."""
    every = {
        one.get("action_id"): one
        for block in message.get("blocks") or ()
        for one in block.get("elements") or ()
    }
    picks = [pick_of(every[name]["value"]) for name in PICKS if name.endswith("_1") and name in every]
    return [pick.key for pick in picks if pick]


def fields_of(goen: Running, card: Card) -> Json:
    return next(row for row in goen.rows(Card) if row.id == card.id).fields


def buttons(message: Json, row: int) -> list[str]:
    """The faces of one doubt's buttons."""
    every = [one for block in message["blocks"] for one in block.get("elements") or ()]
    return [one["text"]["text"] for one in every if str(one.get("action_id")).startswith(f"doubt_{row}_")]


def pictures(message: Json) -> list[str]:
    return [block["slack_file"]["id"] for block in message.get("blocks") or () if block["type"] == "image"]


def test_one_tap_sets_the_value_and_the_review_follows(goen: Running, room: str) -> None:
    person = goen.person()
    wanted = {"name": (NAME, OTHER_NAME), "emails.0": (MAIL, OTHER_MAIL)}
    ts, card, message = asked(goen, room, wanted)
    assert buttons(message, 1) == [NAME, OTHER_NAME, "その他(編集)"]
    assert buttons(message, 2) == ["A", "B", "その他(編集)"], "too long for buttons"
    assert f"A: {MAIL}(小文字のl)\nB: {OTHER_MAIL}(数字の1)" in [
        block.get("text", {}).get("text", "").partition("\n")[2] for block in message["blocks"]
    ]
    assert len(pictures(message)) == 2, "the card and, in one picture, its two strips"
    assert "自信がありません" not in str(message["blocks"])

    person.tap(room, message, "doubt_1_2")
    after = person.wait_for(room, lambda row: has("doubt_2_1")(row) and not has("doubt_1_1")(row), ts)
    assert after["ts"] == message["ts"]
    assert pictures(after) == pictures(message)
    fields = fields_of(goen, card)
    assert (fields["name"], fields["family_name"], fields["given_name"]) == (
        OTHER_NAME,
        "Lindquist",
        "Harriet",
    )
    assert (fields["confidence"]["name"], fields["unsure"]) == (1.0, ["emails"])

    person.tap(room, after, "doubt_2_1")
    done = person.wait_for(room, lambda row: has("review_save")(row) and not has("doubt_2_1")(row), ts)
    assert len(pictures(done)) == 1
    assert fields_of(goen, card)["emails"] == [MAIL]
    assert fields_of(goen, card)["unsure"] == []
    changes = [row for row in goen.rows(Change) if (row.entity, row.entity_id) == ("cards", card.id)]
    assert [(row.field, row.actor_id, row.reason) for row in changes[-2:]] == [
        ("fields", SATO, "confirm name"),
        ("fields", SATO, "confirm emails.0"),
    ]
    person.tap(room, done, "review_save")
    goen.wait(lambda: [row for row in goen.rows(Contact) if row.name == OTHER_NAME])


def test_without_other_candidates_one_tap_says_that_it_is_right(goen: Running, room: str) -> None:
    person = goen.person()
    ts, card, message = asked(goen, room, {"phones": ()})
    assert buttons(message, 1) == ["この通り", "編集"]
    before = fields_of(goen, card)["phones"]
    person.tap(room, message, "doubt_1_1")
    person.wait_for(room, lambda row: has("review_save")(row) and not has("doubt_1_1")(row), ts)
    after = fields_of(goen, card)
    assert (after["phones"], after["unsure"], after["confidence"]["phones"]) == (before, [], 1.0)


def test_a_phone_keeps_its_type(goen: Running, room: str) -> None:
    person = goen.person()
    other = "+44 7700 900467"
    ts, card, message = asked(goen, room, {"phones.1": ("+44 7700 900461", other)})
    before = cards.fields_of(card).phones
    person.tap(room, message, "doubt_1_2")
    person.wait_for(room, lambda row: has("review_save")(row) and not has("doubt_1_2")(row), ts)
    first, second = fields_of(goen, card)["phones"][:2]
    assert first["number"] == before[0].number
    assert (second["number"], second["e164"], second["type"]) == (other, "+447700900467", "mobile")


def test_the_next_doubts_follow_with_strips_of_their_own(goen: Running, room: str) -> None:
    person = goen.person()
    ts, card, message = asked(goen, room, {"name": (), "company": (), "emails.0": (), "title": ()})
    assert [len(buttons(message, row)) for row in (1, 2, 3)] == [2, 2, 2]
    assert "役職の読み取りに自信がありません" in str(message["blocks"])
    first = pictures(message)
    for row in (1, 2, 3):
        message = person.wait_for(room, has(f"doubt_{row}_1"), ts)
        person.tap(room, message, f"doubt_{row}_1")
    goen.wait(lambda: fields_of(goen, card)["unsure"] == ["title"])
    last = person.wait_for(room, lambda row: has("doubt_1_1")(row) and not has("doubt_3_1")(row), ts)
    goen.wait(lambda: pictures(_again(goen, room, ts, last)) not in ([], first, first[:1]))
    assert len(pictures(_again(goen, room, ts, last))) == 2


def _again(goen: Running, room: str, ts: str, message: Json) -> Json:
    return next(row for row in goen.person().messages(room, ts) if row["ts"] == message["ts"])


def test_the_other_button_opens_the_form(goen: Running, room: str) -> None:
    person = goen.person()
    _, card, message = asked(goen, room, {"name": (NAME, OTHER_NAME)})
    person.tap(room, message, EDITS[0])
    view = person.modal()
    assert view["callback_id"] == "edit_card"
    inputs = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    assert inputs[0] == f"name:{card.id}"


def test_late_taps_change_nothing_and_say_so(goen: Running, room: str) -> None:
    person = goen.person()
    ts, card, message = asked(goen, room, {"name": (NAME, OTHER_NAME)})
    with goen.database.write() as session:
        doubts.settle(session, session.get_one(Card, card.id), "name", OTHER_NAME, SUZUKI, utc_now())
    person.tap(room, message, "doubt_1_1")
    person.wait_for(room, lambda row: "すでに処理されています" in row["text"], ts)
    shown = person.wait_for(room, lambda row: has("review_save")(row) and not has("doubt_1_1")(row), ts)
    assert fields_of(goen, card)["name"] == OTHER_NAME
    assert shown["ts"] == message["ts"]


def test_a_tap_after_the_card_was_discarded_elsewhere_changes_nothing(goen: Running, room: str) -> None:
    person = goen.person()
    ts, card, message = asked(goen, room, {"name": (NAME, OTHER_NAME)})
    with goen.database.write() as session:
        cards.discard(session, session.get_one(Card, card.id), SATO, utc_now())
    person.tap(room, message, "doubt_1_2")
    person.wait_for(room, lambda row: "すでに処理されています" in row["text"], ts)
    person.wait_for(room, lambda row: has("review_undo")(row) and not has("doubt_1_1")(row), ts)
    assert fields_of(goen, card)["name"] == NAME


def test_a_colleague_who_has_nothing_to_do_with_the_card_is_told_so(goen: Running, room: str) -> None:
    ts, card, message = asked(goen, room, {"name": (NAME, OTHER_NAME)})
    goen.person(SUZUKI).tap(room, message, "doubt_1_2")
    assert goen.person(SUZUKI).wait_for(room, lambda row: "操作できるのは" in row["text"], ts)
    assert fields_of(goen, card)["name"] == NAME


def test_a_card_whose_doubts_are_all_settled_counts_as_sure_in_its_batch(sqlite_database: Database) -> None:
    with sqlite_database.write() as session:
        row = kept(session, replace(TANAKA, unsure=("name", "title")))
        assert row.batch
        assert review_cards.doubtful(session, row.batch) == [row]
        for doubt in doubts.asked(row):
            assert review_cards.sure(session, row.batch) == []
            doubts.settle(session, row, doubt.key, None, SATO, utc_now())
        assert review_cards.sure(session, row.batch) == [row]
        assert review_cards.doubtful(session, row.batch) == []
