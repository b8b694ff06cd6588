"""What is known of a company, and the names it is known by as well."""

from __future__ import annotations

from dataclasses import replace

from storage import acts, cards, companies, contacts
from storage.companies import Facts
from storage.database import Database
from storage.tables import Company
from tests.storage.build import NOW, TANAKA, card, later

FACTS = Facts(
    "7000012050002", "卸売", 120, 30_000_000, "未上場", 3, "契約中", "紹介", None, None, ("ヤマショー",)
)


def test_a_company_is_described_found_by_another_name_and_taken_back(database: Database) -> None:
    with database.write() as session:
        cards.save(session, card(session), "U1", NOW)
        company = companies.named(session, "T1", "山田商事(株)")
        assert company
        act = companies.describe(session, company, FACTS, "U1", NOW)
        assert companies.named(session, "T1", "ヤマショー") is company
        assert companies.named(session, "T2", "ヤマショー") is None
        assert [one.name for one in contacts.search(session, "T1", "ヤマショー 田中", 5)] == ["田中 一郎"]
        acts.undo(session, act, "U1", later(hours=1))
        assert (company.headcount, company.aliases) == (None, [])
        assert contacts.search(session, "T1", "ヤマショー", 5) == []


def test_a_card_with_another_name_joins_the_company(database: Database) -> None:
    with database.write() as session:
        cards.save(session, card(session), "U1", NOW)
        company = companies.named(session, "T1", "山田商事")
        assert company
        companies.describe(session, company, FACTS, "U1", NOW)
        cards.save(session, card(session, replace(TANAKA, company="株式会社ヤマショー"), "F2"), "U1", NOW)
        assert session.query(Company).count() == 1
        assert len(companies.people_of(session, company)) == 2
