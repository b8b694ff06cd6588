"""Stored contacts that may be the person on a card are found by their keys, on both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, insert, select

from contacts.profile import Profile
from contacts.values import CardFields, Phone, PhoneType
from storage import acts, candidates, cards, reindex
from storage.database import Database
from storage.tables import Act, CandidateKey, Card, Company, Contact
from tests.storage.build import NOW, SUZUKI, TANAKA, card, later

COLLEAGUES = 5000


@pytest.fixture
def team(database: Database) -> Database:
    with database.write() as session:
        rows = [card(session, fields, f"F{n}") for n, fields in enumerate((TANAKA, SUZUKI))]
        cards.save_many(session, rows, "U1", NOW)
    return database


def found(database: Database, fields: CardFields, workspace_id: str = "T1") -> list[str]:
    with database.read() as session:
        near = candidates.find(session, workspace_id, Profile.of_card(fields))
        return [one.profile.name for one in near]


def key_count(database: Database) -> int:
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(CandidateKey)) or 0


@pytest.mark.parametrize(
    "fields",
    [
        CardFields(name="田申 一郎", company="（株）山田商事"),
        CardFields(name="Ichiro TANAKA", company="Yamada Trading"),
        CardFields(name="山本 一郎", phones=(Phone(PhoneType.MOBILE, "090-1234-5678", "+819012345678"),)),
        CardFields(name="田中 一郎", company="新天地工業"),
        CardFields(emails=("TANAKA@yamada.example",)),
    ],
)
def test_a_noisy_copy_finds_its_contact(team: Database, fields: CardFields) -> None:
    assert found(team, fields)[:1] == ["田中 一郎"]


def test_another_workspace_and_a_stranger_find_nobody(team: Database) -> None:
    assert found(team, TANAKA, "T2") == []
    assert found(team, CardFields(name="森 学", company="別会社")) == []
    assert found(team, CardFields()) == []


def test_keys_follow_an_edit_and_its_undo(team: Database) -> None:
    renamed = replace(SUZUKI, name="高木 花子", company="別会社", emails=("takagi@betsu.example",))
    asked = CardFields(name="鈴木 花子", company=SUZUKI.company)
    with team.write() as session:
        row = session.scalars(select(Card).where(Card.fields["name"].as_string() == "鈴木 花子")).one()
        act = cards.edit(session, row, renamed, row.exchanged_on, row.received_by, "U1", later(hours=1))
        number = act.id
    assert found(team, asked) == []
    assert found(team, renamed) == ["高木 花子"]
    with team.write() as session:
        acts.undo(session, session.get_one(Act, number), "U1", later(hours=2))
    assert found(team, asked) == ["鈴木 花子"]
    assert found(team, CardFields(name="高木 花子", company="別会社")) == []


def test_keys_go_with_the_contact(team: Database) -> None:
    assert key_count(team) > 10
    with team.write() as session:
        for act in session.scalars(select(Act)).all():
            acts.undo(session, act, "U1", later(hours=1))
    assert key_count(team) == 0


def test_archived_contacts_are_no_candidates(team: Database) -> None:
    with team.write() as session:
        session.scalars(select(Contact).where(Contact.name == "田中 一郎")).one().state = "archived"
    assert found(team, TANAKA) == []


def test_one_of_thousands_with_one_family_name_at_one_company_is_found(database: Database) -> None:
    with database.write() as session:
        company = Company(
            workspace_id="T1", name="東西電機株式会社", normal_name="東西電機", domain="tozai.example"
        )
        session.add(company)
        session.flush()
        session.execute(insert(Contact.__table__), [_colleague(n, company.id) for n in range(COLLEAGUES)])
    reindex.finish(database)
    for n in (0, 7, COLLEAGUES // 2, COLLEAGUES - 1):
        same = _colleague(n, 0)
        printed = CardFields(
            name=same["name"], company="㈱東西電機", phones=(Phone(PhoneType.WORK, "", "+81312345678"),)
        )
        assert found(database, printed)[:1] == [same["name"]]
        mailed = CardFields(name="左藤", company="東西電機", emails=tuple(same["emails"]))
        assert found(database, mailed)[:1] == [same["name"]]


def _colleague(number: int, company_id: int) -> dict[str, object]:
    """One of many called 佐藤 who share the company, the reception phone and its address."""
    first, second = divmod(number, 100)
    return {
        "workspace_id": "T1",
        "company_id": company_id,
        "state": "active",
        "name": f"佐藤 {_sign(first)}{_sign(second)}",
        "emails": [f"sato{number}@tozai.example"],
        "phones": [{"type": "work", "number": "03-1234-5678", "e164": "+81312345678"}],
        **{name: [] for name in ("posts", "qualifications", "other_addresses", "urls", "handles", "tags")},
        "created_at": NOW,
        "updated_at": NOW,
    }


def _sign(number: int) -> str:
    """One of a hundred kanji, well apart from each other."""
    return chr(0x4E00 + 37 * number)


def test_a_former_name_finds_the_contact(team: Database) -> None:
    with team.write() as session:
        contact = session.scalars(select(Contact).where(Contact.name == "鈴木 花子")).one()
        contact.other_names = ["高木 花子"]
        candidates.renew(session, contact)
    assert found(team, CardFields(name="高木花子")) == ["鈴木 花子"]
    assert found(team, SUZUKI) == ["鈴木 花子"]
