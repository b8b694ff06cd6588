"""Backs find their fronts on both databases, in whatever order they were read."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from contacts.values import CardFields, Phone, PhoneType
from storage import batches, cards, photos, sides
from storage.database import Database
from storage.tables import Batch, Card
from tests.storage.build import DAY, NOW, SUZUKI, TANAKA, photo

MAP = CardFields(
    company="山田商事株式会社", urls=("https://yamada.example",), address="東京都千代田区千代田1-1"
)
PLAIN = CardFields(address="大阪府大阪市北区梅田1-2-3")
ENGLISH = CardFields(
    name="Ichiro Tanaka",
    company="Yamada Trading Co., Ltd.",
    title="Manager",
    emails=("tanaka@yamada.example",),
    phones=(Phone(PhoneType.WORK, "+81 6 1234 5678", "+81612345678"),),
)


def read(session: Session, file_id: str, fields: CardFields) -> Card:
    row = cards.add(session, photo(session, file_id), 0, fields, None, DAY, "post", NOW)
    row.role = sides.role_of(fields, ("own.example",))
    return row


def batch_of(card: Card) -> Batch:
    assert card.batch
    return card.batch


@pytest.mark.parametrize("back", [MAP, PLAIN, ENGLISH])
@pytest.mark.parametrize("back_first", [False, True])
def test_a_back_and_its_front_become_one_card(database: Database, back: CardFields, back_first: bool) -> None:
    order = [back, TANAKA] if back_first else [TANAKA, back]
    with database.write() as session:
        for number, fields in enumerate(order):
            row = read(session, f"F{number}", fields)
            sides.pair(session, batch_of(row), NOW)
        (front,) = batches.cards_of(session, batch_of(row))
        assert front.reading["name"] == "田中 一郎"
        assert [one.reading for one in sides.backs_of(session, front)] == [back.to_dict()]
        before = front.fields
        assert before != front.reading
        sides.part(session, sides.backs_of(session, front)[0], "U1", NOW)
        assert CardFields.from_dict(front.fields) == CardFields.from_dict(front.reading)
        assert len(batches.cards_of(session, batch_of(row))) == 2
        assert sides.pair(session, batch_of(row), NOW) == sides.Found()


def test_a_back_waits_while_a_photo_is_unread_and_is_told_once_nothing_is(database: Database) -> None:
    with database.write() as session:
        back = read(session, "F1", PLAIN)
        waiting = photo(session, "F2")
        waiting.state = "reading"
        assert sides.pair(session, batch_of(back), NOW) == sides.Found()
        photos.finish(session, waiting, "not_card", "not_card")
        assert sides.pair(session, batch_of(back), NOW).alone == [back]
        cards.save(session, back, "U1", NOW)
        assert back.state == "pending"


def test_the_front_that_agrees_comes_before_the_one_beside(database: Database) -> None:
    with database.write() as session:
        tanaka, suzuki = read(session, "F1", TANAKA), read(session, "F2", SUZUKI)
        back = read(session, "F3", MAP)
        sides.pair(session, batch_of(back), NOW)
        assert (back.front_id, suzuki.fields) == (tanaka.id, suzuki.reading)


def test_a_saved_contact_learns_from_a_late_back(database: Database) -> None:
    with database.write() as session:
        front = read(session, "F1", TANAKA)
        cards.save(session, front, "U1", NOW)
        back = read(session, "F2", ENGLISH)
        sides.pair(session, batch_of(back), NOW)
        assert front.contact
        assert "+81612345678" in str(front.contact.phones)


def test_deleting_a_side_takes_back_what_it_gave(database: Database) -> None:
    with database.write() as session:
        front, back = read(session, "F1", TANAKA), read(session, "F2", MAP)
        sides.pair(session, batch_of(back), NOW)
        assert back.photo
        photos.cancel(session, back.photo)
        sides.pair(session, batch_of(front), NOW)
        assert (front.fields, back.front_id) == (front.reading, None)


def test_the_back_of_a_saved_card_outlives_the_limit_of_unsaved_ones(database: Database) -> None:
    with database.write() as session:
        front, back = read(session, "F1", TANAKA), read(session, "F2", MAP)
        sides.pair(session, batch_of(back), NOW)
        cards.save(session, front, "U1", NOW)
        assert photos.expire(session, NOW.replace(year=2027)) == 0


def test_unsaved_sides_expire_together(database: Database) -> None:
    with database.write() as session:
        read(session, "F1", TANAKA)
        back = read(session, "F2", MAP)
        sides.pair(session, batch_of(back), NOW)
        assert photos.expire(session, NOW.replace(year=2027)) == 2


def test_a_colleagues_card_is_never_saved_with_the_others(database: Database) -> None:
    with database.write() as session:
        ours = read(session, "F1", replace(TANAKA, emails=("tanaka@tokyo.own.example",)))
        assert ours.role == sides.COLLEAGUE
        assert batches.cards_of(session, batch_of(ours)) == []
        sides.part(session, ours, "U1", NOW)
        assert batches.cards_of(session, batch_of(ours)) == [ours]
