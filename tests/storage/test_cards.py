"""Cards under review: saved into contacts once, edited, discarded, also by two people at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from threading import Barrier, Thread

from sqlalchemy import func, select

from contacts.values import CardFields
from storage import acts, cards
from storage.database import Database
from storage.history import CREATED
from storage.tables import (
    Act,
    Card,
    Change,
    Company,
    Contact,
    ContactMet,
    Interaction,
    InteractionContact,
)
from tests.storage.build import DAY, NOW, SUZUKI, TANAKA, card


def test_saving_writes_contact_company_met_and_exchange_in_one_act(database: Database) -> None:
    with database.write() as session:
        row = card(session)
        act = cards.save(session, row, "U2", NOW)
    with database.read() as session:
        contact = session.scalars(select(Contact)).one()
        assert (contact.name, contact.title, contact.owner_id) == ("田中 一郎", "課長", "U1")
        assert contact.emails == ["tanaka@yamada.example"]
        assert contact.phones[1]["e164"] == "+819012345678"
        assert contact.company is not None
        assert contact.company.name == "山田商事株式会社"
        met = session.scalars(select(ContactMet)).one()
        assert (met.user_id, met.met_on, met.card_id) == ("U1", DAY, row.id)
        exchange = session.scalars(select(Interaction)).one()
        assert (exchange.kind, exchange.happened_on, exchange.user_id) == ("exchange", DAY, "U1")
        assert session.scalars(select(InteractionContact.contact_id)).all() == [contact.id]
        saved = session.get_one(Card, row.id)
        assert (saved.state, saved.contact_id, saved.settled_by) == ("saved", contact.id, "U2")
        changes = session.scalars(select(Change).where(Change.act_id == act.id)).all()
        assert {change.entity for change in changes if change.field == CREATED} == {
            "companies",
            "contacts",
            "contact_met",
            "interactions",
        }
        assert {change.actor_id for change in changes} == {"U2"}


def test_the_reading_stays_beside_the_edited_fields(database: Database) -> None:
    with database.write() as session:
        row = card(session)
        edited = replace(TANAKA, title="部長", unsure=())
        cards.edit(session, row, edited, date(2026, 11, 20), "U3", "U1", NOW)
        cards.save(session, row, "U1", NOW)
    with database.read() as session:
        saved = session.get_one(Card, row.id)
        assert CardFields.from_dict(saved.reading).title == "課長"
        assert cards.fields_of(saved).title == "部長"
        assert saved.contact is not None
        assert (saved.contact.title, saved.contact.owner_id) == ("部長", "U3")
        titles = session.scalars(select(Change).where(Change.entity == "cards", Change.field == "fields"))
        (change,) = titles.all()
        assert change.old is not None
        assert change.new is not None
        assert (change.old["title"], change.new["title"]) == ("課長", "部長")


def test_two_cards_of_one_company_share_it(database: Database) -> None:
    with database.write() as session:
        same = replace(SUZUKI, company="山田商事(株)")
        rows = [card(session), card(session, same, "F2")]
        cards.save_many(session, rows, "U1", NOW)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Company)) == 1


def test_a_card_is_saved_once_however_often_it_is_tapped(database: Database) -> None:
    with database.write() as session:
        card_id = card(session).id
    barrier = Barrier(4)

    def tap() -> None:
        barrier.wait()
        with database.write() as session:
            row = cards.load(session, card_id, "T1")
            assert row is not None
            cards.save(session, row, "U1", NOW)

    in_threads(tap, 4)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Contact)) == 1


def test_cards_of_one_new_company_saved_at_once_make_one_company(database: Database) -> None:
    with database.write() as session:
        ids = [card(session, replace(SUZUKI, name=f"鈴木 {n}"), f"F{n}").id for n in range(4)]
    barrier = Barrier(4)

    def tap() -> None:
        card_id = ids.pop()
        barrier.wait()
        with database.write() as session:
            cards.save(session, session.get_one(Card, card_id), "U1", NOW)

    in_threads(tap, 4)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Company)) == 1
        assert session.scalar(select(func.count()).select_from(Contact)) == 4


def in_threads(act: object, number: int) -> None:
    failures: list[BaseException] = []

    def guarded() -> None:
        try:
            act()  # type: ignore[operator]  # a plain callable
        except BaseException as error:
            failures.append(error)
            raise

    threads = [Thread(target=guarded) for _ in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_discarding_and_taking_it_back(database: Database) -> None:
    with database.write() as session:
        row = card(session)
        cards.discard(session, row, "U1", NOW)
        assert row.state == "discarded"
        cards.save(session, row, "U1", NOW)
        assert row.state == "discarded"
        act = cards.last_act(session, row)
        assert act is not None
        assert act.kind == "discard"
        acts.undo(session, act, "U1", NOW)
    with database.read() as session:
        restored = session.get_one(Card, row.id)
        assert (restored.state, restored.settled_at, restored.settled_by) == ("pending", None, None)
        assert session.scalar(select(func.count()).select_from(Contact)) == 0


def test_the_last_act_is_the_one_not_undone(database: Database) -> None:
    with database.write() as session:
        row = card(session)
        assert cards.last_act(session, row) is None
        first = cards.save(session, row, "U1", NOW)
        acts.undo(session, first, "U1", NOW)
        assert cards.last_act(session, row) is None
        second = cards.save(session, row, "U1", NOW)
        assert cards.last_act(session, row) is second


def test_another_workspace_sees_no_card(database: Database) -> None:
    with database.write() as session:
        row = card(session)
        assert cards.load(session, row.id, "T2") is None
        assert cards.load(session, row.id, "T1") is row
        assert session.scalars(select(Act)).all() == []
