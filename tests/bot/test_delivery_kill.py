"""Processes that are killed or frozen at any instant: every message is posted exactly once all the same."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from storage.database import Database
from tests.bot.delivery_help import TIMING, eventually, posted_keys, put, row, settled
from tests.bot.delivery_slack import LocalSlack


@pytest.fixture(scope="module")
def slack() -> Iterator[LocalSlack]:
    with LocalSlack.running() as slack:
        yield slack


Spawn = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def spawn(database: Database, slack: LocalSlack) -> Iterator[Spawn]:
    """Starts delivering processes; those still running at the end of the test are killed."""
    running: list[subprocess.Popen[str]] = []

    def begin(owner: str = "goen-1", trap: str | None = None) -> subprocess.Popen[str]:
        command = [
            sys.executable,
            "-m",
            "tests.bot.delivery_child",
            database.url,
            slack.url,
            slack.token,
            owner,
        ]
        child = subprocess.Popen([*command, *([trap] if trap else [])], stdout=subprocess.PIPE, text=True)
        running.append(child)
        assert child.stdout is not None
        assert child.stdout.readline() == "ready\n"
        return child

    slack.reset_faults()
    yield begin
    for child in running:
        child.kill()
        child.wait()


def all_once(slack: LocalSlack, database: Database, rows: dict[str, str]) -> bool:
    """Whether each key stands exactly once in its channel, and nothing else does."""
    found = {channel: posted_keys(slack.web, channel) for channel in set(rows.values())}
    opaque = {key: row(database, key).opaque for key in rows}
    expected = {
        channel: {opaque[key]: 1 for key, where in rows.items() if where == channel} for channel in found
    }
    return {channel: dict(keys) for channel, keys in found.items()} == expected


def finish(database: Database) -> None:
    eventually(lambda: settled(database), 120)


@pytest.mark.parametrize("moment", ["render", "record"])
def test_killed_before_or_after_the_write_and_started_again(
    database: Database, slack: LocalSlack, spawn: Spawn, moment: str
) -> None:
    channel = slack.new_channel()
    put(database, "review:1", channel)
    with_trap = spawn(trap=f"SIGKILL:{moment}")
    assert with_trap.wait(30) == -signal.SIGKILL
    assert row(database, "review:1").state == "sending"
    spawn()
    finish(database)
    assert all_once(slack, database, {"review:1": channel})


@pytest.mark.parametrize("moment", ["render", "record"])
def test_frozen_longer_than_the_lease_while_another_replica_goes_on(
    database: Database, slack: LocalSlack, spawn: Spawn, moment: str
) -> None:
    channel = slack.new_channel()
    frozen = spawn("goen-1", trap=f"SIGSTOP:{moment}")
    put(database, "review:1", channel)
    eventually(lambda: row(database, "review:1").state == "sending")
    spawn("goen-2")
    finish(database)
    assert all_once(slack, database, {"review:1": channel})
    frozen.send_signal(signal.SIGCONT)
    put(database, "review:2", channel)
    finish(database)
    time.sleep(TIMING.lease)
    assert all_once(slack, database, {"review:1": channel, "review:2": channel})


def test_two_replicas_post_each_row_once(database: Database, slack: LocalSlack, spawn: Spawn) -> None:
    channels = [slack.new_channel() for _ in range(5)]
    rows = {f"review:{number}": channels[number % 5] for number in range(20)}
    for key, channel in rows.items():
        put(database, key, channel)
    for owner in ("goen-1", "goen-2"):
        spawn(owner)
    finish(database)
    assert all_once(slack, database, rows)


def test_killed_and_frozen_at_random_with_a_failing_slack(
    database: Database, slack: LocalSlack, spawn: Spawn
) -> None:
    dice = random.Random(20261124)
    channels = [slack.new_channel() for _ in range(8)]
    rows = {f"review:{number}": channels[number % 8] for number in range(48)}
    for kind in ("429", "500", "timeout_after_accept", "drop_after_accept", "drop_before"):
        slack.fault(kind, method="chat.postMessage", count=2, retry_after=1, seconds=2)
    children = {owner: spawn(owner) for owner in ("goen-1", "goen-2")}
    for key, channel in rows.items():
        put(database, key, channel)
    for _ in range(6):
        time.sleep(dice.uniform(0.1, 1.0))
        owner = dice.choice(sorted(children))
        children[owner].kill()
        children[owner].wait()
        children[owner] = spawn(owner)
    children["goen-1"].send_signal(signal.SIGSTOP)
    time.sleep(TIMING.lease + TIMING.settle)
    children["goen-1"].send_signal(signal.SIGCONT)
    finish(database)
    assert all_once(slack, database, rows)
