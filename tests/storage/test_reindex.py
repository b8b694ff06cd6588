"""What contacts are found by follows a change of the rules, in parts that go on after a stop."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from contacts.profile import Profile
from contacts.search_terms import Searched, terms
from contacts.values import CardFields
from storage import candidates, cards, found_by, migrate, reindex, search
from storage.database import Database
from storage.tables import CandidateKey, Contact, IndexMark, SearchTerm
from tests.bench.team import card as printed
from tests.bench.team import person
from tests.storage.build import NOW, card, everything

PEOPLE = 7


@pytest.fixture
def team(database: Database) -> Database:
    with database.write() as session:
        rows = [card(session, printed(person(n, 50)), f"F{n}") for n in range(PEOPLE)]
        cards.save_many(session, rows, "U1", NOW)
    reindex.finish(database)
    return database


def outdate(database: Database) -> dict[str, list[Any]]:
    """As if all had been made by older rules, which knew nothing; what there was before."""
    with database.write() as session:
        before = everything(session)
        for table in (SearchTerm, CandidateKey):
            session.execute(delete(table))
        session.execute(update(IndexMark).values(version=found_by.VERSION - 1))
    return before


def now_there(database: Database) -> dict[str, list[Any]]:
    with database.read() as session:
        return everything(session)


def test_a_fresh_database_has_nothing_to_do(database: Database) -> None:
    assert reindex.finish(database) == 0
    assert not migrate.pending(database)


def test_older_terms_and_keys_are_made_anew_once(team: Database) -> None:
    before = outdate(team)
    assert reindex.finish(team) == PEOPLE
    assert now_there(team) == before
    assert reindex.finish(team) == 0


def test_it_goes_on_where_it_was_stopped_the_newest_first(team: Database) -> None:
    before = outdate(team)
    assert reindex.some(team, most=3) == 3
    with team.read() as session:
        assert set(session.scalars(select(SearchTerm.contact_id))) == {5, 6, 7}
        assert search.find(session, "T1", printed(person(6, 50)).name or "", 5) == [7]
    assert reindex.some(team, most=3) == 3
    assert reindex.finish(team) == 1
    assert now_there(team) == before


def test_a_contact_saved_meanwhile_is_not_lost_and_a_merged_one_not_found(team: Database) -> None:
    outdate(team)
    reindex.some(team, most=2)
    with team.write() as session:
        late = card(session, CardFields(name="早乙女 玲"), "F99")
        cards.save_many(session, [late], "U1", NOW)
        session.get_one(Contact, 1).merged_into_id = 2
    reindex.finish(team)
    with team.read() as session:
        assert len(search.find(session, "T1", "早乙女", 5)) == 1
        assert 1 not in set(session.scalars(select(CandidateKey.contact_id)))


def test_newer_rules_are_left_alone(team: Database) -> None:
    """An older replica, still running beside a newer one, does not undo its work."""
    with team.write() as session:
        session.execute(update(IndexMark).values(version=found_by.VERSION + 1))
    assert reindex.finish(team) == 0


def test_the_rules_have_not_changed_without_their_version() -> None:
    """Whoever changes what contacts are found by raises found_by.VERSION and enters the new digest here."""
    assert (found_by.VERSION, _digest()) == (3, "820c99a40927e4bf")


def _digest() -> str:
    found = hashlib.sha256()
    for number in range(200):
        fields = printed(person(number, 200))
        keys, _ = candidates.telling("T1", Profile.of_card(fields))
        words = Searched(
            names=tuple(filter(None, (fields.name, fields.name_kana, fields.name_romaji, "Zoë Müller-Łuk"))),
            companies=tuple(filter(None, (fields.company, fields.company_en, "㈱髙﨑ホールディングス"))),
            words=(*fields.emails, fields.department or "", "ｶｽﾀﾏｰ サクセス部"),
            numbers=tuple(phone.number for phone in fields.phones),
        )
        found.update(repr((keys, sorted(terms(words)))).encode())
    return found.hexdigest()[:16]
