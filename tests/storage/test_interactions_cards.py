"""Notes beside cards: the cards' people join when they are saved, and leave when that is undone."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy.orm import Session

from contacts.values import CardFields, Kind
from storage import acts, cards, interactions, note_cards, notes, registering
from storage.database import Database
from storage.history import linked
from storage.notes import Note, Promised, Source
from storage.tables import Card, Contact, Interaction
from tests.storage.build import DAY, NOW, SUZUKI, TANAKA, card, everything, later

WORDS = Note(
    "打ち合わせ。見積もりは来週",
    DAY,
    Kind.MEETING,
    unknown_people=({"said": "田中課長", "name": "田中", "title": "課長", "company": None},),
    promised=(Promised("見積もり", DAY),),
)


def beside(session: Session, *rows: Card, note: Note = WORDS) -> Interaction:
    photos = tuple(int(row.photo_id or 0) for row in rows)
    return notes.log(session, "T1", "U1", note, Source(photo_ids=photos), NOW)


def test_saving_the_card_makes_its_person_the_notes_and_undo_parts_them(database: Database) -> None:
    with database.write() as session:
        one = card(session, TANAKA)
        row = beside(session, one)
        assert note_cards.is_open(session, row)
        assert note_cards.waiting_cards(session, row) == [one]
        before = everything(session)
        act = cards.save(session, one, "U1", later(minutes=1))
        assert linked(row) == [one.contact_id]
        assert interactions.follow_ups_of(session, row)[0].contact_id == one.contact_id
        assert row.unknown_people == []
        assert not note_cards.is_open(session, row)
        result = acts.undo(session, act, "U1", later(minutes=2))
        assert (result.conflicts, result.kept) == ((), ())
        assert everything(session) == before


def test_cards_of_one_note_are_saved_together_and_discarded_ones_stay_out(database: Database) -> None:
    with database.write() as session:
        first, second, third = card(session), card(session, SUZUKI, "F2"), card(session, TANAKA, "F3")
        row = beside(session, first, second, third)
        cards.save_many(session, [first, second], "U1", NOW)
        cards.discard(session, third, "U1", NOW)
        assert linked(row) == [first.contact_id, second.contact_id]


def test_a_note_whose_only_card_was_discarded_waits_no_more(database: Database) -> None:
    with database.write() as session:
        one = card(session, TANAKA)
        row = beside(session, one)
        cards.discard(session, one, "U1", NOW)
        assert not note_cards.is_waiting(session, row)
        assert row.note == WORDS.text


def test_a_note_beside_a_saved_card_is_about_its_contact_at_once(database: Database) -> None:
    with database.write() as session:
        one = card(session, TANAKA)
        cards.save(session, one, "U1", NOW)
        assert linked(beside(session, one)) == [one.contact_id]


def test_photos_count_as_near_for_ten_minutes_and_their_poster(database: Database) -> None:
    with database.write() as session:
        card(session, TANAKA)
        found = [
            len(note_cards.photos_before(session, "T1", user, "C1", NOW + timedelta(minutes=minutes)))
            for user, minutes in (("U1", 9), ("U1", 11), ("U2", 1))
        ]
        assert found == [1, 0, 0]
        assert len(note_cards.photos_in(session, "T1", "C1", "1.1")) == 1
        assert note_cards.photos_in(session, "T1", "C2", "1.1") == []


def test_cards_of_the_last_three_hours_may_be_attendees(database: Database) -> None:
    with database.write() as session:
        saved, open_one = card(session, TANAKA), card(session, SUZUKI, "F2")
        cards.save(session, saved, "U1", NOW)
        lately = note_cards.cards_lately(session, "T1", "U1", later(hours=2.9))
        assert lately == [saved, open_one]
        assert note_cards.cards_lately(session, "T1", "U1", later(hours=3.1)) == []
        row = notes.log(session, "T1", "U1", Note("2名と打ち合わせ", DAY), Source(), NOW)
        note_cards.attach(session, row, lately)
        assert linked(row) == [saved.contact_id]
        cards.save(session, open_one, "U1", later(hours=1))
        assert linked(row) == [saved.contact_id, open_one.contact_id]


def test_a_registered_person_is_the_notes_and_goes_with_it(database: Database) -> None:
    with database.write() as session:
        row = notes.log(session, "T1", "U1", WORDS, Source(), NOW)
        fields = CardFields(
            name="田中 一郎", family_name="田中", given_name="一郎", company="山田商事株式会社"
        )
        contact = registering.register(session, row, "田中課長", fields, "U1", later(minutes=1))
        number = contact.id
        assert (linked(row), row.unknown_people) == ([number], [])
        result = notes.withdraw(session, row, "U1", later(minutes=2))
        assert (result.conflicts, result.kept) == ((), ())
        assert session.get(Contact, number) is None
