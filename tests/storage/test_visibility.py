"""Where members see their own contacts only, no list shows them another's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from bot.jobs import found
from contacts.values import Kind
from reminders.brief import brief
from storage import (
    cards,
    companies,
    contacts,
    interactions,
    note_people,
    roles,
    search,
    suspects,
    users,
    workspaces,
)
from storage.database import Database
from storage.known import known
from storage.roles import Role, Visibility
from storage.tables import Contact
from tests.storage.build import DAY, NOW, TANAKA, card

OWN, OTHER, BOSS = "U1", "U2", "U3"


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """Two members with a 田中 each, who is one person by all signs, and a manager without a team."""
    with database.write() as session:
        workspaces.put(session, "T1", "会社", "UGOEN")
        for user_id in (OWN, OTHER, BOSS):
            users.put(session, "T1", user_id, NOW)
        roles.change(session, "T1", users={BOSS: Role.MANAGER}, visibility=Visibility.OWN)
        yield session


def saved(session: Session, owner: str, number: int) -> Contact:
    row = card(session, replace(TANAKA, title=f"課長{number}"), f"F{number}")
    row.poster_id = row.received_by = owner
    cards.save(session, row, owner, NOW)
    assert row.contact is not None
    assert row.contact.owner_id == owner
    return row.contact


@pytest.fixture
def mine(session: Session) -> Contact:
    return saved(session, OWN, 1)


@pytest.fixture
def others(session: Session, mine: Contact) -> Contact:
    return saved(session, OTHER, 2)


def test_search_finds_what_the_asker_sees(session: Session, mine: Contact, others: Contact) -> None:
    for query in ("田中", "山田商事", "5678"):
        assert search.find(session, "T1", query, 10, OWN) == [mine.id]
        assert set(search.find(session, "T1", query, 10, BOSS)) == {mine.id, others.id}
        assert set(search.find(session, "T1", query, 10)) == {mine.id, others.id}
    roles.change(session, "T1", visibility=Visibility.ALL)
    assert search.find(session, "T1", "田中", 10, OWN) == [mine.id, others.id]


def test_ones_own_are_found_behind_very_many_of_others(
    session: Session, mine: Contact, others: Contact, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "MOST_CHECKED", 1)
    assert search.find(session, "T1", "田中", 10, OWN) == [mine.id]


def test_words_of_notes_find_no_hidden_contact(session: Session, mine: Contact, others: Contact) -> None:
    for contact, user in ((mine, OWN), (others, OTHER)):
        interactions.add(
            session,
            workspace_id="T1",
            user_id=user,
            kind=Kind.CALL,
            happened_on=DAY,
            contact_ids=[contact.id],
            at=NOW,
            note="釣りの話",
        )
    assert found.people(session, "T1", "釣りの話", 10, OWN) == [mine]
    assert set(found.people(session, "T1", "釣りの話", 10, BOSS)) == {mine, others}


def test_a_company_shows_the_people_whom_the_reader_sees(
    session: Session, mine: Contact, others: Contact
) -> None:
    company = contacts.company_of(session, mine)
    assert company is not None
    assert companies.people_of(session, company, OWN) == [mine]
    assert companies.people_of(session, company, BOSS) == [mine, others]
    assert companies.people_of(session, company) == [mine, others]


def test_duplicates_are_pairs_of_which_both_are_seen(
    session: Session, mine: Contact, others: Contact
) -> None:
    assert suspects.suspected(session, "T1", OWN) == []
    assert [(one.first, one.second) for one in suspects.suspected(session, "T1", BOSS)] == [(mine, others)]


def test_a_review_tells_of_nobody_hidden(session: Session, mine: Contact, others: Contact) -> None:
    assert [one.contact for one in known(session, "T1", TANAKA, reader_id=OWN)] == [mine]
    assert [one.contact for one in known(session, "T1", TANAKA, reader_id=OTHER)] == [others]
    assert {one.contact for one in known(session, "T1", TANAKA)} == {mine, others}
    assert len(known(session, "T1", TANAKA, limit=1, reader_id=OTHER)) == 1


def test_a_note_means_people_whom_its_author_sees(session: Session, mine: Contact, others: Contact) -> None:
    def meant(author: str) -> list[int]:
        return [one.id for one in note_people.people_for(session, "T1", ["田中"], ["山田商事"], author)]

    assert meant(OWN) == [mine.id]
    assert sorted(meant(BOSS)) == [mine.id, others.id]


def test_a_brief_is_for_who_sees_the_contact(session: Session, mine: Contact, others: Contact) -> None:
    assert brief(session, mine.id, OWN, DAY) is not None
    assert brief(session, others.id, OWN, DAY) is None
