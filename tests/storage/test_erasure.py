"""Erasing a person: nothing of them is left in any column of any table; others lose nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from contacts.values import CardFields, Kind, Phone, PhoneType
from storage import audit, cards, contacts, erasure, follow_ups, interactions, merging
from storage.database import Database
from storage.erasure import Notes
from storage.tables import Base, Card, Contact, Incoming, Interaction, Picture, Workspace
from tests.storage.build import NOW, SUZUKI, card, later

MARI = CardFields(
    name="早乙女 茉莉",
    name_kana="さおとめ まり",
    name_romaji="Mari Saotome",
    family_name="早乙女",
    given_name="茉莉",
    company="株式会社ミナモ計測",
    title="課長",
    phones=(Phone(PhoneType.MOBILE, "090-5550-0133", "+819055500133"),),
    emails=("mari.saotome@minamo-keisoku.example",),
)
WORDS = ("早乙女", "茉莉", "さおとめ", "Saotome", "saotome", "5550-0133", "55500133")


def left(database: Database) -> list[str]:
    """Where a word of the person still stands: table and column, whatever their kind."""
    found = []
    with database.read() as session:
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)).mappings():
                for column, value in row.items():
                    if any(word in shown(value) for word in WORDS):
                        found.append(f"{table.name}.{column}")
    return sorted(set(found))


def shown(value: Any) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


@pytest.fixture
def person(database: Database) -> int:
    """A person with a card, an edit, notes, a promise, a request, a merged copy; somebody else beside."""
    with database.write() as session:
        session.add(Workspace(id="T1", settings={}))
        first = card(session, MARI, file_id="F1")
        cards.save(session, first, "U1", NOW)
        again = card(session, replace(MARI, title="部長"), file_id="F2")
        cards.save(session, again, "U2", later(days=1))
        other = card(session, SUZUKI, file_id="F3")
        cards.save(session, other, "U1", NOW)
        one, copy, suzuki = (item.contact_id or 0 for item in (first, again, other))
        kept, gone = session.get_one(Contact, one), session.get_one(Contact, copy)
        merging.merge(session, kept, gone, {}, "U1", later(days=2))
        fields = replace(contacts.fields_of(kept), remark="早乙女さんは左利き")
        contacts.edit(session, kept, fields, ["旧姓 早乙女"], ["VIP"], "U1", later(days=3))
        note = interactions.add(
            session,
            workspace_id="T1",
            user_id="U1",
            kind=Kind.VISIT,
            happened_on=NOW.date(),
            contact_ids=[one, suzuki],
            at=later(days=4),
            note="早乙女様と鈴木様に見積もり。連絡は090-5550-0133",
        )
        follow_ups.create(
            session,
            workspace_id="T1",
            owner_id="U1",
            text="早乙女さんへ送付",
            due_on=None,
            at=later(days=4),
            contact_id=one,
            interaction_id=note.id,
        )
        session.add(
            Incoming(
                key="k",
                kind="event",
                workspace_id="T1",
                user_id="U1",
                payload={"event": {"text": "早乙女さんと打ち合わせ"}},
                received_at=NOW,
            )
        )
        return one


def erase(database: Database, number: int, notes: Notes) -> erasure.Held:
    with database.write() as session:
        return erasure.erase(session, session.get_one(Contact, number), notes, "U9", later(days=9))


@pytest.mark.parametrize("notes", [Notes.STRIKE, Notes.DELETE])
def test_nothing_of_the_person_is_left_anywhere(database: Database, person: int, notes: Notes) -> None:
    assert left(database)
    found = erase(database, person, notes)
    assert left(database) == []
    assert len(found.contacts) == 2
    assert len(found.cards) == 2


def test_notes_that_name_the_person_are_kept_until_they_are_decided_about(
    database: Database, person: int
) -> None:
    found = erase(database, person, Notes.KEEP)
    assert len(found.naming) == 1
    assert set(left(database)) == {"interactions.note", "follow_ups.text"}


def test_others_keep_what_is_theirs(database: Database, person: int) -> None:
    erase(database, person, Notes.STRIKE)
    with database.read() as session:
        (suzuki,) = session.scalars(select(Contact))
        assert suzuki.name == SUZUKI.name
        note = next(one for one in session.scalars(select(Interaction)) if one.note)
        assert [link.contact_id for link in note.links] == [suzuki.id]
        assert note.note == "■■と鈴木様に見積もり。連絡は■■"
        assert [one.contact_id for one in session.scalars(select(Card))] == [suzuki.id]
        kept = {one.content for one in session.scalars(select(Picture))}
        assert kept == {b"photo F3", b"card F3"}


def test_only_a_record_without_personal_data_stays(database: Database, person: int) -> None:
    erase(database, person, Notes.DELETE)
    with database.read() as session:
        told = [one for one in audit.entries(session, "T1") if one.action == audit.Action.ERASED]
    assert [(one.actor_id, one.subject_id) for one in told] == [("U9", str(person))]


def test_everything_held_is_disclosed(database: Database, person: int) -> None:
    with database.read() as session:
        contact = session.get_one(Contact, person)
        rows = erasure.disclosed(session, contact)
        shown_too = erasure.pictures_of(session, erasure.held(session, contact))
    assert {name: len(found) for name, found in rows.items() if found}.keys() >= {
        "contacts",
        "cards",
        "interactions",
        "follow_ups",
        "changes",
    }
    assert len(shown_too) == 4
    assert "mari.saotome@minamo-keisoku.example" in json.dumps(rows, ensure_ascii=False)


def test_each_note_is_decided_for_itself(database: Database, person: int) -> None:
    with database.write() as session:
        contact = session.get_one(Contact, person)
        (note,) = erasure.held(session, contact).naming
        erasure.erase(session, contact, Notes.KEEP, "U9", later(days=9), {note: Notes.STRIKE})
        struck = session.get_one(Interaction, note).note or ""
        assert not any(word in struck for word in WORDS)
