"""Duplicates already stored: most certain first, without those that a person told apart."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from contacts.values import CardFields
from storage import cards, merging, suspects
from storage.database import Database
from storage.tables import Contact
from tests.storage.build import NOW, SUZUKI, TANAKA, card

MISREAD = replace(TANAKA, name="田中 一朗", department=None)
COLLEAGUE = CardFields(name="林 恵", company="山田商事株式会社", emails=("hayashi@yamada.example",))


def saved(session: Session, *printed: CardFields) -> list[Contact]:
    found = [card(session, fields, f"S{place}") for place, fields in enumerate(printed)]
    for one in found:
        cards.save(session, one, "U1", NOW)
    return [one.contact for one in found if one.contact]


def pairs(session: Session) -> list[tuple[int, int]]:
    return [(one.first.id, one.second.id) for one in suspects.suspected(session, "T1")]


def test_the_same_person_twice_is_suspected_and_a_colleague_is_not(database: Database) -> None:
    with database.write() as session:
        first, again, _, _ = saved(session, TANAKA, MISREAD, COLLEAGUE, SUZUKI)
        assert pairs(session) == [(first.id, again.id)]
        assert suspects.suspected(session, "T1")[0].verdict.reasons
        assert suspects.suspected(session, "T2") == []


def test_a_pair_told_apart_is_not_shown_again(database: Database) -> None:
    with database.write() as session:
        first, again = saved(session, TANAKA, MISREAD)
        merging.different(session, again.id, first.id, "U1", NOW)
        merging.different(session, first.id, again.id, "U2", NOW)
        assert pairs(session) == []


def test_merged_contacts_are_no_suspects(database: Database) -> None:
    with database.write() as session:
        first, again, third = saved(session, TANAKA, MISREAD, replace(TANAKA, title="部長"))
        assert len(pairs(session)) == 3
        merging.merge(session, first, again, {}, "U1", NOW)
        assert pairs(session) == [(first.id, third.id)]
