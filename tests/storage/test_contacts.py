"""Contacts are found by short pieces of what they are called, and by what tells people apart."""

from __future__ import annotations

from dataclasses import replace

import pytest

from contacts.values import CardFields, Phone, PhoneType
from storage import cards, contacts
from storage.database import Database
from storage.known import known
from storage.tables import Contact
from tests.storage.build import DAY, NOW, SUZUKI, TANAKA, card

HAYASHI = CardFields(name="林 健", name_kana="ハヤシ ケン", name_romaji="Ken Hayashi", company="林業センター")


@pytest.fixture
def team(database: Database) -> Database:
    with database.write() as session:
        rows = [card(session, fields, f"F{n}") for n, fields in enumerate((TANAKA, SUZUKI, HAYASHI))]
        cards.save_many(session, rows, "U1", NOW)
    return database


def names(database: Database, query: str, limit: int = 10, workspace_id: str = "T1") -> list[str | None]:
    with database.read() as session:
        return [contact.name for contact in contacts.search(session, workspace_id, query, limit)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("林", ["林 健"]),
        ("田", ["田中 一郎"]),
        ("田中", ["田中 一郎"]),
        ("田中一郎", ["田中 一郎"]),
        ("山田 田中", ["田中 一郎"]),
        ("タナカ", ["田中 一郎"]),
        ("ｔａｎａｋａ", ["田中 一郎"]),
        ("HAYASHI", ["林 健"]),
        ("はやし", ["林 健"]),
        ("未来電機", ["鈴木 花子"]),
        ("090-1234", ["田中 一郎"]),
        ("田中 未来", []),
        ("田郎", []),
        ("%", []),
        ("_", []),
        ("", []),
    ],
)
def test_search(team: Database, query: str, found: list[str]) -> None:
    assert names(team, query) == found


def test_names_that_begin_with_the_query_come_first(team: Database) -> None:
    with team.write() as session:
        fields = replace(SUZUKI, name="小林 一", emails=())
        cards.save(session, card(session, fields, "F9"), "U1", NOW)
    assert names(team, "林") == ["林 健", "小林 一"]
    assert names(team, "林", limit=1) == ["林 健"]


def test_nobody_is_found_from_another_workspace(team: Database) -> None:
    assert names(team, "田中", workspace_id="T2") == []


def test_an_edit_is_found_at_once_and_the_old_name_no_more(team: Database) -> None:
    with team.write() as session:
        row = card(session, replace(SUZUKI, name="加藤 花子"), "F9")
        cards.save(session, row, "U1", NOW)
        cards.edit(session, row, replace(SUZUKI, name="伊藤 花子"), DAY, "U1", "U1", NOW)
    assert names(team, "加藤") == []
    assert names(team, "伊藤") == ["伊藤 花子"]


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        (CardFields(name="田中一郎"), ["田中 一郎"]),
        (CardFields(emails=("suzuki@mirai.example",)), ["鈴木 花子"]),
        (CardFields(phones=(Phone(PhoneType.MOBILE, "090 1234 5678", "+819012345678"),)), ["田中 一郎"]),
        (CardFields(phones=(Phone(PhoneType.WORK, "03-1234-5678", "+81312345678"),)), []),
        (CardFields(name="田中 二郎", company="山田商事株式会社"), []),
        (CardFields(), []),
    ],
)
def test_who_is_known_already(team: Database, fields: CardFields, found: list[str]) -> None:
    with team.read() as session:
        assert [one.contact.name for one in known(session, "T1", fields)] == found


def test_a_contact_as_the_other_floors_see_it(team: Database) -> None:
    with team.read() as session:
        (contact,) = contacts.search(session, "T1", "田中", 1)
        seen = contacts.person(contact)
        assert (seen.name, seen.company, seen.title) == ("田中 一郎", "山田商事株式会社", "課長")
        assert contacts.load(session, contact.id, "T2") is None
        assert contacts.company_of(session, contact) is contact.company
        assert [row.photo_id for row in contacts.cards_of(session, contact)] == [contact.id]
        assert [row.kind for row in contacts.interactions_of(session, contact)] == ["exchange"]
        assert isinstance(contact, Contact)
