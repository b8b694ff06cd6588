"""Front and back in a real conversation: joined whatever comes first, taken apart with one tap."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from PIL import Image, ImageDraw, ImageFont

from storage.tables import Card, Contact, Outbox, Photo
from tests.bot.running import SAMPLES, Running, has, running

FRONT = SAMPLES / "demo_en.jpg"
BACK = (
    "Tarnwell",
    "Our offices and products",
    "https://www.tarnwell.example",
    "Tel +44 20 7946 0321",
    "Fax +44 20 7946 0322",
)


@pytest.fixture(scope="module")
def goen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("goen"), GOEN_READERS="1") as started:
        yield started


@pytest.fixture
def room(goen: Running, request: pytest.FixtureRequest) -> str:
    name = f"room-{abs(hash(request.node.name))}"
    return str(goen.person().post("channels", name=name)["channel"]["id"])


def back() -> tuple[str, bytes]:
    """A photo of a back: a company's address and phones, nobody's name."""
    desk = Image.new("RGB", (1400, 1000), (96, 72, 52))
    draw = ImageDraw.Draw(desk)
    draw.rectangle((200, 200, 1200, 800), fill="white")
    for row, text in enumerate(BACK):
        size = 64 if row == 0 else 40
        draw.text((260, 260 + row * 100), text, fill="black", font=ImageFont.load_default(size))
    buffer = io.BytesIO()
    desk.save(buffer, "JPEG", quality=92)
    return "back.jpg", buffer.getvalue()


def with_both_sides(message: Mapping[str, Any]) -> bool:
    pictures = [block for block in message.get("blocks") or () if block["type"] == "image"]
    return has("review_save")(message) and has("side_apart")(message) and len(pictures) >= 2


def cards_in(goen: Running, room: str) -> list[Card]:
    photos = {row.id for row in goen.rows(Photo) if row.channel_id == room}
    return [card for card in goen.rows(Card) if card.photo_id in photos]


@pytest.mark.parametrize("back_first", [False, True])
def test_both_sides_are_one_review_and_a_tap_takes_them_apart(
    goen: Running, room: str, back_first: bool
) -> None:
    person = goen.person()
    if back_first:
        ts = person.say(room, files=[back()])
        asked = person.wait_for(room, has("side_apart"), ts, 90)
        assert "表面の写真をお送りください" in asked["text"]
        front_ts = person.say(room, files=[FRONT])
    else:
        front_ts = person.say(room, files=[FRONT])
        person.wait_for(room, has("review_save"), front_ts, 90)
        person.say(room, files=[back()])
    review = person.wait_for(room, with_both_sides, front_ts, 90)
    assert "裏面も読み取りました" in str(review["blocks"])
    if back_first:
        told = person.wait_for(room, lambda row: "まとめました" in row["text"], ts)
        assert told["ts"] == asked["ts"]
    goen.wait(lambda: all(row.state in ("sent", "dropped") for row in goen.rows(Outbox)))
    review = person.wait_for(room, with_both_sides, front_ts)
    person.tap(room, review, "side_apart")
    person.wait_for(room, lambda row: has("review_save")(row) and not has("side_apart")(row), front_ts)
    assert [card.front_id for card in cards_in(goen, room)] == [None, None]


def test_both_sides_survive_a_kill_between_them(goen: Running, room: str) -> None:
    person = goen.person()
    ts = person.say(room, files=[back()])
    goen.wait(lambda: cards_in(goen, room))
    goen.kill()
    front_ts = person.say(room, files=[FRONT])
    goen.start()
    person.wait_for(room, with_both_sides, front_ts, 90)
    goen.wait(lambda: all(row.state in ("sent", "dropped") for row in goen.rows(Outbox)))
    review = person.wait_for(room, with_both_sides, front_ts)
    assert len([row for row in person.messages(room, ts) if row.get("bot_id")]) <= 1
    before = len(goen.rows(Contact))
    person.tap(room, review, "review_save")
    goen.wait(lambda: len(goen.rows(Contact)) == before + 1)


def test_a_lone_back_is_registered_as_it_is(goen: Running, room: str) -> None:
    person = goen.person()
    ts = person.say(room, files=[back()])
    person.tap(room, person.wait_for(room, has("side_apart"), ts, 90), "side_apart")
    review = person.wait_for(room, has("review_save"), ts, 90)
    assert not has("side_apart")(review)


def test_a_colleagues_card_is_no_contact_unless_a_person_says_so(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    own = {"GOEN_READERS": "1", "GOEN_OWN_DOMAINS": "tarnwell.example"}
    with running(tmp_path_factory.mktemp("own"), None, **own) as goen:
        person, direct = goen.person(), goen.direct()
        ts = person.say(direct, files=[FRONT])
        told = person.wait_for(direct, has("side_apart"), ts, 90)
        assert "自社の名刺のようです" in told["text"]
        assert not has("review_save")(told)
        person.tap(direct, told, "side_apart")
        assert person.wait_for(direct, has("review_save"), ts)["ts"] == told["ts"]
