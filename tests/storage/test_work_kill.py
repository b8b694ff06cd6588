"""Durable work across processes: what a killed process began is finished by the next start or by another."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage import attempts
from storage.database import Database
from storage.tables import Workspace
from storage.work import Work, job

SECONDS = 60
Spawn = Callable[[str], "subprocess.Popen[bytes]"]


class Log:
    """What the children noted, line by line."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "log"

    def lines(self, start: str = "") -> list[str]:
        text = self._path.read_text(encoding="utf-8") if self._path.exists() else ""
        return [line for line in text.splitlines() if line.startswith(start)]

    def wait(self, start: str, number: int = 1) -> None:
        end = time.monotonic() + SECONDS
        while len(self.lines(start)) < number:
            assert time.monotonic() < end, f"waiting for {start} in {self.lines()}"
            time.sleep(0.05)


@pytest.fixture
def log(tmp_path: Path) -> Log:
    return Log(tmp_path)


@pytest.fixture
def spawn(database: Database, tmp_path: Path) -> Iterator[Spawn]:
    children: list[subprocess.Popen[bytes]] = []

    def start(mode: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.storage.work_child", database.url, str(tmp_path), mode]
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        children.append(child)
        return child

    yield start
    for child in children:
        child.kill()
        child.wait()


@pytest.fixture
def queued(database: Database) -> None:
    """The job `child:1`, queued by a process that stopped before it could begin it."""
    job("child")(lambda ids: None)
    starter = Work(database, concurrency=0)
    starter.start()
    with database.write() as session:
        session.add(Workspace(id="T1"))
        starter.enqueue(session, "child", "child:1", [1])
    starter.stop(timeout=0)


@pytest.mark.usefixtures("queued")
def test_a_killed_process_finishes_its_job_after_its_restart(spawn: Spawn, log: Log) -> None:
    first = spawn("hold")
    log.wait("begin")
    first.kill()
    first.wait()
    spawn("finish")
    log.wait("end")
    assert log.lines("begin") == ["begin 1 goen-1", "begin 1 goen-1"]
    assert log.lines("end") == ["end 1 goen-1"]


@pytest.mark.usefixtures("queued")
def test_another_replica_takes_over_the_job_of_a_dead_one(database: Database, spawn: Spawn, log: Log) -> None:
    first = spawn("hold")
    log.wait("begin 1 goen-1")
    spawn("finish")
    log.wait("started goen-2")
    assert log.lines("begin") == ["begin 1 goen-1"]
    first.kill()
    log.wait("end")
    time.sleep(1)
    assert log.lines("end") == ["end 1 goen-2"]
    assert log.lines("begin") == ["begin 1 goen-1", "begin 1 goen-2"]


@pytest.mark.usefixtures("queued")
def test_a_job_that_kills_every_process_is_parked(database: Database, spawn: Spawn, log: Log) -> None:
    for _ in range(attempts.MOST_ATTEMPTS):
        assert spawn("die").wait(SECONDS) < 0
    spawn("die")
    end = time.monotonic() + SECONDS
    while not parked_keys(database):
        assert time.monotonic() < end, log.lines()
        time.sleep(0.1)
    assert parked_keys(database) == ["child:1"]
    assert len(log.lines("begin")) == attempts.MOST_ATTEMPTS
    assert log.lines("end") == []


def parked_keys(database: Database) -> list[str]:
    with database.read() as session:
        return [row.key for row in attempts.parked(session)]
