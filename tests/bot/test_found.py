"""Whom a look-up finds, straight from the database: odd queries, archived people, others' private notes."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from bot.jobs import found
from contacts.values import CardFields, Kind
from storage import cards, interactions
from storage.database import Database
from storage.tables import Contact
from tests.storage.build import DAY, NOW, SUZUKI, TANAKA, card

HAYASHI = CardFields(name="林 望", company="森ビルド株式会社")


def _saved(session: Session, fields: CardFields, file_id: str) -> Contact:
    one = card(session, fields, file_id)
    cards.save(session, one, "U1", NOW)
    assert one.contact
    return one.contact


def _names(session: Session, query: str, reader: str = "U2") -> list[str | None]:
    return [one.name for one in found.people(session, "T1", query, 5, reader)]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("山田商事の田中課長", "田中 一郎"),
        ("林さん", "林 望"),
        ("林", "林 望"),
        ("森", "林 望"),
        ("+81 90 1234 5678", "田中 一郎"),
        ("03 1234 5678", "田中 一郎"),
    ],
)
def test_people_are_found_as_they_are_asked_for(database: Database, query: str, name: str) -> None:
    with database.write() as session:
        for number, fields in enumerate((TANAKA, SUZUKI, HAYASHI)):
            _saved(session, fields, f"F{number}")
        assert _names(session, query) == [name]


@pytest.mark.parametrize(
    "query", ["語 " * 1000, "田中" * 1000, " ".join(map(str, range(600))), "\0", "%", "_"]
)
def test_any_query_is_answered(database: Database, query: str) -> None:
    with database.write() as session:
        tanaka = _saved(session, TANAKA, "F1")
        _log(session, tanaka, "打ち合わせ")
        assert _names(session, query) == []


def _log(session: Session, contact: Contact, note: str, private: bool = False) -> None:
    interactions.add(
        session,
        workspace_id="T1",
        user_id="U1",
        kind=Kind.MEETING,
        happened_on=DAY,
        contact_ids=[contact.id],
        at=NOW,
        note=note,
        private=private,
    )


def test_a_private_note_leads_nobody_else_to_the_person(database: Database) -> None:
    with database.write() as session:
        _log(session, _saved(session, TANAKA, "F1"), "内密の案件", private=True)
        assert _names(session, "内密", "U1") == ["田中 一郎"]
        assert _names(session, "内密", "U2") == []


def test_an_archived_contact_is_not_found_by_its_notes_either(database: Database) -> None:
    with database.write() as session:
        tanaka = _saved(session, TANAKA, "F1")
        _log(session, tanaka, "展示会で再会")
        assert _names(session, "再会") == ["田中 一郎"]
        tanaka.state = "archived"
        session.flush()
        assert _names(session, "再会") == []
