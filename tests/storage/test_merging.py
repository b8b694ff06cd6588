"""Merging: two contacts become one, nothing is dropped, and undo parts them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from contacts.values import CardFields, Kind, Phone, PhoneType
from storage import acts, cards, contacts, interactions, merging, note_people, search
from storage.database import Database
from storage.history import acting
from storage.merging import MergeRefused
from storage.tables import Card, Change, Contact, FollowUp, InteractionContact, PersonChoice
from tests.storage.build import DAY, NOW, SUZUKI, TANAKA, card, everything, later

EXAMPLES = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    # A database grows with every example: to shrink a failure would take minutes.
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
MAILS = ["yu@hokusei.example", "yu@gmail.com"]
people = st.builds(
    CardFields,
    name=st.sampled_from(["高橋 優", "髙橋 優", "高橋 ゆう", None]),
    name_kana=st.sampled_from(["たかはし ゆう", None]),
    company=st.sampled_from(["北星印刷株式会社", "北星印刷(株)", "Polar Print Inc.", None]),
    title=st.sampled_from(["係長", "課長", None]),
    address=st.sampled_from(["札幌市中央区北1条1-1", None]),
    emails=st.lists(st.sampled_from(["yu@hokusei.example", "yu@gmail.com"]), max_size=2, unique=True).map(
        tuple
    ),
    phones=st.lists(
        st.sampled_from(["011-200-0001", "090-2000-0002"]).map(lambda number: Phone(PhoneType.WORK, number)),
        max_size=2,
        unique=True,
    ).map(tuple),
)
children = st.lists(st.sampled_from(["follow_up", "alone", "together", "tag"]), max_size=5)
chosen = st.dictionaries(st.sampled_from(merging.SINGLE), st.sampled_from(["kept", "gone"]), max_size=5)
_files = count(1)


def saved(session: Session, fields: CardFields) -> Contact:
    one = card(session, fields, f"M{next(_files)}")
    cards.save(session, one, "U1", NOW)
    assert one.contact
    return one.contact


def give(session: Session, what: Sequence[str], contact: Contact, other: Contact) -> None:
    for kind in what:
        if kind == "follow_up":
            promise = FollowUp(contact_id=contact.id, text="見積", owner_id="U1", due_on=DAY, created_at=NOW)
            promise.workspace_id = "T1"
            session.add(promise)
        elif kind == "tag":
            contact.tags = [*contact.tags, f"展示会{contact.id}"]
            search.renew(session, contact)
        else:
            ids = [contact.id] if kind == "alone" else [contact.id, other.id]
            interactions.add(
                session,
                workspace_id="T1",
                user_id="U1",
                kind=Kind.CALL,
                happened_on=DAY,
                contact_ids=ids,
                at=NOW,
                note="電話",
            )
    session.flush()


def held(session: Session) -> dict[str, list[Any]]:
    """All rows, without the moment each was last touched: an undo touches it as well."""
    found = everything(session)
    for row in found["contacts"]:
        del row["updated_at"]
    return found


def told(session: Session) -> set[str]:
    """Every value that the contacts hold now or ever held, as text."""
    now = [str(value) for row in held(session)["contacts"] for value in row.values()]
    past = [str(part) for change in session.scalars(select(Change)) for part in (change.old, change.new)]
    return {*now, *past}


@EXAMPLES
@given(first=people, second=people, own=children, others=children, choices=chosen)
def test_merge_then_undo_is_identity(
    database: Database,
    first: CardFields,
    second: CardFields,
    own: list[str],
    others: list[str],
    choices: dict[str, str],
) -> None:
    with database.write() as session:
        kept, gone = saved(session, first), saved(session, second)
        give(session, own, kept, gone)
        give(session, others, gone, kept)
        before = held(session)
        values = {str(value) for row in before["contacts"] for value in row.values()}
        act = merging.merge(session, kept, gone, choices, "U2", later(hours=1))
        after = held(session)
        assert values <= told(session)
        for table in ("cards", "follow_ups", "contact_met", "interactions"):
            assert {row["id"] for row in after[table]} == {row["id"] for row in before[table]}
            assert all(row.get("contact_id", kept.id) != gone.id for row in after[table])
        assert not any(contact == gone.id for _, contact, _ in after["interaction_contacts"])
        assert {one for one, *_ in after["interaction_contacts"]} == {
            one for one, *_ in before["interaction_contacts"]
        }
    with database.write() as session:
        result = acts.undo(session, session.merge(act), "U1", later(hours=2))
        assert (result.conflicts, result.kept) == ((), ())
        assert held(session) == before


@EXAMPLES
@given(printed=st.lists(people, min_size=3, max_size=3), some=children, choices=chosen)
def test_a_chain_of_merges_is_undone_step_by_step(
    database: Database, printed: list[CardFields], some: list[str], choices: dict[str, str]
) -> None:
    with database.write() as session:
        one, two, three = (saved(session, fields) for fields in printed)
        give(session, some, three, two)
        stages = [held(session)]
        first = merging.merge(session, two, three, choices, "U2", later(hours=1))
        stages.append(held(session))
        second = merging.merge(session, one, two, choices, "U2", later(hours=2))
        for act, stage in ((second, stages[1]), (first, stages[0])):
            acts.undo(session, act, "U1", later(hours=3))
            assert held(session) == stage


def test_what_came_after_a_merge_stays_with_the_survivor(database: Database) -> None:
    with database.write() as session:
        kept, gone = saved(session, TANAKA), saved(session, TANAKA)
        act = merging.merge(session, kept, gone, {}, "U1", NOW)
        give(session, ["follow_up", "alone"], kept, gone)
        with acting(session, "T1", "U1", "edit", "edit", later(hours=1)):
            kept.emails = [*kept.emails, "tanaka.new@yamada.example"]
            kept.title = "部長"
        result = acts.undo(session, act, "U1", later(hours=2))
        assert result.conflicts == ()
        session.refresh(kept)
        assert kept.title == "部長"
        assert "tanaka.new@yamada.example" in kept.emails
        assert session.scalars(select(FollowUp)).one().contact_id == kept.id
        assert gone.merged_into_id is None
        assert session.scalars(select(Card).where(Card.contact_id == gone.id)).one()


def test_a_field_changed_since_is_a_conflict_with_both_values(database: Database) -> None:
    with database.write() as session:
        kept, gone = saved(session, TANAKA), saved(session, SUZUKI)
        act = merging.merge(session, kept, gone, {"name": "gone"}, "U1", NOW)
        assert kept.name == "鈴木 花子"
        assert "田中 一郎" in kept.other_names
        with acting(session, "T1", "U1", "edit", "edit", later(hours=1)):
            kept.name = "佐々木 花子"
        result = acts.undo(session, act, "U1", later(hours=2))
        found = [(one.field, one.current, one.before) for one in result.conflicts]
        assert ("name", "佐々木 花子", "田中 一郎") in found


def test_the_one_that_went_is_found_no_more_but_its_name_leads_to_the_survivor(database: Database) -> None:
    with database.write() as session:
        kept, gone = saved(session, TANAKA), saved(session, SUZUKI)
        merging.merge(session, kept, gone, {}, "U1", NOW)
        assert [one.id for one in contacts.search(session, "T1", "鈴木", 5)] == [kept.id]
        assert session.get(InteractionContact, (1, gone.id)) is None


def test_whom_a_colleague_means_by_a_name_follows(database: Database) -> None:
    with database.write() as session:
        kept, gone = saved(session, TANAKA), saved(session, SUZUKI)
        note_people.choose(session, "T1", "U1", "鈴木さん", gone.id, NOW)
        merging.merge(session, kept, gone, {}, "U1", NOW)
        assert session.scalars(select(PersonChoice.contact_id)).all() == [kept.id]


def test_a_postal_code_comes_with_its_address(database: Database) -> None:
    sapporo = CardFields(name="高橋 優", address="札幌市中央区北1条1-1", postal_code="060-0001", country="JP")
    otaru = CardFields(name="高橋 優", address="小樽市色内1-1", postal_code="047-0031", country="JP")
    with database.write() as session:
        kept, gone = saved(session, sapporo), saved(session, otaru)
        merging.merge(session, kept, gone, {"address": "gone"}, "U1", NOW)
        assert (kept.address, kept.postal_code) == ("小樽市色内1-1", "047-0031")


def test_the_newer_card_is_preselected(database: Database) -> None:
    with database.write() as session:
        kept, gone = saved(session, TANAKA), saved(session, SUZUKI)
        newest = session.scalars(select(Card).where(Card.contact_id == gone.id)).one()
        newest.exchanged_on = later(days=30).date()
        found: dict[str, Any] = {one.field: one for one in merging.differences(session, kept, gone)}
        assert found["name"] == merging.Difference("name", "田中 一郎", "鈴木 花子", "gone")
        assert "name_kana" not in found


def test_a_merged_contact_is_not_merged_again(database: Database) -> None:
    with database.write() as session:
        kept, gone = saved(session, TANAKA), saved(session, SUZUKI)
        merging.merge(session, kept, gone, {}, "U1", NOW)
        for pair in ((kept, gone), (gone, kept), (kept, kept)):
            with pytest.raises(MergeRefused):
                merging.merge(session, *pair, {}, "U1", later(hours=1))


def test_periods_and_who_came_before_and_after_move_along(database: Database) -> None:
    with database.write() as session:
        kept, gone = saved(session, TANAKA), saved(session, SUZUKI)
        before, after = (saved(session, replace(SUZUKI, name=name)) for name in ("前任 花子", "後任 花子"))
        gone.predecessor_id, gone.successor_id = before.id, after.id
        kept.predecessor_id = gone.id
        gone.stale_days, gone.never_ask, gone.ask_after = 90, True, DAY
        session.flush()
        act = merging.merge(session, kept, gone, {}, "U2", later(hours=1))
        assert (kept.predecessor_id, kept.successor_id) == (before.id, after.id)
        assert (kept.stale_days, kept.never_ask, kept.ask_after) == (90, True, DAY)
        acts.undo(session, act, "U1", later(hours=2))
        assert (kept.predecessor_id, kept.successor_id, kept.stale_days) == (gone.id, None, None)
        assert (kept.never_ask, kept.ask_after) == (False, None)
