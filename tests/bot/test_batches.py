"""Many cards of one person come in one message, updated in place, with one tap for those without doubts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from storage.tables import Batch, Card, Contact, ContactMet, Interaction, Outbox
from tests.bot.doubted import doubted
from tests.bot.running import SAMPLES, SATO, SUZUKI, Running, has, running

NAMES = ("demo_en", "demo_ja", "card_en", "card_ja", "back_en", "bilingual")
PHOTOS = [SAMPLES / f"{name}.jpg" for name in NAMES]
Json = dict[str, Any]


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        yield started


@pytest.fixture
def room(goen: Running, request: pytest.FixtureRequest) -> str:
    made = goen.person().post("channels", name=request.node.name, members=[SUZUKI])
    return str(made["channel"]["id"])


def all_messages(goen: Running, channel: str, user: str = SATO) -> list[Json]:
    person = goen.person(user)
    rows = {row["ts"]: row for row in person.messages(channel)}
    for ts in list(rows):
        rows |= {row["ts"]: row for row in person.messages(channel, ts)}
    return [row for row in rows.values() if row.get("bot_id")]


def batch_messages(goen: Running, channel: str) -> list[Json]:
    return [row for row in all_messages(goen, channel) if str(row["text"]).startswith(("📇 ", "✅ "))]


def batch(goen: Running, channel: str, *elements: str) -> Json:
    """The batch's message once it shows these elements."""
    shows = [has(element) for element in elements]
    rows: list[Json] = goen.wait(
        lambda: [row for row in batch_messages(goen, channel) if all(show(row) for show in shows)]
    )
    return rows[0]


def cards_in(goen: Running, channel: str) -> list[Card]:
    ids = {row.id for row in goen.rows(Batch) if row.channel_id == channel}
    return [card for card in goen.rows(Card) if card.batch_id in ids]


def settled(goen: Running) -> bool:
    return all(row.state in ("sent", "dropped") for row in goen.rows(Outbox))


def decide(view: Json, decision: str) -> Json:
    """The form's radio buttons set to save, discard or later."""
    for block in view["blocks"]:
        if str(block["block_id"]).startswith("decision:"):
            options = block["element"]["options"]
            chosen = next(one for one in options if one["value"] == decision)
            return {block["block_id"]: {"value": {"type": "radio_buttons", "selected_option": chosen}}}
    raise LookupError(decision)


def test_six_cards_give_one_message_saved_with_one_tap_and_taken_back(goen: Running, room: str) -> None:
    person = goen.person()
    person.say(room, files=PHOTOS)
    message = batch(goen, room, "batch_details")
    goen.wait(lambda: settled(goen))
    assert len(all_messages(goen, room)) == 1
    assert len(cards_in(goen, room)) == len(PHOTOS)
    assert has("batch_save_all")(message), "the samples hold cards that are read without doubt"
    person.tap(room, message, "batch_save_all")
    saved = batch(goen, room, "batch_undo")
    done = [card for card in cards_in(goen, room) if card.state == "saved"]
    assert saved["ts"] == message["ts"]
    assert len(done) == len(goen.rows(Contact)) == len(goen.rows(Interaction))
    assert f"{len(done)}件 保存済み" in saved["text"]
    person.tap(room, saved, "batch_undo")
    goen.wait(lambda: not goen.rows(Contact))
    assert {card.state for card in cards_in(goen, room)} == {"pending"}
    assert goen.rows(Interaction) == []
    assert goen.rows(ContactMet) == []
    again = batch(goen, room, "batch_save_all")
    assert again["ts"] == message["ts"]


def test_earlier_reviews_point_to_the_batch(goen: Running, room: str) -> None:
    person = goen.person()
    for photo in PHOTOS[:2]:
        ts = person.say(room, files=[photo])
        person.wait_for(room, has("review_save"), ts, 90)
    for photo in PHOTOS[2:4]:
        person.say(room, files=[photo])
    batch(goen, room, "batch_details")
    goen.wait(lambda: settled(goen) and not any(has("review_save")(row) for row in all_messages(goen, room)))
    moved = [row for row in all_messages(goen, room) if "まとめのメッセージ" in row["text"]]
    assert len(moved) >= 2
    assert len(batch_messages(goen, room)) == 1


def test_doubtful_cards_come_one_after_another(goen: Running, room: str) -> None:
    person = goen.person()
    person.say(room, files=[SAMPLES / "card_ja.jpg", *PHOTOS[:3]])
    save_known(goen, room)
    person.say(room, files=PHOTOS[:3])
    message = goen.wait(lambda: three_doubts(goen, room))
    total = message_doubts(message)
    person.tap(room, message, "batch_doubts")
    first = person.modal()
    before = {card.id: card.state for card in cards_in(goen, room)}
    assert person.submit(first, decide(first, "later")) == {}
    second = person.modal()
    assert second["id"] == first["id"]
    assert second["private_metadata"] != first["private_metadata"]
    assert person.submit(second, decide(second, "discard")) == {}
    third = person.modal()
    assert person.submit(third, decide(third, "save")) == {}
    for _ in range(total - 3):
        rest = person.modal()
        assert person.submit(rest, decide(rest, "later")) == {}
    after = {card.id: card.state for card in cards_in(goen, room)}
    changed = sorted(state for card, state in after.items() if before[card] != state)
    assert changed == ["discarded", "saved"]
    goen.wait(lambda: message_doubts(batch_messages(goen, room)[0]) == total - 2)


