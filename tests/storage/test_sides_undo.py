"""What one tap did to a card with two sides is taken back with one tap, whatever was joined meanwhile."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select

from contacts.values import CardFields
from storage import acts, cards, sides
from storage.database import Database
from storage.tables import Card, Contact, Interaction
from tests.storage.build import NOW, TANAKA, card, later

FRONT = replace(TANAKA, name_romaji=None, unsure=())
ENGLISH = CardFields(
    name="Ichiro Tanaka", company="Yamada Trading Co., Ltd.", emails=("tanaka@yamada.example",)
)


def test_a_save_is_taken_back_after_a_back_was_joined(database: Database) -> None:
    with database.write() as session:
        front = card(session, FRONT)
        act = cards.save(session, front, "U1", NOW)
        other = card(session, ENGLISH, "F2", later(seconds=20))
        assert front.batch is not None
        sides.pair(session, front.batch, later(seconds=30))
        assert other.front_id == front.id
        assert front.contact is not None
        assert front.contact.name_romaji == "Ichiro Tanaka"
        result = acts.undo(session, act, "U1", later(minutes=1))
        assert (result.conflicts, result.kept) == ((), ())
    with database.read() as session:
        assert session.scalars(select(Contact)).all() == []
        assert session.scalars(select(Interaction)).all() == []
        kept = session.get_one(Card, front.id)
        assert kept.state == "pending"
        assert cards.fields_of(kept).name_romaji == "Ichiro Tanaka"


def test_a_side_taken_apart_is_not_joined_again(database: Database) -> None:
    with database.write() as session:
        front = card(session, FRONT)
        other = card(session, ENGLISH, "F2", later(seconds=20))
        assert front.batch is not None
        sides.pair(session, front.batch, later(seconds=30))
        sides.part(session, other, "U1", later(seconds=40))
        found = sides.pair(session, front.batch, later(seconds=50))
        assert (found.changed, found.alone) == ([], [])
        assert (other.front_id, other.role) == (None, "apart")
        assert cards.fields_of(front) == FRONT


def test_a_corrected_value_stays_when_the_side_is_taken_apart(database: Database) -> None:
    with database.write() as session:
        front = card(session, FRONT)
        other = card(session, ENGLISH, "F2", later(seconds=20))
        assert front.batch is not None
        sides.pair(session, front.batch, later(seconds=30))
        typed = replace(cards.fields_of(front), name_romaji="Ichirō Tanaka", title="部長")
        cards.edit(session, front, typed, front.exchanged_on, "U1", "U1", later(seconds=40))
        sides.part(session, other, "U1", later(seconds=50))
        fields = cards.fields_of(front)
        assert (fields.name_romaji, fields.title) == ("Ichirō Tanaka", "部長")
        assert fields.company_en is None
