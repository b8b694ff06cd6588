"""Undo: save and undo leave all as it was; whatever was added or changed since stays where it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.values import CardFields, Kind
from storage import acts, cards, contacts, follow_ups, interactions
from storage.database import Database
from storage.history import acting
from storage.tables import Act, Card, Change, Company, Contact, FollowUp, Interaction
from tests.storage.build import DAY, NOW, SUZUKI, TANAKA, card, everything, later

EXAMPLES = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
words = st.sampled_from(["佐藤", "林", "John Smith", "山田 太郎", "a'b%_", None])
companies = st.sampled_from(["山田商事株式会社", "未来電機(株)", "Blue Sky Ltd.", None])
fields = st.builds(
    CardFields,
    name=words,
    company=companies,
    title=st.sampled_from(["部長", "Manager", None]),
    emails=st.lists(st.sampled_from(["a@x.example", "b@y.example"]), max_size=2, unique=True).map(tuple),
)
_files = count(1)


def new_cards(session: Session, printed: list[CardFields]) -> list[Card]:
    return [card(session, one, f"F{next(_files)}") for one in printed]


@EXAMPLES
@given(known=st.lists(fields, max_size=2), saved=st.lists(fields, min_size=1, max_size=4))
def test_save_then_undo_restores_everything(
    database: Database, known: list[CardFields], saved: list[CardFields]
) -> None:
    with database.write() as session:
        if known:
            cards.save_many(session, new_cards(session, known), "U1", NOW)
        pending = new_cards(session, saved)
        before = everything(session)
        act = cards.save_many(session, pending, "U1", NOW)
        assert everything(session) != before
    with database.write() as session:
        result = acts.undo(session, session.merge(act), "U2", later(hours=1))
        assert (result.conflicts, result.kept) == ((), ())
        assert everything(session) == before


@EXAMPLES
@given(
    saved=st.lists(fields, min_size=1, max_size=3),
    since=st.lists(
        st.sampled_from(["follow_up", "interaction", "title", "colleague"]), min_size=1, max_size=4
    ),
    target=st.integers(min_value=0, max_value=2),
)
def test_what_was_added_or_changed_after_a_save_survives_its_undo(
    database: Database, saved: list[CardFields], since: list[str], target: int
) -> None:
    with database.write() as session:
        pending = new_cards(session, saved)
        act = cards.save_many(session, pending, "U1", NOW)
        touched = pending[target % len(pending)]
        contact = touched.contact
        assert contact is not None
        rows = [_LATER[what](session, contact) for what in since]
        kept = everything(session)
        acts.undo(session, act, "U1", later(hours=2))
        after = everything(session)
        assert {row.state for row in pending} == {"pending"}
        assert {row.contact_id for row in pending} == {None}
        assert _row(after, "contacts", contact.id) == _row(kept, "contacts", contact.id)
        for row in rows:
            assert _row(after, row.__tablename__, row.id) == _row(kept, row.__tablename__, row.id)
        others = {row["id"] for row in after["contacts"]} & {
            _created_contact(session, act.id, other.id) for other in pending if other is not touched
        }
        assert others == set()


def _created_contact(session: Session, act_id: int, card_id: int) -> int:
    same = select(Change.new).where(
        Change.act_id == act_id, Change.entity == "cards", Change.entity_id == card_id
    )
    return int(session.scalars(same.where(Change.field == "contact_id")).one())


def _row(found: dict[str, list[Any]], table: str, row_id: int) -> Any:
    return next(row for row in found[table] if row["id"] == row_id)


def _follow_up(session: Session, contact: Contact) -> FollowUp:
    return follow_ups.create(
        session, workspace_id="T1", owner_id="U1", text="見積", due_on=DAY, at=NOW, contact_id=contact.id
    )


def _interaction(session: Session, contact: Contact) -> Interaction:
    return interactions.add(
        session,
        workspace_id="T1",
        user_id="U2",
        kind=Kind.VISIT,
        happened_on=DAY,
        contact_ids=[contact.id],
        at=NOW,
    )


def _title(session: Session, contact: Contact) -> Contact:
    with acting(session, "T1", "U3", "edit", "edit", NOW):
        contact.title = f"{contact.title or ''}代理"
    return contact


def _colleague(session: Session, contact: Contact) -> Contact:
    """A tag and a card of a colleague, whose company may be the same."""
    with acting(session, "T1", "U3", "edit", "edit", NOW):
        contact.tags = [*contact.tags, "重要"]
    cards.save_many(session, new_cards(session, [SUZUKI]), "U3", NOW)
    return contact


_LATER: dict[str, Callable[[Session, Contact], Contact | FollowUp | Interaction]] = {
    "follow_up": _follow_up,
    "interaction": _interaction,
    "title": _title,
    "colleague": _colleague,
}


@pytest.mark.parametrize("what", sorted(_LATER))
def test_each_later_addition_alone_keeps_the_contact(database: Database, what: str) -> None:
    with database.write() as session:
        (row,) = new_cards(session, [TANAKA])
        act = cards.save(session, row, "U1", NOW)
        contact = row.contact
        assert contact is not None
        _LATER[what](session, contact)
        result = acts.undo(session, act, "U1", later(hours=1))
        assert ("contacts", contact.id) in result.kept
        assert contact in session
        assert contacts.search(session, "T1", "田中", 5) == [contact]


def test_undoing_an_edit_gives_back_what_was_not_changed_again(database: Database) -> None:
    with database.write() as session:
        (row,) = new_cards(session, [TANAKA])
        cards.save(session, row, "U1", NOW)
        edited = replace(TANAKA, title="部長", department="総務部")
        act = cards.edit(session, row, edited, DAY, "U1", "U1", NOW)
        contact = row.contact
        assert contact is not None
        _title(session, contact)
        result = acts.undo(session, act, "U1", later(hours=1))
        assert contact.department == "営業部 第一課"
        assert contact.title == "部長代理"
        assert contacts.search(session, "T1", "総務", 5) == []
        assert contacts.search(session, "T1", "営業", 5) == [contact]
        (conflict,) = result.conflicts
        assert (conflict.entity, conflict.field, conflict.current, conflict.before) == (
            "contacts",
            "title",
            "部長代理",
            "課長",
        )


def test_undoing_twice_changes_nothing(database: Database) -> None:
    with database.write() as session:
        (row,) = new_cards(session, [TANAKA])
        act = cards.save(session, row, "U1", NOW)
        acts.undo(session, act, "U1", NOW)
        again = cards.save(session, row, "U1", NOW)
        acts.undo(session, act, "U1", NOW)
        assert row.state == "saved"
        assert again.undone_at is None


def test_an_undo_can_be_undone_in_its_fields(database: Database) -> None:
    with database.write() as session:
        (row,) = new_cards(session, [TANAKA])
        act = cards.discard(session, row, "U1", NOW)
        acts.undo(session, act, "U1", NOW)
        undo = session.scalars(select(Act).where(Act.kind == "undo")).one()
        acts.undo(session, undo, "U1", NOW)
        assert row.state == "discarded"


def test_a_company_that_others_work_for_stays(database: Database) -> None:
    with database.write() as session:
        first, second = new_cards(session, [TANAKA, replace(TANAKA, name="佐藤 花子")])
        act = cards.save(session, first, "U1", NOW)
        cards.save(session, second, "U1", NOW)
        result = acts.undo(session, act, "U1", NOW)
        company = session.scalars(select(Company)).one()
        assert result.kept == (("companies", company.id),)
        assert [contact.name for contact in session.scalars(select(Contact))] == ["佐藤 花子"]


@pytest.mark.parametrize("query", ["田中", "田", "たなか", "ichiro", "yamada", "営業", "0312345678"])
def test_an_undone_contact_is_not_found_any_more(database: Database, query: str) -> None:
    with database.write() as session:
        (row,) = new_cards(session, [TANAKA])
        act = cards.save(session, row, "U1", NOW)
        assert len(contacts.search(session, "T1", query, 5)) == 1
        acts.undo(session, act, "U1", NOW)
        assert contacts.search(session, "T1", query, 5) == []
