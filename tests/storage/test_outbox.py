"""The outbox: one holder a row, nothing forgotten, nothing settled by a holder that lost its lease."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy.orm import Session

from storage import leases, outbox
from storage.database import Database
from storage.leases import Claim
from storage.tables import Outbox

NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)


def later(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)


def put(session: Session, key: str, **more: Any) -> Outbox:
    asked = {"workspace_id": "T1", "recipient": "C1", "kind": "review", "ids": {"card": 1}, "at": NOW}
    row = outbox.put(session, key=key, **{**asked, **more})
    assert row is not None
    return row


def put_and_fail(database: Database, key: str) -> None:
    with suppress(ZeroDivisionError), database.write() as session:
        put(session, key)
        raise ZeroDivisionError


def claim(database: Database, now: datetime = NOW, limit: int = 10, owner: str = "goen-1") -> list[Claim]:
    with database.write() as session:
        return leases.claim(session, now, owner, 45, limit)


def in_write(database: Database, act: Callable[[Session], bool]) -> bool:
    with database.write() as session:
        return act(session)


def state(database: Database, key: str) -> str:
    with database.read() as session:
        row = outbox.by_key(session, key)
        assert row is not None
        return row.state


@pytest.fixture
def one(database: Database) -> Claim:
    with database.write() as session:
        put(session, "review:1")
    (claimed,) = claim(database)
    return claimed


def test_a_key_is_queued_once(database: Database) -> None:
    with database.write() as session:
        assert put(session, "review:1").state == "pending"
    with database.write() as session:
        assert (
            outbox.put(session, key="review:1", workspace_id="T1", recipient="C1", kind="x", ids={}) is None
        )
    assert len(claim(database)) == 1


def test_a_row_rolled_back_with_its_transaction_is_not_there(database: Database) -> None:
    put_and_fail(database, "review:1")
    assert claim(database) == []


def test_the_listener_hears_commits_with_new_rows_only(database: Database) -> None:
    heard: list[bool] = []
    undo = outbox.on_commit(lambda: heard.append(True))
    with database.write() as session:
        put(session, "review:1")
        assert heard == []
    assert heard == [True]
    claim(database)
    put_and_fail(database, "review:2")
    undo()
    with database.write() as session:
        put(session, "review:3")
    assert heard == [True]


def test_a_claimed_row_is_nobody_elses(database: Database, one: Claim) -> None:
    assert not one.doubtful
    assert claim(database, later(44)) == []
    with database.write() as session:
        assert leases.claim_one(session, one.id, later(44), "goen-2", 45) is None


def test_rows_are_claimed_oldest_first_and_not_before_their_time(database: Database) -> None:
    with database.write() as session:
        for number in range(3):
            put(session, f"review:{number}")
        put(session, "later", not_before=later(60))
    assert [row.key for row in claim(database, limit=2)] == ["review:0", "review:1"]
    assert [row.key for row in claim(database)] == ["review:2"]
    assert [row.key for row in claim(database, later(60))] == ["later"]


def test_two_threads_never_claim_the_same_row(database: Database) -> None:
    with database.write() as session:
        for number in range(40):
            put(session, f"review:{number}")
    barrier, taken = Barrier(4), []

    def take(owner: str) -> None:
        barrier.wait()
        for _ in range(10):
            taken.extend(row.key for row in claim(database, limit=3, owner=owner))

    threads = [Thread(target=take, args=(f"goen-{n}",)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == sorted(f"review:{n}" for n in range(40))


def test_sent_keeps_where_the_message_is(database: Database, one: Claim) -> None:
    assert in_write(database, lambda s: leases.sent(s, one, later(1), "C1", "17.5"))
    with database.read() as session:
        row = outbox.by_key(session, "review:1")
        assert row is not None
        assert (row.state, row.channel_id, row.ts, row.sent_at) == ("sent", "C1", "17.5", later(1))
    assert claim(database, later(1000)) == []


def test_a_retry_waits_for_its_moment_and_counts_only_failures(database: Database, one: Claim) -> None:
    in_write(database, lambda s: leases.retry(s, one, later(1)))
    (again,) = claim(database, later(1))
    assert (again.attempts, again.doubtful) == (0, False)
    in_write(database, lambda s: leases.retry(s, again, later(5), "ratelimited"))
    assert claim(database, later(4)) == []
    (third,) = claim(database, later(5))
    assert third.attempts == 1


def test_an_unknown_outcome_rests_and_comes_back_in_doubt(database: Database, one: Claim) -> None:
    in_write(database, lambda s: leases.doubt(s, one, later(20), "timeout"))
    assert claim(database, later(19)) == []
    (again,) = claim(database, later(20))
    assert again.doubtful
    in_write(database, lambda s: leases.retry(s, again, later(30), "ratelimited", doubtful=True))
    (third,) = claim(database, later(30))
    assert third.doubtful


def test_a_lease_that_ran_out_is_in_doubt_after_the_settle_time(database: Database, one: Claim) -> None:
    with database.write() as session:
        assert leases.expire(session, later(44), 20) == 0
        assert leases.expire(session, later(45), 20) == 1
    assert claim(database, later(64)) == []
    (again,) = claim(database, later(65), owner="goen-2")
    assert again.doubtful
    assert again.attempts == 1


def test_a_replica_frozen_in_a_transaction_keeps_nobody_waiting(postgres_database: Database) -> None:
    for key in ("review:1", "review:2"):
        with postgres_database.write() as session:
            put(session, key)
    locked, other = claim(postgres_database)
    with postgres_database.write() as frozen:
        leases.sent(frozen, locked, NOW, "C1", "1.1")
        with postgres_database.write() as session:
            assert leases.expire(session, later(60), 20) == 1
        assert state(postgres_database, other.key) == "unknown"
    assert state(postgres_database, locked.key) == "sent"


def test_a_row_that_kills_every_holder_is_parked(database: Database, one: Claim) -> None:
    moment = 0
    for _ in range(leases.MOST_HOLDERS):
        moment += 100
        with database.write() as session:
            assert leases.expire(session, later(moment), 20) == 1
        claim(database, later(moment + 20))
    assert state(database, "review:1") == "parked"


def test_a_holder_that_lost_its_lease_settles_nothing(database: Database, one: Claim) -> None:
    with database.write() as session:
        leases.expire(session, later(45), 20)
    assert not in_write(database, lambda s: leases.sent(s, one, later(50), "C1", "1.1"))
    (again,) = claim(database, later(65), owner="goen-1")
    assert not in_write(database, lambda s: leases.drop(s, one, "late"))
    assert not in_write(database, lambda s: leases.park(s, one, "late"))
    assert not in_write(database, lambda s: leases.place(s, one, "C9"))
    assert in_write(database, lambda s: leases.sent(s, again, later(66), "C1", "2.2"))


def test_a_restarted_owner_gives_up_its_own_leases_only(database: Database) -> None:
    with database.write() as session:
        put(session, "review:1")
        put(session, "review:2")
    claim(database, limit=1, owner="goen-1")
    claim(database, limit=1, owner="goen-10")
    with database.write() as session:
        assert leases.abandon(session, "goen-1", later(1), 20) == 1
    assert [state(database, key) for key in ("review:1", "review:2")] == ["unknown", "sending"]


def test_a_child_waits_until_its_parent_is_settled(database: Database) -> None:
    with database.write() as session:
        put(session, "picture:1", action="upload")
        put(session, "review:1", parent_key="picture:1")
    (upload,) = claim(database)
    assert upload.key == "picture:1"
    assert claim(database) == []
    in_write(database, lambda s: leases.park(s, upload, "broken"))
    assert [row.key for row in claim(database)] == ["review:1"]


def test_children_of_one_parent_go_one_after_another(database: Database, one: Claim) -> None:
    with database.write() as session:
        for _ in range(2):
            outbox.refresh(session, "review:1", NOW)
    assert claim(database) == []
    in_write(database, lambda s: leases.sent(s, one, NOW, "C1", "1.1"))
    (first,) = claim(database)
    assert (first.action, first.parent_key, first.kind) == ("update", "review:1", "review")
    assert claim(database) == []
    with database.read() as session:
        assert outbox.superseded(session, first.id)
        assert outbox.children(session, "review:1") == [first.id, first.id + 1]
    in_write(database, lambda s: leases.drop(s, first, "superseded"))
    (second,) = claim(database)
    with database.read() as session:
        assert not outbox.superseded(session, second.id)


def test_nothing_is_refreshed_that_was_never_queued(database: Database) -> None:
    with database.write() as session:
        assert outbox.refresh(session, "review:404") is None


def test_a_redirected_row_leaves_a_neutral_line(database: Database) -> None:
    with database.write() as session:
        put(session, "review:1", thread_ts="5.5")
    (claimed,) = claim(database)
    in_write(database, lambda s: leases.place(s, claimed, "C1"))
    in_write(database, lambda s: leases.redirect(s, claimed, "U1", "neutral"))
    rows = {row.key: row for row in claim(database)}
    moved, notice = rows["review:1"], rows["neutral:C1:5.5"]
    assert (moved.recipient, moved.thread_ts, moved.channel_id) == ("U1", None, None)
    assert (notice.recipient, notice.thread_ts, notice.kind) == ("C1", "5.5", "neutral")


def test_a_parked_row_waits_visibly_until_released(database: Database, one: Claim) -> None:
    in_write(database, lambda s: leases.park(s, one, "is_archived"))
    assert claim(database, later(10_000)) == []
    with database.read() as session:
        assert [(row.key, row.problem) for row in outbox.parked(session)] == [("review:1", "is_archived")]
        assert outbox.counts(session) == {"parked": 1}
    with database.write() as session:
        assert outbox.release(session, one.id, later(1))
        assert not outbox.release(session, one.id, later(1))
    assert len(claim(database, later(1))) == 1


def test_old_updates_are_forgotten_and_posts_are_kept(database: Database, one: Claim) -> None:
    with database.write() as session:
        outbox.refresh(session, "review:1", NOW)
    in_write(database, lambda s: leases.sent(s, one, NOW, "C1", "1.1"))
    (update,) = claim(database)
    with database.write() as session:
        assert outbox.purge(session, later(60)) == 0
    in_write(database, lambda s: leases.sent(s, update, NOW, "C1", "1.1"))
    with database.write() as session:
        assert outbox.purge(session, NOW) == 0
        assert outbox.purge(session, later(60)) == 1
    assert state(database, "review:1") == "sent"


def test_attention_is_needed_for_due_rows_and_ended_leases_only(database: Database) -> None:
    def needed(now: datetime) -> bool:
        with database.read() as session:
            return leases.needs_attention(session, now)

    assert not needed(NOW)
    with database.write() as session:
        put(session, "review:1", not_before=later(5))
    assert not needed(later(4))
    assert needed(later(5))
    claim(database, later(5))
    assert not needed(later(49))
    assert needed(later(50))


def test_ids_learnt_on_the_way_are_kept(database: Database, one: Claim) -> None:
    in_write(database, lambda s: leases.remember(s, one, file="F1"))
    in_write(database, lambda s: leases.retry(s, one, NOW, "file not ready"))
    (again,) = claim(database)
    assert again.ids == {"card": 1, "file": "F1"}


def test_no_text_is_stored(database: Database) -> None:
    columns = set(Outbox.__table__.columns.keys())
    assert not columns & {"text", "blocks", "payload", "content", "message"}
