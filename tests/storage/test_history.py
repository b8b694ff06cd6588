"""The history records every change by itself and refuses what would go unrecorded."""

from __future__ import annotations

from datetime import date
from typing import cast

import pytest
from sqlalchemy import Table, UpdateBase, delete, select, update
from sqlalchemy.orm import Session

from contacts.values import Kind
from storage import cards, follow_ups, history, interactions
from storage.database import Database
from storage.history import BulkChangeRefused, acting
from storage.tables import Change, Contact, FollowUp, Incoming, Interaction
from tests.storage.build import DAY, NOW, SUZUKI, TANAKA, card


@pytest.fixture
def contact_id(database: Database) -> int:
    with database.write() as session:
        row = card(session)
        cards.save(session, row, "U1", NOW)
        assert row.contact_id is not None
        return row.contact_id


def changes(session: Session, field: str) -> list[Change]:
    same = select(Change).where(Change.entity == "contacts", Change.field == field)
    return list(session.scalars(same.order_by(Change.id)))


def test_a_change_tells_who_what_when_and_why(database: Database, contact_id: int) -> None:
    with database.write() as session, acting(session, "T1", "U7", "edit", "card of May", NOW) as act:
        session.get_one(Contact, contact_id).title = "部長"
    with database.read() as session:
        (change,) = changes(session, "title")
        assert (change.old, change.new, change.entity_id) == ("課長", "部長", contact_id)
        assert (change.actor_id, change.at, change.reason) == ("U7", NOW, "card of May")
        assert (change.act_id, change.workspace_id) == (act.id, "T1")


def test_a_change_by_nobody_is_recorded_as_the_systems(database: Database, contact_id: int) -> None:
    with database.write() as session:
        session.get_one(Contact, contact_id).title = None
    with database.read() as session:
        (change,) = changes(session, "title")
        assert (change.old, change.new, change.actor_id, change.act_id) == ("課長", None, "goen", None)


def test_the_old_value_is_known_although_it_was_not_loaded(database: Database, contact_id: int) -> None:
    with database.write() as session:
        contact = session.get_one(Contact, contact_id)
        session.expire(contact)
        contact.title = "部長"
    with database.read() as session:
        assert [change.old for change in changes(session, "title")] == ["課長"]


def test_writing_the_same_value_is_no_change(database: Database, contact_id: int) -> None:
    with database.write() as session:
        contact = session.get_one(Contact, contact_id)
        contact.title, contact.emails = "課長", list(contact.emails)
    with database.read() as session:
        assert changes(session, "title") == []
        assert changes(session, "emails") == []


def test_a_rolled_back_change_leaves_no_history(database: Database, contact_id: int) -> None:
    def fail() -> None:
        with database.write() as session:
            session.get_one(Contact, contact_id).title = "部長"
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with database.read() as session:
        assert changes(session, "title") == []


def test_a_removed_row_is_kept_in_the_history(database: Database) -> None:
    with database.write() as session:
        row = interactions.add(
            session,
            workspace_id="T1",
            user_id="U1",
            kind=Kind.CALL,
            happened_on=DAY,
            contact_ids=[],
            at=NOW,
            note="電話",
        )
        session.delete(row)
    with database.read() as session:
        removed = session.scalars(select(Change).where(Change.field == history.REMOVED)).one()
        assert (removed.entity, removed.new) == ("interactions", None)
        assert removed.old is not None
        assert removed.old["note"] == "電話"


CONTACTS, INTERACTIONS, FOLLOW_UPS = (
    cast(Table, table.__table__) for table in (Contact, Interaction, FollowUp)
)
STATEMENTS: list[UpdateBase] = [
    update(Contact).values(title="x"),
    update(CONTACTS).values(title="x"),
    update(FollowUp).values(reminded_on=DAY, text="x"),
    delete(Contact),
    delete(INTERACTIONS),
]


@pytest.mark.parametrize("statement", STATEMENTS, ids=str)
def test_bulk_statements_on_audited_tables_are_refused(
    database: Database, contact_id: int, statement: UpdateBase
) -> None:
    with database.write() as session, pytest.raises(BulkChangeRefused):
        session.execute(statement)
    with database.read() as session:
        assert session.get_one(Contact, contact_id).title == "課長"


def test_claims_and_unaudited_tables_may_be_changed_in_bulk(database: Database) -> None:
    with database.write() as session:
        row = follow_ups.create(session, workspace_id="T1", owner_id="U1", text="見積", due_on=DAY, at=NOW)
        session.execute(update(FollowUp).values(reminded_on=DAY))
        session.execute(update(FOLLOW_UPS).values(reminded_on=DAY))
        session.execute(update(Incoming).values(payload=None))
        session.refresh(row)
        assert row.reminded_on == date(2026, 11, 24)


def test_the_recorded_bulk_function_writes_a_change_a_row(database: Database) -> None:
    with database.write() as session:
        rows = [card(session, TANAKA), card(session, SUZUKI, "F2")]
        cards.save_many(session, rows, "U1", NOW)
        session.flush()
    with database.write() as session:
        with acting(session, "T1", "U9", "handover", "handover", NOW) as act:
            assert history.bulk(session, Contact, Contact.owner_id == "U1", owner_id="U2") == 2
        assert history.bulk(session, Contact, Contact.owner_id == "U1", owner_id="U3") == 0
    with database.read() as session:
        found = changes(session, "owner_id")
        assert [(change.old, change.new, change.act_id) for change in found] == [("U1", "U2", act.id)] * 2
        assert set(session.scalars(select(Contact.owner_id))) == {"U2"}


def test_a_thousand_inserts_are_recorded_in_one_statement_each_flush(database: Database) -> None:
    with database.write() as session:
        session.add_all(
            Contact(workspace_id="T1", name=f"人 {n}", created_at=NOW, updated_at=NOW) for n in range(1000)
        )
    with database.read() as session:
        recorded = changes(session, history.CREATED)
        assert len(recorded) == 1000
        assert len({change.entity_id for change in recorded}) == 1000
