"""Handing over: whole companies to each taker, follow-ups with their contacts, one undo for all."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from contacts.values import CardFields
from storage import acts, cards, owners
from storage.database import Database
from storage.tables import Change, Contact, FollowUp
from tests.storage.build import NOW, card, everything, later

PEOPLE = (
    ("青木 一", "星光堂"),
    ("井上 二", "星光堂"),
    ("上田 三", "白波水産"),
    ("遠藤 四", "白波水産"),
    ("大野 五", None),
)


@pytest.fixture
def team(database: Database) -> dict[str, int]:
    """Five contacts of U1, one with an open follow-up; one of U9's."""
    with database.write() as session:
        found = {}
        for place, (name, company) in enumerate(PEOPLE):
            one = card(session, CardFields(name=name, company=company), f"O{place}")
            cards.save(session, one, "U1", NOW)
            assert one.contact
            found[name] = one.contact.id
        for state, contact_id in (("open", found["上田 三"]), ("done", found["上田 三"]), ("open", None)):
            promise = FollowUp(text="見積", owner_id="U1", state=state, created_at=NOW, contact_id=contact_id)
            promise.workspace_id = "T1"
            session.add(promise)
    return found


def test_counts_tell_what_is_to_be_handed_over(database: Database, team: dict[str, int]) -> None:
    with database.read() as session:
        assert owners.held_by(session, "T1", "U1") == owners.Held(5, 2)
        assert owners.held_by(session, "T1", "U9") == owners.Held(0, 0)
        shown = owners.largest_companies(session, "T1", "U1")
        assert [(company.name, count) for company, count in shown] == [("星光堂", 2), ("白波水産", 2)]


def test_everything_goes_to_one_and_comes_back(database: Database, team: dict[str, int]) -> None:
    with database.write() as session:
        before = everything(session)
        act = owners.hand_over(session, "T1", "U1", ["U2"], {}, "UADMIN", later(hours=1))
        assert owners.held_by(session, "T1", "U1") == owners.Held(0, 0)
        assert owners.held_by(session, "T1", "U2") == owners.Held(5, 2)
        assert len(session.scalars(select(Change).where(Change.act_id == act.id)).all()) == 7
        session.expire_all()
        acts.undo(session, act, "UADMIN", later(hours=2))
        assert everything(session) == before


def test_several_take_whole_companies_and_a_company_may_be_given_to_one(
    database: Database, team: dict[str, int]
) -> None:
    with database.write() as session:
        companies = dict(session.execute(select(Contact.name, Contact.company_id)).all())
        fish = {companies["上田 三"]: "U4"}
        owners.hand_over(session, "T1", "U1", ["U2", "U3", "U2", "U1"], fish, "UADMIN", later(hours=1))
        session.expire_all()
        owner = dict(session.execute(select(Contact.name, Contact.owner_id)).all())
        assert owner["上田 三"] == owner["遠藤 四"] == "U4"
        assert owner["青木 一"] == owner["井上 二"]
        assert {owner["青木 一"], owner["大野 五"]} == {"U2", "U3"}
        promises = session.scalars(select(FollowUp).order_by(FollowUp.id)).all()
        assert [one.owner_id for one in promises] == ["U4", "U1", "U2"]


def test_nobody_takes_over(database: Database, team: dict[str, int]) -> None:
    with database.write() as session, pytest.raises(ValueError, match="nobody"):
        owners.hand_over(session, "T1", "U1", ["U1"], {}, "UADMIN", NOW)
