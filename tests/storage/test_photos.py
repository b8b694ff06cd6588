"""Photos: taken in once, batched, cancelled with their copies, expired without a trace."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from contacts.values import Side
from storage import acts, batches, cards, follow_ups, outbox, photos, pictures
from storage.database import Database
from storage.tables import Batch, Card, Change, Contact, FollowUp, Interaction, Photo, Picture
from tests.storage.build import DAY, NOW, SUZUKI, card, later, photo


def counted(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_a_file_is_taken_in_once_and_a_later_mention_counts(database: Database) -> None:
    with database.write() as session:
        row = photo(session)
        known: dict[str, Any] = {
            "workspace_id": "T1",
            "file_id": "F1",
            "channel_id": "C1",
            "message_ts": "1.1",
            "thread_ts": None,
            "poster_id": "U1",
            "mime": None,
            "name": None,
            "source": "message",
            "at": NOW,
        }
        assert photos.take_in(session, mentioned=True, **known) is None
        assert row.mentioned
        assert photos.take_in(session, mentioned=False, **{**known, "workspace_id": "T2"}) is not None


def test_a_file_told_of_twice_at_once_is_taken_in_once(database: Database) -> None:
    barrier, taken = Barrier(4), []

    def take() -> None:
        barrier.wait()
        with database.write() as session:
            row = photos.take_in(
                session,
                workspace_id="T1",
                file_id="F1",
                channel_id="C1",
                message_ts="1.1",
                thread_ts=None,
                poster_id="U1",
                mime=None,
                name=None,
                mentioned=False,
                source="message",
                at=NOW,
            )
            taken.append(row is not None)

    in_threads(take)
    assert sorted(taken) == [False, False, False, True]


def test_photos_taken_in_at_once_form_one_batch(database: Database) -> None:
    barrier, joined = Barrier(4), []

    def join() -> None:
        barrier.wait()
        with database.write() as session:
            joined.append(batches.join(session, "T1", "U1", "C1", None, NOW).id)

    in_threads(join)
    assert len(joined) == 4
    assert len(set(joined)) == 1


def in_threads(act: Callable[[], None]) -> None:
    threads = [Thread(target=act) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.mark.parametrize(("minutes", "batch_count"), [(4, 1), (6, 2)])
def test_photos_within_five_minutes_form_a_batch(database: Database, minutes: int, batch_count: int) -> None:
    with database.write() as session:
        for number in range(2):
            photo(session, f"F{number}", later(minutes=minutes * number))
        assert counted(session, Batch) == batch_count


def test_a_batch_goes_on_as_long_as_gaps_are_short_and_is_one_persons_in_one_place(
    database: Database,
) -> None:
    with database.write() as session:
        rows = [photo(session, f"F{number}", later(minutes=4 * number)) for number in range(4)]
        assert len({row.batch_id for row in rows}) == 1
        for number, other in enumerate(({"poster_id": "U2"}, {"channel_id": "C2"}, {"thread_ts": "9.9"})):
            assert photo(session, f"G{number}", NOW, **other).batch_id != rows[0].batch_id


def test_a_batch_counts_what_is_still_unread(database: Database) -> None:
    with database.write() as session:
        batch = card(session).batch
        photo(session, "F2").state = "reading"
        session.flush()
        assert batch is not None
        assert batches.progress_of(session, batch) == batches.Progress(2, unread=1, cards=1, unreadable=0)
        assert batches.size(session, batch) == 2


def test_a_picture_is_kept_once_and_loaded_on_demand(database: Database) -> None:
    with database.write() as session:
        sha = pictures.put(session, b"\xff\xd8 bytes", "image/jpeg")
        assert pictures.put(session, b"\xff\xd8 bytes", "image/jpeg") == sha
        row = session.get_one(Picture, sha)
        assert "content" not in row.__dict__
        assert row.size == 8
        assert pictures.get(session, sha) == (b"\xff\xd8 bytes", "image/jpeg")
        assert pictures.drop_unused(session) == 1
        with pytest.raises(pictures.PictureGone):
            pictures.get(session, sha)


def test_a_deleted_photo_takes_unsaved_cards_and_all_copies_with_it(database: Database) -> None:
    with database.write() as session:
        row = card(session)
        assert row.photo is not None
        photos.cancel(session, row.photo)
        assert (row.state, row.photo.state) == ("cancelled", "cancelled")
        assert counted(session, Picture) == 0


def test_a_deleted_photo_leaves_its_saved_card(database: Database) -> None:
    with database.write() as session:
        row = card(session)
        cards.save(session, row, "U1", NOW)
        assert row.photo is not None
        photos.cancel(session, row.photo)
        assert (row.state, row.photo.state) == ("saved", "read")
        assert counted(session, Picture) == 2


def test_old_photos_of_nobody_kept_leave_no_trace(database: Database) -> None:
    with database.write() as session:
        pending, discarded, saved = (card(session, SUZUKI, f"F{n}") for n in range(3))
        cards.edit(session, pending, SUZUKI, DAY, "U1", "U1", NOW)
        cards.discard(session, discarded, "U1", NOW)
        cards.save(session, saved, "U1", NOW)
        photo(session, "waiting for ever").state = "waiting"
        photo(session, "new", later(days=20))
        gone = {pending.id, discarded.id}
    with database.write() as session:
        assert photos.expire(session, later(days=10)) == 3
        assert photos.expire(session, later(days=10)) == 0
    with database.read() as session:
        assert session.scalars(select(Card.id)).all() == [saved.id]
        assert set(session.scalars(select(Photo.file_id))) == {"F2", "new"}
        assert counted(session, Picture) == 3
        about = session.scalars(select(Change.entity_id).where(Change.entity == "cards")).all()
        assert not gone & set(about)
        assert counted(session, Batch) == 2


def test_a_photo_expires_even_when_others_built_on_its_undone_save(database: Database) -> None:
    with database.write() as session:
        row = card(session)
        act = cards.save(session, row, "U1", NOW)
        exchange = session.scalars(select(Interaction)).one()
        follow_ups.create(
            session,
            workspace_id="T1",
            owner_id="U1",
            text="見積",
            due_on=None,
            at=NOW,
            side=Side.OURS,
            contact_id=row.contact_id,
            interaction_id=exchange.id,
        )
        acts.undo(session, act, "U1", NOW)
        assert photos.expire(session, later(days=1)) == 1
        assert counted(session, Card) == 0
        assert (counted(session, Contact), counted(session, Interaction), counted(session, FollowUp)) == (
            1,
            1,
            1,
        )


def test_starting_to_read_is_refused_when_nothing_is_left_to_read(database: Database) -> None:
    with database.write() as session:
        row = photo(session)
        row.state = "waiting"
        assert photos.start(session, row.id) is row
        assert photos.start(session, row.id) is row
        photos.finish(session, row, "unreadable", problem="blank")
        assert photos.start(session, row.id) is None
        assert photos.start(session, 404) is None
        with pytest.raises(photos.PhotoUnknown):
            photos.load(session, 404)


def test_an_export_on_its_way_stays_and_one_that_is_settled_goes(database: Database) -> None:
    with database.write() as session:
        file = pictures.put(session, b"names", pictures.EXPORTED)
        row = outbox.put(
            session,
            key="export:1",
            workspace_id="T1",
            recipient="U1",
            kind="export",
            ids={"exported": file},
            action="upload",
        )
        assert row is not None
        assert pictures.drop_unused(session) == 0
        row.state = outbox.SENT
        session.flush()
        assert pictures.drop_unused(session) == 1