def save_known(goen: Running, room: str) -> None:
    """Saves what is sure, so that the same cards are known when they come again."""
    goen.person().tap(room, batch(goen, room, "batch_save_all"), "batch_save_all")
    batch(goen, room, "batch_undo")


def message_doubts(message: Json) -> int:
    found = str(message["text"]).partition("・")[2].partition("件 要確認")[0]
    return int(found or 0)


def three_doubts(goen: Running, room: str) -> Json | None:
    rows = [row for row in batch_messages(goen, room) if has("batch_doubts")(row)]
    return rows[0] if rows and message_doubts(rows[0]) >= 3 else None


def test_details_are_asked_once_for_all_cards(goen: Running, room: str) -> None:
    person = goen.person()
    person.say(room, files=PHOTOS[:4])
    person.tap(room, batch(goen, room, "batch_details"), "batch_details")
    view = person.modal()
    values = {
        "event_name": {"value": {"type": "plain_text_input", "value": "技術展2026"}},
        "tags": {"value": {"type": "plain_text_input", "value": "#展示会、製造"}},
        "received_by": {"value": {"type": "users_select", "selected_user": SUZUKI}},
    }
    assert person.submit(view, values) == {}
    goen.wait(lambda: "技術展2026" in str(batch(goen, room, "batch_details")["blocks"]))
    assert {card.received_by for card in cards_in(goen, room)} == {SUZUKI}
    (kept,) = [row for row in goen.rows(Batch) if row.channel_id == room]
    assert (kept.event_name, kept.tags, kept.received_by) == ("技術展2026", ["展示会", "製造"], SUZUKI)


def test_pictures_that_are_no_cards_do_not_hold_the_batch_up(goen: Running, room: str) -> None:
    person = goen.person()
    # Four are a batch whichever photo is read first.
    ts = person.say(room, files=[*PHOTOS[:4], SAMPLES / "no_card.jpg"])
    batch(goen, room, "batch_details")
    goen.wait(lambda: settled(goen))
    assert len(all_messages(goen, room)) == 1
    (posted,) = [row for row in person.messages(room) if row["ts"] == ts]
    assert posted["reactions"]


def test_a_deleted_photo_leaves_the_batch(goen: Running, room: str) -> None:
    person = goen.person()
    person.say(room, files=PHOTOS[:3])
    alone = person.say(room, files=[PHOTOS[3]])
    before = batch(goen, room, "batch_details")
    person.delete(room, alone)
    goen.wait(lambda: batch(goen, room, "batch_details")["text"] != before["text"])
    assert len(batch_messages(goen, room)) == 1


def test_only_its_owner_acts_on_a_batch(goen: Running, room: str) -> None:
    goen.person().say(room, files=PHOTOS[:4])
    message = batch(goen, room, "batch_details")
    before = {card.id: card.state for card in cards_in(goen, room)}
    for button in [one["action_id"] for one in message["blocks"][-1]["elements"]]:
        goen.person(SUZUKI).tap(room, message, button)
    told = goen.person(SUZUKI).wait_for(
        room, lambda row: "操作できるのは" in row["text"], message["thread_ts"]
    )
    assert "佐藤" in told["text"] or "sato" in told["text"]
    assert {card.id: card.state for card in cards_in(goen, room)} == before


def test_a_doubt_is_settled_in_the_series_by_choosing(goen: Running, room: str) -> None:
    person = goen.person()
    person.say(room, files=PHOTOS[:4])
    message = batch(goen, room, "batch_details")
    goen.wait(lambda: settled(goen))
    card = min(cards_in(goen, room), key=lambda one: int(one.photo_id or 0))
    before = card.fields["emails"][0]
    other = f"other.{before}"
    doubted(goen, card, {"name": (), "emails.0": (before, other)})
    goen.wait(lambda: settled(goen))
    message = batch(goen, room, "batch_doubts")
    person.tap(room, message, "batch_doubts")
    view = person.modal()
    assert json.loads(view["private_metadata"])["card"] == card.id
    assert [block["type"] for block in view["blocks"]][:3] == ["image", "image", "input"]
    choice = view["blocks"][2]
    assert [one["text"]["text"] for one in choice["element"]["options"]] == [
        before,
        other,
        "その他(下に入力)",
    ]
    assert choice["element"]["initial_option"]["value"] == "0"
    chosen = {"type": "radio_buttons", "selected_option": choice["element"]["options"][1]}
    values = {choice["block_id"]: {"value": chosen}, **decide(view, "save")}
    assert person.submit(view, values) == {}
    goen.wait(lambda: [row for row in goen.rows(Contact) if row.emails[:1] == [other]])
    (kept,) = [row for row in goen.rows(Card) if row.id == card.id]
    assert (kept.state, kept.fields["unsure"], kept.fields["confidence"]["emails"]) == ("saved", [], 1.0)
