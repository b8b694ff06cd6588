"""Doubts in the database: settled by a tap, helped by what the team knows, told in the history."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.doubts import asked
from contacts.values import CardFields
from storage import acts, cards, contacts, doubts
from storage.database import Database
from storage.origins import Origin, origins
from storage.tables import Card, Change, Company
from tests.storage.build import DAY, NOW, TANAKA, card, later

READ = replace(
    TANAKA,
    unsure=("name", "emails"),
    candidates={"name": ("田中 一郎", "田仲 一郎")},
    places={"name": (0.1, 0.1, 0.5, 0.2), "phones.1": (0.1, 0.6, 0.5, 0.7)},
)


def known(session: Session) -> None:
    """Two companies from earlier cards, one with a mail domain of its own, one with a provider's."""
    earlier = (
        CardFields(name="森 悠", company="株式会社青葉商会", emails=("mori@aoba-shokai.example",)),
        CardFields(name="林 翠", company="みどり製作所", emails=("hayashi@gmail.com",)),
    )
    for number, fields in enumerate(earlier):
        cards.save(session, card(session, fields, f"F9{number}"), "U1", NOW)


def test_an_answer_is_kept_told_in_the_history_and_leaves_the_reading(database: Database) -> None:
    with database.write() as session:
        row = card(session, READ)
        act = doubts.settle(session, row, "name", "田仲 一郎", "U2", NOW)
        assert act is not None
    with database.read() as session:
        row = session.get_one(Card, row.id)
        fields = cards.fields_of(row)
        assert (fields.name, fields.family_name, fields.unsure) == ("田仲 一郎", "田仲", ("emails",))
        assert doubts.reading_of(row).name == "田中 一郎"
        change = session.scalars(select(Change).where(Change.act_id == act.id)).one()
        assert (change.entity, change.field, change.actor_id) == ("cards", "fields", "U2")
        assert (change.reason, doubts.key_of_reason(change.reason)) == ("confirm name", "name")
        assert [one.key for one in doubts.asked(row)] == ["emails.0"]


def test_what_is_settled_or_saved_or_discarded_is_not_settled_again(database: Database) -> None:
    with database.write() as session:
        row, saved, gone = (card(session, READ, f"F{number}") for number in (1, 2, 3))
        assert doubts.settle(session, row, "name", None, "U1", NOW)
        assert doubts.settle(session, row, "name", "田仲 一郎", "U1", NOW) is None
        assert doubts.settle(session, row, "title", None, "U1", NOW) is None, "it was never a doubt"
        cards.save(session, saved, "U1", NOW)
        cards.discard(session, gone, "U1", NOW)
        for other in (saved, gone):
            assert doubts.settle(session, other, "name", "田仲 一郎", "U1", NOW) is None
            assert doubts.asked(other) == ()
        assert {cards.fields_of(one).name for one in (row, saved, gone)} == {"田中 一郎"}


@pytest.mark.parametrize("name", ["(株)青葉商金", "青菜商会", "株式会社 青葉商合"])
def test_a_known_company_like_an_unsure_one_is_offered_first(database: Database, name: str) -> None:
    with database.write() as session:
        known(session)
        read = CardFields(name="原 岳", company=name, unsure=("company",))
        fields = doubts.offered(session, "T1", read)
        (doubt,) = asked(fields, fields)
        assert doubt.candidates == ("株式会社青葉商会", name)
        assert doubts.registered(session, "T1", doubt) == {"株式会社青葉商会"}
        assert doubts.registered(session, "T2", doubt) == frozenset(), "another workspace's data"


@pytest.mark.parametrize("name", ["株式会社青葉商会", "青葉商會", "北星運輸", "青"])
def test_what_is_known_already_or_far_away_has_no_other_company(database: Database, name: str) -> None:
    with database.write() as session:
        known(session)
        read = CardFields(name="原 岳", company=name, unsure=("company",))
        fields = doubts.offered(session, "T1", read)
        assert [one.candidates for one in asked(fields, fields)] == [(name,)]


def test_a_known_mail_domain_like_an_unsure_one_is_offered(database: Database) -> None:
    with database.write() as session:
        known(session)
        assert set(session.scalars(select(Company.domain))) == {"aoba-shokai.example", None}
        read = CardFields(
            emails=("hara@a0ba-shokai.example", "hara@aoba-shokai.example", "hara@gmial.com"),
            unsure=("emails",),
        )
        fields = doubts.offered(session, "T1", read)
        (doubt,) = asked(fields, fields)
        assert (doubt.key, doubt.candidates) == (
            "emails.0",
            ("hara@aoba-shokai.example", "hara@a0ba-shokai.example"),
        )
        assert doubts.registered(session, "T1", doubt) == {"hara@aoba-shokai.example"}


def test_sure_fields_are_offered_nothing(database: Database) -> None:
    with database.write() as session:
        known(session)
        read = CardFields(company="青葉商金", emails=("hara@a0ba-shokai.example",), unsure=("title",))
        assert doubts.offered(session, "T1", read) == read


def told(session: Session, row: Card) -> dict[str, Origin]:
    assert row.contact
    return {one.key: one for one in origins(session, row.contact)}


def test_every_value_tells_its_card_and_who_vouches_for_it(database: Database) -> None:
    with database.write() as session:
        row = card(session, READ)
        doubts.settle(session, row, "name", "田仲 一郎", "U2", NOW)
        doubts.settle(session, row, "emails.0", None, "U3", later(hours=1))
        cards.save(session, row, "U1", later(hours=2))
        found = told(session, row)
        assert all(one.card is row for one in found.values())
        name, mail, phone, company = (found[key] for key in ("name", "emails.0", "phones.1", "company"))
        assert (name.value, name.printed, name.said and name.said.by) == ("田仲 一郎", "name", "U2")
        assert name.said
        assert name.said.edited
        assert mail.said
        assert (mail.said.by, mail.said.at, mail.said.edited) == ("U3", later(hours=1), False)
        assert (phone.printed, phone.said) == ("phones.1", None)
        assert (company.printed, company.said) == (None, None)


def test_what_was_edited_names_its_editor_until_it_is_undone(database: Database) -> None:
    with database.write() as session:
        row = card(session, READ)
        cards.save(session, row, "U1", NOW)
        edited = replace(READ, title="部長", unsure=())
        act = cards.edit(session, row, edited, DAY, "U1", "U4", later(hours=1))
        found = told(session, row)
        title, name = found["title"].said, found["name"].said
        assert title
        assert (title.by, title.edited) == ("U4", True)
        assert name
        assert (name.by, name.edited) == ("U4", False), "unsure before, checked in the form"
        acts.undo(session, act, "U1", later(hours=2))
        session.refresh(row)
        assert told(session, row)["title"].value == "課長"
        assert told(session, row)["name"].said is None


def test_a_value_on_no_card_has_none(database: Database) -> None:
    with database.write() as session:
        row = card(session, READ)
        cards.save(session, row, "U1", NOW)
        assert row.contact
        contact = contacts.load(session, row.contact.id, "T1")
        assert contact
        contact.remark = "展示会で"
        assert told(session, row)["remark"].card is None


def test_of_two_cards_the_newer_one_vouches(database: Database) -> None:
    with database.write() as session:
        old, new = card(session, READ, "F1"), card(session, replace(READ, title="部長"), "F2", later(days=3))
        cards.save(session, old, "U1", NOW)
        new.contact, new.state = old.contact, "saved"
        session.flush()
        found = told(session, old)
        assert found["name"].card is new
        assert found["title"].card is old
