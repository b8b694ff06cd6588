"""Sides that are read together, or into a large batch: which messages are queued, and which are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace
from typing import cast

import pytest

from bot.house import House
from bot.jobs import reading, review_cards
from bot.settings import Settings
from contacts.values import CardFields
from ocr import CardReading, PhotoReading
from storage import photos, workspaces
from storage.database import Database
from storage.tables import Batch, Card, Outbox, Photo
from tests.storage.build import NOW, SUZUKI, TANAKA, later, photo

FRONT = replace(TANAKA, unsure=(), name_romaji=None)
ENGLISH = CardFields(
    name="Ichiro Tanaka",
    company="Yamada Trading Co., Ltd.",
    title="Manager",
    emails=("tanaka@yamada.example",),
    urls=("https://www.yamada.example",),
)
MAP = CardFields(company="山田商事株式会社", urls=("https://www.yamada.example",))
QUAD = ((0.0, 0.0), (100.0, 0.0), (100.0, 60.0), (0.0, 60.0))
OTHERS = [
    SUZUKI,
    CardFields(name="森 悠", company="株式会社青葉商会", emails=("mori@aoba.example",)),
    CardFields(name="林 翠", company="みどり製作所", emails=("hayashi@midori.example",)),
]


@pytest.fixture
def house(database: Database) -> House:
    settings = Settings(_env_file=None, own_domains=("goen.example",))
    with database.write() as session:
        workspaces.put(session, "T1", "Team", "UBOT")
    parts = SimpleNamespace(database=database, workspace_id="T1", settings=settings, clock=lambda: NOW)
    return cast(House, parts)


def posted(house: House, *file_ids: str) -> list[int]:
    """Photos of one batch that are still to be read."""
    with house.database.write() as session:
        rows = [photo(session, one, later(seconds=number)) for number, one in enumerate(file_ids)]
        for row in rows:
            row.state = "reading"
        session.flush()
        return [row.id for row in rows]


def read(house: House, photo_id: int, *sides: CardFields) -> None:
    cards = [CardReading(side, str(side).encode(), QUAD, ()) for side in sides]
    reading._keep(house, photo_id, PhotoReading(tuple(cards), None, 100, 60))


def rows(house: House, table: type[Card] | type[Outbox]) -> Sequence[Card | Outbox]:
    with house.database.read() as session:
        return list(session.query(table).order_by(table.id))


def reviews(house: House) -> list[str]:
    """The keys of the reviews and batch messages to be posted."""
    queued = cast(Sequence[Outbox], rows(house, Outbox))
    return [row.key for row in queued if row.action == "post" and row.kind in ("review", "batch")]


@pytest.mark.parametrize("back", [ENGLISH, MAP])
@pytest.mark.parametrize("turned", [False, True])
def test_two_sides_in_one_photo_are_one_review(house: House, back: CardFields, turned: bool) -> None:
    (one,) = posted(house, "F1")
    read(house, one, *((back, FRONT) if turned else (FRONT, back)))
    first, second = cast(Sequence[Card], rows(house, Card))
    front, other = (second, first) if turned else (first, second)
    assert (front.front_id, other.front_id) == (None, front.id)
    assert reviews(house) == [f"review:{front.id}"]
    assert front.picture_sha
    assert other.picture_sha
    assert front.picture_sha != other.picture_sha


def test_an_english_side_read_after_its_front_gets_no_message_of_its_own(house: House) -> None:
    one, two = posted(house, "F1", "F2")
    read(house, one, FRONT)
    read(house, two, ENGLISH)
    front, _ = cast(Sequence[Card], rows(house, Card))
    assert reviews(house) == [f"review:{front.id}"]
    fields = CardFields.from_dict(front.fields)
    assert (fields.name_romaji, fields.company_en) == ("Ichiro Tanaka", "Yamada Trading Co., Ltd.")
    assert (fields.name, fields.title_en) == (FRONT.name, "Manager")


def test_a_large_batch_counts_no_backs_and_no_colleagues(house: House) -> None:
    ids = posted(house, "F1", "F2", "F3", "F4", "F5", "F6")
    colleague = CardFields(name="佐藤 花", company="株式会社ごえん", emails=("sato@goen.example",))
    for photo_id, side in zip(ids, (FRONT, MAP, colleague, *OTHERS), strict=True):
        read(house, photo_id, side)
    with house.database.read() as session:
        batch = session.query(Batch).one()
        found = review_cards.summary(session, house, batch)
        ready = review_cards.sure(session, batch)
    assert (found.sure, found.doubtful, found.unread) == (4, 0, 0)
    assert {card.fields["name"] for card in ready} == {FRONT.name, *(one.name for one in OTHERS)}
    (alone,) = [card for card in cast(Sequence[Card], rows(house, Card)) if card.role == "colleague"]
    assert set(reviews(house)) >= {f"batch:{batch.id}", f"review:{alone.id}"}


def test_a_back_waits_for_the_last_photo_even_when_that_is_no_card(house: House) -> None:
    one, two = posted(house, "F1", "F2")
    nobody = CardFields(address="大阪府大阪市北区梅田1-2-3")
    read(house, one, nobody)
    assert reviews(house) == []
    read(house, two)
    (back,) = cast(Sequence[Card], rows(house, Card))
    assert reviews(house) == [f"review:{back.id}"]


def test_a_back_alone_is_told_when_the_photo_it_waited_for_was_deleted(house: House) -> None:
    one, two = posted(house, "F1", "F2")
    read(house, one, CardFields(address="大阪府大阪市北区梅田1-2-3"))
    with house.database.write() as session:
        gone = photos.load(session, two)
        photos.cancel(session, gone)
        reading.sides.pair(session, house, cast(Photo, gone).batch)
    assert len(reviews(house)) == 1
