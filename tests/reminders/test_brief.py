"""Five lines before a meeting: the last talk, promises, changes, who of ours, and nobody's private words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from contacts.values import Kind, Side
from reminders.brief import Brief, brief
from storage import cards, follow_ups, interactions
from storage.database import Database
from storage.history import acting
from storage.tables import Contact
from tests.storage.build import DAY, NOW, card, later

TODAY = DAY + timedelta(days=30)


@pytest.fixture
def contact_id(database: Database) -> int:
    with database.write() as session:
        row = card(session)
        cards.save(session, row, "U1", NOW)
        assert row.contact_id
        return row.contact_id


def log(session: Session, contact_id: int, user: str, on: date, note: str, *, private: bool = False) -> int:
    row = interactions.add(
        session,
        workspace_id="T1",
        user_id=user,
        kind=Kind.VISIT,
        happened_on=on,
        contact_ids=[contact_id],
        at=NOW,
        note=note,
        private=private,
    )
    session.flush()
    return row.id


def promise(
    session: Session, contact_id: int, text: str, side: Side, interaction_id: int | None = None
) -> None:
    follow_ups.create(
        session,
        workspace_id="T1",
        owner_id="U2",
        text=text,
        due_on=TODAY,
        at=NOW,
        side=side,
        contact_id=contact_id,
        interaction_id=interaction_id,
    )


def read(database: Database, contact_id: int, reader: str = "U1") -> Brief:
    with database.read() as session:
        found = brief(session, contact_id, reader, TODAY)
        assert found
        return found


def test_a_contact_just_met_has_its_exchange_and_its_reading(database: Database, contact_id: int) -> None:
    found = read(database, contact_id)
    assert found.last
    assert (found.last.kind, found.last.on, found.last.user_id) == (Kind.EXCHANGE, DAY, "U1")
    assert (found.reading, found.promises, found.changes) == ("たなか いちろう", (), ())
    assert (found.knows_best, found.met_last) == ("U1", ("U1", DAY))


def test_it_tells_the_last_talk_both_sides_promises_and_who_knows_best(
    database: Database, contact_id: int
) -> None:
    with database.write() as session:
        for number, user in enumerate(("U2", "U2", "U3")):
            log(session, contact_id, user, DAY + timedelta(days=number), f"訪問{number}")
        promise(session, contact_id, "見積もり送付", Side.OURS)
        promise(session, contact_id, "仕様書をいただく", Side.THEIRS)
    found = read(database, contact_id)
    assert found.last
    assert (found.last.user_id, found.last.note) == ("U3", "訪問2")
    assert [(one.text, one.side) for one in found.promises] == [
        ("見積もり送付", Side.OURS),
        ("仕様書をいただく", Side.THEIRS),
    ]
    assert (found.knows_best, found.met_last) == ("U2", ("U3", DAY + timedelta(days=2)))


def test_only_what_changed_since_the_last_talk_is_told_first_and_last_value(
    database: Database, contact_id: int
) -> None:
    def change(days: int, **new: str) -> None:
        with database.write() as session:
            row = session.get_one(Contact, contact_id)
            with acting(session, "T1", "U1", "edit", "edit", later(days=days)):
                for name, value in new.items():
                    setattr(row, name, value)

    change(1, title="部長代理")
    with database.write() as session:
        log(session, contact_id, "U1", DAY + timedelta(days=5), "打ち合わせ")
    change(6, title="部長")
    change(7, title="本部長", department="営業本部")
    told = {one.field: (one.old, one.new) for one in read(database, contact_id).changes}
    assert told == {"title": ("部長代理", "本部長"), "department": ("営業部 第一課", "営業本部")}


def test_private_words_are_their_writers_alone(database: Database, contact_id: int) -> None:
    with database.write() as session:
        private = log(session, contact_id, "U2", DAY + timedelta(days=9), "ご家族の話", private=True)
        promise(session, contact_id, "お見舞い", Side.OURS, private)
    mine, theirs = read(database, contact_id, "U2"), read(database, contact_id, "U1")
    assert mine.last
    assert theirs.last
    assert (mine.last.note, [one.text for one in mine.promises]) == ("ご家族の話", ["お見舞い"])
    assert (theirs.last.kind, theirs.promises) == (Kind.EXCHANGE, ())


def test_nobody_knows_a_contact_that_is_gone(database: Database) -> None:
    with database.read() as session:
        assert brief(session, 99, "U1", TODAY) is None
