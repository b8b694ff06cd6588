"""Two companies become one: people, names and facts move along, nothing is dropped, undo parts them again."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.values import CardFields, Kind
from storage import acts, cards, companies, company_merging, contacts, found_by, interactions, note_people
from storage.company_merging import MergeRefused
from storage.database import Database
from storage.tables import Change, Company, Contact, SearchTerm
from tests.storage.build import DAY, NOW, SUZUKI, TANAKA, card, everything, later

OLD = CardFields(name="古川 学", company="旧ヤマダ物産株式会社", emails=("furukawa@yamada-b.example",))


def saved(session: Session, fields: CardFields, file_id: str) -> Contact:
    one = card(session, fields, file_id)
    cards.save(session, one, "U1", NOW)
    assert one.contact
    return one.contact


def two(session: Session) -> tuple[Company, Company, Contact, Contact]:
    tanaka, furukawa = saved(session, TANAKA, "F1"), saved(session, OLD, "F2")
    kept, gone = (session.get_one(Company, one.company_id) for one in (tanaka, furukawa))
    kept.headcount, gone.headcount, gone.industry = 120, 90, "卸売"
    kept.address, kept.postal_code, gone.address, gone.postal_code = (
        "東京都A",
        "100-0001",
        "大阪市B",
        "530-0001",
    )
    kept.facts, gone.facts = {"区分": "A"}, {"区分": "B", "地区": "西"}
    gone.aliases, gone.phones = ["ヤマブツ"], [{"type": "work", "number": "06-0000-0000"}]
    session.flush()
    found_by.renew(session, furukawa)
    return kept, gone, tanaka, furukawa


def state(session: Session) -> dict[str, Any]:
    session.flush()
    found = everything(session)
    for row in found["contacts"]:
        del row["updated_at"]
    terms = select(SearchTerm.hash, SearchTerm.contact_id).order_by(SearchTerm.hash, SearchTerm.contact_id)
    return {**found, "terms": [tuple(row) for row in session.execute(terms)]}


def test_people_names_and_facts_move_along_and_undo_is_identity(database: Database) -> None:
    with database.write() as session:
        kept, gone, tanaka, furukawa = two(session)
        before = state(session)
        choices = {"headcount": "gone", "address": "gone"}
        act = company_merging.merge(session, kept, gone, choices, "U2", later(hours=1))
        assert {one.id for one in companies.people_of(session, kept)} == {tanaka.id, furukawa.id}
        assert (kept.headcount, kept.industry, kept.address, kept.postal_code) == (
            90,
            "卸売",
            "大阪市B",
            "530-0001",
        )
        assert kept.facts == {"区分": "A", "地区": "西"}
        assert kept.aliases == ["旧ヤマダ物産株式会社", "ヤマブツ"]
        assert [one["number"] for one in kept.phones] == ["06-0000-0000"]
        told = {str(part) for one in session.scalars(select(Change)) for part in (one.old, one.new)}
        assert {"120", "東京都A", "100-0001"} <= told
        result = acts.undo(session, act, "U2", later(hours=2))
        assert (result.conflicts, result.kept) == ((), ())
        assert state(session) == before


def test_its_former_name_leads_to_the_survivor(database: Database) -> None:
    with database.write() as session:
        kept, gone, _, furukawa = two(session)
        company_merging.merge(session, kept, gone, {}, "U2", later(hours=1))
        assert companies.named(session, "T1", "旧ヤマダ物産") is kept
        assert companies.named(session, "T1", "ヤマブツ") is kept
        assert companies.for_many(session, "T1", [OLD]) == {gone.normal_name: kept.id}
        assert note_people.companies_named(session, "T1", ["旧ヤマダ物産"]) == [kept.id]
        found = contacts.search(session, "T1", "山田商事 古川", 5)
        assert [one.id for one in found] == [furukawa.id]
        found = contacts.search(session, "T1", "旧ヤマダ物産 古川", 5)
        assert [one.id for one in found] == [furukawa.id]


def test_what_came_later_stays_with_the_survivor(database: Database) -> None:
    with database.write() as session:
        kept, gone, tanaka, furukawa = two(session)
        act = company_merging.merge(session, kept, gone, {}, "U2", later(hours=1))
        newcomer = saved(session, replace(OLD, name="新井 学", emails=()), "F3")
        kept.headcount = 200
        session.flush()
        result = acts.undo(session, act, "U2", later(hours=2))
        assert result.conflicts == ()
        assert newcomer.company_id == kept.id
        assert (tanaka.company_id, furukawa.company_id) == (kept.id, gone.id)
        assert kept.headcount == 200


def test_a_fact_changed_since_is_a_conflict_with_both_values(database: Database) -> None:
    with database.write() as session:
        kept, gone, _, _ = two(session)
        act = company_merging.merge(session, kept, gone, {"headcount": "gone"}, "U2", later(hours=1))
        kept.headcount = 200
        session.flush()
        (conflict,) = acts.undo(session, act, "U2", later(hours=2)).conflicts
        assert (conflict.field, conflict.current, conflict.before) == ("headcount", 200, 120)


def test_a_chain_is_undone_step_by_step(database: Database) -> None:
    with database.write() as session:
        kept, gone, _, furukawa = two(session)
        third = session.get_one(Company, saved(session, SUZUKI, "F3").company_id)
        before = state(session)
        first = company_merging.merge(session, gone, third, {}, "U2", later(hours=1))
        second = company_merging.merge(session, kept, gone, {}, "U2", later(hours=2))
        assert third.merged_into_id == kept.id
        assert companies.for_many(session, "T1", [SUZUKI]) == {third.normal_name: kept.id}
        for pair in ((kept, gone), (third, kept), (kept, kept)):
            with pytest.raises(MergeRefused):
                company_merging.merge(session, *pair, {}, "U2", later(hours=3))
        acts.undo(session, second, "U2", later(hours=4))
        assert furukawa.company_id == gone.id
        acts.undo(session, first, "U2", later(hours=5))
        assert state(session) == before


def test_only_facts_told_differently_are_chosen_between_and_likely_twins_are_named(
    database: Database,
) -> None:
    with database.write() as session:
        kept, gone, _, _ = two(session)
        fields = [one.field for one in company_merging.differences(kept, gone)]
        assert fields == ["name", "domain", "address", "headcount"]
        assert company_merging.alike(session, kept) == []
        gone.corporate_number = kept.corporate_number = "7000012050002"
        session.flush()
        assert company_merging.alike(session, kept) == [gone]
        assert company_merging.starting(session, kept, "ヤマダ", 5) == [gone]
        assert company_merging.starting(session, kept, "株式会社", 5) == []
        company_merging.merge(session, kept, gone, {}, "U2", later(hours=1))
        assert company_merging.alike(session, kept) == []
        assert company_merging.starting(session, kept, "ヤマダ", 5) == []


def test_the_interactions_of_both_are_the_survivors(database: Database) -> None:
    with database.write() as session:
        kept, gone, tanaka, furukawa = two(session)
        for number, person in enumerate((tanaka, furukawa)):
            interactions.add(
                session,
                workspace_id="T1",
                user_id="U1",
                kind=Kind.CALL,
                happened_on=DAY,
                contact_ids=[person.id],
                at=NOW,
                note=f"電話 {number}",
            )
        company_merging.merge(session, kept, gone, {}, "U2", later(hours=1))
        notes = [
            one.note
            for one in interactions.of_company(session, "T1", kept.id, [kept.name, *kept.aliases], "U1")
            if one.note
        ]
        assert notes == ["電話 1", "電話 0"]
