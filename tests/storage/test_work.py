"""Durable work in one process: a job and its row commit together, run once, are tried again, are parked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from threading import Event

import pytest
from sqlalchemy import select

from storage import attempts, replicas, work
from storage.database import Database
from storage.tables import JobAttempt, Workspace
from storage.work import Ids, NotStarted, Work, job

SECONDS = 30


def wait_for(met: Callable[[], bool], seconds: float = SECONDS) -> None:
    end = time.monotonic() + seconds
    while not met():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


@pytest.fixture
def started(database: Database) -> Iterator[Work]:
    running = Work(database)
    running.start()
    yield running
    running.stop(timeout=5)


def test_a_job_commits_with_its_row(database: Database, started: Work) -> None:
    seen: list[str] = []

    @job("look")
    def look(ids: Ids) -> None:
        with database.read() as session:
            seen.append(session.get_one(Workspace, ids[0]).name)

    with database.write() as session:
        session.add(Workspace(id="T1", name="営業部"))
        started.enqueue(session, "look", "look:T1", ["T1"])
    wait_for(started.idle)
    assert seen == ["営業部"]


def test_a_job_rolled_back_with_its_row_never_runs(database: Database, started: Work) -> None:
    ran: list[Ids] = []
    job("count")(ran.append)
    with suppress(ZeroDivisionError), database.write() as session:
        session.add(Workspace(id="T1"))
        started.enqueue(session, "count", "count:1", [1])
        raise ZeroDivisionError
    with database.write() as session:
        started.enqueue(session, "count", "count:2", [2])
    wait_for(lambda: bool(ran))
    wait_for(started.idle)
    assert ran == [[2]]


def test_nothing_runs_before_the_commit(database: Database, started: Work) -> None:
    ran = Event()
    job("count")(lambda ids: ran.set())
    with database.write() as session:
        started.enqueue(session, "count", "count:1", [1])
        assert not ran.wait(1)
    assert ran.wait(SECONDS)


def test_a_key_runs_once(database: Database, started: Work) -> None:
    ran: list[Ids] = []
    job("count")(ran.append)
    for _ in range(3):
        with database.write() as session:
            started.enqueue(session, "count", "count:1", [1])
            started.enqueue(session, "count", "count:1", [1])
        wait_for(started.idle)
    assert ran == [[1]]


def test_a_job_that_raises_is_tried_again(
    database: Database, started: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "BACKOFF_SECONDS", (0.1, 0.1, 0.1, 0.1))
    ran: list[Ids] = []

    @job("stumble")
    def stumble(ids: Ids) -> None:
        ran.append(ids)
        if len(ran) < 3:
            raise ValueError

    with database.write() as session:
        started.enqueue(session, "stumble", "stumble:1", [7])
    wait_for(lambda: len(ran) == 3)
    wait_for(started.idle)
    assert ran == [[7], [7], [7]]
    assert started.counts() == {"waiting": 0, "running": 0, "parked": 0}


def test_a_job_that_always_raises_is_parked_for_all_to_see(
    database: Database, started: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "BACKOFF_SECONDS", (0.1, 0.1, 0.1, 0.1))
    ran: list[Ids] = []

    @job("poison")
    def poison(ids: Ids) -> None:
        ran.append(ids)
        raise ValueError("田中様の名刺")

    with database.write() as session:
        started.enqueue(session, "poison", "poison:1", [1])
    wait_for(lambda: started.counts()["parked"] == 1)
    wait_for(started.idle)
    assert len(ran) == attempts.MOST_ATTEMPTS
    with database.read() as session:
        (parked,) = attempts.parked(session)
    assert (parked.name, parked.key, parked.problem) == ("poison", "poison:1", "ValueError")


def test_a_job_whose_bookkeeping_fails_is_not_lost(
    database: Database, started: Work, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran: list[Ids] = []
    job("count")(ran.append)
    done, calls = attempts.done, []

    def broken_once(session: object, key: str) -> None:
        calls.append(key)
        if len(calls) == 1:
            raise OSError("the disk is full")
        done(session, key)  # type: ignore[arg-type]

    monkeypatch.setattr(attempts, "done", broken_once)
    with database.write() as session:
        started.enqueue(session, "count", "count:1", [1])
    wait_for(lambda: bool(started._left))
    started.sweep()
    wait_for(lambda: len(calls) == 2)
    wait_for(started.idle)
    assert ran == [[1], [1]]
    with database.read() as session:
        assert session.scalars(select(JobAttempt)).all() == []


def test_jobs_run_beside_each_other(database: Database, started: Work) -> None:
    first, second = Event(), Event()

    @job("meet")
    def meet(ids: Ids) -> None:
        (first, second)[int(ids[0])].set()
        assert (second, first)[int(ids[0])].wait(SECONDS)

    with database.write() as session:
        for number in (0, 1):
            started.enqueue(session, "meet", f"meet:{number}", [number])
    wait_for(started.idle)
    assert first.is_set()
    assert second.is_set()


def test_finished_jobs_are_forgotten_and_waiting_ones_kept(database: Database, started: Work) -> None:
    hold = Event()
    job("count")(lambda ids: None)
    job("hold")(lambda ids: wait_for(hold.is_set))
    with database.write() as session:
        started.enqueue(session, "count", "count:1", [1])
        started.enqueue(session, "hold", "hold:1", [1])
    wait_for(lambda: started.counts() == {"waiting": 0, "running": 1, "parked": 0})
    later = datetime.now(UTC) + timedelta(minutes=1)
    assert started.forget(later - timedelta(days=1)) == 0
    assert started.forget(later) == 1
    assert started.counts()["running"] == 1
    hold.set()
    wait_for(started.idle)


def test_an_unknown_job_and_a_stopped_engine_are_refused(database: Database, started: Work) -> None:
    job("count")(lambda ids: None)
    with database.write() as session, pytest.raises(LookupError):
        started.enqueue(session, "nobody knows this", "key", [])
    with database.write() as session, pytest.raises(NotStarted):
        Work(database).enqueue(session, "count", "key", [])


def test_every_process_has_a_name_of_its_own_and_gets_it_back(database: Database) -> None:
    first, second = replicas.take_name(database), replicas.take_name(database)
    assert (first.executor_id, second.executor_id) == ("goen-1", "goen-2")
    with pytest.raises(replicas.NoNameFree):
        replicas.take_name(database, "goen-1")
    first.let_go()
    again = replicas.take_name(database)
    assert again.executor_id == "goen-1"
    again.let_go()
    second.let_go()


def test_a_holder_is_gone_when_its_name_is_free_or_it_was_silent_for_long(database: Database) -> None:
    now = datetime.now(UTC)
    holder = replicas.take_name(database)
    with database.write() as session:
        replicas.beat(session, holder.executor_id, now)
    with replicas.gone(database, "goen-1", now + timedelta(seconds=30)) as is_gone:
        assert not is_gone
    with replicas.gone(database, "goen-1", now + timedelta(minutes=5)) as is_gone:
        assert is_gone
    holder.let_go()
    with replicas.gone(database, "goen-1", now) as is_gone:
        assert is_gone
        newcomer = replicas.take_name(database)
        assert newcomer.executor_id == "goen-2"
    newcomer.let_go()
