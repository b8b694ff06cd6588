"""A card of somebody known: the same person, at another company, or with a second post; each undone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from sqlalchemy.orm import Session

from contacts.values import CardFields, Phone, PhoneType
from storage import acts, cards, contacts, joining
from storage.database import Database
from storage.tables import Card, Contact
from tests.storage.build import DAY, NOW, TANAKA, card, everything, later

PROMOTED = replace(
    TANAKA,
    title="部長",
    address="東京都港区芝1-1",
    phones=(Phone(PhoneType.WORK, "03-9999-0000", "+81399990000"),),
    emails=("i.tanaka@yamada.example",),
)
ELSEWHERE = CardFields(
    name="田中 一郎",
    company="青葉精機株式会社",
    department="開発部",
    title="次長",
    phones=(Phone(PhoneType.WORK, "06-1111-2222", "+81611112222"),),
    emails=("tanaka@aoba.example",),
)


def known(session: Session, fields: CardFields = TANAKA) -> Contact:
    first = card(session, fields, "K1")
    cards.save(session, first, "U1", NOW)
    assert first.contact
    return first.contact


def new_card(session: Session, fields: CardFields, days: int = 30) -> Card:
    found = card(session, fields, "K2", later(days=days))
    found.exchanged_on, found.received_by = DAY + timedelta(days=days), "U2"
    session.flush()
    return found


def test_a_newer_card_brings_its_values_and_keeps_what_it_does_not_say(database: Database) -> None:
    with database.write() as session:
        contact = known(session)
        joining.add_card(session, new_card(session, PROMOTED), contact, "U2", later(days=30))
        assert (contact.title, contact.address, contact.department) == (
            "部長",
            "東京都港区芝1-1",
            "営業部 第一課",
        )
        assert [phone["number"] for phone in contact.phones] == ["03-9999-0000", "090-1234-5678"]
        assert contact.emails == ["i.tanaka@yamada.example"]
        assert contact.owner_id == "U1"
        assert contacts.met_by(session, contact) == ["U1", "U2"]
        assert [one.title for one in map(cards.fields_of, contacts.cards_of(session, contact))] == [
            "部長",
            "課長",
        ]


def test_an_older_card_only_fills_what_is_empty(database: Database) -> None:
    with database.write() as session:
        contact = known(session)
        joining.add_card(session, new_card(session, PROMOTED, days=-400), contact, "U2", NOW)
        assert (contact.title, contact.address) == ("課長", "東京都港区芝1-1")


def test_a_move_keeps_the_former_post_and_what_is_the_persons_own(database: Database) -> None:
    private = replace(TANAKA, emails=("tanaka@yamada.example", "ichiro.t@gmail.com"))
    with database.write() as session:
        contact = known(session, private)
        joining.move(session, new_card(session, ELSEWHERE), contact, "U2", later(days=30))
        now = contacts.fields_of(contact)
        assert (now.company, now.department, now.title) == ("青葉精機株式会社", "開発部", "次長")
        assert now.emails == ("tanaka@aoba.example", "ichiro.t@gmail.com")
        assert [phone.number for phone in now.phones] == ["06-1111-2222", "090-1234-5678"]
        former = contact.career[0]
        assert (former["company"], former["title"]) == ("山田商事株式会社", "課長")
        assert (former["since"], former["until"]) == ("2026-11-24", "2026-12-24")


def test_a_move_told_by_an_older_card_is_a_former_post_and_changes_nothing_now(database: Database) -> None:
    with database.write() as session:
        contact = known(session)
        before = contacts.fields_of(contact)
        older = new_card(session, ELSEWHERE, days=-400)
        act = joining.move(session, older, contact, "U2", later(days=1))
        assert contacts.fields_of(contact) == before
        former = contact.career[-1]
        assert (former["company"], former["title"]) == ("青葉精機株式会社", "次長")
        assert (former["since"], former["until"]) == (older.exchanged_on.isoformat(), DAY.isoformat())
        assert older.contact_id == contact.id
        acts.undo(session, act, "U2", later(days=2))
        assert contact.career == []
        assert older.state == "pending"


def test_a_second_post_ends_nothing(database: Database) -> None:
    with database.write() as session:
        contact = known(session)
        joining.move(session, new_card(session, ELSEWHERE), contact, "U2", later(days=30), keep_old_post=True)
        assert contact.career[0]["until"] is None
        assert contact.emails == ["tanaka@aoba.example", "tanaka@yamada.example"]


def test_each_way_of_joining_is_taken_back(database: Database) -> None:
    ways = (joining.ADD, PROMOTED), (joining.MOVE, ELSEWHERE), (joining.BOTH, ELSEWHERE)
    with database.write() as session:
        contact, second = known(session), new_card(session, ELSEWHERE)
        for kind, printed in ways:
            second.fields = printed.to_dict()
            before = without_moment(session)
            act = joining.join(session, second, contact, kind, "U2", later(days=30))
            assert second.state == "saved"
            result = acts.undo(session, act, "U2", later(days=31))
            assert (result.conflicts, result.kept) == ((), ())
            assert without_moment(session) == before


def without_moment(session: Session) -> object:
    found = everything(session)
    for row in found["contacts"]:
        del row["updated_at"]
    return found


def test_a_changed_family_name_stays_findable(database: Database) -> None:
    with database.write() as session:
        contact = known(session)
        joining.add_card(session, new_card(session, replace(TANAKA, name="高木 一郎")), contact, "U2", NOW)
        assert contact.other_names == ["田中 一郎"]
        assert [one.id for one in contacts.search(session, "T1", "田中", 5)] == [contact.id]


def test_a_correction_of_an_older_card_does_not_bring_old_values_back(database: Database) -> None:
    with database.write() as session:
        contact = known(session)
        old = contacts.cards_of(session, contact)[0]
        joining.add_card(session, new_card(session, PROMOTED), contact, "U2", NOW)
        right = replace(cards.fields_of(old), title="係長", name_kana="たなか かずお")
        cards.edit(session, old, right, DAY, "U1", "U1", later(days=31))
        assert (contact.title, contact.name_kana) == ("部長", "たなか かずお")
